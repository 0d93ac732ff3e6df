/** Yahoo Mail. The pill with the sender was last seen in 2019, the contact card in 2026; the card is the fallback. */
(() => {
  if (honmono.found.registered("yahoo")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const HOSTS = new Set(["mail.yahoo.com", "mg.mail.yahoo.com"]);
  const BODY = "[data-test-id='message-view-body-content']";
  const SENDER = [
    "header [data-test-id='message-from'] [data-test-id='email-pill'] span > span",
    "[data-test-id='message-from'] [data-test-id='email-pill']",
    "[data-test-id='with-contact-card-anchor']",
  ];

  /** @param {Element} root @param {Element} body @returns {Sender | null} */
  function senderOf(root, body) {
    const shown = found.outside(root, body, SENDER);
    if (!shown) return null;
    const told = [shown.textContent, attribute(shown, "title"), attribute(shown, "aria-label")].map((text) =>
      found.sender(text),
    );
    const first = told.find((one) => one !== null) ?? null;
    // The card shows a name; its address is in the title or the label.
    return first && { name: first.name, address: told.find((one) => one?.address)?.address ?? null };
  }

  found.register({
    id: "yahoo",
    recognises: (doc, place) =>
      HOSTS.has(place.hostname) || all(doc, `[data-test-id='message-view'] ${BODY}`).length > 0,
    messages(doc) {
      const bodies = all(doc, BODY).filter((body) => !body.closest("[contenteditable=true]"));
      return bodies.map((body) => {
        const root = body.closest("[data-test-id='message-view']") ?? found.holder(body, bodies, SENDER);
        const [subject] = all(doc, "[data-test-id='message-group-subject-text'], [data-test-id='message-subject']");
        return found.mail({
          root: body,
          bodies: [body],
          sender: senderOf(root, body),
          subject: clean(subject?.textContent),
        });
      });
    },
  });
})();
