"""One small interface to two real browsers. :mod:`.chromium` and :mod:`.firefox` fill in what differs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, ClassVar

from .extension import Extension
from .network import Network
from .tab import Page
from .waiting import until
from .wire import HANG

_TIED = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
"""Ends the browser even when the tests are killed."""


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
          await Promise.allSettled(others.map((tab) => api.tabs.remove(tab.id)));  // one may be closing already
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
