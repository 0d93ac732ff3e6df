/**
 * Everything in a mail that leads somewhere: `a`, `area`, SVG and MathML links, forms, and buttons with an address of
 * their own, also in frames without an address that stand in the mail.
 * The address is the one the browser resolved, because that is where a click goes; attributes that a webmail adds
 * (`data-saferedirecturl`, `originalsrc`, `title`) can be forged inside a forwarded mail and prove nothing.
 */
(() => {
  if (honmono.links) return;
  const { dom, clean } = honmono;
  const { all, attribute, tag } = dom;

  // Firefox follows `href` on any MathML element.
  const CLICKED = "a, area, button[formaction], input[formaction], math[href], math [href]";
  const SELECTOR = `${CLICKED}, form`;
  const XLINK = "http://www.w3.org/1999/xlink";
  const LONGEST_HREF = 65_536; // host/PROTOCOL.md
  const SLICE = 12; // ms of work before the page gets its turn
  /** A click on these stays where it is; webmails use them for their own buttons. */
  const NOWHERE = /^javascript:\s*(void\s*(\(\s*\d*\s*\)|\d*)|false|undefined)?\s*;*\s*$/i;

  /** @type {WeakMap<Element, PageLink>} */
  const known = new WeakMap();

  /** What the browser made of `href`: text, or for SVG an object with the value that an animation may have set. */
  /** @param {Element} element @returns {string | null} */
  function resolved(element) {
    if (tag(element) === "form") return null; // `href` would be its field of that name
    const { href } = /** @type {{href?: string | SVGAnimatedString}} */ (/** @type {unknown} */ (element));
    return (typeof href === "string" ? href : href?.animVal) || null;
  }

  /** @param {Element} element */
  function rawAddress(element) {
    switch (tag(element)) {
      case "form":
        return attribute(element, "action");
      case "button":
      case "input":
        return attribute(element, "formaction");
      default:
        // An `a` whose href the webmail took away (Gmail may do so in the spam folder) still goes where its script says.
        return (
          resolved(element) ??
          attribute(element, "href") ??
          attribute(element, "href", XLINK) ??
          attribute(element, "data-saferedirecturl")
        );
    }
  }

  /** @param {Element} element @returns {{href: string, host: string} | null} null for what leads nowhere else */
  function address(element) {
    const raw = rawAddress(element)?.trim();
    if (!raw || NOWHERE.test(raw)) return null;
    const base = dom.base(element);
    const url = URL.canParse(raw, base) ? new URL(raw, base) : null;
    if (url && withoutHash(url.href) === home(dom.documentOf(element))) return null;
    const href = (url?.href ?? raw).slice(0, LONGEST_HREF);
    return { href, host: URL.canParse(href) ? new URL(href).hostname : "" };
  }

  /** @param {string} url */
  const withoutHash = (url) => url.split("#", 1)[0];

  /** What a jump within the text leads to. Not the base: a mail's own <base> turns even "#top" into a link elsewhere. */
  /** @param {Document} doc */
  function home(doc) {
    const own = dom.url(doc);
    return withoutHash(own.startsWith("about:") ? location.href : own);
  }

  /** @param {Element} element @returns {string} what a person sees of it, pictures by their alternative text */
  function shownText(element) {
    if (tag(element) === "form") {
      const [button] = all(element, "button, input[type=submit], input[type=image]");
      return button ? shownText(button) : "";
    }
    if (tag(element) === "area") return clean(attribute(element, "alt"));
    if (tag(element) === "input") return clean(attribute(element, "value") || attribute(element, "alt"));
    const pictures = all(element, "img[alt], input[alt]").map((image) => attribute(image, "alt"));
    const words = /** @type {HTMLElement} */ (element).innerText ?? element.textContent ?? "";
    return clean([words, ...pictures].join(" "));
  }

  /** For long work: asked between two steps, says what to await so that the page can draw and react, or nothing yet. */
  function pacer() {
    // Not scheduler.yield(): what goes on after that is preferred to the page's own timers and frames.
    /** @type {{postTask?: (task: () => void) => Promise<void>} | undefined} */
    const scheduler = Reflect.get(globalThis, "scheduler");
    let sliceEnd = performance.now() + SLICE;
    const rest = async () => {
      await (scheduler?.postTask ? scheduler.postTask(() => {}) : new Promise((resolve) => void setTimeout(resolve)));
      sliceEnd = performance.now() + SLICE;
    };
    return () => (performance.now() > sliceEnd ? rest() : null);
  }

  /** @param {ReadMail} mail @returns {Promise<PageLink[]>} in the order of the page */
  async function read(mail) {
    /** @type {Map<Element, PageLink>} */
    const links = new Map();
    const pace = pacer();
    for (const body of mail.found.bodies) {
      for (const element of all(body, SELECTOR)) {
        const rest = pace();
        if (rest) await rest;
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
    for (const element of mail.links.keys()) {
      if (links.has(element)) continue;
      known.delete(element); // taken out of the page, or leads nowhere any more
      honmono.marks.remove(element);
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

  /** A button without an address of its own goes where its form goes. */
  /** @param {Element} element @returns {Element | null} */
  function formOf(element) {
    if (!/^(button|input)$/.test(tag(element))) return null;
    const { type, form } = /** @type {HTMLButtonElement} */ (element);
    return /^(submit|image)$/.test(type) ? form : null;
  }

  /** @param {Event} event @returns {PageLink | null} */
  function at(event) {
    for (const element of dom.path(event)) {
      const link = known.get(element);
      const isForm = tag(element) === "form";
      // A click beside the buttons of a form goes nowhere.
      if (link || isForm) return link && (!isForm || event.type === "submit") ? link : null;
      const form = formOf(element);
      if (form && known.has(form)) return known.get(form) ?? null;
    }
    return null;
  }

  /** @param {Event} event @returns {LinkElement | null} */
  function candidate(event) {
    for (const element of dom.path(event)) {
      if (dom.matches(element, CLICKED) && address(element)) return /** @type {LinkElement} */ (element);
      const form = formOf(element);
      if (form && address(form)) return /** @type {LinkElement} */ (form);
    }
    return null;
  }

  /**
   * Frames without an address of their own (`about:blank`, srcdoc; one that was written into has the page's) that stand in
   * a mail's text are part of it.
   * @param {(Element | Document)[]} bodies @returns {(Element | Document)[]}
   */
  function withFrames(bodies) {
    return bodies.flatMap((body) => {
      const inside = all(body, "iframe, frame").flatMap((frame) => {
        const doc = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
        return doc && home(doc) === withoutHash(location.href) ? [doc] : [];
      });
      return [body, ...withFrames(inside)];
    });
  }

  honmono.links = { read, address, at, candidate, withFrames, known, pacer, forget };
})();
