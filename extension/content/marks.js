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
    const { marks: on, marksFrom } = honmono.setup?.settings ?? {};
    const wanted = MARKED.has(link.shown) && on !== false && (link.shown !== "caution" || marksFrom !== "danger");
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
    const drawing = outermost(element, "svg, math");
    if (drawing) dom.after(drawing, mark);
    else if (dom.tag(element) === "area") dom.after(pictureOf(element) ?? dom.closest(element, "map") ?? element, mark);
    else if (dom.tag(element) === "a") dom.append(element, mark);
    else if (dom.tag(element) === "form") {
      const [button] = dom.all(element, "button, input[type=submit], input[type=image]");
      if (button) dom.after(button, mark);
      else dom.append(element, mark);
    } else dom.after(element, mark);
  }

  /** @param {Element} element @param {string} selector @returns {Element | null} */
  function outermost(element, selector) {
    let found = dom.closest(element, selector);
    for (let next = found; next?.parentElement; ) {
      next = dom.closest(next.parentElement, selector);
      found = next ?? found;
    }
    return found;
  }

  /** @param {Element} area @returns {Element | null} the picture that it is a part of */
  function pictureOf(area) {
    const map = dom.closest(area, "map");
    const name = map && dom.attribute(map, "name");
    return name ? dom.first(dom.documentOf(area), `img[usemap="#${CSS.escape(name)}"]`) : null;
  }

  /** @param {Element} element */
  function remove(element) {
    const mark = marks.get(element);
    if (mark && dom.alive(mark)) mark.remove();
    marks.delete(element);
  }

  /** @param {ReadMail} mail */
  function clear(mail) {
    for (const element of mail.links.keys()) remove(element);
  }

  honmono.marks = { draw, clear, remove, pictureOf, owns: (node) => ours.has(node) };
})();
