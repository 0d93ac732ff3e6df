/**
 * Turns findings and keys into sentences of the person's language. Also loaded by the background and the popup, so it
 * stands on its own. The host sends ids and parameters; every word a person reads is in `_locales`.
 *
 * A message looks as the browsers want it: "$BRAND$ …" with `placeholders.brand`. It is filled by name.
 */
(() => {
  const honmono = (globalThis.honmono ??= /** @type {any} */ ({}));
  if (honmono.words) return;

  /** @type {WordTable} */
  let table = {};
  let language = "en";
  /** @type {Intl.ListFormat | null} */
  let lists = null;
  const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
  const PLACEHOLDER = /\$([a-z][a-z0-9_]*)\$/gi;
  const LONGEST = 160;
  /** A reason is a sentence of ours, in which the values have been shortened already. */
  const LONGEST_SENTENCE = 800;
  const ADDRESSES = new Set(["domain", "genuine"]);

  /**
   * A value that came from a mail: no line breaks, nothing that turns the direction of our own words around, not longer
   * than a sentence can bear. Of a long address the end is kept: that is where its owner stands.
   * @param {string} value
   * @param {string} name of the placeholder
   */
  function tame(value, name) {
    const line = value.replace(UNSEEN, "").trim();
    const longest = name === "reason" ? LONGEST_SENTENCE : LONGEST;
    if (line.length <= longest) return line;
    return ADDRESSES.has(name) ? `…${line.slice(-longest)}` : `${line.slice(0, longest)}…`;
  }

  /** @param {string[]} values */
  function enumerate(values) {
    lists ??= new Intl.ListFormat(language, { style: "narrow", type: "conjunction" });
    return lists.format(values);
  }

  /** @param {OddCharacter} odd e.g. "ο (U+03BF GREEK SMALL LETTER OMICRON)" */
  function oddText(odd) {
    // A combining or invisible character is shown by its code alone.
    const visible = /^[\p{L}\p{N}\p{P}\p{S}]/u.test(odd.char);
    const name = odd.name ? `${odd.code} ${odd.name}` : odd.code;
    if (!visible) return name;
    return /^(ja|zh)/.test(language) ? `${odd.char}（${name}）` : `${odd.char} (${name})`;
  }

  /** @param {string} script as Unicode names it */
  function scriptName(script) {
    const key = `script_${script.toLowerCase().replace(/\W+/g, "_")}`;
    return has(key) ? text(key) : script;
  }

  /** @param {FindingParams} params @returns {Record<string, string>} */
  function asStrings(params) {
    /** @type {Record<string, string>} */
    const strings = {};
    for (const [name, value] of Object.entries(params)) {
      if (name === "odd") strings.odd = enumerate((params.odd ?? []).slice(0, 4).map(oddText));
      else if (name === "scripts" && Array.isArray(value))
        strings.scripts = enumerate(value.map((one) => scriptName(String(one))));
      else if (Array.isArray(value)) strings[name] = enumerate(value.map(String));
      else if (typeof value === "string") strings[name] = value;
    }
    const like = params.odd?.find((odd) => odd.like)?.like;
    if (like) strings.like ??= like;
    return strings;
  }

  /** @param {string} key */
  function has(key) {
    return Object.hasOwn(table, key);
  }

  /** @param {string} key @returns {(string | {name: string})[]} words and holes, in order */
  function parts(key) {
    const message = has(key) ? table[key].message : key;
    /** @type {(string | {name: string})[]} */
    const found = [];
    let end = 0;
    for (const match of message.matchAll(PLACEHOLDER)) {
      found.push(message.slice(end, match.index), { name: match[1].toLowerCase() });
      end = match.index + match[0].length;
    }
    found.push(message.slice(end));
    return found
      .filter((part) => part !== "")
      .map((part) => (typeof part === "string" ? part.replaceAll("$$", "$") : part));
  }

  /** @param {string} key @param {Record<string, string>} params */
  function text(key, params = {}) {
    return parts(key)
      .map((part) => (typeof part === "string" ? part : `\u2068${tame(params[part.name] ?? "", part.name)}\u2069`))
      .join("");
  }

  /** @type {Words["marked"]} */
  function marked(doc, whole, odd) {
    const characters = new Set(odd.map((one) => one.char));
    const fragment = honmono.dom.fragment(doc);
    let plain = "";
    for (const character of whole) {
      if (!characters.has(character)) {
        plain += character;
        continue;
      }
      const mark = honmono.dom.make(doc, "mark");
      mark.textContent = character;
      fragment.append(plain, mark);
      plain = "";
    }
    fragment.append(plain);
    return fragment;
  }

  /** @type {Words["nodes"]} */
  function nodes(doc, key, params = {}, odd = []) {
    const fragment = honmono.dom.fragment(doc);
    for (const part of parts(key)) {
      if (typeof part === "string") {
        fragment.append(part);
        continue;
      }
      const isolated = honmono.dom.make(doc, "bdi");
      const value = tame(params[part.name] ?? "", part.name);
      isolated.append(part.name === "odd" ? value : marked(doc, value, odd));
      fragment.append(isolated);
    }
    return fragment;
  }

  /**
   * A rule has a second sentence, `rule_<id>_plain`, where a parameter can be missing (a fake letter in a word that is
   * no brand's name, for example). The first one whose holes can all be filled is taken.
   * @param {Finding} finding
   * @returns {[string, Record<string, string>]}
   */
  function choose(finding) {
    const params = asStrings(finding.params);
    for (const key of [`rule_${finding.rule}`, `rule_${finding.rule}_plain`]) {
      if (has(key) && parts(key).every((part) => typeof part === "string" || params[part.name])) return [key, params];
    }
    return ["rule_unknown", { ...params, rule: finding.rule }];
  }

  honmono.words = {
    get language() {
      return language;
    },
    use(words, spoken) {
      table = words;
      language = spoken.replace("_", "-");
      lists = null;
    },
    has,
    text,
    nodes,
    marked,
    sentence: (doc, finding, odd = finding.params.odd) => nodes(doc, ...choose(finding), odd),
    plainSentence: (finding) => text(...choose(finding)),
    error: (state) => (has(`error_${state}`) ? `error_${state}` : "error_host_error"),
  };
})();
