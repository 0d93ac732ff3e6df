/**
 * Proton Mail. Each mail's text is in an `about:blank` frame that may not run scripts; sender and subject stand around it.
 * Its client is open source: the names are those of 2026, the older ones are kept as fallbacks.
 */
(() => {
  if (honmono.found.registered("proton")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const FRAMES = [
    "iframe[data-testid='content-iframe']",
    "[data-testid^='message-view'] iframe",
    "iframe[data-subject]",
  ];
  const OPEN =
    "[data-testid^='message-view'][data-expanded='true'], [data-shortcut-target='message-container'].is-opened";
  const SENDER = [
    "[data-testid='recipients:sender']",
    "[data-testid='message-header-sender']",
    ".message-header-expanded .message-recipient-item:not([data-testid^='recipients:item'])",
    ".message-header-expanded [data-testid='recipient-address']:not([data-testid^='recipients:item'] *)",
  ];
  const SUBJECT = ["[data-testid='conversation-header:subject']", "[data-testid='message-header:subject']"];

  /** The address stands in brackets behind the name, and in the title of the sender or of something inside it. */
  /** @param {Element} root @param {Element | Element[]} text @returns {Sender | null} */
  function senderOf(root, text) {
    const shown = found.outside(root, text, SENDER);
    if (!shown) return null;
    const titles = [shown, ...all(shown, "[title]")].map((one) => found.sender(attribute(one, "title")));
    const told = found.sender(shown.textContent);
    const [label] = all(shown, "[data-testid='recipient-label']");
    const address = titles.find((one) => one?.address)?.address ?? told?.address ?? null;
    const name = clean(label?.textContent) || told?.name || titles.find((one) => one?.name)?.name || "";
    return { name, address };
  }

  /** @param {Element} frame @param {string} fallback */
  function read(frame, fallback) {
    const inside = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
    return { bodies: inside ? [inside] : [], subject: clean(attribute(frame, "data-subject")) || fallback };
  }

  found.register({
    id: "proton",
    recognises: (_doc, place) => place.hostname === "mail.proton.me",
    messages(doc) {
      const frames = FRAMES.map((selector) => all(doc, selector)).find((some) => some.length > 0) ?? [];
      const subject = clean(found.outside(dom.root(doc), frames, SUBJECT)?.textContent);
      const mails = frames.map((frame) => {
        const root = frame.closest(OPEN) ?? found.holder(frame, frames, SENDER);
        return found.mail({ root: frame, sender: senderOf(root, frame), ...read(frame, subject) });
      });
      const lost = all(doc, OPEN).filter((view) => !frames.some((frame) => view.contains(frame)));
      return [...mails, ...lost.map((root) => found.mail({ root, bodies: [], sender: senderOf(root, []), subject }))];
    },
  });
})();
