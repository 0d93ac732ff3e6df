/**
 * What the adapters in webmail/ share. Their contract is in webmail/README.md.
 */
(() => {
  if (honmono.found) return;
  const { all } = honmono.dom;
  const ADDRESS = /^[^\s@<>()]+@[^\s@<>()]+$/;

  /**
   * First element for the first selector that finds one, but never inside a mail's own text: a mail may contain
   * anything, also something that looks like a webmail's sender line.
   * @param {Element} root @param {Element | Element[]} text of one mail or several @param {string[]} selectors best first
   * @returns {Element | null}
   */
  function outside(root, text, selectors) {
    const texts = Array.isArray(text) ? text : [text];
    for (const selector of selectors) {
      const element = all(root, selector).find((one) => !texts.some((body) => body !== root && body.contains(one)));
      if (element) return element;
    }
    return null;
  }

  /**
   * Without those that stand inside another: what looks like a second mail there came with the first.
   * @param {Element[]} elements
   */
  function outermost(elements) {
    return elements.filter((one) => !elements.some((other) => other !== one && other.contains(one)));
  }

  /**
   * The smallest part of the page around a text that has one of these, and no other mail's text.
   * @param {Element} body @param {Element[]} bodies all of the page @param {string[]} selectors
   */
  function holder(body, bodies, selectors) {
    let root = body;
    for (let around = body.parentElement; around; around = around.parentElement) {
      if (bodies.some((other) => other !== body && around?.contains(other))) break;
      root = around;
      if (outside(around, body, selectors)) break;
    }
    return root;
  }

  /**
   * "Name <address>", or either alone. The last <…> counts: whatever stands before it, the sender may have chosen.
   * @param {string | null | undefined} text @returns {Sender | null}
   */
  function sender(text) {
    const whole = honmono.clean(text);
    if (!whole) return null;
    const address = bracketed(whole);
    if (address) return { name: honmono.clean(whole.slice(0, whole.lastIndexOf("<"))), address };
    return { name: whole, address: ADDRESS.test(whole) ? whole : null };
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
    outermost,
    holder,
    sender,
    bracketed,
    isAddress: (text) => ADDRESS.test(text),
    mail,
    register: (webmail) => void honmono.webmail.push(webmail),
    registered: (id) => honmono.webmail.some((one) => one.id === id),
  };
})();
