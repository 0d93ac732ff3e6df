/** Switches and choices. A control carries the name of its setting; what the organisation has set is shown but locked. */

import { LANGUAGES, pickLanguage } from "../lib/locales.js";
import { saveSettings } from "../lib/settings.js";

const { draw, words } = honmono;

/** A choice means nothing while its part is off. @type {Record<string, "marks" | "tooltip">} */
const PART_OF = { marksFrom: "marks", tooltipFrom: "tooltip" };

/** @returns {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
const controls = () => document.querySelectorAll("input[name], select[name]");

/** @param {import("../lib/settings.js").Settings} settings */
export function drawControls(settings) {
  drawLanguages();
  const values = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (settings));
  for (const note of document.querySelectorAll(".locked")) note.remove();
  for (const control of controls()) {
    const { name } = control;
    const locked = settings.locked.includes(name);
    if (control instanceof HTMLInputElement) control.checked = values[name] === true;
    else if (name === "language") control.value = settings.language && pickLanguage(settings.language);
    else control.value = String(values[name]);
    control.disabled = locked || (name in PART_OF && !settings[PART_OF[name]]);
    if (locked) control.closest(".row")?.append(lockedNote());
  }
}

/** Why a control or a list cannot be changed. */
export function lockedNote() {
  return draw.element(document, "p", { class: "fine under locked" }, words.nodes(document, "options_locked"));
}

/** Every language is named in itself: who looks for theirs may not read the present one. */
function drawLanguages() {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById("language"));
  if (select.options.length > 1) return;
  for (const language of LANGUAGES) {
    const tag = language.replace("_", "-");
    const name = new Intl.DisplayNames([tag], { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
    const option = draw.element(document, "option", { lang: tag }, name);
    option.value = language;
    select.append(option);
  }
}

export function watchControls() {
  document.addEventListener("change", (event) => {
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target);
    if (!control.name) return;
    void saveSettings({ [control.name]: control instanceof HTMLInputElement ? control.checked : control.value });
  });
}
