/**
 * Yahoo! JAPAN Mail. The mail's text is in a frame of the same origin, read from here. Where the open mail shows its sender
 * is not known (facts of 2022–2024): the row selected in the list is asked.
 */
(() => {
  if (honmono.found.registered("yahoo_japan")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const AREA = "[data-cy='mailPreviewArea']";
  const FRAMES = [`${AREA} iframe[data-cy='htmlMail']`, "iframe[data-cy='htmlMail']", `${AREA} iframe`];
  const ROW = "tr[data-cy='mailListItem']";
  const FROM = ["[data-cy='mailListFromOrTo']", "[title*='@']"];

  /** @param {Document} doc @param {Element} area @returns {Element | null} */
  function selectedRow(doc, area) {
    const rows = all(doc, ROW).filter((row) => !area.contains(row));
    const marked = rows.filter(
      (row) =>
        attribute(row, "aria-selected") === "true" ||
        /(^|[-_\s])(selected|active|current)/i.test(attribute(row, "class") ?? ""),
    );
    return marked.length === 1 ? marked[0] : rows.length === 1 ? rows[0] : null;
  }

  /** @param {Document} doc @param {Element} area @returns {Sender | null} */
  function senderOf(doc, area) {
    const row = selectedRow(doc, area);
    const shown = row && found.outside(row, [], FROM);
    if (!shown) return null;
    const title = clean(attribute(shown, "title"));
    const told = found.sender(shown.textContent) ?? { name: "", address: null };
    return { name: told.name, address: found.isAddress(title) ? title : (found.bracketed(title) ?? told.address) };
  }

  found.register({
    id: "yahoo_japan",
    recognises: (_doc, place) => place.hostname === "mail.yahoo.co.jp",
    messages(doc) {
      if (window.top !== window) return []; // the frame with the text; all that stands in it came with the mail
      const frames = FRAMES.map((selector) => all(doc, selector)).find((some) => some.length > 0) ?? [];
      const [area] = [...all(doc, AREA), ...frames.map((frame) => frame.parentElement ?? frame)];
      if (!area) return [];
      const documents = frames.flatMap((frame) => /** @type {HTMLIFrameElement} */ (frame).contentDocument ?? []);
      const plain = all(area, "pre");
      const subject = clean(found.outside(area, frames, ["h1", "h2"])?.textContent);
      if (frames.length + plain.length === 0 && !subject) return []; // nothing is open
      return [
        found.mail({
          root: frames[0] ?? area,
          bodies: documents.length > 0 ? documents : plain,
          sender: senderOf(doc, area),
          subject,
        }),
      ];
    },
  });
})();
