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
    recognises: (_doc, place) => /(^|\.)icloud-sandbox\.com$/.test(place.hostname),
    messages(doc) {
      // The same origin also serves the editor for mails that are being written.
      if (!/\/mail2-message\//.test(location.pathname)) return [];
      const marked = found.outermost(dom.all(doc, ".mail-message-defaults"));
      const bodies = marked.length > 0 ? marked : dom.all(doc, "body");
      return bodies.map((root) => found.mail({ root, bodies: [root], sender: null, subject: "" }));
    },
  });
})();
