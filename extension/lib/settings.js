/** What a person may choose. Everything lives in `storage.local`; nothing is synchronised to a server. */

import { api } from "./browser-api.js";

/**
 * @typedef {object} Settings
 * @property {string} language      "" follows the browser, else a folder of `_locales`
 * @property {number} timeoutMs     how long one question to the host may take
 * @property {boolean} marks        draw a mark on a link
 * @property {boolean} tooltip      explain a link under pointer or focus
 * @property {boolean} banner       explain a dangerous mail above its text
 * @property {boolean} clickStep    hold back a click on a dangerous link
 * @property {string[]} trustedDomains   exact registrable domains, given by hand, never by clicking links
 * @property {string[]} trustedSenders   exact addresses
 */

/** @type {Settings} */
export const DEFAULTS = Object.freeze({
  language: "",
  timeoutMs: 10_000,
  marks: true,
  tooltip: true,
  banner: true,
  clickStep: true,
  trustedDomains: [],
  trustedSenders: [],
});

/**
 * Stored values of the wrong type are replaced by the default: a broken setting must not break the check.
 * @returns {Promise<Settings>}
 */
export async function readSettings() {
  const stored = /** @type {Record<string, unknown>} */ (await api.storage.local.get(Object.keys(DEFAULTS)));
  /** @type {Record<string, unknown>} */
  const settings = { ...DEFAULTS };
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const given = stored[name];
    if (typeof given !== typeof value || Array.isArray(given) !== Array.isArray(value)) continue;
    settings[name] = given;
  }
  const read = /** @type {Settings} */ (/** @type {unknown} */ (settings));
  // Below a second a healthy host on a busy machine would look dead; above a minute nobody waits.
  if (!(read.timeoutMs >= 1_000 && read.timeoutMs <= 60_000)) read.timeoutMs = DEFAULTS.timeoutMs;
  read.trustedDomains = read.trustedDomains.filter((entry) => typeof entry === "string");
  read.trustedSenders = read.trustedSenders.filter((entry) => typeof entry === "string");
  return read;
}

/** @param {(settings: Settings) => void} listener called with the new whole after any change */
export function onSettingsChange(listener) {
  api.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && Object.keys(changes).some((name) => name in DEFAULTS)) void readSettings().then(listener);
  });
}
