/**
 * Reading and making elements in a document that a mail may have spoilt. `<img name="createElement">` replaces that
 * property of its document, `<form><input name="getAttribute">` that of its form (HTML, "named properties"). What is taken
 * from the prototypes cannot be replaced from a mail. Stands on its own like words.js.
 */
(() => {
  const honmono = (globalThis.honmono ??= /** @type {any} */ ({}));
  if (honmono.dom) return;

  const SVG = "http://www.w3.org/2000/svg";
  const { createElement, createElementNS, createDocumentFragment, createTreeWalker } = Document.prototype;
  const { getAttribute, getAttributeNS, getClientRects, append, prepend, after, closest, matches, checkVisibility } =
    Element.prototype;
  const { contains } = Node.prototype;

  /** @param {object} prototype @param {string} name @returns {(this: any) => any} */
  const getter = (prototype, name) => /** @type {any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
  const kindOf = getter(Node.prototype, "nodeType");
  const ownerOf = getter(Node.prototype, "ownerDocument");
  const rootOf = getter(Document.prototype, "documentElement");
  const viewOf = getter(Document.prototype, "defaultView");
  const visibilityOf = getter(Document.prototype, "visibilityState");
  const urlOf = getter(Document.prototype, "URL");
  const baseOf = getter(Node.prototype, "baseURI");
  const connected = getter(Node.prototype, "isConnected");
  const localName = getter(Element.prototype, "localName");

  /** @type {Record<number, (this: any, selector: string) => NodeListOf<Element>>} */
  const search = {
    [Node.ELEMENT_NODE]: Element.prototype.querySelectorAll,
    [Node.DOCUMENT_NODE]: Document.prototype.querySelectorAll,
    [Node.DOCUMENT_FRAGMENT_NODE]: DocumentFragment.prototype.querySelectorAll,
  };

  /** Firefox: whatever was in a frame is dead when the frame is gone, and throws at every touch. */
  /** @param {Node} node */
  function alive(node) {
    try {
      return kindOf.call(node) > 0;
    } catch {
      return false;
    }
  }

  /** @param {Node} root @param {string} selector @returns {Element[]} */
  function all(root, selector) {
    return Array.from(search[kindOf.call(root)].call(root, selector));
  }

  /** @param {EventTarget} target @returns {target is Element} */
  function isElement(target) {
    try {
      return kindOf.call(target) === Node.ELEMENT_NODE;
    } catch {
      return false; // the window
    }
  }

  honmono.dom = {
    alive,
    holds: (node, other) => alive(node) && alive(other) && contains.call(node, other),
    all,
    tag: (element) => localName.call(element),
    path: (event) => event.composedPath().filter(isElement),
    closest: (element, selector) => closest.call(element, selector),
    matches: (element, selector) => matches.call(element, selector),
    isVisible: (element) => checkVisibility.call(element),
    isConnected: (node) => alive(node) && connected.call(node),
    isVisibleNow: (doc) => visibilityOf.call(doc) === "visible",
    base: (node) => baseOf.call(node),
    url: (doc) => urlOf.call(doc),
    boxes: (element) => Array.from(getClientRects.call(element)),
    after: (element, ...nodes) => after.call(element, ...nodes),
    first: (root, selector) => all(root, selector)[0] ?? null,
    attribute: (element, name, space) =>
      space ? getAttributeNS.call(element, space, name) : getAttribute.call(element, name),
    append: (element, ...nodes) => append.call(element, ...nodes),
    prepend: (element, ...nodes) => prepend.call(element, ...nodes),
    isDocument: /** @returns {node is Document} */ (/** @type {Node} */ node) =>
      kindOf.call(node) === Node.DOCUMENT_NODE,
    documentOf: (element) => ownerOf.call(element),
    root: (doc) => rootOf.call(doc),
    view: (doc) => viewOf.call(doc),
    make: /** @type {any} */ ((/** @type {Document} */ doc, /** @type {string} */ tag) => createElement.call(doc, tag)),
    makeSvg: (doc, tag) => /** @type {SVGElement} */ (createElementNS.call(doc, SVG, tag)),
    fragment: (doc) => createDocumentFragment.call(doc),
    texts: (doc, root) => createTreeWalker.call(doc, root, NodeFilter.SHOW_TEXT),
  };
})();
