/** SOGo, on any host: an AngularJS page whose bindings name what they show; its body names the application (SOGo 3 to 5). */
(() => {
  if (honmono.found.registered("sogo")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const NAME = ["[ng-bind$='message.from[0].name']", "[ng-bind*='from[0].name']", "[ng-bind*='from[0].full']"];
  const ADDRESS = ["[ng-bind$='message.from[0].email']", "[ng-bind*='from[0].email']"];
  const SUBJECT = ["[ng-bind$='viewer.message.subject']", "[ng-bind*='message.subject']"];
  const HOLDERS = [".msg-body", ".mailer_htmlcontent, .mailer_plaincontent"];

  /** @param {Element} root @param {Element[]} text @returns {Sender | null} */
  function senderOf(root, text) {
    const name = found.outside(root, text, NAME);
    const address = found.outside(root, text, ADDRESS);
    if (!name && !address) return null;
    const mailto = (address && attribute(address, "href")) ?? "";
    const shown = clean(address?.textContent) || (/^mailto:/i.test(mailto) ? clean(mailto.slice(7)) : "");
    return { name: clean(name?.textContent), address: shown.includes("@") ? shown : found.bracketed(shown) };
  }

  found.register({
    id: "sogo",
    recognises: (doc) => all(doc, "html[ng-app^='SOGo'], body[ng-app^='SOGo']").length > 0,
    messages(doc) {
      const holders = found.outermost(
        HOLDERS.map((selector) => all(doc, selector)).find((some) => some.length > 0) ?? [],
      );
      const whole = dom.root(doc);
      const sender = senderOf(whole, holders);
      const subject = clean(found.outside(whole, holders, SUBJECT)?.textContent);
      if (holders.length === 0 && sender) return [found.mail({ root: whole, bodies: [], sender, subject })];
      return holders.map((root) => {
        const parts = found.outermost(all(root, ".mailer_htmlcontent, .mailer_plaincontent"));
        return found.mail({ root, bodies: parts.length > 0 ? parts : [root], sender, subject });
      });
    },
  });
})();
