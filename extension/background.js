/**
 * Between the pages and the host: keeps the one connection, remembers what is open, draws the badge.
 * Holds no list of sites and no rule; it can be put to sleep at any time and loses nothing that matters.
 */

import "./content/words.js";
import { showBadge } from "./lib/badge.js";
import { api } from "./lib/browser-api.js";
import { HostPort } from "./lib/host-port.js";
import { firstPart, Inspector } from "./lib/inspector.js";
import { loadWords, pickLanguage } from "./lib/locales.js";
import { listen, MESSAGE, onFrameEnd, tellTab } from "./lib/messages.js";
import { OpenMails, shownLevel, worstShown } from "./lib/open-mails.js";
import { onSettingsChange, readSettings } from "./lib/settings.js";
import { applyGrants, checkOnce, watchGrants } from "./lib/sites.js";

/** @type {import("./lib/settings.js").Settings | null} */
let settings = null;

/** Settings and words are read once for each life of the background. */
async function prepare() {
  const read = settings ?? (await readSettings());
  settings ??= read; // a change may have come in between
  const language = pickLanguage(settings.language);
  honmono.words.use(await loadWords(language), language);
  return settings;
}

const host = new HostPort(api, {
  timeoutMs: () => settings?.timeoutMs ?? 10_000,
  onChange: (state) => {
    if (state !== "ready") {
      void api.storage.session.set({ lastError: { state, at: new Date().toISOString() } });
      return;
    }
    inspector.forget(); // it may be another version, with another catalogue
    void mails.unchecked().then((tabs) => tabs.forEach((tabId) => void tellTab(tabId, { type: MESSAGE.hostBack })));
  },
});
const inspector = new Inspector(host);
const mails = new OpenMails();

/** @param {number} tabId */
async function refreshBadge(tabId) {
  await prepare();
  const level = await mails.level(tabId);
  await showBadge(
    tabId,
    level,
    level === "" ? honmono.words.text("extension_name") : honmono.words.text(`badge_${level}`),
  );
}

/** @param {chrome.runtime.MessageSender} sender @returns {{tabId: number, frameId: number} | null} */
function placeOf(sender) {
  const tabId = sender.tab?.id;
  return tabId === undefined ? null : { tabId, frameId: sender.frameId ?? 0 };
}

listen({
  async [MESSAGE.setup]() {
    const { language, marks, marksFrom, tooltip, tooltipFrom, banner, clickStep } = await prepare();
    const picked = pickLanguage(language);
    const shown = { marks, marksFrom, tooltip, tooltipFrom, banner, clickStep };
    return { language: picked, table: await loadWords(picked), settings: shown };
  },

  async [MESSAGE.inspect](message, sender) {
    const place = placeOf(sender);
    const { language, trustedDomains, trustedSenders, ownDomains } = await prepare();
    /** @type {Mail} */
    const mail = { ...message.mail, locale: pickLanguage(language).replace("_", "-") };
    const domains = [...Object.keys(trustedDomains), ...ownDomains];
    const senders = Object.keys(trustedSenders);
    if (domains.length + senders.length > 0) mail.trusted = { domains, senders };
    const outcome = await inspector.inspect(mail, message.urgent === true);
    if (place) {
      await mails.record(place.tabId, place.frameId, String(message.mailId), mail, outcome, message.added === true);
      await refreshBadge(place.tabId);
    }
    return firstPart(outcome);
  },

  async [MESSAGE.moreLinks](message) {
    return { links: await inspector.more(String(message.key), Number(message.from)) };
  },

  async [MESSAGE.openMails](message, sender) {
    const place = placeOf(sender);
    if (!place) return null;
    await mails.announce(place.tabId, place.frameId, String(message.site), message.mails);
    await refreshBadge(place.tabId);
    return null;
  },

  async [MESSAGE.openTab](message, sender) {
    // Web addresses only: a page must not get the browser to open its own or the system's addresses.
    if (!URL.canParse(message.url) || !/^https?:$/.test(new URL(message.url).protocol)) return { opened: false };
    const index = sender.tab ? sender.tab.index + 1 : undefined;
    await api.tabs.create({ url: message.url, active: message.active !== false, index });
    return { opened: true };
  },

  async [MESSAGE.popupState](message) {
    const tabId = Number(message.tabId);
    // Asking the tab finds out whether it still shows what is remembered, and whether we are at work there at all.
    const covered = (await tellTab(tabId, { type: MESSAGE.tellOpenMails })) !== null;
    // Nothing is forgotten here: a page that is just being loaded does not answer either, and will speak up by itself.
    const list = covered ? await mails.list(tabId) : [];
    return {
      covered,
      site: covered ? await mails.site(tabId) : "",
      level: worstShown(list.map(shownLevel)),
      mails: list.map((mail) => ({ ...mail, level: shownLevel(mail) })),
      host: await hostState(),
    };
  },

  async [MESSAGE.hostState]() {
    const { lastError } = await api.storage.session.get("lastError");
    return { ...(await hostState()), lastError: lastError ?? null };
  },

  async [MESSAGE.checkOnce](message) {
    await checkOnce(Number(message.tabId));
    return null;
  },

  async [MESSAGE.coverSite]() {
    await applyGrants();
    return null;
  },
});

onFrameEnd(async (tabId, frameId, run) => {
  await mails.close(tabId, frameId, run);
  await refreshBadge(tabId);
});

/** Says hello to the host where that has not been done, so that the popup never shows a state from the past. */
async function hostState() {
  await prepare();
  try {
    await host.connect(true);
  } catch {
    // the state says it
  }
  return { state: host.state, version: host.version, catalogueDate: host.catalogueDate };
}

onSettingsChange(async (changed) => {
  settings = changed;
  await prepare();
  for (const tab of await api.tabs.query({})) {
    if (tab.id !== undefined) void tellTab(tab.id, { type: MESSAGE.setupChanged });
  }
});

api.tabs.onRemoved.addListener((tabId) => void mails.forget(tabId));
watchGrants();
