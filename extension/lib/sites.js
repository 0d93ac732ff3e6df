/**
 * "Check mail on this site": self-hosted webmail and company addresses are known to nobody but the person. The grant is
 * theirs (the browser asks), for one host, and can be taken back in the options; here it only takes effect.
 */

import { api, OWN_ORIGIN } from "./browser-api.js";

const PREFIX = "site:";

/** @param {string} url @returns {string | null} match pattern for the host, on every port (Firefox knows none in patterns) */
export function patternOf(url) {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? `${protocol}//${hostname}/*` : null;
}

/** The content scripts as the manifest lists them: one list, wherever they run. */
function shipped() {
  const [entry] = api.runtime.getManifest().content_scripts ?? [];
  // Firefox hands them out as whole addresses, and does not take those back.
  const files = (entry?.js ?? []).map((file) => file.replace(OWN_ORIGIN, ""));
  return { files, matches: entry?.matches ?? [] };
}

/** @returns {Promise<string[]>} patterns of the sites that the person has added to those of the manifest */
export async function grantedSites() {
  const { matches } = shipped();
  return ((await api.permissions.getAll()).origins ?? []).filter((origin) => !matches.includes(origin));
}

let running = Promise.resolve();

/** Makes the registered scripts equal to what is granted. One run after the other: two at once would collide. */
export function applyGrants() {
  running = running.then(sync, sync);
  return running;
}

async function sync() {
  const { files } = shipped();
  const granted = await grantedSites();
  const registered = await api.scripting.getRegisteredContentScripts();
  const wanted = new Set(granted.map((origin) => PREFIX + origin));
  const stale = registered.map((script) => script.id).filter((id) => id.startsWith(PREFIX) && !wanted.has(id));
  if (stale.length > 0) await api.scripting.unregisterContentScripts({ ids: stale });
  const fresh = granted.filter((origin) => !registered.some((script) => script.id === PREFIX + origin));
  for (const origin of fresh) {
    await api.scripting.registerContentScripts([
      {
        id: PREFIX + origin,
        matches: [origin],
        js: files,
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: "document_start",
      },
    ]);
    await startInOpenTabs(origin, files);
  }
}

/** Tabs that stand open already get the scripts at once; a second copy notices the first and stops. */
/** @param {string} origin @param {string[]} files */
async function startInOpenTabs(origin, files) {
  for (const tab of await api.tabs.query({ url: origin })) {
    if (tab.id === undefined) continue;
    try {
      await api.scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, files });
    } catch (error) {
      console.warn("honmono: a tab has to be reloaded before its mail is checked", error);
    }
  }
}

/**
 * The links of one page, once, for a person who has just clicked for it (`activeTab`): no standing permission, nothing
 * left when the page is.
 * @param {number} tabId
 */
export async function checkOnce(tabId) {
  await api.scripting.executeScript({
    target: { tabId },
    func: () => void Reflect.set(globalThis, "honmonoOnce", true),
  });
  await api.scripting.executeScript({ target: { tabId }, files: shipped().files });
}

export function watchGrants() {
  api.permissions.onAdded.addListener(() => void applyGrants());
  api.permissions.onRemoved.addListener(() => void applyGrants());
  api.runtime.onInstalled.addListener(() => void applyGrants());
  api.runtime.onStartup.addListener(() => void applyGrants());
}
