/** Yahoo Mail. The pill with the sender was last seen in 2019, the contact card in 2026; each is the other's fallback. */
(() => {
  if (honmono.found.registered("yahoo")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const VIEW = "[data-test-id='message-view']";
  const BODIES = ["[data-test-id='message-view-body-content']", `${VIEW} .msg-body`];
  const SENDER = [
    "header [data-test-id='message-from'] [data-test-id='email-pill'] span > span",
    "[data-test-id='message-from'] [data-test-id='email-pill']",
    "[data-test-id='message-from']",
    "[data-test-id='with-contact-card-anchor']",
  ];
  const SUBJECT = ["[data-test-id='message-group-subject-text']", "[data-test-id='message-subject']"];

  /** @param {Document} doc */
  function bodiesOf(doc) {
    for (const selector of BODIES) {
      const bodies = all(doc, selector).filter((body) => !body.closest("[contenteditable=true]"));
      if (bodies.length > 0) return found.outermost(bodies);
    }
    return [];
  }

  /** The sender's picture has the address in its own address (seen 2026). */
  /** @param {Element} root @param {Element | Element[]} text @returns {string | null} */
  function pictured(root, text) {
    const picture = found.outside(root, text, ["[data-test-id='message-header'] img[src*='smtp:']"]);
    const written = /smtp:([^/?]+)/.exec((picture && attribute(picture, "src")) ?? "")?.[1] ?? "";
    const address = written.replace(/%40/i, "@");
    return found.isAddress(address) ? address : null;
  }

  /** @param {Element} root @param {Element | Element[]} text @returns {Sender | null} */
  function senderOf(root, text) {
    const shown = found.outside(root, text, SENDER);
    if (!shown) {
      const address = pictured(root, text);
      return address ? { name: "", address } : null;
    }
    const told = [shown.textContent, attribute(shown, "title"), attribute(shown, "aria-label")].map((words) =>
      found.sender(words),
    );
    // The card shows a name; its address is in the title or the label.
    const address = told.find((one) => one?.address)?.address ?? pictured(root, text);
    return { name: told.find((one) => one !== null)?.name ?? "", address };
  }

  found.register({
    id: "yahoo",
    recognises: (_doc, place) => /(^|\.)mail\.yahoo\.com$/.test(place.hostname),
    messages(doc) {
      const bodies = bodiesOf(doc);
      const subject = clean(found.outside(dom.root(doc), bodies, SUBJECT)?.textContent);
      const mails = bodies.map((body) => {
        const root = body.closest(VIEW) ?? found.holder(body, bodies, SENDER);
        return found.mail({ root: body, bodies: [body], sender: senderOf(root, body), subject });
      });
      // Collapsed mails of a thread have no text either; only when there is none at all has it not been found.
      const views = mails.length > 0 ? [] : all(doc, VIEW).slice(0, 1);
      return [...mails, ...views.map((root) => found.mail({ root, bodies: [], sender: senderOf(root, []), subject }))];
    },
  });
})();
