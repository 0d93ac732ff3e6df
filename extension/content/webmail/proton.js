/**
 * Proton Mail. Each mail's text is in an `about:blank` frame that may not run scripts; sender and subject stand around it.
 */
(() => {
  if (honmono.found.registered("proton")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const FRAME = "iframe[data-testid='content-iframe']";
  const SENDER = ["[data-testid='recipients:sender']", "[data-testid='message-header-sender']"];

  /** The address is in the title of the sender or of something inside it. */
  /** @param {Element} root @param {Element} frame @returns {Sender | null} */
  function senderOf(root, frame) {
    const shown = found.outside(root, frame, SENDER);
    if (!shown) return null;
    const titles = [shown, ...all(shown, "[title]")].map((one) => found.sender(attribute(one, "title")));
    const told = found.sender(shown.textContent);
    const address = titles.find((one) => one?.address)?.address ?? told?.address ?? null;
    const name = told?.name || titles.find((one) => one?.name)?.name || "";
    return { name, address };
  }

  found.register({
    id: "proton",
    recognises: (doc, place) => place.hostname === "mail.proton.me" || all(doc, FRAME).length > 0,
    messages(doc) {
      const frames = all(doc, FRAME);
      return frames.map((frame) => {
        const inside = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
        const root = frame.closest("[data-testid^='message-view']") ?? found.holder(frame, frames, SENDER);
        const [subject] = all(
          doc,
          "[data-testid='conversation-header:subject'], [data-testid='message-header:subject']",
        );
        return found.mail({
          root: frame,
          bodies: inside ? [inside] : [],
          sender: senderOf(root, frame),
          subject: clean(subject?.textContent),
        });
      });
    },
  });
})();
