/**
 * The explanation at the link: on pointer and on keyboard focus, at once, without asking anybody. It can be entered with
 * the pointer, its text can be selected, Escape closes it (WCAG 2.2, 1.4.13).
 */
(() => {
  if (honmono.tooltip) return;
  const { dom, place } = honmono;
  const { element, symbol, domain, odd, reasons } = honmono.draw;

  const LEAVE = 260; // ms a pointer may take from the link to the tooltip

  /** @type {{link: PageLink, layer: Layer, pointer: {x: number, y: number} | null} | null} */
  let open = null;
  /** @type {EventTarget | null} what pointer or focus is on, so that a late verdict is shown only where it is still wanted */
  let wanted = null;
  /** @type {Element | null} closed with Escape: not opened again before the pointer has been elsewhere */
  let dismissed = null;
  let leaving = 0;
  /** Focus that comes with a press of the pointer, or back from our dialog, asks for nothing. */
  let pressing = false;
  let hushedUntil = 0;
  /** Ends what listens in the frames around the one that shows the tooltip. */
  let above = new AbortController();

  /** @param {PageLink} link @param {Layer} layer */
  function fill(link, layer) {
    const { document: doc, tooltip } = layer;
    const { words, findings } = honmono;
    const found = findings.ofLink(link);
    const strange = findings.odd(found);
    const level = link.shown || "unknown";
    tooltip.className = `surface ${level}`;
    tooltip.lang = words.language;
    const title = honmono.draw.level(doc, level, link.verdict);
    tooltip.replaceChildren(element(doc, "p", { class: `level ${level}` }, symbol(doc, level), title));
    tooltip.append(domain(doc, link.verdict?.display || link.host || link.href, link.verdict?.domain ?? null, strange));
    if (level === "unchecked") {
      tooltip.append(element(doc, "p", {}, words.nodes(doc, words.error(link.mail.state))));
      return;
    }
    const ascii = link.verdict?.domain;
    if (ascii?.includes("xn--"))
      tooltip.append(element(doc, "p", { class: "fine" }, words.nodes(doc, "written_as", { domain: ascii })));
    const via = link.verdict?.via ?? [];
    if (via.length > 0)
      tooltip.append(
        element(doc, "p", { class: "fine" }, words.nodes(doc, "goes_through", { hosts: via.join(" → ") })),
      );
    if (found.length > 0) tooltip.append(reasons(doc, found));
    tooltip.append(...odd(doc, strange));
    const genuine = findings.genuine(found);
    if (genuine) tooltip.append(honmono.draw.genuine(doc, genuine));
  }

  /** The levels that each setting leaves out. `unchecked` is never one of them. @type {Record<string, Shown[]>} */
  const LEFT_OUT = { any: [], caution: ["unknown", "genuine"], danger: ["unknown", "genuine", "caution"] };

  /** @param {Shown} shown */
  function wants(shown) {
    const { tooltip, tooltipFrom } = honmono.setup?.settings ?? {};
    return shown !== "" && tooltip === true && !LEFT_OUT[tooltipFrom ?? "any"].includes(shown);
  }

  /** Whoever comes last is on top of the top layer. */
  /** @param {HTMLElement} tooltip */
  function raise(tooltip) {
    if (tooltip.matches(":popover-open")) tooltip.hidePopover();
    tooltip.showPopover();
  }

  /** A mail can have popovers of its own, and open them without any script. */
  /** @param {Event} event */
  function onToggle(event) {
    if (open && /** @type {ToggleEvent} */ (event).newState === "open") raise(open.layer.tooltip);
  }

  /** @param {PageLink} link @param {{x: number, y: number} | null} pointer @param {boolean} spoken */
  function show(link, pointer, spoken) {
    clearTimeout(leaving);
    if (!wants(link.shown)) return hide();
    const doc = dom.documentOf(link.element);
    const view = dom.view(doc);
    if (!view) return;
    if (open && open.layer.document !== doc) hide();
    const layer = honmono.layer.of(doc);
    fill(link, layer);
    layer.tooltip.style.top = layer.tooltip.style.left = "0";
    layer.tooltip.setAttribute("data-open", "");
    raise(layer.tooltip);
    place.atLink(layer.tooltip, link.element, pointer, view);
    const [reason] = honmono.findings.ofLink(link);
    const said = spoken && (link.shown === "danger" || link.shown === "caution") && reason;
    layer.live.textContent = said ? honmono.words.plainSentence(reason) : "";
    open = { link, layer, pointer };
    listenAbove(view);
  }

  /**
   * With the pointer in a mail's frame the focus may still be in the webmail around it, and Escape is heard only there.
   * @param {Window} view
   */
  function listenAbove(view) {
    above.abort();
    above = new AbortController();
    const options = { capture: true, signal: above.signal };
    for (let win = view; win.parent !== win; ) {
      win = win.parent;
      try {
        win.addEventListener("keydown", onKeyDown, options);
      } catch {
        return; // another origin
      }
    }
  }

  function hide() {
    clearTimeout(leaving);
    if (!open) return;
    const { layer } = open;
    open = null;
    above.abort();
    if (!dom.alive(layer.tooltip)) return; // its frame is gone
    layer.tooltip.removeAttribute("data-open");
    layer.live.textContent = "";
    if (layer.tooltip.isConnected && layer.tooltip.matches(":popover-open")) layer.tooltip.hidePopover();
  }

  /** @param {Event} event @param {{x: number, y: number} | null} pointer */
  function approach(event, pointer) {
    const link = honmono.links.at(event);
    const target = link?.element ?? honmono.links.candidate(event);
    wanted = target;
    // Where the tooltip had to cover its link, closing it brings the pointer over the link anew.
    if (pointer && target && target === dismissed) return;
    dismissed = null;
    // An address that was changed since is judged before anything is said of it.
    const same = link && honmono.links.address(link.element)?.href === link.href;
    if (same && link.shown) {
      if (open?.link !== link || !pointer) show(link, pointer, !pointer);
      else clearTimeout(leaving);
      // What could not be checked is asked again where somebody wants to know.
      if (link.shown === "unchecked" && event.isTrusted) honmono.mails.retry();
      return;
    }
    leave();
    if (!target || !honmono.mails.around(target)) return;
    void honmono.mails.settle(target, 10_000).then((settled) => {
      if (settled?.shown && wanted === target) show(settled, pointer, !pointer);
    });
  }

  function leave() {
    clearTimeout(leaving);
    leaving = window.setTimeout(hide, LEAVE);
  }

  /** @param {PointerEvent} event */
  function onPointerOver(event) {
    if (event.pointerType === "touch") return; // there is no hovering on a touch screen; the click step is enough there
    if (honmono.layer.owns(event.target)) clearTimeout(leaving);
    else approach(event, { x: event.clientX, y: event.clientY });
  }

  /** @param {PointerEvent} event */
  function onPointerOut(event) {
    if (event.relatedTarget === null) {
      wanted = null;
      leave();
    }
  }

  /** @param {PointerEvent} event */
  function onPress(event) {
    pressing = event.type === "pointerdown";
  }

  /** @param {FocusEvent} event */
  function onFocusIn(event) {
    if (pressing || performance.now() < hushedUntil) return;
    if (!honmono.layer.owns(event.target)) approach(event, null);
  }

  /** @param {FocusEvent} event */
  function onFocusOut(event) {
    if (open && !open.pointer && honmono.links.at(event) === open.link) hide();
  }

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (event.key !== "Escape" || !open || honmono.layer.owns(event.target)) return;
    // This Escape is for the tooltip; the webmail would leave the mail.
    event.preventDefault();
    event.stopImmediatePropagation();
    dismissed = open.pointer ? open.link.element : null;
    hide();
  }

  /** @param {Event} event */
  function onScroll(event) {
    if (!open || honmono.layer.owns(event.target)) return;
    const view = dom.view(open.layer.document);
    if (open.pointer || !view) hide();
    else place.atLink(open.layer.tooltip, open.link.element, null, view);
  }

  /** Captured on the window, the `blur` of every field passes here too. */
  /** @param {Event} event */
  function onBlur(event) {
    if (event.target === event.currentTarget) leave();
  }

  honmono.tooltip = {
    hide,
    hush() {
      hushedUntil = performance.now() + 300;
    },
    /** @param {Iterable<PageLink>} links whose verdict has just changed */
    refresh(links) {
      if (!open) return;
      for (const link of links) {
        if (link.element === open.link.element && dom.isConnected(link.element)) return show(link, open.pointer, false);
      }
      if (!dom.isConnected(open.link.element)) hide();
    },
    attach(win, signal) {
      const options = { capture: true, signal };
      win.addEventListener("pointerover", onPointerOver, options);
      win.addEventListener("pointerout", onPointerOut, options);
      for (const name of ["pointerdown", "pointerup", "pointercancel", "keydown"]) {
        win.addEventListener(name, /** @type {EventListener} */ (onPress), options);
      }
      win.addEventListener("dragstart", hide, options); // it must not be in the way
      win.addEventListener("focusin", onFocusIn, options);
      win.addEventListener("focusout", onFocusOut, options);
      win.addEventListener("toggle", onToggle, options);
      win.addEventListener("keydown", onKeyDown, options);
      for (const name of ["scroll", "resize"]) win.addEventListener(name, onScroll, { ...options, passive: true });
      win.addEventListener("blur", onBlur, options);
    },
  };
})();
