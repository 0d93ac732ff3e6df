/** The options page: what is set, drawn anew after every change, wherever that came from. */

import { api } from "../lib/browser-api.js";
import { loadWords, pickLanguage } from "../lib/locales.js";
import { onSettingsChange, readSettings } from "../lib/settings.js";
import { drawControls, watchControls } from "./controls.js";
import { drawDiagnostics, watchCopy } from "./diagnostics.js";
import { drawSites } from "./sites.js";
import { drawTrusted } from "./trusted.js";

const { words } = honmono;

const sheet = new CSSStyleSheet();
sheet.replaceSync(honmono.styles.popup);
document.adoptedStyleSheets = [sheet];

/** @param {import("../lib/settings.js").Settings} settings */
async function render(settings) {
  const language = pickLanguage(settings.language);
  words.use(await loadWords(language), language);
  document.documentElement.lang = words.language;
  document.title = words.text("options_title");
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = words.text(/** @type {HTMLElement} */ (element).dataset.words ?? "");
  }
  drawControls(settings);
  drawTrusted(settings);
  await drawSites();
  await drawDiagnostics(settings);
  document.body.dataset.language = language; // all of it is drawn
}

/** One after the other, and of what is asked for meanwhile only the last. */
let running = Promise.resolve();
let asked = 0;

function renderAgain() {
  const mine = ++asked;
  running = running.then(async () => {
    if (mine === asked) await render(await readSettings());
  });
}

watchControls();
watchCopy();
onSettingsChange(renderAgain);
for (const event of [api.permissions.onAdded, api.permissions.onRemoved]) event.addListener(renderAgain);
renderAgain();
