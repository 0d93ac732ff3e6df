/**
 * The one place that knows how the browsers name their extension interface.
 * Firefox calls it `browser`, Chrome and Edge `chrome`; since Manifest V3 both return promises.
 */

export const api = globalThis.browser ?? globalThis.chrome;

/** Address prefix of our own pages, e.g. `chrome-extension://…/`. */
export const OWN_ORIGIN = api.runtime.getURL("");
