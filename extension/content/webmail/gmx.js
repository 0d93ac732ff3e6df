/**
 * GMX, WEB.DE and mail.com: the mail's text is a document of its own, at `*.mailbody-ui.de/…/Body/html` (seen 2025–2026) or
 * `3c….gmx.net/mail/client/mailbody…` (2025), and this script runs in it. Where the document around it shows the sender
 * is not known to us: the popup says that it was not found.
 * Links go through the webmail's own `dereferrer`, which the host unpacks.
 */
(() => {
  if (honmono.found.registered("gmx")) return;
  const { dom, found } = honmono;

  const HOST = /(^|\.)(gmx\.(net|com|es)|web\.de|mail\.com|mailbody-ui\.de)$/;
  const TEXT = /^\/mail\/client\/mailbody|\/Body(\/|$)/;

  found.register({
    id: "gmx",
    recognises: (_doc, place) => HOST.test(place.hostname),
    messages(doc) {
      const [body] = TEXT.test(location.pathname) ? dom.all(doc, "body") : [];
      return body ? [found.mail({ root: dom.root(doc), bodies: [body], sender: null, subject: "" })] : [];
    },
  });
})();
