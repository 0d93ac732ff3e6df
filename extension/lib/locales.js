/**
 * Loads the words. The browser's own `i18n.getMessage` would do for one language, but cannot follow a setting, and its
 * placeholders are filled by position; so the same `_locales` files are read here and filled by name (content/words.js).
 */

import { api } from "./browser-api.js";

/** Folders of `_locales`; the first is the one to fall back on. */
export const LANGUAGES = ["en", "ja"];

/** @type {Map<string, Promise<WordTable>>} */
const loaded = new Map();

/** @param {string} wanted "" follows the browser @returns {string} one of LANGUAGES */
export function pickLanguage(wanted) {
  const asked = (wanted || api.i18n.getUILanguage()).replace("-", "_");
  const exact = LANGUAGES.find((language) => language.toLowerCase() === asked.toLowerCase());
  const loose = LANGUAGES.find((language) => language.split("_")[0] === asked.split("_")[0].toLowerCase());
  return exact ?? loose ?? LANGUAGES[0];
}

/** @param {string} language @returns {Promise<WordTable>} key → {message, placeholders}; gaps are filled from English */
export function loadWords(language) {
  let table = loaded.get(language);
  if (!table) {
    table = read(language).then(async (words) =>
      language === LANGUAGES[0] ? words : { ...(await loadWords(LANGUAGES[0])), ...words },
    );
    loaded.set(language, table);
    table.catch(() => loaded.delete(language));
  }
  return table;
}

/** @param {string} language @returns {Promise<WordTable>} */
async function read(language) {
  const response = await fetch(api.runtime.getURL(`_locales/${language}/messages.json`));
  return response.json();
}
