/**
 * Gmail: reading pane, conversation, pop-out, whole message (`view=lg`) and print (`view=pt`).
 * Facts and their dates: ids, `data-*` and the few class names that have stood for years (a3s, gD, hP).
 */
(() => {
  if (honmono.found.registered("gmail")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const MESSAGE = "div.adn[data-message-id], div.adn[data-legacy-message-id]";
  const BODIES = [
    "div.ii.gt div.a3s",
    "div.a3s",
    "div.adn[data-message-id] div.ii.gt",
    "div.adn[data-message-id] div.ii",
  ];
  const SENDER = [
    "h3.iw span.gD[email]",
    "span.gD[email]",
    "h3 [email]",
    "h3 [data-hovercard-id*='@']",
    ".gE span.go",
    "span.go",
  ];
  const SUBJECT = ["[role=main] h2.hP", "h2.hP", "h2[data-thread-perm-id]"];

  /** @param {Element} element */
  const editable = (element) => Boolean(element.closest("[contenteditable=true], [role=textbox]"));

  /** @param {Document} doc */
  function bodiesOf(doc) {
    for (const selector of BODIES) {
      // `.a3s.undefined` is an empty frame around a reply box; an .a3s inside another one came with the mail.
      const bodies = all(doc, selector).filter((body) => !body.matches(".undefined") && !editable(body));
      if (bodies.length > 0) return found.outermost(bodies);
    }
    return [];
  }

  /** @param {Element} root @param {Element | Element[]} text @returns {Sender | null} */
  function senderOf(root, text) {
    const shown = found.outside(root, text, SENDER);
    if (!shown) return null;
    const told = found.sender(shown.textContent);
    const beside = found.outside(root, text, ["span.go"]);
    const address =
      attribute(shown, "email") || attribute(shown, "data-hovercard-id") || found.bracketed(beside?.textContent);
    return { name: clean(attribute(shown, "name") ?? told?.name), address: clean(address) || null };
  }

  /** Over about 102 KB Gmail shows the beginning only, with a link to the rest beside or in the text. */
  /** @param {Element} body */
  const isClipped = (body) => all(body.parentElement ?? body, "a[href*='view=lg']").length > 0;

  /** The page that shows one mail whole, and the one for printing, have tables and no attributes at all. */
  /** @param {Document} doc @returns {FoundMail[]} */
  function plainPage(doc) {
    return found.outermost(all(doc, "div.maincontent table.message")).map((root) => {
      const rows = all(root, ":scope > tbody > tr");
      const head = rows[0] && all(rows[0], "td")[0];
      const body = rows.length > 1 ? rows[rows.length - 1] : root; // sender, recipients, text
      const name = head ? clean(all(head, "b")[0]?.textContent) : "";
      const address = found.bracketed(head?.textContent);
      const subject = clean(all(doc, "div.maincontent > table b")[0]?.textContent);
      return found.mail({ root, bodies: [body], sender: name || address ? { name, address } : null, subject });
    });
  }

  found.register({
    id: "gmail",
    recognises: (_doc, place) => place.hostname === "mail.google.com",
    messages(doc) {
      // Decided by the address: either page's structure can stand in a mail that the other shows.
      if (/[?&]view=(lg|pt)(&|$)/.test(location.search)) return plainPage(doc);
      const bodies = bodiesOf(doc);
      const subject = clean(found.outside(dom.root(doc), bodies, SUBJECT)?.textContent);
      const mails = bodies.map((body) => {
        const root = body.closest(MESSAGE) ?? body.closest("[role=listitem]") ?? body.parentElement ?? body;
        return found.mail({
          root,
          bodies: [body],
          sender: senderOf(root, body),
          subject,
          clipped: isClipped(body),
        });
      });
      // A mail that is open but whose text is not where it should be is not a mail without text.
      const lost = all(doc, MESSAGE).filter(
        (head) => head.matches(".ads") && !bodies.some((body) => head.contains(body) || body.contains(head)),
      );
      const unread = lost.map((root) => found.mail({ root, bodies: [], sender: senderOf(root, []), subject }));
      return [...mails, ...unread];
    },
  });
})();
