/**
 * No webmail: the page a person has asked about once, from the popup ("Check the links of this page"). Only its links are
 * read, not its words: what mails say of themselves and pages say of themselves are different things.
 */
(() => {
  if (honmono.found.registered("page")) return;
  const { dom, found } = honmono;

  found.register({
    id: "page",
    recognises: () => Reflect.get(globalThis, "honmonoOnce") === true,
    messages(doc) {
      const [body] = dom.all(doc, "body");
      return body
        ? [found.mail({ root: dom.root(doc), bodies: [body], sender: null, subject: "", linksOnly: true })]
        : [];
    },
  });
})();
