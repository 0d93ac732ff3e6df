/**
 * Loads the words. The browser's own `i18n.getMessage` would do for one language, but cannot follow a setting, and its
 * placeholders are filled by position; so the same `_locales` files are read here and filled by name (content/words.js).
 */

import { api } from "./browser-api.js";

/** Folders of `_locales`, no two of one language and script; the first is the one to fall back on. */
export const LANGUAGES = ["en", "ja", "de", "fr", "es", "pt_BR", "zh_CN", "zh_TW", "ko"];

/** @type {Map<string, Promise<WordTable>>} */
const loaded = new Map();

/** @param {string} wanted "" follows the browser @returns {string} one of LANGUAGES */
export function pickLanguage(wanted) {
  const asked = written(wanted || api.i18n.getUILanguage());
  return LANGUAGES.find((language) => written(language) === asked) ?? LANGUAGES[0];
}

/**
 * How a language is written counts, not where: zh-HK is zh-Hant as zh-TW is, es-419 is es (UTS #35, likely subtags).
 * @param {string} tag @returns {string} e.g. "zh-Hant", "" where it is no tag
 */
function written(tag) {
  try {
    const { language, script } = new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    return `${language}-${script}`;
  } catch {
    return "";
  }
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
