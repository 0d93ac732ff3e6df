/**
 * What the click step asks. First answer: stay. Second: the genuine site. Last, and only after the person has said that
 * this domain is the one they want: go. A modal <dialog> in the top layer: nothing of the page can be over it, and
 * everything else is out of reach of keyboard and pointer until it is answered.
 */
(() => {
  if (honmono.dialog) return;
  const { element, button, symbol, domain, odd, reasons } = honmono.draw;

  const MOST_REASONS = 3;

  /**
   * @param {PageLink} link
   * @param {() => void} go what happens when the person wants it nevertheless
   */
  function open(link, go) {
    const doc = document; // not a frame of the mail, which may be higher than the window
    const layer = honmono.layer.of(doc);
    if (honmono.dom.first(layer.root, "#gate")) return; // one question at a time
    const dialog = element(doc, "dialog", { id: "gate", class: "surface", lang: honmono.words.language });
    dialog.setAttribute("aria-labelledby", "gate-title");
    dialog.setAttribute("aria-describedby", "gate-text");
    dialog.append(element(doc, "div", { class: "inner" }, ...explain(doc, link), ...answers(doc, link, dialog, go)));
    // The browser gives the focus back to the link, which is no wish to have it explained once more.
    dialog.addEventListener("cancel", () => honmono.tooltip.hush());
    dialog.addEventListener("close", () => dialog.remove());
    layer.root.append(dialog);
    dialog.showModal();
    honmono.place.undoZoom(dialog);
    /** @type {HTMLElement} */ (honmono.dom.first(dialog, "#gate-stay")).focus();
  }

  /** @param {HTMLDialogElement} dialog */
  function close(dialog) {
    honmono.tooltip.hush();
    dialog.close();
  }

  /** @param {Document} doc @param {PageLink} link */
  function explain(doc, link) {
    const { words } = honmono;
    const found = honmono.findings.ofLink(link);
    const about = found.length > 0 ? found : honmono.findings.ofMail(/** @type {Verdict} */ (link.mail.verdict));
    const strange = honmono.findings.odd(about);
    const title = words.nodes(doc, honmono.dom.tag(link.element) === "form" ? "gate_title_form" : "gate_title");
    const where = domain(doc, link.verdict?.display || link.host || link.href, link.verdict?.domain ?? null, strange);
    return [
      element(doc, "h2", { id: "gate-title" }, symbol(doc, "danger"), element(doc, "span", {}, title)),
      element(
        doc,
        "div",
        { id: "gate-text" },
        where,
        reasons(doc, about.slice(0, MOST_REASONS)),
        ...odd(doc, strange).slice(0, 2),
      ),
    ];
  }

  /** @param {Document} doc @param {PageLink} link @param {HTMLDialogElement} dialog @param {() => void} go */
  function answers(doc, link, dialog, go) {
    const { words, findings } = honmono;
    const mailWide = link.mail.verdict ? findings.ofMail(link.mail.verdict) : [];
    const genuine = findings.genuine(findings.ofLink(link)) ?? findings.genuine(mailWide);
    const url = genuine && honmono.genuineUrl(genuine.address);

    const stay = button(doc, words.nodes(doc, "gate_stay"), () => close(dialog), { id: "gate-stay", class: "first" });
    stay.autofocus = true;
    const buttons = element(doc, "div", { class: "buttons" }, stay);
    if (genuine && url) {
      const label = words.nodes(doc, "gate_genuine", { genuine: genuine.address });
      const visit = () => {
        close(dialog);
        void honmono.send({ type: "open_tab", url, active: true });
      };
      buttons.append(button(doc, label, visit, { id: "gate-genuine" }));
    }

    const anyway = element(doc, "div", { class: "anyway" });
    // Only web addresses can be opened from here; the others (javascript:, data:, …) have no honest use in a mail.
    if (/^https?:/i.test(link.href)) {
      const confirm = element(doc, "input", { id: "gate-confirm" });
      confirm.type = "checkbox";
      const label = words.nodes(doc, "gate_confirm", { domain: link.verdict?.display || link.host });
      const follow = () => {
        if (!confirm.checked) return;
        close(dialog);
        go();
      };
      const last = button(doc, words.nodes(doc, "gate_go"), follow, { id: "gate-go" });
      last.disabled = true;
      confirm.addEventListener("change", () => (last.disabled = !confirm.checked));
      anyway.append(element(doc, "label", {}, confirm, element(doc, "span", {}, label)), last);
    } else {
      anyway.append(element(doc, "p", { class: "fine" }, words.nodes(doc, "gate_no_go")));
    }
    return [buttons, anyway];
  }

  honmono.dialog = { open };
})();
