/**
 * Roundcube, on any host and path. The open mail stands in a frame of the same origin (reloaded for each mail) or in a
 * page of its own; either has this structure, in the skins elastic, larry and classic, and this script runs there.
 */
(() => {
  if (honmono.found.registered("roundcube")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  /** @param {Document} doc @param {Element} body @returns {Sender | null} */
  function senderOf(doc, body) {
    // Without its cell the class would also match those the mail was sent to.
    const shown = found.outside(doc.documentElement, body, [
      "td.header.from .rcmContactAddress",
      ".header-summary .rcmContactAddress",
      "td.from .rcmContactAddress",
    ]);
    if (!shown) {
      const cell = found.outside(doc.documentElement, body, ["td.header.from"]);
      return cell ? { name: clean(cell.textContent), address: found.bracketed(cell.textContent) } : null;
    }
    const text = clean(shown.textContent);
    const mailto = (attribute(shown, "href") ?? "").replace(/^mailto:/i, "");
    const address = attribute(shown, "title") || mailto || found.bracketed(text);
    // With "show addresses" switched on, the text is the name and the address.
    const name = text.endsWith(`<${address}>`) ? clean(text.slice(0, text.lastIndexOf("<"))) : text;
    return { name, address: clean(address) || null };
  }

  /** @param {Document} doc @param {Element} body */
  function subjectOf(doc, body) {
    const shown = found.outside(doc.documentElement, body, [
      "h2.subject",
      "#messageheader .subject",
      "td.header.subject",
    ]);
    if (!shown) return "";
    // The heading holds a spoken "Subject:" and a button beside the words themselves.
    const own = [...shown.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.nodeValue);
    return clean(own.join(" ")) || clean(shown.textContent);
  }

  found.register({
    id: "roundcube",
    recognises: (doc) =>
      all(doc, "body.task-mail").length > 0 &&
      all(doc, "#messagelist, #messagebody, #messagelist-content, #messagecontframe").length > 0,
    messages(doc) {
      const [root] = all(doc, "#messagebody");
      if (!root) return []; // the list; the mail is in its frame
      const parts = all(root, ".rcmBody, .message-part, .message-htmlpart");
      const bodies = parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
      return [
        found.mail({
          root,
          bodies: bodies.length > 0 ? bodies : [root],
          sender: senderOf(doc, root),
          subject: subjectOf(doc, root),
        }),
      ];
    },
  });
})();
