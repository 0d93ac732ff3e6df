/**
 * Yahoo! JAPAN Mail. The mail's text is in a frame of the same origin, read from here. Where the open mail shows its sender
 * is not known (facts of 2022–2024): the row selected in the list is asked.
 */
(() => {
  if (honmono.found.registered("yahoo_japan")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const AREA = "[data-cy='mailPreviewArea']";
  const ROW = "tr[data-cy='mailListItem']";
  const FROM = "[data-cy='mailListFromOrTo']";

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
    const shown = row && all(row, FROM)[0];
    if (!shown) return null;
    const title = clean(attribute(shown, "title"));
    const told = found.sender(shown.textContent) ?? { name: "", address: null };
    return { name: told.name, address: found.isAddress(title) ? title : (found.bracketed(title) ?? told.address) };
  }

  found.register({
    id: "yahoo_japan",
    recognises: (doc, place) =>
      place.hostname === "mail.yahoo.co.jp" || all(doc, `${AREA}, iframe[data-cy='htmlMail']`).length > 0,
    messages(doc) {
      return all(doc, AREA).flatMap((area) => {
        const frames = all(area, "iframe[data-cy='htmlMail']");
        const documents = frames.flatMap((frame) => /** @type {HTMLIFrameElement} */ (frame).contentDocument ?? []);
        const plain = all(area, "pre");
        if (frames.length + plain.length === 0) return []; // nothing is open
        const subject = found.outside(area, area, ["h1", "h2"]);
        return [
          found.mail({
            root: frames[0] ?? area,
            bodies: documents.length > 0 ? documents : plain,
            sender: senderOf(doc, area),
            subject: clean(subject?.textContent),
          }),
        ];
      });
    },
  });
})();
