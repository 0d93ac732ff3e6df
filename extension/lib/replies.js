/**
 * Reads what the host sends before anyone uses it (host/PROTOCOL.md). Another program could answer under our name, and
 * a damaged host could answer nonsense: whatever does not have the agreed shape is thrown away whole, never half used.
 * Known fields are copied; what is not known is dropped.
 */

export const PROTOCOL_VERSION = 1;

const LEVELS = new Set(["danger", "caution", "unknown", "genuine"]);
const SEVERITIES = new Set(["danger", "caution", "weak"]);
const LONGEST = 4_000; // characters kept of any string; the host clips its own at 2,000
const MOST_FINDINGS = 200;

export class BadReply extends Error {}

/** @param {unknown} value @param {string} where @returns {Record<string, unknown>} */
function object(value, where) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new BadReply(`${where} is no object`);
  return /** @type {Record<string, unknown>} */ (value);
}

/** @param {unknown} value @param {string} where @returns {string} */
function text(value, where) {
  if (typeof value !== "string") throw new BadReply(`${where} is no text`);
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

/** @param {unknown} value @param {string} where @returns {string | null} */
function textOrNull(value, where) {
  return value === null || value === undefined ? null : text(value, where);
}

/** @param {unknown} value @param {string} where @returns {unknown[]} */
function list(value, where) {
  if (!Array.isArray(value)) throw new BadReply(`${where} is no list`);
  return value;
}

/** @param {unknown} value @param {Set<string>} allowed @param {string} where @returns {any} */
function oneOf(value, allowed, where) {
  if (typeof value !== "string" || !allowed.has(value)) throw new BadReply(`${where} is ${JSON.stringify(value)}`);
  return value;
}

/** @param {unknown} value @returns {OddCharacter[]} */
function oddCharacters(value) {
  return list(value, "odd")
    .slice(0, 20)
    .map((entry) => {
      const odd = object(entry, "odd character");
      return {
        char: text(odd.char, "char").slice(0, 16),
        code: text(odd.code, "code").slice(0, 40),
        name: text(odd.name ?? "", "name").slice(0, 120),
        like: text(odd.like ?? "", "like").slice(0, 40),
      };
    });
}

/** Parameters are strings, numbers, lists of strings, or `odd`. Anything else is left out: no sentence could use it. */
/** @param {unknown} value @returns {FindingParams} */
function params(value) {
  /** @type {FindingParams} */
  const read = {};
  for (const [name, given] of Object.entries(object(value ?? {}, "params"))) {
    if (name === "odd") read.odd = given === null ? [] : oddCharacters(given);
    else if (typeof given === "string") read[name] = text(given, name);
    else if (typeof given === "number") read[name] = String(given);
    else if (Array.isArray(given)) read[name] = given.filter((part) => typeof part === "string").slice(0, 20);
  }
  return read;
}

/** @param {unknown} value @returns {Finding[]} */
function findings(value) {
  return list(value, "findings")
    .slice(0, MOST_FINDINGS)
    .map((entry) => {
      const finding = object(entry, "finding");
      const rule = text(finding.rule, "rule");
      if (!/^[a-z][a-z0-9_]{0,63}$/.test(rule)) throw new BadReply("rule is no rule id");
      // A severity that is not known yet counts as the mildest that is still shown.
      const severity = SEVERITIES.has(String(finding.severity)) ? finding.severity : "caution";
      return { rule, severity: /** @type {Severity} */ (severity), params: params(finding.params) };
    });
}

/** @param {unknown} value @returns {LinkVerdict} */
function link(value) {
  const given = object(value, "link");
  return {
    id: text(given.id, "link.id"),
    level: oneOf(given.level, LEVELS, "link.level"),
    target: textOrNull(given.target, "link.target"),
    domain: textOrNull(given.domain, "link.domain"),
    display: textOrNull(given.display, "link.display") ?? "",
    owner: textOrNull(given.owner, "link.owner"),
    trustable: given.trustable === true,
    via: list(given.via ?? [], "link.via")
      .slice(0, 10)
      .map((host) => text(host, "via")),
    findings: findings(given.findings),
  };
}

/** @param {unknown} value @returns {SenderVerdict} */
function sender(value) {
  const given = object(value, "sender");
  return {
    level: oneOf(given.level, LEVELS, "sender.level"),
    domain: textOrNull(given.domain, "sender.domain"),
    display: textOrNull(given.display, "sender.display") ?? "",
    owner: textOrNull(given.owner, "sender.owner"),
    trustable: given.trustable === true,
    findings: findings(given.findings),
  };
}

/**
 * @param {Record<string, unknown>} reply
 * @param {string[]} asked ids of the links that were asked for; the answer must hold exactly these, in order
 * @returns {Verdict}
 */
export function readVerdict(reply, asked) {
  if (reply.type !== "verdict") throw new BadReply(`a verdict was asked for, ${JSON.stringify(reply.type)} came`);
  const links = list(reply.links, "links").map(link);
  if (links.length !== asked.length || links.some((one, place) => one.id !== asked[place])) {
    throw new BadReply("the answer is about other links");
  }
  return {
    level: oneOf(reply.level, LEVELS, "level"),
    truncated: reply.truncated === true,
    sender: sender(reply.sender),
    links,
    findings: findings(reply.findings),
  };
}

/** @param {Record<string, unknown>} reply @returns {{version: string, catalogueDate: string, owners: number}} */
export function readHello(reply) {
  if (reply.type !== "hello") throw new BadReply(`a greeting was asked for, ${JSON.stringify(reply.type)} came`);
  const catalogue = object(reply.catalogue ?? {}, "catalogue");
  return {
    version: text(reply.version, "version").slice(0, 40),
    catalogueDate: (textOrNull(catalogue.date, "catalogue.date") ?? "").slice(0, 40),
    owners: typeof catalogue.owners === "number" ? catalogue.owners : 0,
  };
}

/**
 * The part that every reply has.
 * @param {unknown} raw
 * @returns {{id: string | null, reply: Record<string, unknown>, version: unknown}}
 */
export function readEnvelope(raw) {
  const reply = object(raw, "reply");
  if (typeof reply.id !== "string" && reply.id !== null) throw new BadReply("reply has no id");
  if (typeof reply.type !== "string") throw new BadReply("reply has no type");
  return { id: reply.id, reply, version: reply.v };
}
