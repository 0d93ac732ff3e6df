/** The blocks of the popup. All that comes from a mail is set as text. */

import { linkTrust, senderTrust } from "./trust.js";

const { draw, words, findings } = honmono;

/** Proper names, the same in every language. @type {Record<string, string>} */
export const SITES = {
  gmail: "Gmail",
  outlook: "Outlook",
  roundcube: "Roundcube",
  sogo: "SOGo",
  yahoo: "Yahoo Mail",
  yahoo_japan: "Yahoo! JAPAN",
  proton: "Proton Mail",
  gmx: "GMX / WEB.DE",
  icloud: "iCloud",
};

/** @param {string} id @returns {HTMLElement} */
export function get(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id */
export function empty(id) {
  const element = get(id);
  element.replaceChildren();
  return element;
}

/** @param {string} id @param {boolean} visible */
export function show(id, visible) {
  get(id).hidden = !visible;
}

/** Reasons, odd characters and the genuine address of one link or sender. */
/** @param {Finding[]} found */
function explanation(found) {
  const sorted = findings.worst(found);
  const genuine = findings.genuine(sorted);
  const parts = sorted.length > 0 ? [draw.reasons(document, sorted), ...draw.odd(document, findings.odd(sorted))] : [];
  return genuine ? [...parts, draw.genuine(document, genuine)] : parts;
}

/** @param {Shown} level @param {LinkVerdict | SenderVerdict | null} verdict */
function levelLine(level, verdict) {
  return draw.element(document, "p", { class: `level ${level}` }, draw.level(document, level, verdict));
}

/** @param {OpenMail} mail @param {import("../lib/settings.js").Settings} settings */
export function drawSender(mail, settings) {
  const box = empty("sender");
  const verdict = mail.verdict?.sender ?? null;
  /** @type {Shown} */
  const level = verdict?.level ?? "unchecked";
  box.className = "entry";
  // Nobody was asked about a mail that could not be read, either; but no answer is on its way.
  const pending = mail.outcome === "pending" && mail.state === "";
  box.dataset.level = pending ? "" : level;
  const content = draw.element(document, "div");
  if (mail.sender?.name) content.append(draw.element(document, "bdi", {}, mail.sender.name.slice(0, 200)));
  if (mail.sender?.address)
    content.append(
      draw.element(
        document,
        "p",
        { class: "fine" },
        draw.element(document, "bdi", {}, mail.sender.address.slice(0, 200)),
      ),
    );
  if (verdict?.domain) {
    content.append(
      draw.domain(document, verdict.display, verdict.domain, findings.odd(verdict.findings)),
      levelLine(level, verdict),
    );
  } else if (!mail.sender) content.append(draw.element(document, "p", {}, words.nodes(document, "popup_no_sender")));
  else if (!mail.sender.address)
    content.append(draw.element(document, "p", {}, words.nodes(document, "popup_no_address")));
  content.append(...explanation(verdict?.findings ?? []), ...senderTrust(mail, settings));
  const symbol = verdict && !verdict.domain && verdict.findings.length === 0 ? "unknown" : level;
  box.append(draw.symbol(document, pending ? "unknown" : symbol), content);
}

/**
 * @param {{id: string, href: string, text: string}} shown @param {LinkVerdict | null} verdict
 * @param {import("../lib/settings.js").Settings} settings
 */
export function drawLink(shown, verdict, settings) {
  /** @type {Shown} */
  const level = verdict?.level ?? "unchecked";
  const content = draw.element(document, "div");
  if (shown.text)
    content.append(draw.element(document, "p", { class: "shown" }, draw.element(document, "bdi", {}, shown.text)));
  const host = verdict?.display || hostOf(shown.href);
  content.append(
    draw.domain(document, host, verdict?.domain ?? null, findings.odd(verdict?.findings ?? [])),
    levelLine(level, verdict),
  );
  if (verdict?.via.length)
    content.append(
      draw.element(
        document,
        "p",
        { class: "fine" },
        words.nodes(document, "goes_through", { hosts: verdict.via.join(" → ") }),
      ),
    );
  content.append(...explanation(verdict?.findings ?? []), ...linkTrust(verdict, settings));
  const item = draw.element(document, "li", { class: "entry" }, draw.symbol(document, level), content);
  item.dataset.level = level;
  return item;
}

/** @param {string} href */
function hostOf(href) {
  return (URL.canParse(href) && new URL(href).hostname) || href.slice(0, 100);
}

/** What the person has to know about how far the check went. */
/** @param {OpenMail | null} mail */
export function drawNotes(mail) {
  const box = empty("notes");
  /** @type {string[]} */
  const keys = [];
  // What is wrong with the host stands in the block about the host.
  if (mail?.state) keys.push(`error_${mail.state}`);
  if (mail?.clipped) keys.push("popup_clipped");
  else if (mail?.verdict?.truncated) keys.push("popup_truncated");
  for (const key of keys) box.append(draw.element(document, "p", {}, words.nodes(document, key)));
  show("notes", keys.length > 0);
}

/** @param {string} site @param {OpenMail | null} mail the health of the adapter, so that it can never fail silently */
export function healthOf(site, mail) {
  if (!site) return words.nodes(document, "popup_health_unknown");
  const params = { site: SITES[site] ?? site, count: String(mail?.links ?? 0) };
  if (!mail) return words.nodes(document, "popup_health_none", params);
  if (site === "page") return words.nodes(document, "popup_health_page", params);
  const { health } = mail;
  const which = !health.body ? "_no_body" : !health.sender ? "_no_sender" : !health.address ? "_no_address" : "";
  return words.nodes(document, `popup_health${which}`, params);
}

/** @type {Record<string, string>} */
const COMMANDS = {
  not_installed: "python3 host/install.py",
  forbidden: "python3 host/install.py",
  exited: "python3 host/install.py",
  bad_reply: "python3 host/install.py",
  wrong_version: "python3 host/install.py",
  no_knowledge: "honmono setup",
  host_error: "honmono doctor",
};

/** @param {string} state @param {() => void} again */
export function drawFix(state, again) {
  const box = empty("fix");
  const command = COMMANDS[state];
  const wrong = state !== "ready" && state !== "";
  show("fix", wrong);
  if (!wrong) return;
  if (command)
    box.append(
      draw.element(document, "code", {}, command),
      button("popup_copy", (made) => copy(command, made)),
    );
  box.append(button("popup_retry", again));
}

/** @param {string} key @param {(made: HTMLButtonElement) => unknown} act */
export function button(key, act) {
  return draw.button(document, words.nodes(document, key), act);
}

/** @param {string} text @param {HTMLButtonElement} made that was clicked for it, and says so */
export async function copy(text, made) {
  await navigator.clipboard.writeText(text);
  made.replaceChildren(words.nodes(document, "popup_copied"));
}
