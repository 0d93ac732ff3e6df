/**
 * Where the tooltip stands: at its link, inside what can be seen of the window, whatever the page does with `zoom`,
 * transforms and frames.
 */
(() => {
  if (honmono.place) return;
  const { dom } = honmono;

  const GAP = 4;
  const EDGE = 8;
  /** Beside a link with this much room above or below (px), a long tooltip scrolls and leaves the link free. */
  const ENOUGH = 90;

  /** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

  /** @param {Element} element what the page's `zoom` comes to there; browsers of before 2024 do not tell */
  const zoomOf = (element) => element.currentCSSZoom ?? 1;

  /** The part of a frame that can be seen: a mail's frame is often as high as the mail, in a window that scrolls. */
  /** @param {Window} win @returns {Box} */
  function visibleArea(win) {
    const root = dom.root(win.document);
    const box = { left: 0, top: 0, right: root.clientWidth * zoomOf(root) || win.innerWidth, bottom: win.innerHeight };
    try {
      const frame = win.frameElement;
      if (!frame || !win.parent) return box;
      const outer = visibleArea(win.parent);
      const at = frame.getBoundingClientRect();
      // Webmails shrink a mail that is too wide for its place by a transform on its frame.
      const scale = at.width / (win.innerWidth || at.width) || 1;
      return {
        left: Math.max(box.left, (outer.left - at.left) / scale),
        top: Math.max(box.top, (outer.top - at.top) / scale),
        right: Math.min(box.right, (outer.right - at.left) / scale),
        bottom: Math.min(box.bottom, (outer.bottom - at.top) / scale),
      };
    } catch {
      return box; // a parent of another origin keeps its size to itself
    }
  }

  /** The line of the link under the pointer; of a tall picture only the neighbourhood of the pointer. */
  /** @param {Element} link @param {{x: number, y: number} | null} pointer @returns {Box} */
  function anchor(link, pointer) {
    const seen = (dom.tag(link) === "area" && honmono.marks.pictureOf(link)) || link;
    const lines = dom.boxes(seen);
    if (!pointer) return lines[0] ?? { left: 0, top: 0, right: 0, bottom: 0 };
    const { x, y } = pointer;
    const line = lines.find((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
    if (line && line.height <= 80)
      return { left: Math.max(line.left, x - 40), top: line.top, right: line.right, bottom: line.bottom };
    return { left: x - 16, top: y - 12, right: x + 16, bottom: y + 18 };
  }

  /** Nothing of the page moves or scales what is in the top layer, but for `zoom`. */
  /** @param {HTMLElement} part */
  function undoZoom(part) {
    part.style.zoom = "1";
    part.style.zoom = String(1 / zoomOf(part));
  }

  /** @param {HTMLElement} tooltip @param {Box} at @param {Box} area */
  function place(tooltip, at, area) {
    undoZoom(tooltip);
    const room = Math.floor(Math.max(area.bottom - EDGE - at.bottom, at.top - area.top - EDGE) - GAP);
    tooltip.style.setProperty("--room", room < ENOUGH ? null : `${room}px`);
    const { offsetWidth: width, offsetHeight: height } = tooltip;
    const below = at.bottom + GAP;
    const above = at.top - GAP - height;
    const fitsBelow = below + height <= area.bottom - EDGE;
    const top = fitsBelow || above < area.top + EDGE ? below : above;
    const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
      Math.max(low, Math.min(value, high));
    // Where neither side has room, staying inside the window matters more than leaving the link free.
    tooltip.style.top = `${clamp(top, area.top + EDGE, Math.max(area.top + EDGE, area.bottom - EDGE - height))}px`;
    tooltip.style.left = `${clamp(at.left, area.left + EDGE, Math.max(area.left + EDGE, area.right - EDGE - width))}px`;
  }

  honmono.place = {
    atLink: (tooltip, link, pointer, view) => place(tooltip, anchor(link, pointer), visibleArea(view)),
    undoZoom,
  };
})();
