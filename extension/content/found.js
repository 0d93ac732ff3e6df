/**
 * What the adapters in webmail/ share. Their contract is in webmail/README.md.
 */
(() => {
  if (honmono.found) return;
  const { all } = honmono;

  /**
   * First element for the first selector that finds one, but never inside the mail's own text: a mail may contain
   * anything, also something that looks like a webmail's sender line.
   * @param {Element} root @param {Element} body @param {string[]} selectors best first
   * @returns {Element | null}
   */
  function outside(root, body, selectors) {
    for (const selector of selectors) {
      const element = all(root, selector).find((one) => root === body || !body.contains(one));
      if (element) return element;
    }
    return null;
  }

  /** @param {string | null | undefined} text @returns {string | null} the address in the last <…> of "Name <address>" */
  function bracketed(text) {
    return /<\s*([^\s<>@]+@[^\s<>@]+)\s*>\s*$/.exec(text ?? "")?.[1] ?? null;
  }

  /** @param {Partial<FoundMail> & {root: Element, bodies: (Element | Document)[], sender: Sender | null, subject: string}} part */
  function mail(part) {
    const health = {
      sender: part.sender !== null,
      address: part.sender?.address != null,
      subject: part.subject !== "",
      body: part.bodies.length > 0,
    };
    return { replyTo: null, clipped: false, health, ...part };
  }

  honmono.found = {
    outside,
    bracketed,
    mail,
    register: (webmail) => void honmono.webmail.push(webmail),
    registered: (id) => honmono.webmail.some((one) => one.id === id),
  };
})();
