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
  const { getAttribute, getAttributeNS, append, prepend } = Element.prototype;

  /** @param {object} prototype @param {string} name @returns {(this: any) => any} */
  const getter = (prototype, name) => /** @type {any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
  const kindOf = getter(Node.prototype, "nodeType");
  const ownerOf = getter(Node.prototype, "ownerDocument");
  const rootOf = getter(Document.prototype, "documentElement");
  const viewOf = getter(Document.prototype, "defaultView");

  /** @type {Record<number, (this: any, selector: string) => NodeListOf<Element>>} */
  const search = {
    [Node.ELEMENT_NODE]: Element.prototype.querySelectorAll,
    [Node.DOCUMENT_NODE]: Document.prototype.querySelectorAll,
    [Node.DOCUMENT_FRAGMENT_NODE]: DocumentFragment.prototype.querySelectorAll,
  };

  /** @param {Node} root @param {string} selector @returns {Element[]} */
  function all(root, selector) {
    return Array.from(search[kindOf.call(root)].call(root, selector));
  }

  honmono.dom = {
    all,
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
