/** SOGo, on any host: an AngularJS page whose bindings name what they show. */
(() => {
  if (honmono.found.registered("sogo")) return;
  const { clean, dom, found } = honmono;
  const { all, attribute } = dom;

  const NAME = ["[ng-bind$='message.from[0].name']", "[ng-bind*='from[0].name']", "[ng-bind*='from[0].full']"];
  const ADDRESS = ["[ng-bind$='message.from[0].email']", "[ng-bind*='from[0].email']"];

  /** @param {Element} root @param {Element} body @returns {Sender | null} */
  function senderOf(root, body) {
    const name = found.outside(root, body, NAME);
    const address = found.outside(root, body, ADDRESS);
    if (!name && !address) return null;
    const mailto = (address && attribute(address, "href")) ?? "";
    const shown = clean(address?.textContent) || (/^mailto:/i.test(mailto) ? clean(mailto.slice(7)) : "");
    return { name: clean(name?.textContent), address: shown.includes("@") ? shown : found.bracketed(shown) };
  }

  found.register({
    id: "sogo",
    recognises: (doc) =>
      all(doc, "[ng-bind*='viewer.message'], [ng-controller*='MessageController'], .msg-body .mailer_htmlcontent")
        .length > 0,
    messages(doc) {
      const holders = all(doc, ".msg-body");
      return holders.map((root) => {
        const parts = all(root, ".mailer_htmlcontent, .mailer_plaincontent");
        const bodies = parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
        const [subject] = all(doc, "[ng-bind$='viewer.message.subject'], h5[ng-bind*='message.subject']");
        const whole = doc.documentElement;
        return found.mail({
          root,
          bodies: bodies.length > 0 ? bodies : [root],
          sender: senderOf(whole, root),
          subject: clean(subject?.textContent),
        });
      });
    },
  });
})();
