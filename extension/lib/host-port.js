/**
 * One line to the host: a single native-messaging port, questions told apart by id, and every way in which it can go
 * wrong turned into one of a few states that the locales have a sentence for:
 *
 *   not_installed  no host is registered, or what is registered does not start
 *   forbidden      a host is registered, but not for this extension
 *   exited         the host ended, or was killed
 *   timeout        it did not answer in time
 *   bad_reply      it answered something that is not the agreed protocol
 *   wrong_version  it speaks another version of the protocol
 *   no_knowledge   it runs, but its compiled knowledge is missing
 *   host_error     it refused the question (details are in its own log)
 */

import { PROTOCOL_VERSION, readEnvelope, readHello } from "./replies.js";

export const HOST_NAME = "org.honmono.host";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

export class HostError extends Error {
  /** @param {string} state @param {{code?: string, detail?: string}} [more] `code` is the host's own error code */
  constructor(state, more = {}) {
    super(more.detail ? `${state}: ${more.detail}` : state);
    this.state = state;
    this.code = more.code ?? "";
  }
}

/**
 * The browsers word the same event differently; Firefox says nothing at all when the host just ends.
 * @param {string} message `runtime.lastError` (Chromium) or `port.error` (Firefox) at the end of a port
 * @param {boolean} greeted whether the host had answered before
 */
export function stateOfDisconnect(message, greeted) {
  if (/forbidden/i.test(message)) return "forbidden";
  if (/not found|no such native application/i.test(message)) return "not_installed";
  if (/communicating with|exceeds the limit|JSON|parse/i.test(message)) return "bad_reply";
  // Firefox's wording for a program that cannot be started and for output that is not JSON is the same.
  if (/unexpected error/i.test(message)) return greeted ? "bad_reply" : "not_installed";
  return "exited";
}

/**
 * @typedef {object} Waiting
 * @property {(reply: Record<string, unknown>) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {ReturnType<typeof setTimeout>} timer
 */

export class HostPort {
  /** @type {chrome.runtime.Port | null} */ #port = null;
  /** @type {Promise<void> | null} */ #greeting = null;
  /** @type {Map<string, Waiting>} questions without an answer yet, by id */
  #pending = new Map();
  #nextId = 1;
  #failures = 0;
  #closedUntil = 0;
  #greeted = false;

  /** What is known of the host. `state` is "" before the first question, "ready", or one of the states above. */
  state = "";
  version = "";
  catalogueDate = "";

  /**
   * @param {typeof chrome} api
   * @param {{timeoutMs: () => number, onChange: (state: string) => void}} options
   */
  constructor(api, options) {
    this.#api = api;
    this.#options = options;
  }
  #api;
  #options;

  /**
   * @param {string} type
   * @param {Record<string, unknown>} [fields]
   * @param {boolean} [urgent] see `connect`
   * @returns {Promise<Record<string, unknown>>} the reply, of which only the envelope has been looked at
   */
  async ask(type, fields = {}, urgent = false) {
    await this.connect(urgent);
    const reply = await this.#request(type, fields);
    // Only a real answer clears the count: a host that greets well and then dies at each question must not be restarted
    // without end.
    this.#failures = 0;
    return reply;
  }

