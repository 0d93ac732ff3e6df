/**
 * Trust is given and taken back by hand, in the popup and the options, where no mail can draw anything: exactly one
 * registrable domain or one address at a time.
 */

import { readTrusted, saveSettings } from "./settings.js";

/** @typedef {import("./settings.js").TrustList} TrustList */
/** @typedef {import("./settings.js").Trusted} Trusted */

/**
 * @param {TrustList} list @param {string} entry
 * @param {string} [date] the day on which trust was given, where it is given back
 */
export function trust(list, entry, date = today()) {
  return change(list, (trusted) => ({ ...trusted, [entry]: date }));
}

/** @param {TrustList} list @param {string} entry */
export function distrust(list, entry) {
  return change(list, (trusted) => Object.fromEntries(Object.entries(trusted).filter(([one]) => one !== entry)));
}

/** Popup and options can stand open at once: one change after the other, or the second would undo the first. */
/** @param {TrustList} list @param {(trusted: Trusted) => Trusted} edit */
function change(list, edit) {
  return navigator.locks.request("honmono-trust", async () => saveSettings({ [list]: edit(await readTrusted(list)) }));
}

/** The day where the person is, as 2026-11-21. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** @param {string} date as `today` writes it @returns {string} as the person's language writes it */
export function shownDay(date) {
  const form = new Intl.DateTimeFormat(honmono.words.language, { dateStyle: "medium", timeZone: "UTC" });
  return form.format(new Date(date));
}
