/**
 * GMX, WEB.DE and mail.com: the mail's text is a document of its own, at `/mail/client/mailbody…`, and this script runs in
 * it. Where the document around it shows the sender is not known to us: the popup says that it was not found.
 * Links go through the webmail's own `dereferrer`, which the host unpacks.
 */
(() => {
  if (honmono.found.registered("gmx")) return;
  const { dom, found } = honmono;

  const HOST = /(^|\.)(gmx\.net|gmx\.com|web\.de|mail\.com)$/;

  found.register({
    id: "gmx",
    recognises: (doc, place) => HOST.test(place.hostname) && /^\/mail\/client\/mailbody/.test(place.pathname),
    messages(doc) {
      const [body] = dom.all(doc, "body");
      return body ? [found.mail({ root: dom.root(doc), bodies: [body], sender: null, subject: "" })] : [];
    },
  });
})();