  /**
   * Connects and greets, if that has not happened yet. Rejects at once while the last failure is too fresh, unless a
   * person is waiting: people do not click in loops.
   * @param {boolean} [urgent]
   */
  connect(urgent = false) {
    if (this.#greeting) return this.#greeting;
    if (!urgent && Date.now() < this.#closedUntil) return Promise.reject(new HostError(this.state || "exited"));
    const greeting = this.#greet();
    this.#greeting = greeting;
    // A failed greeting must not be handed to the next caller, however early it failed.
    greeting.catch(() => {
      if (this.#greeting === greeting) this.#greeting = null;
    });
    return greeting;
  }

  /** What a caller found wrong with a reply ends the connection: its next replies cannot be trusted either. */
  /** @param {string} detail */
  distrust(detail) {
    this.#end(new HostError("bad_reply", { detail }));
  }

  async #greet() {
    this.#open();
    const port = this.#port;
    try {
      const hello = readHello(await this.#request("hello", {}));
      this.version = hello.version;
      this.catalogueDate = hello.catalogueDate;
      this.#greeted = true;
      this.#change("ready");
    } catch (error) {
      const failure = error instanceof HostError ? error : new HostError("bad_reply", { detail: String(error) });
      if (this.#port === port && port) this.#end(failure);
      throw failure;
    }
  }

  #open() {
    this.#greeted = false;
    let port;
    try {
      port = this.#api.runtime.connectNative(HOST_NAME);
    } catch (error) {
      this.#end(new HostError("not_installed", { detail: String(error) }));
      throw new HostError("not_installed", { detail: String(error) });
    }
    this.#port = port;
    port.onMessage.addListener((raw) => {
      if (this.#port === port) this.#receive(raw);
    });
    port.onDisconnect.addListener((ended) => {
      // Reading lastError also keeps Chromium from logging it as unhandled.
      const chromium = this.#api.runtime.lastError?.message;
      const firefox = /** @type {{error?: {message?: string} | null}} */ (/** @type {unknown} */ (ended)).error
        ?.message;
      const message = chromium ?? firefox ?? "";
      if (this.#port === port) this.#end(new HostError(stateOfDisconnect(message, this.#greeted), { detail: message }));
    });
  }

  /** @param {string} type @param {Record<string, unknown>} fields @returns {Promise<Record<string, unknown>>} */
  #request(type, fields) {
    const port = this.#port;
    if (!port) return Promise.reject(new HostError(this.state || "exited"));
    const id = String(this.#nextId++);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        // A host that does not answer is stuck; the next question gets a fresh one.
        this.#end(new HostError("timeout"));
      }, this.#options.timeoutMs());
      this.#pending.set(id, { resolve, reject, timer });
      try {
        port.postMessage({ v: PROTOCOL_VERSION, id, type, ...fields });
      } catch (error) {
        this.#end(new HostError("exited", { detail: String(error) }));
      }
    });
  }

  /** @param {unknown} raw */
  #receive(raw) {
    let envelope;
    try {
      envelope = readEnvelope(raw);
    } catch (error) {
      this.distrust(String(error));
      return;
    }
    const { id, reply, version } = envelope;
    if (version !== PROTOCOL_VERSION) {
      this.#end(new HostError("wrong_version", { detail: JSON.stringify(version) }));
      return;
    }
    const waiting = id === null ? undefined : this.#pending.get(id);
    if (id === null || !waiting) {
      // Nobody asked this. Ids are never reused, so it is no late answer of this connection either.
      this.distrust(`unasked reply ${JSON.stringify(id)}`);
      return;
    }
    this.#pending.delete(id);
    clearTimeout(waiting.timer);
    if (reply.type === "error") this.#refuse(waiting.reject, String(reply.code));
    else waiting.resolve(reply);
  }

  /** @param {(error: Error) => void} reject @param {string} code */
  #refuse(reject, code) {
    const state = code === "bad_version" ? "wrong_version" : code === "no_knowledge" ? "no_knowledge" : "host_error";
    const error = new HostError(state, { code });
    reject(error);
    // Only a new process will see the repair of these two.
    if (state !== "host_error") this.#end(error);
  }

  /** @param {HostError} error */
  #end(error) {
    const port = this.#port;
    this.#port = null;
    this.#greeting = null;
    try {
      port?.disconnect();
    } catch {
      // already gone
    }
    this.#failures += 1;
    this.#closedUntil = Date.now() + Math.min(FIRST_WAIT * 2 ** (this.#failures - 1), LONGEST_WAIT);
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    this.#change(error.state);
    for (const one of waiting) {
      clearTimeout(one.timer);
      one.reject(error);
    }
  }

  /** @param {string} state */
  #change(state) {
    const before = this.state;
    this.state = state;
    if (before !== state) this.#options.onChange(state);
  }
}
