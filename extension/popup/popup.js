/**
 * The whole verdict of the mail in this tab. No mail can reach or imitate this window.
 * As a page of its own, `popup.html?tab=<id>` speaks of that tab; that is how tests look at it.
 */

import { api } from "../lib/browser-api.js";
import { loadWords, pickLanguage } from "../lib/locales.js";
import { MESSAGE } from "../lib/messages.js";
import { onSettingsChange, readSettings } from "../lib/settings.js";
import { patternOf } from "../lib/sites.js";
import { shownDay } from "../lib/trust.js";
import { nextSteps } from "./next.js";
import { button, drawFix, drawLink, drawNotes, drawSender, empty, get, healthOf, show } from "./parts.js";
import { keepPlace } from "./trust.js";

const { draw, words, findings } = honmono;

const sheet = new CSSStyleSheet();
sheet.replaceSync(honmono.styles.popup);
document.adoptedStyleSheets = [sheet];

/** @typedef {OpenMail & {level: Shown}} ListedMail */
/** @typedef {{covered: boolean, site: string, level: Shown, mails: ListedMail[], host: {state: string, version: string, catalogueDate: string}}} PopupState */

let chosen = "";
/** @type {import("../lib/settings.js").Settings} */
let settings;

/** @returns {Promise<chrome.tabs.Tab | null>} */
async function tabInQuestion() {
  const given = Number(new URLSearchParams(location.search).get("tab"));
  if (given) return api.tabs.get(given).catch(() => null);
  const [tab] = await api.tabs.query({ active: true, currentWindow: true });
  return tab ?? null;
}

/** @param {number} tabId @returns {Promise<PopupState>} */
function ask(tabId) {
  return api.runtime.sendMessage({ type: MESSAGE.popupState, tabId });
}

/** What the popup shows now: drawing the same again would take things from under the pointer. */
let shown = "";

/** @param {PopupState} state @param {chrome.tabs.Tab} tab */
function render(state, tab) {
  const news = JSON.stringify([state, settings, chosen]);
  if (news === shown) return;
  shown = news;
  const mail = state.mails.find((one) => one.id === chosen) ?? state.mails[0] ?? null;
  drawVerdict(state, mail);
  drawMails(state, mail, () => render(state, tab));
  drawCover(state, tab);
  drawNotes(mail);
  show("sender-section", mail !== null && state.site !== "page");
  if (mail) {
    keepPlace(() => {
      drawSender(mail, settings);
      drawLinks(mail);
    });
  }
  show("links-section", mail !== null && get("links").hasChildNodes());
  const wide = mail?.verdict ? findings.worst(mail.verdict.findings) : [];
  show("findings-section", wide.length > 0);
  get("findings").replaceChildren(...draw.reasons(document, wide).children);
  const strange = findings.odd(wide);
  for (const old of document.querySelectorAll("#findings-section > .odd, #findings-section > .genuine-line"))
    old.remove();
  get("findings-section").append(...draw.odd(document, strange));
  const wrong = mail !== null && (mail.level === "danger" || mail.level === "caution") && state.site !== "page";
  show("next", wrong);
  empty("next").append(...(wrong ? [nextSteps(mail)] : []));
  drawHost(state);
  get("health").replaceChildren(healthOf(state.site, mail));
}

/** @param {PopupState} state @param {ListedMail | null} mail */
function drawVerdict(state, mail) {
  const level = mail ? mail.level : "";
  const heading = get("verdict");
  heading.dataset.level = level;
  const isPage = state.site === "page";
  const genuine =
    mail?.verdict && level === "danger" && !isPage ? findings.genuine(findings.ofMail(mail.verdict)) : null;
  const which = mail ? (level || "pending") + (isPage && level ? "_page" : "") : state.covered ? "none" : "uncovered";
  const sentence = genuine
    ? words.nodes(document, "popup_verdict_danger_brand", { brand: genuine.brand })
    : words.nodes(document, `popup_verdict_${which}`);
  const text = draw.element(document, "span", {}, sentence);
  heading.replaceChildren(...(level ? [draw.symbol(document, level), text] : [text]));
}

/** Threads show several mails at once. */
/** @param {PopupState} state @param {ListedMail | null} current @param {() => void} again */
function drawMails(state, current, again) {
  const nav = get("mails");
  show("mails", state.mails.length > 1);
  nav.setAttribute("aria-label", words.text("popup_mails"));
  nav.replaceChildren(
    ...state.mails.map((mail) => {
      const who = mail.sender?.name || mail.sender?.address || mail.subject || "–";
      const name = draw.element(document, "bdi", {}, who.slice(0, 80));
      const choice = draw.button(document, name, () => {
        chosen = mail.id;
        again();
      });
      choice.prepend(draw.symbol(document, mail.level));
      const domain = mail.sender?.name ? mail.verdict?.sender.display : "";
      if (domain) choice.append(" ", draw.element(document, "bdi", { class: "fine" }, domain.slice(0, 80)));
      choice.setAttribute("aria-current", String(mail === current));
      return choice;
    }),
  );
}

