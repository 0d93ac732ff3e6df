/**
 * Asks about a mail that is too big for one question, in parts, and puts the answers together.
 * The host says `too_many_links` or `reply_too_large`; over 4 MiB it would end, so that is not tried at all.
 */

import { HostError } from "./host-port.js";

const LINKS_A_PART = 500;
const MOST_LINKS = 2_000;
/** Bytes of one question. The host's cap is 4 MiB; a quarter is left for the envelope and for what is escaped. */
const MOST_BYTES = 3 * 1024 * 1024;
const ORDER = ["genuine", "unknown", "caution", "danger"];

/** @param {string[]} levels @returns {Level} the worst of them */
export function worst(levels) {
  return /** @type {Level} */ (ORDER[Math.max(0, ...levels.map((level) => ORDER.indexOf(level)))]);
}

/** @param {unknown} value */
function bytes(value) {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/**
 * @param {Mail} mail
 * @param {(mail: Mail) => Promise<Verdict>} ask
 * @returns {Promise<Verdict>}
 */
export async function askInParts(mail, ask) {
  const { links } = mail;
  const tooMuch = links.length > MOST_LINKS || (links.length > 1 && bytes(mail) > MOST_BYTES);
  if (!tooMuch) {
    try {
      return await ask(mail);
    } catch (error) {
      const code = error instanceof HostError ? error.code : "";
      if (links.length < 2 || (code !== "reply_too_large" && code !== "too_many_links")) throw error;
    }
  }
  const size = Math.min(LINKS_A_PART, Math.ceil(links.length / 2));
  const verdicts = [];
  for (let start = 0; start < links.length; start += size) {
    verdicts.push(await askInParts({ ...mail, links: links.slice(start, start + size) }, ask));
  }
  return merge(verdicts);
}

/** @param {Finding} finding */
const sameness = (finding) => JSON.stringify([finding.rule, finding.params.brand ?? ""]);

/**
 * Mail-wide findings count only when every part has them: "no link goes to the brand" is true of the mail only if it
 * is true of each part, and what is found in the text is found in each part anyway.
 * @param {Verdict[]} verdicts at least one
 * @returns {Verdict}
 */
export function merge(verdicts) {
  const [first] = verdicts;
  const inAll = first.findings.filter((finding) =>
    verdicts.every((verdict) => verdict.findings.some((other) => sameness(other) === sameness(finding))),
  );
  const links = verdicts.flatMap((verdict) => verdict.links);
  const dropped = verdicts.some((verdict) => verdict.findings.length !== inAll.length);
  const weighty = inAll.map((finding) => finding.severity).filter((severity) => severity !== "weak");
  return {
    // Where a finding fell away, the level of a part may rest on it; it is then counted anew from what is left.
    level: dropped
      ? worst([first.sender.level, ...links.map((link) => link.level), ...weighty])
      : worst(verdicts.map((verdict) => verdict.level)),
    truncated: verdicts.some((verdict) => verdict.truncated),
    sender: first.sender,
    links,
    findings: inAll,
  };
}
