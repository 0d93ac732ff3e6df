/**
 * The one global of the content scripts, with the few tools all of them use. Loaded first; when a second copy of the
 * scripts comes into the same frame (a grant given while the page was open), it finds the first one's work and stops.
 */
(() => {
  // Own property only: `<form id=honmono><input name=life>` in a mail makes a global of that name too.
  const known = Object.hasOwn(globalThis, "honmono") ? globalThis.honmono : null;
  if (known?.life) return;
  const api = globalThis.browser ?? globalThis.chrome;

  const honmono = /** @type {Honmono} */ ({
    api,
    /** Ends every listener and observer, when this copy of the extension has been replaced or removed. */
    life: new AbortController(),
    /** Adapters, tried in this order; each file in webmail/ adds its own. */
    webmail: /** @type {Webmail[]} */ ([]),
    setup: null,
    send,
    clean,
  });
  // words.js may stand there already: background and popup load it without this file.
  globalThis.honmono = Object.assign(known ?? {}, honmono);

  /**
   * Asks the background. Never throws: a background that cannot be reached is a state like any other.
   * @param {{type: string}} message
   */
  async function send(message) {
    try {
      return (await api.runtime.sendMessage(message)) ?? { state: "exited", verdict: null };
    } catch (error) {
      // After an update the old scripts stay in the page but are cut off; only reloading the page helps then.
      const cutOff = !api.runtime?.id || /context invalidated/i.test(String(error));
      return { state: cutOff ? "reload_page" : "exited", verdict: null };
    }
  }

  /**
   * Text of the page for our own use: one line, no more than `longest` characters.
   * @param {string | null | undefined} text
   */
  function clean(text, longest = 2_000) {
    const line = (text ?? "").replace(/\s+/g, " ").trim();
    return line.length > longest ? line.slice(0, longest) : line;
  }
})();
