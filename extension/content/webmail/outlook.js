/**
 * Outlook on the web, on its four hosts and on the addresses that companies give it. Messages opened in a window of
 * their own are `about:blank` pages filled by script, so the page is known by what stands in it.
 */
(() => {
  if (honmono.found.registered("outlook")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const HOSTS = new Set(["outlook.live.com", "outlook.office.com", "outlook.office365.com", "outlook.cloud.microsoft"]);
  const MARKS =
    "head [href*='cdn.office.net'], meta[content*='owamail'], link[href*='/owamail/'], script[src*='/owamail/']";
  const FROM = "[id^='MSG_'][id$='_FROM']";
  const BODIES = [
    "div[id^='UniqueMessageBody']",
    "[data-test-id='mailMessageBodyContainer']",
    "[role=main] [role=document]",
  ];

  /** @param {Document} doc */
  function bodiesOf(doc) {
    for (const selector of BODIES) {
      // A draft in the thread has the same label as a received mail; only that can be typed into.
      const bodies = all(doc, selector).filter(
        (body) => !body.closest("[contenteditable=true]") && all(body, "[contenteditable=true]").length === 0,
      );
      const outermost = bodies.filter((body) => !bodies.some((other) => other !== body && other.contains(body)));
      if (outermost.length > 0) return outermost;
    }
    return [];
  }

  /**
   * "Name<address>" for people from outside; of colleagues and contacts the page shows the name only, and the address is
   * then not known, which is no fault.
   * @param {Element} root @param {Element} body @returns {Sender | null}
   */
  function senderOf(root, body) {
    const shown = found.outside(root, body, [`${FROM} span[aria-label]`, FROM]);
    return shown ? (found.sender(shown.textContent) ?? found.sender(attribute(shown, "aria-label"))) : null;
  }

  /** @param {Document} doc @param {Element} root @param {Element} body */
  function subjectOf(doc, root, body) {
    const own = found.outside(root, body, ["[id^='MSG_'][id$='_SUBJECT']"]);
    const shown = own ?? all(doc, "[role=heading][id^='CONV_'][id$='_SUBJECT'], [id^='CONV_'][id$='_SUBJECT']")[0];
    return shown ? clean(attribute(shown, "title") || shown.textContent) : "";
  }

  found.register({
    id: "outlook",
    recognises(doc, place) {
      if (HOSTS.has(place.hostname)) return true;
      const structure = all(
        doc,
        "div[id^='UniqueMessageBody'], [data-app-section='MailReadCompose'], [data-app-section='ConversationContainer']",
      );
      return structure.length > 0 && (all(doc, MARKS).length > 0 || all(doc, FROM).length > 0);
    },
    messages(doc) {
      const bodies = bodiesOf(doc);
      return bodies.map((body) => {
        const root = found.holder(body, bodies, [FROM]);
        return found.mail({
          root: body,
          bodies: [body],
          sender: senderOf(root, body),
          subject: subjectOf(doc, root, body),
        });
      });
    },
  });
})();
