/**
 * The mark on a link, there before the pointer is. Only what deserves a look gets one: marks on everything, or green
 * ticks, are soon seen no more. Its name says the level and the worst reason, so that a screen reader reads it out as
 * part of the link.
 */
(() => {
  if (honmono.marks) return;
  const { dom } = honmono;
  const { adopt, symbol } = honmono.draw;

  const MARKED = new Set(["danger", "caution", "unchecked"]);
  /** @type {WeakMap<Element, HTMLElement>} link → mark */
  const marks = new WeakMap();
  /** @type {WeakSet<Node>} */
  const ours = new WeakSet();

  /** @param {PageLink} link */
  function draw(link) {
    const old = marks.get(link.element);
    const wanted = MARKED.has(link.shown) && honmono.setup?.settings.marks !== false;
    if (!wanted) {
      remove(link.element);
      return;
    }
    if (old && old.dataset.level === link.shown && old.isConnected) {
      old.setAttribute("aria-label", label(link));
      return;
    }
    remove(link.element);
    const mark = make(link);
    marks.set(link.element, mark);
    ours.add(mark);
    place(link.element, mark);
    // A pointer on the mark means its link, also where the mark stands beside it.
    honmono.links.known.set(mark, link);
  }

  /** @param {PageLink} link */
  function make(link) {
    const doc = dom.documentOf(link.element);
    const mark = dom.make(doc, "honmono-mark");
    mark.dataset.level = link.shown;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", label(link));
    const root = mark.attachShadow({ mode: "closed" });
    adopt(doc, root, honmono.styles.mark);
    root.append(symbol(doc, link.shown));
    return mark;
  }

  /** @param {PageLink} link */
  function label(link) {
    const [reason] = honmono.findings.ofLink(link);
    if (link.shown === "unchecked") return honmono.words.text("mark_unchecked");
    return honmono.words.text(`mark_${link.shown}`, {
      reason: reason ? honmono.words.plainSentence(reason) : (link.verdict?.domain ?? ""),
    });
  }

  /** At the end of the link where it can have children; else right after what is seen of it. */
  /** @param {Element} element @param {HTMLElement} mark */
  function place(element, mark) {
    if (element.localName === "area") {
      const map = element.closest("map");
      const image =
        map &&
        dom.all(dom.documentOf(element), "img[usemap]").find((one) => dom.attribute(one, "usemap") === `#${map.name}`);
      (image ?? map ?? element).after(mark);
    } else if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") {
      const drawing = /** @type {SVGElement} */ (element).ownerSVGElement;
      (drawing ?? element).after(mark);
    } else if (element.localName === "a") {
      element.append(mark);
    } else if (element.localName === "form") {
      const [button] = dom.all(element, "button, input[type=submit], input[type=image]");
      if (button) button.after(mark);
      else dom.append(element, mark);
    } else {
      element.after(mark);
    }
  }

  /** @param {Element} element */
  function remove(element) {
    const mark = marks.get(element);
    mark?.remove();
    marks.delete(element);
  }

  /** @param {ReadMail} mail */
  function clear(mail) {
    for (const element of mail.links.keys()) remove(element);
  }

  honmono.marks = { draw, clear, owns: (node) => ours.has(node) };
})();
