/**
 * Puts the parts to work in this frame. Loaded last. Nothing here polls: pages are looked at when they change, in
 * batches, and all listeners end together.
 */
(() => {
  if (honmono.started) return;
  honmono.started = true;
  const { api, dom, life, mails, marks, banner, tooltip, gate } = honmono;

  const QUIET = 150; // ms without a change before the page is looked at …
  const LATEST = 500; // … and the longest it is put off
  const options = { capture: true, signal: life.signal };

  // What an earlier copy of the extension drew is nobody's now; what a mail made in our likeness never was ours.
  for (const name of ["honmono-layer", "honmono-mark", "honmono-banner"]) {
    for (const left of dom.all(document, name)) left.remove();
  }

  let timer = 0;
  let firstAsked = 0;

  function lookSoon() {
    if (!document.defaultView) return; // the frame was taken away with its last change; Firefox has no timers there
    const now = performance.now();
    if (timer === 0) firstAsked = now;
    clearTimeout(timer);
    timer = window.setTimeout(lookNow, Math.max(0, Math.min(QUIET, firstAsked + LATEST - now)));
  }

  async function lookNow() {
    timer = 0;
    if (life.signal.aborted) return;
    mails.scan();
    keepWatch();
    if (mails.working() && !honmono.setup) await loadSetup();
  }

  /** Words come once a mail page is recognised; until then no frame costs the background anything. */
  async function loadSetup() {
    const setup = await honmono.send({ type: "setup" });
    if (!setup?.table) return;
    honmono.setup = setup;
    honmono.words.use(setup.table, setup.language);
    drawAll();
  }

  /** What the person trusts, or reads, may have changed with it: every mail is judged again. */
  async function setUpAgain() {
    await loadSetup();
    // An answer that is under way is to the old question.
    for (const mail of mails.all()) Object.assign(mail, { asked: "", dirty: true, busy: false, round: mail.round + 1 });
    mails.scan();
  }

  function drawAll() {
    for (const mail of mails.all()) {
      for (const link of mail.links.values()) if (link.shown) marks.draw(link);
      banner.clear(mail);
      banner.draw(mail);
    }
  }

  /** @param {Node} node */
  const isOurs = (node) => marks.owns(node) || banner.owns(node) || honmono.layer.owns(node);

  /** @param {MutationRecord[]} records */
  function onChange(records) {
    let changed = false;
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === "childList") {
        let foreign = false;
        for (const node of addedNodes) foreign ||= !isOurs(node);
        for (const node of removedNodes) foreign ||= !isOurs(node);
        if (!foreign) continue;
      }
      changed = true;
      for (const mail of mails.all()) {
        if (!mail.dirty && mail.found.bodies.some((body) => dom.holds(body, target))) mail.dirty = true;
      }
    }
    if (changed) lookSoon();
  }

  const observer = new MutationObserver(onChange);
  const watched = {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["href", "action", "formaction", "aria-expanded"],
  };
  life.signal.addEventListener("abort", () => observer.disconnect());

  /**
   * Listeners on this window, and on the windows of frames that hold a mail's text. Done again at every look: doing it
   * twice changes nothing, and `document.open()`, with which webmails fill frames, silently removes all listeners.
   */
  function keepWatch() {
    watch(document);
    for (const mail of mails.all()) {
      for (const body of mail.found.bodies) if (dom.isDocument(body)) watch(body);
    }
  }

  /** @param {Document} doc */
  function watch(doc) {
    observer.observe(doc, watched);
    const view = dom.view(doc);
    if (!view) return;
    tooltip.attach(view, life.signal);
    gate.attach(view, life.signal);
    view.addEventListener("load", onLoad, options); // a frame inside this one
  }

  keepWatch();
  for (const name of ["hashchange", "popstate", "DOMContentLoaded", "pageshow"])
    window.addEventListener(name, lookSoon, options);
  window.addEventListener("pagehide", () => mails.close(), options);
  window.addEventListener("visibilitychange", () => dom.isVisibleNow(document) && mails.retry(), options);
  lookSoon();

  /** `load` does not bubble but can be captured: a frame inside this one may now hold the text of a mail. */
  /** @param {Event} event */
  function onLoad(event) {
    const frame = /** @type {Element} */ (event.target);
    if (event.target === document || frame.localName === "iframe") lookSoon();
  }

  api.runtime.onMessage.addListener((message, sender, respond) => {
    if (sender.id !== api.runtime.id) return undefined;
    if (message?.type === "host_back") mails.retry();
    if (message?.type === "setup_changed" && honmono.setup) void setUpAgain();
    if (message?.type === "tell_open_mails") {
      mails.announce(true);
      respond({ working: mails.working() });
    }
    return undefined;
  });
})();
