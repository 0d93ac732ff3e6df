/** For a report about a fault: versions, settings and states. Of mail, trusted entries and sites at most how many. */

import { api } from "../lib/browser-api.js";
import { MESSAGE } from "../lib/messages.js";
import { grantedSites } from "../lib/sites.js";

const { words } = honmono;

/** @param {import("../lib/settings.js").Settings} settings */
export async function drawDiagnostics(settings) {
  const { trustedDomains, trustedSenders, ownDomains, locked, ...plain } = settings;
  const [host, sites] = await Promise.all([
    api.runtime.sendMessage({ type: MESSAGE.hostState }).catch(() => null),
    grantedSites(),
  ]);
  const known = {
    extension: api.runtime.getManifest().version,
    host,
    browser: navigator.userAgent,
    languages: { browser: api.i18n.getUILanguage(), shown: words.language },
    settings: plain,
    setByOrganisation: locked,
    numbers: {
      trustedDomains: Object.keys(trustedDomains).length,
      trustedSenders: Object.keys(trustedSenders).length,
      ownDomains: ownDomains.length,
      addedSites: sites.length,
    },
  };
  place("diagnostics").textContent = JSON.stringify(known, null, 2);
  place("copied").textContent = "";
}

export function watchCopy() {
  place("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(place("diagnostics").textContent);
    place("copied").replaceChildren(words.nodes(document, "popup_copied"));
  });
}

/** @param {string} id */
const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
