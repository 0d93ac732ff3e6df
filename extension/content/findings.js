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

  /** @param {Finding[]} findings worst first, each sentence once */
  function worst(findings) {
    const seen = new Set();
    return [...findings]
      .sort((one, other) => weight(other) - weight(one))
      .filter((finding) => {
        const sentence = honmono.words.plainSentence(finding);
        return !seen.has(sentence) && seen.add(sentence);
      });
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

  /** @param {Verdict} verdict everything said of a mail: as a whole, of its sender, of its links */
  function ofMail(verdict) {
    const known = ofMails.get(verdict);
    if (known) return known;
    const links = verdict.links.flatMap((link) => link.findings);
    const all = worst([...verdict.findings, ...verdict.sender.findings, ...links]);
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
