/**
 * What a person has chosen (`storage.local`; nothing is synchronised to a server), under what their organisation has
 * chosen for them (`storage.managed`, described in managed-schema.json), which wins and locks its control.
 */

import { api } from "./browser-api.js";

/** @typedef {Record<string, string>} Trusted entry → day it was given, "" where the organisation gave it */
/** @typedef {"trustedDomains" | "trustedSenders"} TrustList */

/**
 * @typedef {object} Settings
 * @property {string} language      "" follows the browser, else a folder of `_locales`
 * @property {number} timeoutMs     how long one question to the host may take
 * @property {boolean} marks        draw a mark on a link
 * @property {MarksFrom} marksFrom  the mildest level that gets a mark; `unchecked` always does
 * @property {boolean} tooltip      explain a link under pointer or focus
 * @property {TooltipFrom} tooltipFrom   the mildest level that is explained; `unchecked` always is
 * @property {boolean} banner       explain a dangerous mail above its text
 * @property {boolean} clickStep    hold back a click on a dangerous link
 * @property {Trusted} trustedDomains   exact registrable domains, given by hand, never by clicking links
 * @property {Trusted} trustedSenders   exact addresses
 * @property {string[]} ownDomains  registrable domains of the organisation itself; trusted, whatever else is
 * @property {string[]} locked      names of the settings above that the organisation has made
 */

/** @type {Settings} */
export const DEFAULTS = Object.freeze({
  language: "",
  timeoutMs: 10_000,
  marks: true,
  marksFrom: "caution",
  tooltip: true,
  tooltipFrom: "any",
  banner: true,
  clickStep: true,
  trustedDomains: {},
  trustedSenders: {},
  ownDomains: [],
  locked: [],
});

/** Stored or managed value → setting; undefined for what is no such setting, and must not break the check. */
/** @type {Record<string, (value: any, managed: boolean) => unknown>} */
const READERS = {
  language: (value) => (typeof value === "string" ? value : undefined),
  // Below a second a healthy host on a busy machine would look dead; above a minute nobody waits.
  timeoutMs: (value) => (Number.isFinite(value) && value >= 1_000 && value <= 60_000 ? value : undefined),
  marks: flag,
  marksFrom: oneOf("caution", "danger"),
  tooltip: flag,
  tooltipFrom: oneOf("any", "caution", "danger"),
  banner: flag,
  clickStep: flag,
  trustedDomains: (value, managed) => entries(value, managed, asDomain),
  trustedSenders: (value, managed) => entries(value, managed, asAddress),
  ownDomains: (value, managed) => (managed ? listed(value, asDomain) : undefined),
};

/** @param {unknown} value */
function flag(value) {
  return typeof value === "boolean" ? value : undefined;
}

/** @param {string[]} allowed @returns {(value: unknown) => unknown} */
function oneOf(...allowed) {
  return (value) => (allowed.includes(String(value)) ? value : undefined);
}

/** A host name as browsers write it, so that what an administrator typed equals what links say. @param {unknown} value */
function asDomain(value) {
  if (typeof value !== "string" || !/^[^\s/@?#\\]{1,253}$/.test(value)) return null;
  return URL.canParse(`https://${value}`) ? new URL(`https://${value}`).hostname : null;
}

/** @param {unknown} value */
function asAddress(value) {
  return typeof value === "string" && /^[^\s<>]{1,250}@[^\s<>@]{1,250}$/.test(value) ? value.toLowerCase() : null;
}

/** @param {unknown} value @param {(entry: unknown) => string | null} read */
function listed(value, read) {
  return Array.isArray(value) ? value.flatMap((entry) => read(entry) ?? []) : undefined;
}

/** @param {any} value @param {boolean} managed @param {(entry: unknown) => string | null} read @returns {Trusted | undefined} */
function entries(value, managed, read) {
  if (managed) return asTrusted(listed(value, read)?.map((entry) => [entry, ""]));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return asTrusted(Object.entries(value).filter(([entry, date]) => read(entry) === entry && isDay(date)));
}

/** @param {unknown} value */
function isDay(value) {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

/** @param {string[][] | undefined} pairs @returns {Trusted | undefined} */
function asTrusted(pairs) {
  return pairs && Object.fromEntries(pairs);
}

/** @returns {Promise<Record<string, unknown>>} */
async function managedValues() {
  try {
    return await api.storage.managed.get(Object.keys(READERS));
  } catch {
    return {}; // Firefox raises where no organisation has set anything
  }
}

/** @returns {Promise<Settings>} */
export async function readSettings() {
  const [stored, managed] = await Promise.all([api.storage.local.get(Object.keys(READERS)), managedValues()]);
  /** @type {Record<string, unknown>} */
  const settings = { ...DEFAULTS };
  const locked = [];
  for (const [name, read] of Object.entries(READERS)) {
    const ordered = read(managed[name], true);
    if (ordered !== undefined) locked.push(name);
    const value = ordered ?? read(stored[name], false);
    if (value !== undefined) settings[name] = value;
  }
  return /** @type {Settings} */ (/** @type {unknown} */ ({ ...settings, locked }));
}

/** @param {Record<string, unknown>} values by name */
export function saveSettings(values) {
  return api.storage.local.set(values);
}

/** @param {TrustList} list @returns {Promise<Trusted>} what the person has trusted, whatever the organisation says */
export async function readTrusted(list) {
  const stored = await api.storage.local.get(list);
  return /** @type {Trusted} */ (READERS[list](stored[list], false) ?? {});
}

/** @param {(settings: Settings) => void} listener called with the new whole after any change */
export function onSettingsChange(listener) {
  api.storage.onChanged.addListener((changes, area) => {
    const concerns = area === "local" || area === "managed";
    if (concerns && Object.keys(changes).some((name) => name in READERS)) void readSettings().then(listener);
  });
}
