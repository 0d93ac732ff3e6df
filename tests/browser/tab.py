"""One tab of a real browser, and the frames in it. :mod:`.chromium_tab` and :mod:`.firefox_tab` fill in what differs.

Everything that can be said in the page's own DOM (where an element is, what a closed shadow root holds) is said once,
here, as a JavaScript function; those two only know how to call it, move a pointer and press a key.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .waiting import until


class Point(NamedTuple):
    """CSS pixels from the top left corner of the document's own viewport."""

    x: float
    y: float


@dataclass(frozen=True)
class Shadow:
    """An element inside the closed shadow root of a host element."""

    host: str
    css: str


Where = str | Shadow
"""A CSS selector for the document, or an element in a closed shadow root. The first match counts."""


@dataclass(frozen=True)
class Key:
    """One key, as each protocol wants it. ``text`` is what it types."""

    name: str
    code: str
    number: int
    bidi: str
    text: str = ""


KEYS = {
    key.name: key
    for key in (
        Key("Tab", "Tab", 9, "\ue004"),
        Key("Enter", "Enter", 13, "\ue006", "\r"),
        Key("Escape", "Escape", 27, "\ue00c"),
        Key(" ", "Space", 32, " ", " "),
        Key("ArrowDown", "ArrowDown", 40, "\ue015"),
        Key("c", "KeyC", 67, "c", "c"),
        Key("g", "KeyG", 71, "g", "g"),
        Key("Shift", "ShiftLeft", 16, "\ue008"),
        Key("Control", "ControlLeft", 17, "\ue009"),
        Key("Alt", "AltLeft", 18, "\ue00a"),
        Key("Meta", "MetaLeft", 91, "\ue03d"),
    )
}
BUTTONS = ("left", "middle", "right")

_POINT = """async (root, css) => {
  const element = root.querySelector(css);
  if (!element) return null;
  const find = () => [...element.getClientRects()].find((rect) => rect.width && rect.height);
  const before = find();
  element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  const box = find();
  if (!box) return null;
  // The scroll event comes with the next frame, and would be taken for a person's.
  if (box.top !== before.top || box.left !== before.left)
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const top = root.elementFromPoint(x, y);
  const free = top === element || element.contains(top) || top?.contains(element);
  return {x, y, cover: free ? null : (top ? top.outerHTML.slice(0, 200) : 'nothing')};
}"""


class Surface(ABC):
    """One document: that of a tab, or of a frame in it."""

    @abstractmethod
    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function with JSON arguments in this document; a promise is waited for."""

    @abstractmethod
    def in_shadow(self, host: str, function: str, *arguments: Any) -> Any:
        """Call ``function(root, ...arguments)`` with the closed shadow root of the first ``host``; None without one."""

    @abstractmethod
    def _mouse(self, point: Point, button: str | None, modifiers: Sequence[str]) -> None:
        """Move the pointer to ``point`` and, when a button is given, click there."""

    @abstractmethod
    def _touch(self, point: Point) -> None:
        """Tap ``point`` with a finger."""

    @abstractmethod
    def _drag(self, start: Point, end: Point) -> None:
        """Press the left button at ``start``, move the pointer in steps to ``end``, and release it there."""

    @abstractmethod
    def activate(self) -> None:
        """Bring the tab to the front."""

    def point(self, where: Where) -> Point:
        """Scroll the element into view and return its middle; fail when something else lies over it."""

        def find() -> Any:
            if isinstance(where, Shadow):
                return self.in_shadow(where.host, _POINT, where.css)
            return self.evaluate(f"(css) => ({_POINT})(document, css)", where)

        found = until(find, f"a visible element {where}")
        assert found["cover"] is None, f"{where} is covered by {found['cover']}"
        return Point(found["x"], found["y"])

    def hover(self, where: Where) -> None:
        self.activate()
        self._mouse(self.point(where), None, ())

    def click(self, where: Where, button: str = "left", modifiers: Sequence[str] = ()) -> None:
        self.activate()
        self._mouse(self.point(where), button, modifiers)

    def tap(self, where: Where) -> None:
        self.activate()
        self._touch(self.point(where))

    def drag(self, where: Where, right: float = 0, down: float = 0) -> None:
        """Drag from the middle of an element."""
        self.activate()
        start = self.point(where)
        self._drag(start, Point(start.x + right, start.y + down))

    def exists(self, css: str) -> bool:
        return bool(self.evaluate("(css) => document.querySelector(css) !== null", css))

    def count(self, css: str) -> int:
        return int(self.evaluate("(css) => document.querySelectorAll(css).length", css))

    def text(self, css: str) -> str:
        """Text of the first match, ``""`` without one."""
        return str(self.evaluate("(css) => document.querySelector(css)?.textContent ?? ''", css))

    def texts(self, css: str) -> list[str]:
        return list(self.evaluate("(css) => [...document.querySelectorAll(css)].map((e) => e.textContent)", css))

    def attribute(self, css: str, name: str) -> str | None:
        """Attribute of the first match, None without one."""
        value = self.evaluate("(css, name) => document.querySelector(css)?.getAttribute(name) ?? null", css, name)
        return None if value is None else str(value)

    def attributes(self, css: str, name: str) -> list[str | None]:
        return list(
            self.evaluate(
                "(css, name) => [...document.querySelectorAll(css)].map((e) => e.getAttribute(name))", css, name
            )
        )


class Page(Surface):
    """One tab. ``tab`` is the id that extensions know it by."""

    tab: int

    @abstractmethod
    def goto(self, url: str) -> None:
        """Load ``url`` and wait for its load event."""

    @abstractmethod
    def press(self, key: str, modifiers: Sequence[str] = ()) -> None:
        """Press one of :data:`KEYS` in whatever has the focus."""

    @abstractmethod
    def frame(self, part: str, depth: int = 1) -> Surface:
        """The frame whose address contains ``part``, once it is there; the ``depth``-th on the way inwards."""

    @abstractmethod
    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """The window's inside in CSS pixels, and device pixels to each."""

    @abstractmethod
    def screenshot(self, path: Path) -> None: ...

    @abstractmethod
    def close(self) -> None: ...

    @property
    def url(self) -> str:
        return str(self.evaluate("() => location.href"))

    def focus_by_tab(self, css: str, limit: int = 80) -> None:
        """Press Tab until the focus is on the first match of ``css``; when it is there already, leave and return."""

        def there() -> bool:
            return bool(self.evaluate("(css) => document.activeElement === document.querySelector(css)", css))

        self.activate()
        back = there()
        for _ in range(limit):
            self.press("Tab", ("Shift",) if back and not there() else ())
            if there():
                return
        raise AssertionError(f"Tab never reached {css} in {limit} steps")
