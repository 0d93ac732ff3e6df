"""One small interface to two real browsers. :mod:`.chromium` and :mod:`.firefox` fill in what differs.

Everything that can be said in the page's own DOM (where an element is, what a closed shadow root holds) is said once,
here, as a JavaScript function; the drivers only know how to call it, move a pointer and press a key.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, ClassVar, NamedTuple, TypeVar

from .extension import Extension
from .network import Network
from .wire import HANG

T = TypeVar("T")


def until(probe: Callable[[], T | None], what: str | Callable[[], str], limit: float = 30.0) -> T:
    """Ask ``probe`` again and again until it returns something true, and return that. ``limit`` only catches hangs.

    ``what`` says what was waited for; as a function it is called at the end, to tell how things stand then.
    """
    end = time.monotonic() + limit
    pause = 0.02
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {limit:g} s in vain for: {what if isinstance(what, str) else what()}")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)


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

_TIED = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
"""Ends the browser even when the tests are killed."""

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


@dataclass(frozen=True)
class Complaint:
    """An error that some console of the browser showed."""

    where: str
    text: str


@dataclass(frozen=True)
class Setting:
    """What a browser is started with. ``home`` is a new folder that only this browser uses."""

    home: Path
    extension: Extension
    network: Network
    language: str = "en"


class Browser(ABC):
    """A browser with the extension loaded, running inside its ``with`` block."""

    name: ClassVar[str]
    own_services: ClassVar[tuple[str, ...]] = ()
    """Hosts that the browser asks for on its own account, whatever extension is loaded."""
    native_hosts: Path
    """The folder in which this browser looks for native host manifests."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.extension = setting.extension
        self.log = setting.home / "browser.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    @abstractmethod
    def _start(self) -> None:
        """Start the browser and load the extension."""

    @property
    @abstractmethod
    def extension_origin(self) -> str:
        """``scheme://id`` of the extension's own pages."""

    @abstractmethod
    def open(self, url: str) -> Page:
        """Open a new tab in front, load ``url`` in it and wait for its load event."""

    @abstractmethod
    def control(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in an empty page of the extension, where its API is at hand as ``api``."""

    @abstractmethod
    def complaints(self) -> list[Complaint]:
        """Every error since the start: of pages, content scripts, the background, extension pages."""

    @abstractmethod
    def suspend_background(self) -> None:
        """End the extension's background as the browser does when it was idle."""

    @abstractmethod
    def close(self) -> None: ...

    def badge(self, page: Page) -> str:
        """Text of the toolbar badge that a person sees with this tab in front."""
        return str(self.control("(api, tabId) => api.action.getBadgeText({tabId})", page.tab))

    def badge_title(self, page: Page) -> str:
        return str(self.control("(api, tabId) => api.action.getTitle({tabId})", page.tab))

    def popup(self, page: Page) -> Page:
        """The popup's document in a tab of its own, showing the mail in ``page``."""
        return self.open(f"{self.extension_origin}/popup/popup.html?tab={page.tab}")

    def toolbar_popup(self) -> str:
        """Open the popup as a click on the toolbar does, over the tab in front, and return what it says."""

        def opened() -> bool:  # one that has just been closed may still be there
            return bool(
                self.control(
                    "(api) => api.action.openPopup().then(() => true, (error) => {"
                    " if (/another panel/.test(error.message)) return false; throw error; })"
                )
            )

        until(opened, "room for the popup")
        words = "(api) => api.extension.getViews({type: 'popup'})[0]?.document.querySelector('#verdict')?.textContent"
        until(lambda: (self.control(words) or "").strip(), "the popup's words")
        said = str(self.control("(api) => api.extension.getViews({type: 'popup'})[0].document.body.textContent"))
        self.control("(api) => { api.extension.getViews({type: 'popup'})[0].close(); }")
        return said

    def tabs(self) -> int:
        """How many tabs there are, the control page included."""
        return int(self.control("async (api) => (await api.tabs.query({})).length"))

    def close_tabs(self) -> None:
        """Close every tab but the control page, those that a click opened too."""
        self.control("""async (api) => {
          const mine = await api.tabs.getCurrent();
          const others = (await api.tabs.query({})).filter((tab) => tab.id !== mine.id);
          await api.tabs.remove(others.map((tab) => tab.id));
        }""")

    def __enter__(self) -> Browser:
        try:
            self._start()
        except BaseException:
            self._end(patience=0)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _launch(self, command: Sequence[str], announces: str, environment: dict[str, str]) -> str:
        """Start the browser and return what the first group of ``announces`` matches in its output."""
        path = self.log
        self._log = path.open("wb")
        env = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("XDG_", "LC_", "LANG", "MOZ_", "DISPLAY", "WAYLAND", "http", "HTTP", "NO_PROXY"))
        }
        env |= {"HOME": str(self.setting.home), "TMPDIR": str(self.setting.home)} | environment
        self._process = subprocess.Popen(
            [*_TIED, *command],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=env,
            start_new_session=True,
        )

        def announced() -> str:
            found = re.search(announces, path.read_text(errors="replace"))
            assert found or (self._process and self._process.poll() is None), path.read_text(errors="replace")[-2000:]
            return found[1] if found else ""

        return until(announced, f"{self.name} to start", HANG)

    def _end(self, patience: float = 10) -> None:
        """Wait for the browser that was asked to quit; end its process group when it does not."""
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        if self._log:
            self._log.close()
