/**
 * What is open in which tab, with its verdict: the popup and the badge are drawn from here. A copy lies in
 * `storage.session` (memory only, gone with the browser), so that a background that was put to sleep still knows it.
 */

import { api } from "./browser-api.js";
import { worst } from "./parts.js";

/** Links kept of one mail for the popup, worst first. All are judged and marked; a list of thousands helps nobody. */
const LISTED = 200;
const FRAMES = 50;
/** @type {Shown[]} */
const ORDER = ["", "genuine", "unknown", "unchecked", "caution", "danger"];

/** @param {OpenMail} mail @returns {Shown} */
export function shownLevel(mail) {
  if (mail.state !== "") return "unchecked";
  if (mail.outcome === "pending") return "";
  if (mail.outcome === "ok" && mail.verdict) return mail.verdict.level;
  // Links that were added later could not be judged: what was found before still stands.
  return mail.verdict?.level === "danger" ? "danger" : "unchecked";
}

/** @param {Shown[]} levels @returns {Shown} */
export function worstShown(levels) {
  return ORDER[Math.max(0, ...levels.map((level) => ORDER.indexOf(level)))];
}

/** @param {number} tabId */
const keyOf = (tabId) => `tab:${tabId}`;

export class OpenMails {
  /** @type {Map<number, Promise<TabState>>} */
  #tabs = new Map();
  /** @type {Map<number, string>} what was written last */
  #saved = new Map();

  /** @param {number} tabId @returns {Promise<TabState>} */
  #tab(tabId) {
    let tab = this.#tabs.get(tabId);
    if (!tab) {
      tab = api.storage.session.get(keyOf(tabId)).then(
        (stored) => /** @type {TabState} */ (stored[keyOf(tabId)] ?? { frames: {} }),
        () => ({ frames: {} }),
      );
      this.#tabs.set(tabId, tab);
    }
    return tab;
  }

  /** What has not changed is not written: Firefox reports it as a change, at which the popup asks the page anew, without end. */
  /** @param {number} tabId */
  async #save(tabId) {
    const tab = await this.#tab(tabId);
    const text = JSON.stringify(tab);
    if (this.#saved.get(tabId) === text) return;
    this.#saved.set(tabId, text);
    try {
      await api.storage.session.set({ [keyOf(tabId)]: tab });
    } catch (error) {
      console.warn("honmono: the open mails could not be kept for later", error);
    }
  }

  /** @param {number} tabId @returns {Promise<OpenMail[]>} worst first */
  async list(tabId) {
    const mails = Object.values((await this.#tab(tabId)).frames).flatMap((frame) => frame.mails);
    return mails.sort((one, other) => ORDER.indexOf(shownLevel(other)) - ORDER.indexOf(shownLevel(one)));
  }

  /** @param {number} tabId @returns {Promise<string>} adapter that is at work in the tab, "" for none */
  async site(tabId) {
    const frames = Object.values((await this.#tab(tabId)).frames);
    return (frames.find((frame) => frame.mails.length > 0) ?? frames.find((frame) => frame.site))?.site ?? "";
  }

  /** @param {number} tabId @returns {Promise<Shown>} */
  async level(tabId) {
    return worstShown((await this.list(tabId)).map(shownLevel));
  }

  /**
   * A frame says which mails it shows now; what it showed before is forgotten.
   * @param {number} tabId @param {number} frameId @param {string} site @param {Announced[]} announced
   */
  async announce(tabId, frameId, site, announced) {
    const tab = await this.#tab(tabId);
    const before = tab.frames[frameId]?.mails ?? [];
    const mails = announced.map((mail) => {
      const known = before.find((other) => other.id === mail.id);
      const kept = known ?? { outcome: "pending", verdict: null, shownLinks: [], moreLinks: 0 };
      return { ...kept, ...mail };
    });
    if (site || mails.length > 0) tab.frames[frameId] = { site, mails };
    else delete tab.frames[frameId];
    for (const extra of Object.keys(tab.frames).slice(FRAMES)) delete tab.frames[extra];
    await this.#save(tabId);
  }

  /** The frame is gone, unless another page speaks in its place. @param {number} tabId @param {number} frameId @param {string} run */
  async close(tabId, frameId, run) {
    const shown = (await this.#tab(tabId)).frames[frameId]?.mails ?? [];
    if (shown.every((mail) => mail.id.startsWith(`${run}.`))) await this.announce(tabId, frameId, "", []);
  }

  /**
   * @param {number} tabId @param {number} frameId @param {string} mailId
   * @param {Mail} mail what was asked
   * @param {import("./inspector.js").Outcome} outcome
   * @param {boolean} added only links that came later were asked for
   */
  async record(tabId, frameId, mailId, mail, outcome, added) {
    const known = (await this.#tab(tabId)).frames[frameId]?.mails.find((other) => other.id === mailId);
    if (!known) return; // closed meanwhile
    known.outcome = outcome.state;
    const before = added ? known.verdict : null;
    if (outcome.verdict) {
      const links = [...(before?.links ?? []), ...outcome.verdict.links];
      const verdict = before
        ? { ...before, links, level: worst([before.level, ...outcome.verdict.links.map((link) => link.level)]) }
        : outcome.verdict;
      const texts = before ? [...known.shownLinks, ...mail.links] : mail.links;
      keepWorst(known, verdict, texts, before ? known.moreLinks : 0);
    } else if (!before) {
      known.verdict = null;
      known.shownLinks = mail.links.slice(0, LISTED).map(({ id, href, text }) => ({ id, href, text }));
      known.moreLinks = Math.max(0, mail.links.length - LISTED);
    }
    await this.#save(tabId);
  }

  /** @param {number} tabId */
  async forget(tabId) {
    this.#tabs.delete(tabId);
    this.#saved.delete(tabId);
    await api.storage.session.remove(keyOf(tabId)).catch(() => undefined);
  }

  /** @returns {Promise<number[]>} tabs with a mail that could not be checked */
  async unchecked() {
    const tabs = [];
    const stored = Object.keys(await api.storage.session.get(null)).filter((key) => key.startsWith("tab:"));
    for (const tabId of stored.map((key) => Number(key.slice(4)))) {
      if ((await this.list(tabId)).some((mail) => mail.outcome !== "ok" && mail.outcome !== "pending"))
        tabs.push(tabId);
    }
    return tabs;
  }
}

/**
 * @param {OpenMail} mail @param {Verdict} verdict
 * @param {{id: string, href: string, text: string}[]} texts @param {number} more links already left out
 */
function keepWorst(mail, verdict, texts, more) {
  const ranked = [...verdict.links].sort((one, other) => ORDER.indexOf(other.level) - ORDER.indexOf(one.level));
  const kept = ranked.slice(0, LISTED);
  const byId = new Map(
    texts.map(({ id, href, text }) => [id, { id, href: href.slice(0, 2_000), text: text.slice(0, 300) }]),
  );
  mail.verdict = { ...verdict, links: kept };
  mail.shownLinks = kept.flatMap((link) => byId.get(link.id) ?? []);
  mail.moreLinks = more + ranked.length - kept.length;
}
