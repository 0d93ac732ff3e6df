/**
 * The words of a mail, cut where the host wants it, and the addresses in them that are no links: a person may copy those,
 * so they are judged and listed too. There is nothing to mark or to hold back.
 */
(() => {
  if (honmono.text) return;
  const { dom } = honmono;

  const LONGEST_TEXT = 20_000; // host/PROTOCOL.md
  const MOST_ADDRESSES = 100;
  /** Host names in any script; what follows is ASCII, because Japanese goes on after an address without a space. */
  const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s/?#"'<>()（）「」『』【】、。，]+(?:[/?#][!#-&(-;=?-~]*)?/giu;

  /**
   * @param {(Element | Document)[]} bodies
   * @returns {{text: string, truncated: boolean}} what can be read, cut where the host wants it
   */
  function of(bodies) {
    let whole = "";
    for (const body of bodies) {
      const element = /** @type {HTMLElement} */ (dom.isDocument(body) ? dom.root(body) : body);
      if (!element) continue;
      const long = (element.textContent?.length ?? 0) > 3 * LONGEST_TEXT;
      whole += `${whole ? "\n" : ""}${long ? beginning(element) : element.innerText}`;
      if (whole.length > LONGEST_TEXT) break;
    }
    if (whole.length <= LONGEST_TEXT) return { text: whole, truncated: false };
    // Never between the two halves of one character.
    const end = /[\ud800-\udbff]/.test(whole[LONGEST_TEXT - 1]) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    return { text: whole.slice(0, end), truncated: true };
  }

  const BLOCKS = "p, div, td, th, li, tr, table, h1, h2, h3, h4, h5, h6, blockquote, pre, section, article, body";

  /** The same as innerText, near enough, but without laying out a megabyte to use a fiftieth of it. */
  /** @param {HTMLElement} element */
  function beginning(element) {
    const walker = dom.texts(dom.documentOf(element), element);
    let gathered = "";
    /** @type {Element | null | undefined} */
    let block = null;
    while (gathered.length <= LONGEST_TEXT && walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || /^(style|script|title|noscript)$/.test(dom.tag(parent)) || !dom.isVisible(parent)) continue;
      const nearest = dom.closest(parent, BLOCKS);
      gathered += (nearest === block ? "" : "\n") + (walker.currentNode.nodeValue ?? "").replace(/\s+/g, " ");
      block = nearest;
    }
    return gathered;
  }

  /**
   * @param {string} text @param {PageLink[]} links
   * @returns {SpokenAddress[]} each once; not those that a link shows, because it is judged with that link
   */
  function addresses(text, links) {
    /** @type {Map<string, SpokenAddress>} */
    const found = new Map();
    const all = new Set(Array.from(text.matchAll(ADDRESS), ([match]) => match.replace(/[.,;:!?~*]+$/, "")));
    for (const shown of all) {
      const url = /^www\./i.test(shown) ? `http://${shown}` : shown;
      if (!URL.canParse(url) || links.some((link) => link.text.includes(shown))) continue;
      const { href, hostname } = new URL(url);
      found.set(href, { href, host: hostname, text: shown, title: "" });
      if (found.size === MOST_ADDRESSES) break;
    }
    return [...found.values()];
  }

  honmono.text = { of, addresses };
})();
