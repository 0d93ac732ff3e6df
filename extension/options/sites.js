/** Where mail is checked: the webmails that come with the extension, and the sites that the person has added. */

import { api } from "../lib/browser-api.js";
import { grantedSites } from "../lib/sites.js";
import { SITES } from "../popup/parts.js";
import { button } from "./trusted.js";

const { draw, words } = honmono;

/** Everybody runs these on a site of their own, so no address of theirs can come with the extension. */
const SELF_HOSTED = ["roundcube", "sogo"];

export async function drawSites() {
  const names = Object.keys(SITES).filter((id) => !SELF_HOSTED.includes(id));
  const sites = new Intl.ListFormat(words.language, { style: "narrow" }).format(names.map((id) => SITES[id]));
  place("shipped").replaceChildren(words.nodes(document, "options_sites_shipped", { sites }));
  const rows = (await grantedSites()).map(siteRow);
  if (rows.length === 0) rows.push(draw.element(document, "li", { class: "fine" }, words.text("options_no_sites")));
  place("sites").replaceChildren(...rows);
}

/** @param {string} pattern as the browser keeps it, e.g. "https://mail.example.org/*" */
function siteRow(pattern) {
  const entry = pattern.replace(/\/\*$/, "");
  const shown = draw.element(document, "bdi", { class: "entry" }, entry);
  shown.dir = "ltr";
  const remove = button("options_remove", "options_remove_entry", entry, async () => {
    if (!(await api.permissions.remove({ origins: [pattern] }))) return;
    const said = place("site-removed");
    said.replaceChildren(words.nodes(document, "options_site_removed", { host: entry.replace(/^\w+:\/\//, "") }));
    said.tabIndex = -1;
    said.focus(); // the button that had it is gone
  });
  return draw.element(document, "li", {}, shown, remove);
}

/** @param {string} id */
const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
