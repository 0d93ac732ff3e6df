/**
 * Above the text of a dangerous mail: what is wrong, and where the genuine site is. A mail in the same document could
 * still push something over it; tooltip, click step, popup and badge are out of its reach.
 */
(() => {
  if (honmono.banner) return;
  const { dom } = honmono;
  const { element, symbol, reasons, adopt } = honmono.draw;

  const MOST_REASONS = 3;
  /** @type {WeakMap<ReadMail, {host: HTMLElement, root: ShadowRoot, shows: string}>} */
  const banners = new WeakMap();
  /** @type {WeakSet<Node>} */
  const ours = new WeakSet();

  /** @param {ReadMail} mail */
  function draw(mail) {
    const [body] = mail.found.bodies;
    const { verdict } = mail;
    if (
      !body ||
      mail.found.linksOnly ||
      verdict?.level !== "danger" ||
      mail.bannerClosed ||
      honmono.setup?.settings.banner === false
    ) {
      clear(mail);
      return;
    }
    const findings = honmono.findings.ofMail(verdict);
    // Drawn again only when it would say something else, or when the page has thrown it away.
    const shows = JSON.stringify(findings.slice(0, MOST_REASONS));
    const old = banners.get(mail);
    if (old?.shows === shows && old.host.isConnected) return;
    clear(mail);
    const place = placeOf(body);
    const doc = dom.documentOf(place.beside);
    const host = dom.make(doc, "honmono-banner");
    const root = host.attachShadow({ mode: "closed" });
    adopt(doc, root, honmono.styles.banner);
    root.append(content(doc, mail, findings));
    ours.add(host);
    banners.set(mail, { host, root, shows });
    if (place.inside) dom.prepend(place.beside, host);
    else place.beside.before(host);
  }

  /** @param {Document} doc @param {ReadMail} mail @param {Finding[]} findings */
  function content(doc, mail, findings) {
    const { words } = honmono;
    const genuine = honmono.findings.genuine(findings);
    const title = genuine
      ? words.nodes(doc, "banner_title_brand", { brand: genuine.brand })
      : words.nodes(doc, "banner_title");
    const heading = element(
      doc,
      "p",
      { class: "level danger" },
      symbol(doc, "danger"),
      element(doc, "span", {}, title),
    );
    const box = element(doc, "div", { id: "banner", class: "surface", role: "region", lang: words.language }, heading);
    box.setAttribute("aria-label", words.text("banner_label"));
    box.setAttribute("data-open", "");
    box.append(reasons(doc, findings.slice(0, MOST_REASONS)));
    if (findings.length > MOST_REASONS)
      box.append(element(doc, "p", { class: "fine" }, words.nodes(doc, "more_in_popup")));
    if (genuine) box.append(honmono.draw.genuine(doc, genuine));
    const shut = () => {
      mail.bannerClosed = true;
      clear(mail);
    };
    const close = honmono.draw.button(doc, "×", shut, { class: "close" });
    close.setAttribute("aria-label", words.text("banner_close"));
    box.append(close);
    return box;
  }

  /**
   * Before the mail's text, or before the frame that holds it: inside, a frame that is as high as its mail would lose the
   * last lines. At the beginning of the text only where it is laid out in a row with something else.
   * @param {Element | Document} body
   * @returns {{beside: Element, inside: boolean}}
   */
  function placeOf(body) {
    const isDocument = dom.isDocument(body);
    const frame = isDocument ? dom.view(body)?.frameElement : null;
    const outer = isDocument ? frame : body;
    const parent = outer?.parentElement;
    const view = outer && dom.view(dom.documentOf(outer));
    if (outer && parent && view) {
      const flows = /^(block|flow-root|list-item|inline-block|contents)$/.test(view.getComputedStyle(parent).display);
      if (flows && /^(static|relative)$/.test(view.getComputedStyle(outer).position))
        return { beside: outer, inside: false };
    }
    return { beside: isDocument ? (dom.first(body, "body") ?? dom.root(body)) : body, inside: true };
  }

  /** @param {ReadMail} mail */
  function clear(mail) {
    const host = banners.get(mail)?.host;
    if (host && dom.alive(host)) host.remove();
    banners.delete(mail);
  }

  honmono.banner = { draw, clear, owns: (node) => ours.has(node) };
})();
