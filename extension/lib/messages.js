/**
 * Names of the messages that travel between content scripts, popup and background, and the rule who may send which.
 * The same strings stand in `content/core.js`, which, being a classic script, cannot import this module.
 */

import { api, OWN_ORIGIN } from "./browser-api.js";

export const MESSAGE = Object.freeze({
  /** content → background: judge one mail, or links added to it */
  inspect: "inspect",
  /** content → background: the verdicts of more links, where a mail has so many that one message would stop the page */
  moreLinks: "more_links",
  /** content → background: what this frame shows now, with the health of its adapter */
  openMails: "open_mails",
  /** content, popup → background: language, words and settings */
  setup: "setup",
  /** content, popup → background: open an address in a new tab, without opener and referrer */
  openTab: "open_tab",
  /** popup → background: everything about one tab */
  popupState: "popup_state",
  /** options → background: how the host does, and what went wrong with it last */
  hostState: "host_state",
  /** popup → background: check the links of the page in this tab, once */
  checkOnce: "check_once",
  /** popup → background: a permission for a site was asked for */
  coverSite: "cover_site",
  /** background → content: the host answers again */
  hostBack: "host_back",
  /** background → content: settings or language changed */
  setupChanged: "setup_changed",
  /** background → content: say again what is open (asked when the popup opens) */
  tellOpenMails: "tell_open_mails",
});

/** Messages that only our own pages (popup and options) may send. */
const PAGES_ONLY = new Set([MESSAGE.popupState, MESSAGE.hostState, MESSAGE.coverSite, MESSAGE.checkOnce]);

/**
 * Routes messages to handlers. Anything that is not from this very extension, or from a place that has no business
 * sending it, gets no answer: a page that takes over its own renderer can at most speak as a content script does.
 *
 * @param {Record<string, (message: any, sender: chrome.runtime.MessageSender) => Promise<unknown>>} handlers
 */
export function listen(handlers) {
  api.runtime.onMessage.addListener((message, sender, respond) => {
    if (sender.id !== api.runtime.id || typeof message?.type !== "string") return undefined;
    if (!Object.hasOwn(handlers, message.type)) return undefined;
    const fromPage = Boolean(sender.url?.startsWith(OWN_ORIGIN));
    if (PAGES_ONLY.has(message.type) ? !fromPage : !fromPage && sender.tab?.id === undefined) return undefined;
    handlers[message.type](message, sender).then(respond, (error) => {
      console.error(`honmono: ${message.type} failed`, error);
      respond({ state: "fault" });
    });
    return true; // the answer comes later
  });
}

/**
 * To every frame of a tab. A tab without our content script answers with an error, which is an ordinary state.
 * @param {number} tabId
 * @param {{type: string}} message
 * @returns {Promise<unknown>} the first answer, or null where nobody listens
 */
export async function tellTab(tabId, message) {
  try {
    return await api.tabs.sendMessage(tabId, message);
  } catch {
    return null;
  }
}

/**
 * A frame that shows a mail holds a line to here, named after its run: what it says when it is thrown away is sometimes
 * lost, in Firefox; that the line has ended is not.
 * @param {(tabId: number, frameId: number, run: string) => void} ended
 */
export function onFrameEnd(ended) {
  api.runtime.onConnect.addListener((port) => {
    const { tab, frameId = 0, id } = port.sender ?? {};
    const tabId = tab?.id;
    if (id !== api.runtime.id || tabId === undefined) return;
    port.onDisconnect.addListener(() => ended(tabId, frameId, port.name));
  });
}
