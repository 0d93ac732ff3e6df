/**
 * Pieces that tooltip, banner, click step, marks and popup are made of. Everything that comes from a mail is put in as
 * text, inside <bdi>, never as markup. Stands on its own like words.js, so that the popup can use it.
 */
(() => {
  const honmono = (globalThis.honmono ??= /** @type {any} */ ({}));
  if (honmono.draw) return;
  const { make, makeSvg, view } = honmono.dom;

  /** @type {Draw["element"]} */
  function element(doc, tag, options = {}, ...children) {
    const made = make(doc, tag);
    if (options.id) made.id = options.id;
    if (options.class) made.className = options.class;
    if (options.role) made.setAttribute("role", options.role);
    if (options.lang) made.lang = options.lang;
    made.append(...children);
    return made;
  }

  /** @type {Draw["button"]} */
  function button(doc, label, act, options = {}) {
    const made = element(doc, "button", options, label);
    made.type = "button";
    made.addEventListener("click", () => act(made));
    return made;
  }

  /** @type {Draw["level"]} */
  function level(doc, shown, verdict) {
    const { owner = null, domain = null } = verdict ?? {};
    // A known owner's domain that is not genuine shows what anybody puts there, or gives anybody an address.
    const unknown = !domain ? "unknown_plain" : owner ? "unknown_shared" : "unknown";
    const which = shown === "unknown" ? unknown : shown === "genuine" && owner ? "genuine_owner" : shown;
    return element(doc, "span", {}, honmono.words.nodes(doc, `level_${which}`, { owner: owner ?? "" }));
  }

  /** Shapes differ, so that no one needs to tell red from amber: octagon, triangle, circle, seal, dot. */
  /** @type {Record<string, {outline: string, inside: string}>} */
  const SHAPES = {
    danger: { outline: "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z", inside: "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" },
    caution: { outline: "M8 1.2L15.4 14.6H.6z", inside: "M8 6v4.2M8 12.2v.6" },
    unchecked: {
      outline: "M8 .9a7.1 7.1 0 1 0 0 14.2A7.1 7.1 0 0 0 8 .9z",
      inside: "M5.9 6.2c0-2.8 4.3-2.7 4.2-.1 0 1.7-2.1 1.7-2.1 3.4M8 11.6v.5",
    },
    genuine: {
      outline: "M2.2 1.2h11.6a1 1 0 0 1 1 1v11.6a1 1 0 0 1-1 1H2.2a1 1 0 0 1-1-1V2.2a1 1 0 0 1 1-1z",
      inside: "M4.6 8.3l2.3 2.4 4.6-5",
    },
    unknown: { outline: "M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z", inside: "" },
  };

  /** @type {Draw["symbol"]} */
  function symbol(doc, level) {
    const svg = makeSvg(doc, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", `symbol ${level}`);
    svg.setAttribute("aria-hidden", "true");
    const { outline, inside } = SHAPES[level] ?? SHAPES.unknown;
    for (const [name, path] of [
      ["outline", outline],
      ["inside", inside],
    ]) {
      const line = makeSvg(doc, "path");
      line.setAttribute("class", name);
      line.setAttribute("d", path);
      svg.append(line);
    }
    return svg;
  }

  /**
   * A host as it should be read: what belongs to nobody in particular small, the part that has an owner large.
   * @type {Draw["domain"]}
   */
  function domain(doc, display, registrable, odd) {
    // A name longer than any real one comes with its end cut off, and that is the part that counts.
    const host = display.endsWith("…") && registrable ? `….${registrable}` : display || registrable || "";
    const labels = host.split(".");
    // The Unicode form of a domain has as many labels as its ASCII form; addresses by number are shown whole.
    const owned =
      registrable && !registrable.includes(":") && !/^[\d.]+$/.test(registrable)
        ? registrable.split(".").length
        : labels.length;
    const before = labels.slice(0, Math.max(0, labels.length - owned)).join(".");
    const after = labels.slice(Math.max(0, labels.length - owned)).join(".");
    const line = element(doc, "bdi", { class: "domain" });
    line.dir = "ltr"; // labels of a right-to-left script must not change places with the suffix
    if (before) line.append(labelled(doc, "under", `${before}.`, odd));
    line.append(labelled(doc, "owned", after, odd));
    return line;
  }

  /** Where a line is too short for a host, it breaks after a dot. */
  /** @param {Document} doc @param {string} name @param {string} host @param {OddCharacter[]} odd */
  function labelled(doc, name, host, odd) {
    const made = element(doc, "span", { class: name });
    for (const label of shorten(host).split(/(?<=\.)/))
      made.append(honmono.words.marked(doc, label, odd), make(doc, "wbr"));
    return made;
  }

  /** @param {string} text the end of a host says whose it is */
  function shorten(text) {
    return text.length > 120 ? `…${text.slice(-120)}` : text;
  }

  /** @type {Draw["odd"]} */
  function odd(doc, characters) {
    return characters.slice(0, 6).map((one) => {
      const visible = /^[\p{L}\p{N}\p{P}\p{S}]/u.test(one.char);
      const glyph = element(doc, "bdi", { class: "glyph" }, visible ? one.char : "\u25cc");
      const name = element(
        doc,
        "span",
        { class: "name" },
        element(doc, "b", {}, one.code),
        " ",
        element(doc, "bdi", { lang: "en" }, one.name),
      );
      const lines = element(doc, "span", { class: "lines" }, name);
      if (one.like)
        lines.append(
          element(doc, "span", { class: "like" }, honmono.words.nodes(doc, "odd_looks_like", { like: one.like })),
        );
      return element(doc, "div", { class: "odd" }, glyph, lines);
    });
  }

  /** @type {Draw["reasons"]} */
  function reasons(doc, findings) {
    const list = element(doc, "ul", { class: "reasons" });
    // A false letter that one rule has found is marked in the sentences of the others, too: they name the same host.
    const strange = honmono.findings.odd(findings).filter(({ char }) => /[^\x00-\x7f]/.test(char));
    for (const finding of findings) {
      const odd = [...strange, ...(finding.params.odd ?? [])];
      const item = element(doc, "li", { class: finding.severity }, honmono.words.sentence(doc, finding, odd));
      item.dataset.rule = finding.rule;
      list.append(item);
    }
    return list;
  }

  /** @type {Draw["genuine"]} */
  function genuine(doc, { brand, address }) {
    const link = element(doc, "a", { class: "genuine" }, element(doc, "bdi", {}, address));
    const url = honmono.genuineUrl(address);
    if (url) {
      link.href = url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
    return element(doc, "p", { class: "genuine-line" }, honmono.words.nodes(doc, "genuine_site", { brand }), " ", link);
  }

  /** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} one sheet for the thousand marks of a document */
  const sheets = new WeakMap();

  /** @param {Document} doc @param {string} css */
  function sheetOf(doc, css) {
    const made = sheets.get(doc) ?? new Map();
    sheets.set(doc, made);
    let sheet = made.get(css);
    if (!sheet) {
      const Sheet = /** @type {Window & typeof globalThis} */ (view(doc)).CSSStyleSheet;
      sheet = new Sheet();
      sheet.replaceSync(css);
      made.set(css, sheet);
    }
    return sheet;
  }

  /**
   * Style that neither the page's content security policy nor its style sheets can undo. Firefox has at times refused
   * constructed sheets in content scripts; a <style> that a content script fills is then exempt from the policy.
   * @type {Draw["adopt"]}
   */
  function adopt(doc, root, css) {
    try {
      root.adoptedStyleSheets = [sheetOf(doc, css)];
      if (root.adoptedStyleSheets.length === 1) return;
    } catch {
      // below
    }
    root.append(element(doc, "style", {}, css));
  }

  honmono.draw = { element, button, level, symbol, domain, odd, reasons, genuine, adopt };
})();
