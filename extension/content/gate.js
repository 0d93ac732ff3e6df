/**
 * The click step. A dangerous link is not followed before the person has answered a dialog. The listeners stand on the
 * window, in the capture phase, since document_start: before any of the page, because Gmail and Outlook open links from
 * handlers of their own, some already when the button goes down.
 *
 * A link whose level is not known yet (the mail was opened this very moment, or the page changed the address under the
 * pointer) is held until it is known, at most 3 s, and then followed as if nothing had happened. Longer would be felt
 * as broken; not at all would make "click at once" the way around. `unchecked` never holds anything back.
 *
 * Left alone: the context menu, copying, and dragging a link into the address bar.
 */
(() => {
  if (honmono.gate) return;
  const { dom, links } = honmono;

  const PATIENCE = 3_000;
  /** @type {WeakMap<Element, number>} until when one click that was answered or waited for may go through */
  const passes = new WeakMap();

  /** @param {Element} element */
  function hasPass(element) {
    return (passes.get(element) ?? 0) > performance.now();
  }

  /**
   * @param {Event} event
   * @returns {{step: "pass"} | {step: "ask", link: PageLink}
   *   | {step: "hold", element: LinkElement, before: PageLink | null}} `before`: judged at another address
   */
  function decide(event) {
    if (honmono.setup?.settings.clickStep === false) return { step: "pass" };
    const link = links.at(event);
    const element = link?.element ?? links.candidate(event);
    if (!element || hasPass(element)) return { step: "pass" };
    if (link) {
      const now = links.address(element);
      const swapped = now !== null && now.href !== link.href;
      if (swapped || link.shown === "") return { step: "hold", element, before: link };
      return link.shown === "danger" ? { step: "ask", link } : { step: "pass" };
    }
    return honmono.mails.around(element) ? { step: "hold", element, before: null } : { step: "pass" };
  }

  /** @param {Event} event */
  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Buttons going down and up over a dangerous link: kept from the page, but dragging and selecting still work. */
  /** @param {Event} event */
  function onPress(event) {
    if (/** @type {MouseEvent} */ (event).button > 1) return;
    const decision = decide(event);
    if (links.at(event)?.shown === "danger" && decision.step !== "pass") event.stopImmediatePropagation();
    if (event.type !== "mousedown") return;
    // Some pages swap the address in their own mousedown handler. Asked now, it is known before the click comes.
    const element = links.candidate(event);
    if (element && decision.step !== "ask") setTimeout(() => decideAgain(element));
  }

  /** @param {LinkElement} element */
  function decideAgain(element) {
    const link = links.known.get(element);
    const now = links.address(element);
    if (link && now && now.href !== link.href) void honmono.mails.settle(element, PATIENCE);
  }

  /** @param {Event} event */
  function onFollow(event) {
    if (event.type === "auxclick" && /** @type {MouseEvent} */ (event).button !== 1) return;
    follow(event);
  }

  /** Pages may change the address in a click handler of their own; what is followed is what stands there after it. */
  /** @param {Event} event */
  function afterThePage(event) {
    if (!event.defaultPrevented && links.at(event)) onFollow(event);
  }

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (honmono.layer.owns(event.target)) {
      // Keys in our dialog are for our dialog; what they do there (tick, press, close) is the browser's doing.
      event.stopImmediatePropagation();
      return;
    }
    const [target] = dom.path(event);
    const tag = target ? dom.tag(target) : "";
    const presses = /^(button|input)$/.test(tag);
    // Enter in a text field sends its form; that arrives as a click on its button, or as `submit`.
    const typing = tag === "input" && !/^(submit|image|button)$/.test(/** @type {HTMLInputElement} */ (target).type);
    if (!typing && (event.key === "Enter" || (event.key === " " && presses))) follow(event);
  }

  /** @param {Event} event */
  function onSubmit(event) {
    const { submitter } = /** @type {SubmitEvent} */ (event);
    const form = /** @type {LinkElement} */ (event.target);
    const own = submitter && links.known.has(submitter) ? submitter : form;
    if (hasPass(form) || hasPass(own)) return;
    follow(event);
  }

  /** @param {Event} event */
  function follow(event) {
    const decision = decide(event);
    if (decision.step === "pass") return;
    stop(event);
    if (decision.step === "ask") {
      ask(decision.link, event);
      return;
    }
    const { element, before } = decision;
    void honmono.mails.settle(element, PATIENCE).then((link) => {
      const judged = link?.shown ? link : before;
      if (judged?.shown === "danger") ask(judged, event);
      else release(element, event);
    });
  }

  /**
   * Does what the held event would have done.
   * @param {LinkElement} element @param {Event} event
   */
  function release(element, event) {
    const origin = /** @type {Element} */ (event.composedPath()[0] ?? event.target ?? element);
    passes.set(element, performance.now() + 400);
    if (event.type === "submit") {
      const form = /** @type {HTMLFormElement} */ (event.target);
      HTMLFormElement.prototype.requestSubmit.call(form, /** @type {SubmitEvent} */ (event).submitter);
      return;
    }
    const leads = links.address(element);
    if (event.type === "auxclick") {
      // The browser follows no middle click that a script makes.
      if (leads) void honmono.send({ type: "open_tab", url: leads.href, active: false });
      return;
    }
    const { ctrlKey, shiftKey, altKey, metaKey } = /** @type {MouseEvent} */ (event);
    const again = { bubbles: true, cancelable: true, composed: true, ctrlKey, shiftKey, altKey, metaKey };
    const target = dom.isConnected(origin) ? origin : element;
    EventTarget.prototype.dispatchEvent.call(target, new MouseEvent("click", again));
  }

  /** @param {PageLink} link @param {Event} event */
  function ask(link, event) {
    honmono.tooltip.hide();
    honmono.dialog.open(link, () => {
      if (dom.tag(link.element) === "form") {
        passes.set(link.element, performance.now() + 400);
        const submitter = /** @type {SubmitEvent} */ (event).submitter ?? null;
        HTMLFormElement.prototype.requestSubmit.call(link.element, submitter);
      } else {
        void honmono.send({ type: "open_tab", url: link.href, active: true });
      }
    });
  }

  honmono.gate = {
    attach(win, signal) {
      const options = { capture: true, signal };
      for (const name of ["pointerdown", "mousedown", "pointerup", "mouseup", "touchstart", "touchend"]) {
        win.addEventListener(name, onPress, { ...options, passive: true });
      }
      win.addEventListener("click", onFollow, options);
      win.addEventListener("auxclick", onFollow, options);
      for (const name of ["click", "auxclick"]) win.addEventListener(name, afterThePage, { signal });
      win.addEventListener("dblclick", onPress, options);
      win.addEventListener("keydown", onKeyDown, options);
      win.addEventListener("submit", onSubmit, options);
    },
  };
})();