/** @param {ListedMail} mail */
function drawLinks(mail) {
  const list = get("links");
  const byId = new Map((mail.verdict?.links ?? []).map((link) => [link.id, link]));
  list.replaceChildren(...mail.shownLinks.map((shown) => drawLink(shown, byId.get(shown.id) ?? null, settings)));
  if (mail.shownLinks.length === 0 && mail.outcome !== "pending")
    list.append(draw.element(document, "li", { class: "fine" }, words.nodes(document, "popup_no_links")));
  show("more-links", mail.moreLinks > 0);
  get("more-links").replaceChildren(words.nodes(document, "popup_more_links", { count: String(mail.moreLinks) }));
}

/** "Check mail on this site", where no content script of ours answers. */
/** @param {PopupState} state @param {chrome.tabs.Tab} tab */
function drawCover(state, tab) {
  const pattern = tab.url ? patternOf(tab.url) : null;
  show("cover", !state.covered && pattern !== null);
  if (state.covered || pattern === null) return;
  const host = new URL(/** @type {string} */ (tab.url)).hostname;
  const why = draw.element(document, "p", {}, words.nodes(document, "popup_cover_why"));
  /** @param {HTMLButtonElement} made */
  const askForIt = async (made) => {
    // Firefox closes the popup while it asks; the background sees the grant by itself then.
    if (!(await api.permissions.request({ origins: [pattern] }))) return;
    await api.runtime.sendMessage({ type: MESSAGE.coverSite });
    made.replaceWith(draw.element(document, "p", { role: "status" }, words.nodes(document, "popup_covered_now")));
  };
  const always = draw.button(document, words.nodes(document, "popup_cover", { host }), askForIt, { class: "first" });
  const once = button("popup_once", async () => {
    await api.runtime.sendMessage({ type: MESSAGE.checkOnce, tabId: tab.id });
    setTimeout(() => void start(), 600); // the page is looked at when it has come to rest
  });
  empty("cover").append(why, draw.element(document, "div", { class: "buttons" }, always, once));
}

/** @param {string} date as the host writes it, which may be another version @returns {string} */
function dataDate(date) {
  return Number.isNaN(Date.parse(date)) ? date || "–" : shownDay(date);
}

/** @param {PopupState} state */
function drawHost({ host, mails }) {
  const failed = mails.find((mail) => !["ok", "pending"].includes(mail.outcome))?.outcome;
  // A host that greets but refuses this mail is not "ready" as far as this mail goes.
  const state =
    host.state === "ready" && failed && honmono.words.has(`error_${failed}`) ? failed : host.state || "exited";
  const line = get("host-state");
  line.dataset.state = state;
  line.replaceChildren(
    state === "ready"
      ? words.nodes(document, "popup_host_ready", { version: host.version, date: dataDate(host.catalogueDate) })
      : words.nodes(document, words.error(state)),
  );
  drawFix(state, () => void start());
  // What has to be repaired comes first, what is in order last; the order is the same for the eye and the ear.
  if (state === "ready") get("host-place").append(get("host-section"));
  else get("cover").before(get("host-section"));
}

async function start() {
  const [tab, read] = await Promise.all([tabInQuestion(), readSettings()]);
  settings = read;
  const language = pickLanguage(settings.language);
  words.use(await loadWords(language), language);
  document.documentElement.lang = words.language;
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = words.text(/** @type {HTMLElement} */ (element).dataset.words ?? "");
  }
  if (tab?.id === undefined) return;
  const tabId = tab.id;
  watch(tabId, tab); // first: what happens between the answer and the listening would never be seen
  render(await ask(tabId), tab);
}

let watching = false;

/** Mails come and go while the popup stands open. */
/** @param {number} tabId @param {chrome.tabs.Tab} tab */
function watch(tabId, tab) {
  if (watching) return;
  watching = true;
  api.storage.onChanged.addListener(async (changes, area) => {
    if (area === "session" && `tab:${tabId}` in changes) render(await ask(tabId), tab);
  });
}

get("options").addEventListener("click", () => void api.runtime.openOptionsPage().then(() => window.close()));
onSettingsChange(() => void start());
void start();
