/** What is trusted: removed at once, and given back with its old date as long as this page stands open. */

import { distrust, shownDay, trust } from "../lib/trust.js";
import { lockedNote } from "./controls.js";

const { draw, words } = honmono;

/** @typedef {import("../lib/settings.js").Settings} Settings */
/** @typedef {import("../lib/settings.js").TrustList} TrustList */

/** What was removed here, with its date. @type {Record<TrustList, Map<string, string>>} */
const removed = { trustedDomains: new Map(), trustedSenders: new Map() };

/** @param {Settings} settings */
export function drawTrusted(settings) {
  drawList("trustedDomains", settings, settings.ownDomains);
  drawList("trustedSenders", settings, []);
}

/** @param {TrustList} name @param {Settings} settings @param {string[]} own */
function drawList(name, settings, own) {
  const list = /** @type {HTMLElement} */ (document.getElementById(name));
  const given = settings[name];
  const locked = settings.locked.includes(name);
  const focused = document.activeElement?.closest("li")?.dataset.entry;
  for (const entry of removed[name].keys()) if (entry in given) removed[name].delete(entry);
  const rows = [
    ...own.map((entry) => organisationRow(entry)),
    ...[...Object.keys(given), ...(locked ? [] : removed[name].keys())]
      .sort()
      .map((entry) =>
        locked
          ? organisationRow(entry)
          : entry in given
            ? givenRow(name, entry, given[entry])
            : removedRow(name, entry),
      ),
  ];
  if (rows.length === 0) rows.push(draw.element(document, "li", { class: "fine" }, words.text("options_none_trusted")));
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...rows);
  if (hadFocus)
    rows
      .find((row) => row.dataset.entry === focused)
      ?.querySelector("button")
      ?.focus();
  if (locked) list.append(draw.element(document, "li", {}, lockedNote()));
}

/** @param {string} entry @param {(Node | string)[]} rest */
function row(entry, ...rest) {
  const shown = draw.element(document, "bdi", { class: "entry" }, entry);
  shown.dir = "ltr";
  const made = draw.element(document, "li", {}, shown, ...rest);
  made.dataset.entry = entry;
  return made;
}

/** @param {string} entry */
function organisationRow(entry) {
  return row(entry, draw.element(document, "span", { class: "fine" }, words.text("options_by_organisation")));
}

/** @param {TrustList} name @param {string} entry @param {string} date */
function givenRow(name, entry, date) {
  const since = words.nodes(document, "options_trusted_on", { date: shownDay(date) });
  return row(
    entry,
    draw.element(document, "span", { class: "fine" }, since),
    button("options_remove", "options_remove_entry", entry, () => {
      removed[name].set(entry, date);
      return distrust(name, entry);
    }),
  );
}

/** @param {TrustList} name @param {string} entry */
function removedRow(name, entry) {
  const made = row(
    entry,
    draw.element(document, "span", { class: "fine", role: "status" }, words.text("options_removed")),
    button("trust_undo", "options_undo_entry", entry, () => trust(name, entry, removed[name].get(entry))),
  );
  made.className = "removed";
  return made;
}

/**
 * @param {string} key words on it @param {string} named the same with the entry, for those who do not see the row
 * @param {string} entry @param {() => Promise<unknown>} act
 */
export function button(key, named, entry, act) {
  const made = draw.button(document, words.text(key), act);
  made.setAttribute("aria-label", words.text(named, { entry }));
  return made;
}
