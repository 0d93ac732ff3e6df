/**
 * iCloud Mail: the mail's text is a document of another origin (`www-mail.icloud-sandbox.com/applications/mail2-message/…`,
 * `.mail-message-defaults`; seen 2026-09), and this script runs in it. The sender stands in the document around it, which
 * cannot be read from there: it is not known, and the popup says so.
 */
(() => {
  if (honmono.found.registered("icloud")) return;
  const { dom, found } = honmono;

  found.register({
    id: "icloud",
    recognises: (doc, place) =>
      /(^|\.)icloud-sandbox\.com$/.test(place.hostname) && /\/mail2-message\//.test(place.pathname),
    messages(doc) {
      const bodies = dom.all(doc, ".mail-message-defaults");
      return bodies.map((root) => found.mail({ root, bodies: [root], sender: null, subject: "" }));
    },
  });
})();
