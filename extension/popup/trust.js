/**
 * "Trust this domain", "trust this sender": beside what it is about, closed until asked for, with words that say what it
 * means; and what was trusted, with the way back.
 */

import { distrust, shownDay, trust } from "../lib/trust.js";

const { draw, words } = honmono;

/** @typedef {import("../lib/settings.js").Settings} Settings */
/** @typedef {import("../lib/settings.js").TrustList} TrustList */

/** @param {LinkVerdict | null} verdict @param {Settings} settings @returns {HTMLElement[]} */
export function linkTrust(verdict, settings) {
  if (!verdict?.domain) return [];
  const trusted = domainGiven(verdict.domain, settings);
  if (trusted) return [trusted];
  return verdict.trustable ? offer("trustedDomains", verdict.domain, verdict.level, settings) : [];
}

/** @param {OpenMail} mail @param {Settings} settings @returns {HTMLElement[]} */
export function senderTrust(mail, settings) {
  const address = mail.sender?.address?.trim().toLowerCase();
  const verdict = mail.verdict?.sender;
  if (!address || !verdict?.domain) return [];
  if (Object.hasOwn(settings.trustedSenders, address))
    return [given("trustedSenders", address, settings, "trust_given_sender")];
  const byDomain = domainGiven(verdict.domain, settings);
  return byDomain ? [byDomain] : offer("trustedSenders", address, verdict.level, settings);
}

/** @param {string} domain @param {Settings} settings */
function domainGiven(domain, settings) {
  if (settings.ownDomains.includes(domain)) return organisation();
  if (!Object.hasOwn(settings.trustedDomains, domain)) return null;
  return given("trustedDomains", domain, settings, "trust_given_domain");
}

/** @param {TrustList} list @param {string} entry @param {Settings} settings @param {string} key */
function given(list, entry, settings, key) {
  if (settings.locked.includes(list)) return organisation();
  const said = words.nodes(document, key, { date: shownDay(settings[list][entry]) });
  const undo = draw.button(document, words.nodes(document, "trust_undo"), () => distrust(list, entry));
  return part(list, entry, draw.element(document, "p", { class: "fine trust" }, said, " ", undo));
}

function organisation() {
  return draw.element(document, "p", { class: "fine trust" }, words.nodes(document, "trust_given_organisation"));
}

/** @param {TrustList} list @param {string} entry @param {Level} level @param {Settings} settings @returns {HTMLElement[]} */
function offer(list, entry, level, settings) {
  if (level === "genuine" || settings.locked.includes(list)) return [];
  const [title, means, confirm, params] =
    list === "trustedDomains"
      ? ["trust_domain", "trust_domain_means", "trust_confirm_domain", { domain: entry }]
      : ["trust_sender", "trust_sender_means", "trust_confirm_sender", { address: entry }];
  const button = draw.button(document, words.nodes(document, confirm, params), () => trust(list, entry));
  const made = draw.element(
    document,
    "details",
    { class: "fine trust" },
    draw.element(document, "summary", {}, words.nodes(document, title)),
    draw.element(document, "p", {}, words.nodes(document, means, params)),
  );
  if (level === "danger")
    made.append(draw.element(document, "p", { class: "level danger" }, words.nodes(document, "trust_danger")));
  made.append(button);
  return [part(list, entry, made)];
}

/** @template {HTMLElement} T @param {TrustList} list @param {string} entry @param {T} element */
function part(list, entry, element) {
  element.dataset.trust = `${list} ${entry}`;
  return element;
}

/** @returns {Map<string, HTMLElement>} each of these parts that stands there, several links may have the same */
function parts() {
  const named = new Map();
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-trust]"))) {
    let number = 1;
    while (named.has(`${number} ${one.dataset.trust}`)) number += 1;
    named.set(`${number} ${one.dataset.trust}`, one);
  }
  return named;
}

/**
 * The popup is drawn anew whenever something changes. Whoever was at one of these parts stays there, and what was open
 * stays open.
 * @param {() => void} draw
 */
export function keepPlace(draw) {
  const before = parts();
  const focused = document.activeElement;
  draw();
  const now = parts();
  for (const [name, old] of before) {
    const fresh = now.get(name);
    if (fresh instanceof HTMLDetailsElement && old instanceof HTMLDetailsElement) fresh.open = old.open;
    if (!old.contains(focused)) continue;
    /** @type {HTMLElement | null | undefined} */ (fresh?.querySelector("summary, button"))?.focus();
  }
}
