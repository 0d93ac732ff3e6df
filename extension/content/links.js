/**
 * Everything in a mail that leads somewhere: `a`, `area`, SVG `a`, forms, and buttons with an address of their own.
 * The address is the one the browser resolved, because that is where a click goes; attributes that a webmail adds
 * (`data-saferedirecturl`, `originalsrc`, `title`) can be forged inside a forwarded mail and prove nothing.
 */
(() => {
  if (honmono.links) return;
  const { dom, clean } = honmono;
  const { all, attribute } = dom;

  const SELECTOR = "a, area, form, button[formaction], input[formaction]";
  const XLINK = "http://www.w3.org/1999/xlink";
  const LONGEST_HREF = 65_536; // host/PROTOCOL.md
  const LONGEST_TEXT = 20_000;
  const SLICE = 12; // ms of work before the page gets its turn
  /** A click on these stays where it is; webmails use them for their own buttons. */
  const NOWHERE = /^javascript:\s*(void\s*(\(\s*\d*\s*\)|\d*)|false|undefined)?\s*;*\s*$/i;

  /** @type {WeakMap<Element, PageLink>} */
  const known = new WeakMap();

  /** @param {Element} element */
  function rawAddress(element) {
    switch (element.localName) {
      case "form":
        return attribute(element, "action");
      case "button":
      case "input":
        return attribute(element, "formaction");
      default:
        // An `a` whose href the webmail took away (Gmail may do so in the spam folder) still goes where its script says.
        return (
          attribute(element, "href") ?? attribute(element, "href", XLINK) ?? attribute(element, "data-saferedirecturl")
        );
    }
  }

  /** @param {Element} element @returns {{href: string, host: string} | null} null for what leads nowhere else */
  function address(element) {
    const raw = rawAddress(element)?.trim();
    if (!raw || raw.startsWith("#") || NOWHERE.test(raw)) return null;
    // `href` of an HTML link is a string; SVG's is an object, and a form's may be a field of that name.
    const resolved = /** @type {{href?: unknown}} */ (element).href;
    const own = typeof resolved === "string" && resolved !== "" && element.localName !== "form";
    const base = element.baseURI;
    const url = URL.canParse(raw, base) ? new URL(raw, base) : null;
    const href = own ? resolved : (url?.href ?? raw);
    if (url && url.hash && withoutHash(url.href) === withoutHash(base)) return null;
    return { href: href.slice(0, LONGEST_HREF), host: URL.canParse(href) ? new URL(href).hostname : "" };
  }

  /** @param {string} url */
  const withoutHash = (url) => url.split("#", 1)[0];

  /** @param {Element} element @returns {string} what a person sees of it, pictures by their alternative text */
  function shownText(element) {
    if (element.localName === "form") {
      const [button] = all(element, "button, input[type=submit], input[type=image]");
      return button ? shownText(button) : "";
    }
    if (element.localName === "area") return clean(attribute(element, "alt"));
    if (element.localName === "input") return clean(attribute(element, "value") ?? attribute(element, "alt"));
    const pictures = all(element, "img[alt]").map((image) => attribute(image, "alt"));
    const words = /** @type {HTMLElement} */ (element).innerText ?? element.textContent ?? "";
    return clean([words, ...pictures].join(" "));
  }

  /** Lets the page draw and react between two slices of a long mail. */
  function breathe() {
    const scheduler = /** @type {{yield?: () => Promise<void>} | undefined} */ (Reflect.get(globalThis, "scheduler"));
    return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => void setTimeout(resolve));
  }

  /** @param {ReadMail} mail @returns {Promise<PageLink[]>} in the order of the page */
  async function read(mail) {
    /** @type {Map<Element, PageLink>} */
    const links = new Map();
    let sliceEnd = performance.now() + SLICE;
    for (const body of mail.found.bodies) {
      for (const element of all(body, SELECTOR)) {
        if (performance.now() > sliceEnd) {
          await breathe();
          sliceEnd = performance.now() + SLICE;
        }
        const leads = address(element);
        if (!leads) continue;
        const text = shownText(element);
        const before = known.get(element);
        const same = before && before.mail === mail && before.href === leads.href && before.text === text;
        const link = same ? before : fresh(mail, /** @type {LinkElement} */ (element), leads, text);
        known.set(element, link);
        links.set(element, link);
      }
    }
    mail.links = links;
    return [...links.values()];
  }

  /** @param {ReadMail} mail @param {LinkElement} element @param {{href: string, host: string}} leads @param {string} text */
  function fresh(mail, element, leads, text) {
    const title = clean(attribute(element, "title"));
    return {
      id: `l${mail.nextLink++}`,
      element,
      ...leads,
      text,
      title,
      mail,
      shown: /** @type {Shown} */ (""),
      verdict: null,
    };
  }

  /** @param {ReadMail} mail */
  function forget(mail) {
    for (const element of mail.links.keys()) known.delete(element);
    mail.links.clear();
  }

  /**
   * @param {(Element | Document)[]} bodies
   * @returns {{text: string, truncated: boolean}} what can be read, cut where the host wants it
   */
  function text(bodies) {
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
      if (!parent || /^(style|script|title|noscript)$/.test(parent.localName) || !parent.checkVisibility()) continue;
      const nearest = parent.closest(BLOCKS);
      gathered += (nearest === block ? "" : "\n") + (walker.currentNode.nodeValue ?? "").replace(/\s+/g, " ");
      block = nearest;
    }
    return gathered;
  }

  /** A button without an address of its own goes where its form goes. */
  /** @param {EventTarget} node @returns {Element | null} */
  function formOf(node) {
    const button = /** @type {HTMLButtonElement} */ (node);
    const submits =
      (button.localName === "button" || button.localName === "input") && /^(submit|image)$/.test(button.type);
    return submits ? button.form : null;
  }

  /** @param {Event} event @returns {PageLink | null} */
  function at(event) {
    for (const node of event.composedPath()) {
      const element = /** @type {Element} */ (node);
      if (known.has(element)) return known.get(element) ?? null;
      const form = formOf(node);
      if (form && known.has(form)) return known.get(form) ?? null;
      if (element.localName === "form") return null; // a click beside the buttons of a form goes nowhere
    }
    return null;
  }

  /** @param {Event} event @returns {LinkElement | null} */
  function candidate(event) {
    for (const node of event.composedPath()) {
      const element = /** @type {Element} */ (node);
      if (typeof element.localName !== "string") continue;
      if (/^(a|area|button|input)$/.test(element.localName) && address(element))
        return /** @type {LinkElement} */ (element);
      const form = formOf(node);
      if (form && address(form)) return /** @type {LinkElement} */ (form);
    }
    return null;
  }

  honmono.links = { read, text, address, at, candidate, known, forget };
})();
