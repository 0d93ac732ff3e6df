/**
 * The toolbar badge: the part of Honmono that no mail can reach. Levels differ by text and title, not by colour alone.
 */

import { api } from "./browser-api.js";

/** @type {Record<string, {text: string, colour: string}>} */
const LOOKS = {
  danger: { text: "!!", colour: "#b3121d" },
  caution: { text: "!", colour: "#8a5300" },
  unchecked: { text: "?", colour: "#5a6068" },
  unknown: { text: "", colour: "#5a6068" },
  genuine: { text: "", colour: "#5a6068" },
  "": { text: "", colour: "#5a6068" },
};

/**
 * @param {number} tabId
 * @param {Shown} level "" where no mail is open
 * @param {string} title
 */
export async function showBadge(tabId, level, title) {
  const look = LOOKS[level];
  try {
    await Promise.all([
      api.action.setBadgeText({ tabId, text: look.text }),
      api.action.setBadgeBackgroundColor({ tabId, color: look.colour }),
      api.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
      api.action.setTitle({ tabId, title }),
    ]);
  } catch {
    // the tab was closed meanwhile
  }
}
