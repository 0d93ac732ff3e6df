/**
 * One host element a document, child of the root element, with a closed shadow root: tooltip, spoken line and click
 * step live in it. What is shown is shown in the browser's top layer, above everything a page can draw, whatever
 * transforms, clips or stacking orders the page has.
 */
(() => {
  if (honmono.layer) return;
  const { dom } = honmono;
  const { element, adopt } = honmono.draw;

  /** @type {WeakMap<Document, Layer>} */
  const layers = new WeakMap();
  /** @type {WeakSet<EventTarget>} */
  const hosts = new WeakSet();

  /** Webmails have keys and clicks of their own on the document; what happens inside our layer is not meant for them. */
  const OURS = [
    "click",
    "auxclick",
    "dblclick",
    "mousedown",
    "mouseup",
    "pointerdown",
    "pointerup",
    "keydown",
    "keyup",
    "keypress",
  ];

  /** @param {Document} doc @returns {Layer} */
  function of(doc) {
    let layer = layers.get(doc);
    if (!layer) {
      layer = build(doc);
      layers.set(doc, layer);
    }
    // The page may have thrown its whole content away, ours included.
    if (!layer.host.isConnected) dom.append(dom.root(doc), layer.host);
    return layer;
  }

  /** @param {Document} doc @returns {Layer} */
  function build(doc) {
    const host = dom.make(doc, "honmono-layer");
    const root = host.attachShadow({ mode: "closed" });
    adopt(doc, root, honmono.styles.layer);
    const tooltip = element(doc, "div", { id: "tooltip", class: "surface", role: "tooltip" });
    tooltip.popover = "manual";
    const live = element(doc, "div", { id: "live", role: "status" });
    for (const part of [tooltip, live]) part.lang = honmono.words.language;
    root.append(tooltip, live);
    hosts.add(host);
    for (const name of OURS) host.addEventListener(name, (event) => event.stopPropagation());
    return { host, root, tooltip, live, document: doc };
  }

  honmono.layer = { of, owns: (node) => node !== null && hosts.has(node) };
})();
