/**
 * The mails that stand in this frame: finds them through the adapter, asks for a verdict once for each, asks alone for
 * links that come later, and asks again when it could not be checked.
 *
 * A frame is at work only when an adapter recognises its document. Frames of the same origin that hold a mail's text
 * (Yahoo! JAPAN, Proton, GMX) are read from the frame that knows the sender.
 */
(() => {
  if (honmono.mails) return;
  const { dom, links, marks, banner, tooltip } = honmono;
  const { judge, again } = honmono.judging;

  const RETRY_PAUSE = 1_500;
  /** A mail whose text has not come this long after its head is one that this adapter cannot read. */
  const EMPTY_FOR = 3_000;

  /** @type {Map<Element, ReadMail>} by the element that holds the mail */
  const open = new Map();
  /** @type {Webmail | null} */
  let adapter = null;
  /** Ids never come back: a frame that was loaded anew must not inherit what the background knows of its last mail. */
  const run = Math.random().toString(36).slice(2);
  let nextMail = 1;
  let announced = "";
  /** Chromium keeps pages for "back", and they still get messages: what they said would count as a frame more. */
  let left = false;
  let lastRetry = 0;
  /** @type {chrome.runtime.Port | null} */
  let line = null;

  /**
   * A frame without an address of its own (`about:blank`, `srcdoc`) holds what the page around it put there. That page reads
   * it. From within, a mail that looks like a webmail could not be told from one.
   */
  const filled = window.top !== window && !/^https?:$/.test(location.protocol);

  /** @returns {FoundMail[]} */
  function look() {
    if (filled) return [];
    try {
      adapter ??= honmono.webmail.find((one) => one.recognises(document, location)) ?? null;
      const found = adapter?.messages(document) ?? [];
      return found.map((one) => ({ ...one, bodies: links.withFrames(one.bodies) }));
    } catch (error) {
      // An adapter that breaks on a page is a mail that was not checked, never one with nothing in it.
      console.error("honmono: this page could not be read", error);
      return [];
    }
  }

  /** @param {FoundMail} found what tells one mail from the next in the same place */
  const outerOf = (found) => JSON.stringify([found.sender, found.subject, found.replyTo, found.clipped]);

  /** Brings what is remembered in line with the page. */
  function reconcile() {
    const found = look();
    const outers = new Map(found.map((one) => [one.root, outerOf(one)]));
    for (const [root, mail] of open) {
      // Another head in the same place is another mail: nothing of the last one may seem to belong to it.
      if (outers.get(root) !== mail.outer) drop(root, mail);
    }
    for (const one of found) {
      const mail = open.get(one.root);
      if (!mail) {
        open.set(one.root, begin(one, outerOf(one)));
        continue;
      }
      if (
        one.bodies.length !== mail.found.bodies.length ||
        one.bodies.some((body, place) => body !== mail.found.bodies[place])
      )
        mail.dirty = true;
      mail.found = one;
      if (one.bodies.length > 0) mail.emptySince = performance.now();
    }
  }

  /** @param {FoundMail} found @param {string} outer @returns {ReadMail} */
  function begin(found, outer) {
    return {
      id: `${run}.${nextMail++}`,
      found,
      outer,
      links: new Map(),
      spoken: new Map(),
      nextLink: 0,
      asked: "",
      text: "",
      state: "",
      verdict: null,
      site: adapter?.id ?? "",
      dirty: true,
      busy: false,
      round: 0,
      settled: Promise.resolve(),
      retries: 0,
      bannerClosed: false,
      emptySince: performance.now(),
    };
  }

  /** @param {Element} root @param {ReadMail} mail */
  function drop(root, mail) {
    open.delete(root);
    mail.round += 1; // an answer still under way is for nobody now
    marks.clear(mail);
    banner.clear(mail);
    links.forget(mail);
    tooltip.refresh([]);
  }

  /** Looks at the page and asks what has to be asked. */
  function scan() {
    reconcile();
    announce(false);
    for (const mail of open.values()) {
      if (mail.found.bodies.length === 0) waitForText(mail);
      else if (mail.dirty && !mail.busy) mail.settled = judge(mail);
      else if (mail.verdict && !mail.busy) banner.draw(mail);
    }
  }

  /** @param {ReadMail} mail */
  function waitForText(mail) {
    const left = mail.emptySince + EMPTY_FOR - performance.now();
    if (left > 0) setTimeout(() => announce(false), left + 20);
  }

  /** Somebody wants to know, or the host is back. */
  function retry() {
    if (performance.now() - lastRetry < RETRY_PAUSE) return;
    lastRetry = performance.now();
    for (const mail of open.values()) again(mail, true);
  }

  /** Tells the background what is open here. @param {boolean} always also when nothing has changed */
  function announce(always) {
    if (left) return;
    const mails = [...open.values()].map(({ id, found, links: known, spoken, emptySince }) => ({
      id,
      sender: found.sender,
      subject: found.subject.slice(0, 500),
      health: found.health,
      clipped: found.clipped,
      links: known.size + spoken.size,
      state: found.bodies.length === 0 && performance.now() - emptySince > EMPTY_FOR ? "page_unreadable" : "",
    }));
    const news = JSON.stringify([adapter?.id ?? "", mails]);
    if (news === announced && !always) return;
    if (!adapter && announced === "") return; // most frames of most pages: nothing to say
    announced = news;
    if (mails.length > 0) holdLine();
    void honmono.send({ type: "open_mails", site: adapter?.id ?? "", mails });
  }

  /** Only a frame can be thrown away while its tab stays: the background then hears that the line has ended. */
  function holdLine() {
    if (line || window.top === window || !honmono.api.runtime?.id) return;
    line = honmono.api.runtime.connect({ name: run });
    line.onDisconnect.addListener(() => (line = null)); // the background was put to sleep; the next news calls it again
  }

  /** The page is left; nothing of it must stay on the badge. */
  function close() {
    left = true;
    window.addEventListener("pageshow", () => (left = false), { once: true, signal: honmono.life.signal });
    if (announced === "") return;
    announced = "";
    void honmono.send({ type: "open_mails", site: "", mails: [] });
  }

  /** @param {Element} element @returns {ReadMail | null} */
  function holder(element) {
    for (const mail of open.values()) {
      if (mail.found.bodies.some((body) => dom.holds(body, element))) return mail;
    }
    return null;
  }

  /** @param {Element} element @returns {ReadMail | null} */
  function around(element) {
    const mail = holder(element);
    if (mail) return mail;
    reconcile(); // the mail may have been opened this very moment
    return holder(element);
  }

  /** @param {LinkElement} element @param {number} patience ms @returns {Promise<PageLink | null>} */
  async function settle(element, patience) {
    const mail = around(element);
    if (!mail) return null;
    const leads = links.address(element);
    const current = links.known.get(element);
    if (!current || current.href !== leads?.href) mail.settled = judge(mail);
    const deadline = performance.now() + patience;
    for (;;) {
      const waited = mail.settled;
      const tooLong = new Promise((resolve) => void setTimeout(resolve, Math.max(0, deadline - performance.now())));
      await Promise.race([waited, tooLong]);
      const known = links.known.get(element);
      const link = known?.href === links.address(element)?.href ? (known ?? null) : null;
      // A later look may have taken over from the one that was waited for; then its answer counts.
      if (link?.shown || waited === mail.settled || performance.now() >= deadline) return link;
    }
  }

  honmono.mails = {
    all: () => [...open.values()],
    scan,
    announce,
    close,
    around,
    settle,
    retry,
    working: () => adapter !== null,
  };
})();
