/**
 * From a mail in the page to marks on its links: what has to be asked is asked, alone for links that come later, and again
 * when it could not be checked.
 */
(() => {
  if (honmono.judging) return;
  const { dom, links, marks, banner, tooltip } = honmono;

  /** Asked again by itself after these waits (ms), then only when somebody comes near an unchecked link. */
  const RETRIES = [1_500, 3_000, 6_000, 12_000, 30_000, 60_000];
  /** A page that never stops changing a mail is not looked at more often than this (ms). */
  const PAUSE = 500;

  /**
   * @param {ReadMail} mail @param {boolean} [urgent] a person is waiting for it
   * @returns {Promise<void>} done when everything is known, or when a later look has taken over
   */
  async function judge(mail, urgent = false) {
    mail.dirty = false;
    mail.busy = true;
    const round = ++mail.round;
    try {
      await look(mail, round, urgent);
    } finally {
      if (round === mail.round) {
        mail.busy = false;
        if (mail.dirty) setTimeout(() => honmono.mails.scan(), PAUSE);
      }
    }
  }

  /** @param {ReadMail} mail @param {number} round @param {boolean} urgent */
  async function look(mail, round, urgent) {
    const found = await links.read(mail);
    if (round !== mail.round) return;
    const { bodies, linksOnly } = mail.found;
    const words = linksOnly ? { text: "", truncated: false } : honmono.text.of(bodies);
    const { text } = words;
    const spoken = new Map(honmono.text.addresses(text, found).map((one) => [one.href, one]));
    const freshSpoken = [...spoken.values()].filter((one) => !mail.spoken.has(one.href));
    const fresh = found.filter((link) => link.shown === "");
    // Links judged before still stand there, all of them, in the same mail?
    const news = fresh.length + freshSpoken.length;
    const old = found.length + spoken.size - news;
    const kept = mail.state === "ok" && mail.asked === mail.outer && old === mail.verdict?.links.length;
    mail.spoken = spoken;
    if (kept && news === 0 && text === mail.text) {
      banner.draw(mail);
      await drawMarks(mail, round, found); // the page may have drawn itself anew
      return;
    }
    mail.text = text;
    if (kept && news > 0 && old > 0)
      await ask(mail, round, { mail: question(mail, words, fresh, freshSpoken), added: true, urgent }, fresh);
    else {
      found.forEach((link, place) => (link.id = `l${place}`));
      mail.nextLink = found.length;
      const whole = question(mail, words, found, [...spoken.values()]);
      await ask(mail, round, { mail: whole, added: false, urgent }, found);
    }
  }

  /**
   * @param {ReadMail} mail @param {{text: string, truncated: boolean}} words
   * @param {PageLink[]} links @param {SpokenAddress[]} spoken @returns {Mail}
   */
  function question(mail, { text, truncated }, links, spoken) {
    const { sender, subject, replyTo, clipped } = mail.found;
    return {
      site: mail.site,
      sender,
      reply_to: replyTo,
      subject,
      text,
      truncated: truncated || clipped,
      links: [
        ...links.map(({ id, href, host, text: shown, title }) => ({ id, href, host, text: shown, title })),
        ...spoken.map((one) => ({ id: `t${mail.nextLink++}`, ...one })),
      ],
    };
  }

  /**
   * @param {ReadMail} mail @param {number} round @param {{mail: Mail, added: boolean, urgent: boolean}} question
   * @param {PageLink[]} asked the links that the question is about
   */
  async function ask(mail, round, question, asked) {
    honmono.mails.announce(false);
    const { added } = question;
    const answer = await gather(await honmono.send({ type: "inspect", mailId: mail.id, ...question }));
    if (round !== mail.round) return;
    mail.asked = mail.outer;
    mail.state = answer.verdict ? "ok" : answer.state;
    if (answer.verdict) take(mail, answer.verdict, asked, added);
    else {
      if (!added) mail.verdict = null;
      for (const link of asked) Object.assign(link, { shown: "unchecked", verdict: null });
      retryLater(mail);
    }
    tooltip.refresh(asked);
    banner.draw(mail);
    await drawMarks(mail, round, asked);
  }

  /** A verdict on very many links comes in parts; one that does not come whole is none. */
  /** @param {any} answer @returns {Promise<{state: string, verdict: Verdict | null}>} */
  async function gather(answer) {
    const { verdict, key, total = 0 } = answer;
    if (!verdict || total === 0) return answer;
    const judged = [...verdict.links];
    while (judged.length < total) {
      const { links: more = [] } = await honmono.send({ type: "more_links", key, from: judged.length });
      if (more.length === 0) return { state: "exited", verdict: null };
      judged.push(...more);
    }
    return { ...answer, verdict: { ...verdict, links: judged } };
  }

  /** @param {ReadMail} mail @param {number} round @param {PageLink[]} some */
  async function drawMarks(mail, round, some) {
    const pace = links.pacer();
    for (const link of some) {
      const rest = pace();
      if (rest) await rest;
      if (round !== mail.round) return;
      if (dom.isConnected(link.element)) marks.draw(link);
    }
  }

  const ORDER = ["genuine", "unknown", "caution", "danger"];

  /** @param {ReadMail} mail @param {Verdict} verdict @param {PageLink[]} asked @param {boolean} added */
  function take(mail, verdict, asked, added) {
    const byId = new Map(verdict.links.map((link) => [link.id, link]));
    for (const link of asked) {
      const judged = byId.get(link.id) ?? null;
      Object.assign(link, { verdict: judged, shown: judged?.level ?? "unchecked" });
    }
    mail.retries = 0;
    const before = mail.verdict;
    if (!added || !before) mail.verdict = verdict;
    else {
      const levels = [before.level, ...verdict.links.map((link) => link.level)];
      const level = /** @type {Level} */ (ORDER[Math.max(...levels.map((one) => ORDER.indexOf(one)))]);
      mail.verdict = { ...before, level, links: [...before.links, ...verdict.links] };
    }
  }

  /** @param {ReadMail} mail */
  function retryLater(mail) {
    if (mail.state === "reload_page" || mail.retries >= RETRIES.length) return;
    const round = mail.round;
    setTimeout(() => round === mail.round && again(mail, false), RETRIES[mail.retries++]);
  }

  /** @param {ReadMail} mail @param {boolean} urgent */
  function again(mail, urgent) {
    if (mail.state === "ok" || mail.state === "" || mail.found.bodies.length === 0) return;
    mail.asked = "";
    mail.settled = judge(mail, urgent);
  }

  honmono.judging = { judge, again };
})();
