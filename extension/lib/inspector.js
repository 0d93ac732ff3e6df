/**
 * From a mail to a verdict: one question to the host for each different mail, whatever the page redraws.
 * Nothing is thrown to the caller; what went wrong becomes a state, so that nobody can mistake it for "nothing found".
 */

import { HostError } from "./host-port.js";
import { askInParts } from "./parts.js";
import { BadReply, readVerdict } from "./replies.js";

const REMEMBERED = 200;
/** Links whose verdicts go to the page in one message: two thousand at once would stop it for a tenth of a second. */
const LINKS_A_MESSAGE = 200;

/** @typedef {{state: "ok", verdict: Verdict, key: string} | {state: string, verdict: null}} Outcome */

/** @param {Outcome} outcome @returns {object} what the page is told at first; `total` links are to be had by `key` */
export function firstPart(outcome) {
  const { verdict } = outcome;
  if (!verdict || verdict.links.length <= LINKS_A_MESSAGE) return outcome;
  return { ...outcome, verdict: { ...verdict, links: verdict.links.slice(0, LINKS_A_MESSAGE) }, total: verdict.links.length };
}

export class Inspector {
  /** @type {Map<string, Promise<Verdict>>} answers, and questions still under way, by what was asked */
  #known = new Map();
  #host;

  /** @param {import("./host-port.js").HostPort} host */
  constructor(host) {
    this.#host = host;
  }

  /** Another host or catalogue may judge differently. */
  forget() {
    this.#known.clear();
  }

  /** @param {Mail} mail @param {boolean} urgent a person is waiting for it @returns {Promise<Outcome>} */
  async inspect(mail, urgent) {
    try {
      const key = await digest(mail);
      let asked = this.#known.get(key);
      if (asked)
        this.#known.delete(key); // moves to the young end
      else asked = askInParts(mail, (part) => this.#askHost(part, urgent));
      this.#known.set(key, asked);
      if (this.#known.size > REMEMBERED) this.#known.delete(/** @type {string} */ (this.#known.keys().next().value));
      // Only answers are kept, never failures.
      asked.catch(() => {
        if (this.#known.get(key) === asked) this.#known.delete(key);
      });
      return { state: "ok", verdict: await asked, key };
    } catch (error) {
      if (error instanceof HostError) return { state: error.state, verdict: null };
      console.error("honmono: a mail could not be judged", error);
      return { state: "host_error", verdict: null };
    }
  }

  /** @param {string} key @param {number} from @returns {Promise<LinkVerdict[]>} none where it is not remembered any more */
  async more(key, from) {
    const verdict = await this.#known.get(key);
    return verdict?.links.slice(from, from + LINKS_A_MESSAGE) ?? [];
  }

  /** @param {Mail} mail @param {boolean} urgent @returns {Promise<Verdict>} */
  async #askHost(mail, urgent) {
    const reply = await this.#host.ask("inspect", { mail }, urgent);
    try {
      return readVerdict(
        reply,
        mail.links.map((link) => link.id),
      );
    } catch (error) {
      if (!(error instanceof BadReply)) throw error;
      this.#host.distrust(error.message);
      throw new HostError("bad_reply", { detail: error.message });
    }
  }
}

/**
 * A mail cannot be made to look like another one that was judged before: the key is a cryptographic digest.
 * @param {Mail} mail
 */
async function digest(mail) {
  const bytes = new TextEncoder().encode(JSON.stringify(mail));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
