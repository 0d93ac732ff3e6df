/**
 * Outlook on the web, on its four hosts and on the addresses that companies give it. Messages opened in a window of
 * their own are `about:blank` pages filled by script, so the page is also known by what stands in it.
 */
(() => {
  if (honmono.found.registered("outlook")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const HOSTS = new Set(["outlook.live.com", "outlook.office.com", "outlook.office365.com", "outlook.cloud.microsoft"]);
  /** In the head only: a mail's own elements may say anything. */
  const MARKS =
    "head [href*='cdn.office.net'], head meta[content*='owamail'], head [href*='/owamail/'], head [src*='/owamail/']";
  const PANE = "[data-app-section='MailReadCompose'], [data-app-section='ConversationContainer'], [role=main]";
  const SENDER = [
    "[id^='MSG_'][id$='_FROM'] span[aria-label]",
    "[id^='MSG_'][id$='_FROM']",
    "[role=button][aria-label*='@']:not([id$='_TO'] *, [id$='_CC'] *)",
    ".lpc-hoverTarget:not([id$='_TO'] *, [id$='_CC'] *)",
  ];
  const BODIES = [
    "div[id^='UniqueMessageBody']",
    "[data-test-id='mailMessageBodyContainer']",
    "[role=main] [role=document]",
  ];
  const SUBJECT = [
    "[role=heading][id^='CONV_'][id$='_SUBJECT']",
    "[id^='CONV_'][id$='_SUBJECT']",
    "[role=main] [role=heading][title]",
  ];

  /** @param {Document} doc */
  function bodiesOf(doc) {
    for (const selector of BODIES) {
      // A draft in the thread has the same label as a received mail; only that can be typed into. What has a mail's own id
      // is no draft: a mail may bring something to type into.
      const bodies = all(doc, selector).filter(
        (body) =>
          !body.closest("[contenteditable=true]") &&
          (selector === BODIES[0] || all(body, "[contenteditable=true]").length === 0),
      );
      if (bodies.length > 0) return found.outermost(bodies);
    }
    return [];
  }

  /**
   * "Name<address>" for people from outside; of colleagues and contacts the page shows the name only, and the address is
   * then not known, which is no fault.
   * @param {Element} root @param {Element | Element[]} text @returns {Sender | null}
   */
  function senderOf(root, text) {
    const shown = found.outside(root, text, SENDER);
    return shown ? (found.sender(shown.textContent) ?? found.sender(attribute(shown, "aria-label"))) : null;
  }

  /** @param {Document} doc @param {Element} root @param {Element[]} bodies */
  function subjectOf(doc, root, bodies) {
    const shown =
      found.outside(root, bodies, ["[id^='MSG_'][id$='_SUBJECT']"]) ?? found.outside(dom.root(doc), bodies, SUBJECT);
    return shown ? clean(attribute(shown, "title") || shown.textContent) : "";
  }

  /** A mail is open, and its text is not where it should be. */
  /** @param {Document} doc @returns {FoundMail[]} */
  function unreadable(doc) {
    const pane = all(doc, PANE).find((one) => found.outside(one, [], SENDER.slice(0, 2)));
    if (!pane) return [];
    return [found.mail({ root: pane, bodies: [], sender: senderOf(pane, []), subject: subjectOf(doc, pane, []) })];
  }

  found.register({
    id: "outlook",
    recognises(doc, place) {
      if (HOSTS.has(place.hostname)) return true;
      const own = all(doc, MARKS).length > 0 || (place.protocol === "about:" && all(doc, SENDER[1]).length > 0);
      return own && all(doc, `${BODIES[0]}, [data-app-section='MailReadCompose']`).length > 0;
    },
    messages(doc) {
      const bodies = bodiesOf(doc);
      if (bodies.length === 0) return unreadable(doc);
      return bodies.map((body) => {
        const root = found.holder(body, bodies, SENDER);
        return found.mail({
          root: body,
          bodies: [body],
          sender: senderOf(root, body),
          subject: subjectOf(doc, root, bodies),
        });
      });
    },
  });
})();
