/**
 * Roundcube, on any host and path. The open mail stands in a frame of the same origin (reloaded for each mail) or in a
 * page of its own; either has this structure, in the skins elastic, larry and classic, and this script runs there.
 */
(() => {
  if (honmono.found.registered("roundcube")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  // Only elastic's body names the task; the program's own script is in the pages of every skin.
  const OWN = "body.task-mail, script[src*='program/js/app.']";
  const HEADER = "#message-header, #messageheader, td.header.from";
  // Without its cell the class would also match those the mail was sent to.
  const SENDER = [
    "td.header.from .rcmContactAddress",
    ".header-summary .rcmContactAddress",
    "td.from .rcmContactAddress",
    "td.header.from",
  ];

  /** @param {Element} root @param {Element[]} text @returns {Sender | null} */
  function senderOf(root, text) {
    const shown = found.outside(root, text, SENDER);
    if (!shown) return null;
    const words = clean(shown.textContent);
    const mailto = (attribute(shown, "href") ?? "").replace(/^mailto:/i, "");
    const address = attribute(shown, "title") || mailto || found.bracketed(words);
    // With "show addresses" switched on, the text is the name and the address.
    const name = words.endsWith(`<${address}>`) ? clean(words.slice(0, words.lastIndexOf("<"))) : words;
    return { name, address: clean(address) || null };
  }

  /** @param {Element} root @param {Element[]} text */
  function subjectOf(root, text) {
    const shown = found.outside(root, text, ["h2.subject", "#messageheader .subject", "td.header.subject"]);
    if (!shown) return "";
    // The heading holds a spoken "Subject:" and a button beside the words themselves.
    const own = [...shown.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.nodeValue);
    return clean(own.join(" ")) || clean(shown.textContent);
  }

  found.register({
    id: "roundcube",
    recognises: (doc) =>
      all(doc, OWN).length > 0 &&
      all(doc, `#messagelist, #messagebody, #messagelist-content, #messagecontframe, ${HEADER}`).length > 0,
    messages(doc) {
      const whole = dom.root(doc);
      const [root] = all(doc, "#messagebody");
      const text = root ? [root] : [];
      // The list has neither; the mail is in its frame.
      const [shown] = [...text, ...all(doc, HEADER)];
      if (!shown) return [];
      const parts = root ? found.outermost(all(root, ".rcmBody, .message-part, .message-htmlpart")) : [];
      return [
        found.mail({
          root: shown,
          bodies: parts.length > 0 ? parts : text,
          sender: senderOf(whole, text),
          subject: subjectOf(whole, text),
        }),
      ];
    },
  });
})();
