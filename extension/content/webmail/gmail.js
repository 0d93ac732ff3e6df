/**
 * Gmail: reading pane, conversation, pop-out, whole message (`view=lg`) and print (`view=pt`).
 * Facts and their dates: ids, `data-*` and the few class names that have stood for years (a3s, gD, hP).
 */
(() => {
  if (honmono.found.registered("gmail")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  /** @param {Element} element */
  const editable = (element) => Boolean(element.closest("[contenteditable=true], [role=textbox]"));

  /** @param {Document} doc */
  function bodiesOf(doc) {
    const bodies = all(doc, "div.ii.gt div.a3s");
    const some = bodies.length > 0 ? bodies : all(doc, "div.a3s");
    // `.a3s.undefined` is an empty frame around a reply box; an .a3s inside another one came with the mail.
    return some.filter(
      (body) =>
        !body.matches(".undefined") && !editable(body) && !some.some((other) => other !== body && other.contains(body)),
    );
  }

  /** @param {Element} root @param {Element} body @returns {Sender | null} */
  function senderOf(root, body) {
    const shown = found.outside(root, body, [
      "h3.iw span.gD[email]",
      "span.gD[email]",
      "h3 span[email]",
      "h3 [data-hovercard-id*='@']",
    ]);
    if (!shown) return null;
    const address =
      attribute(shown, "email") ??
      attribute(shown, "data-hovercard-id") ??
      found.bracketed(all(root, "span.go")[0]?.textContent);
    return { name: clean(attribute(shown, "name") ?? shown.textContent), address: clean(address) || null };
  }

  /** The page that shows one mail whole, and the one for printing, have tables and no attributes at all. */
  /** @param {Document} doc @returns {FoundMail[]} */
  function plainPage(doc) {
    return all(doc, "div.maincontent table.message").map((root) => {
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
    recognises: (doc, place) =>
      place.hostname === "mail.google.com" ||
      all(doc, "div.adn[data-message-id], div.adn[data-legacy-message-id]").length > 0,
    messages(doc) {
      const subject = clean(all(doc, "[role=main] h2.hP, h2.hP, h2[data-thread-perm-id]")[0]?.textContent);
      const bodies = bodiesOf(doc);
      const heads = all(doc, "div.adn.ads[data-message-id], div.adn.ads[data-legacy-message-id]");
      const mails = bodies.map((body) => {
        const root =
          body.closest("div.adn[data-message-id], div.adn[data-legacy-message-id]") ??
          body.closest("[role=listitem]") ??
          body.parentElement ??
          body;
        // Over about 102 KB Gmail shows the beginning only, with a link to the rest.
        const clipped = all(body, "a[href*='view=lg']").length > 0;
        return found.mail({ root, bodies: [body], sender: senderOf(root, body), subject, clipped });
      });
      // A mail that is open but whose text is not where it should be is not a mail without text.
      const lost = heads.filter((head) => !mails.some((mail) => mail.root === head));
      const unread = lost.map((root) => found.mail({ root, bodies: [], sender: senderOf(root, root), subject }));
      return mails.length + unread.length > 0 ? [...mails, ...unread] : plainPage(doc);
    },
  });
})();
