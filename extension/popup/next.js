/** What to do next, and the report to copy. Words and addresses of the places to turn to are in `_locales`. */

import { button, copy } from "./parts.js";

const { draw, words, findings } = honmono;

const STEPS = ["popup_step_leave", "popup_step_typed_password", "popup_step_typed_card", "popup_step_report"];

/** Where to turn to, as sentences of the language; a language has as many of them as it has keys. */
function places() {
  const keys = [];
  for (let number = 1; words.has(`popup_place_${number}`); number += 1) keys.push(`popup_place_${number}`);
  return keys;
}

/** @param {OpenMail} mail @returns {HTMLElement} */
export function nextSteps(mail) {
  const steps = [...STEPS, ...places()].map((key) => draw.element(document, "li", {}, words.nodes(document, key)));
  const report = button("popup_copy_report", (made) => copy(reportOf(mail), made));
  return draw.element(
    document,
    "details",
    {},
    draw.element(document, "summary", {}, words.nodes(document, "popup_next")),
    draw.element(document, "ul", {}, ...steps),
    draw.element(document, "p", {}, report),
  );
}

/** An address nobody can follow by accident. @param {string} url */
export function defang(url) {
  return url.replace(/^http/i, "hxxp").replaceAll(".", "[.]");
}

/** @param {OpenMail} mail sender, subject, reasons and the targets of what is wrong, as text */
export function reportOf(mail) {
  const { sender, subject, verdict } = mail;
  const plain = (/** @type {Finding[]} */ list) =>
    findings.worst(list).map((finding) => `  - ${strip(words.plainSentence(finding))}`);
  const lines = [
    strip(words.text("popup_report_title")),
    "",
    `From: ${sender?.name ?? ""} <${defang(sender?.address ?? "?")}>`,
    `Subject: ${subject}`,
  ];
  lines.push(...plain([...(verdict?.sender.findings ?? []), ...(verdict?.findings ?? [])]), "");
  for (const link of verdict?.links ?? []) {
    if (link.level !== "danger" && link.level !== "caution") continue;
    const shown = mail.shownLinks.find((one) => one.id === link.id);
    lines.push(defang(link.target ?? shown?.href ?? ""), ...plain(link.findings));
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

/** Direction isolates help in a page; in a pasted text they are clutter. @param {string} text */
function strip(text) {
  return text.replace(/[\u2066-\u2069]/g, "");
}
