/**
 * Small questions about findings, asked by tooltip, banner, click step and popup alike. Stands on its own like words.js.
 */
(() => {
  const honmono = (globalThis.honmono ??= /** @type {any} */ ({}));
  if (honmono.findings) return;

  const ORDER = ["weak", "caution", "danger"];
  /** True of every link of a mail alike; what is wrong with the very link is said first. */
  const BROAD = new Set(["brand_links_elsewhere"]);

  /** @param {Finding} finding */
  const weight = (finding) => 2 * ORDER.indexOf(finding.severity) + (BROAD.has(finding.rule) ? 0 : 1);

  /** @param {Finding[]} findings @param {number} [most] @returns {Finding[]} worst first, each sentence once */
  function worst(findings, most = Infinity) {
    /** @type {Map<string, Finding>} */
    const found = new Map();
    const seen = new Set();
    for (const finding of [...findings].sort((one, other) => weight(other) - weight(one))) {
      // Two thousand links say the same six thousand times, and to put it into words takes longer than this.
      const same = `${finding.rule} ${JSON.stringify(finding.params)}`;
      if (seen.has(same)) continue;
      seen.add(same);
      const sentence = honmono.words.plainSentence(finding);
      if (!found.has(sentence)) found.set(sentence, finding);
      if (found.size === most) break;
    }
    return [...found.values()];
  }

  /** @param {Finding[]} findings each odd character once */
  function odd(findings) {
    const byCode = new Map(findings.flatMap((finding) => finding.params.odd ?? []).map((one) => [one.code, one]));
    return [...byCode.values()];
  }

  /** The address to go to instead: that of the worst finding that has one. */
  /** @param {Finding[]} findings */
  function genuine(findings) {
    for (const finding of worst(findings)) {
      const { genuine: address, brand } = finding.params;
      if (typeof address === "string" && address)
        return { address, brand: typeof brand === "string" ? brand : address };
    }
    return null;
  }

  /** @type {WeakMap<Verdict, Finding[]>} asked at every look at the page, and thousands of links have long lists */
  const ofMails = new WeakMap();

  /** More than anybody is shown, and soon put into words where thousands of links have something said of them. */
  const MOST = 50;

  /** @param {Verdict} verdict the worst that is said of a mail: as a whole, of its sender, of its links */
  function ofMail(verdict) {
    const known = ofMails.get(verdict);
    if (known) return known;
    const links = verdict.links.flatMap((link) => link.findings);
    const all = worst([...verdict.findings, ...verdict.sender.findings, ...links], MOST);
    ofMails.set(verdict, all);
    return all;
  }

  /** @param {PageLink} link */
  function ofLink(link) {
    return worst(link.verdict?.findings ?? []);
  }

  /**
   * The host names a genuine address as a host name or an https address; nothing else becomes a link.
   * @param {string} genuine
   * @returns {string | null}
   */
  function genuineUrl(genuine) {
    const url = /^https:\/\//i.test(genuine) ? genuine : `https://${genuine}/`;
    return URL.canParse(url) && new URL(url).hostname.includes(".") ? new URL(url).href : null;
  }

  honmono.genuineUrl = genuineUrl;
  honmono.findings = { worst, odd, genuine, ofMail, ofLink };
})();
