"""The demo's stage: a throw-away profile with the extension and the host in it, the page, and its picture.

What is shipped stays as it is: the demo works on a copy of the extension whose manifest also names the demo's own
address. The copy keeps the `key`, so the extension's id stays, and with it the permission to start the host.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from honmono.setup import HOST_NAME, places, register
from honmono.setup.devtools import Browser, DevToolsError
from honmono.setup.extension import chromium_id, read_manifest

SIZE = {"width": 1280, "height": 960}
_FRAME = "document.getElementById('messagecontframe')"
_MARK = f"{_FRAME}.contentDocument.querySelector('honmono-mark')?.dataset.level ?? ''"
_LINK = f"""(() => {{
  const frame = {_FRAME}, outer = frame.getBoundingClientRect();
  const inner = frame.contentDocument.querySelector('.rcmBody a').getClientRects()[0];
  return [outer.left + inner.left + Math.min(60, inner.width / 2), outer.top + inner.top + inner.height / 2];
}})()"""

_ISOLATES = "\u2066\u2067\u2068\u2069"  # around every value in our sentences; a terminal shows them as boxes
_INLINE = ("#text", "A", "B", "BDI", "SPAN", "STRONG")


@dataclass(frozen=True)
class Stage:
    """Folders of one demo, below one temporary folder."""

    folder: str
    extension: str
    profile: str
    identity: str

    @property
    def log(self) -> str:
        """Where the browser's own words go."""
        return os.path.join(self.folder, "browser.log")

    def environ(self, environ: Mapping[str, str], language: str) -> dict[str, str]:
        """Variables for the browser: its language, and folders for what it leaves beside the profile."""
        folders = {name: os.path.join(self.folder, name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        return {**environ, "LANGUAGE": language, **folders}


def build(folder: str, extension: str, origin: str) -> Stage:
    """Copy the extension, let the copy run on `origin`, and register the host in a fresh profile."""
    stage = Stage(folder, os.path.join(folder, "extension"), os.path.join(folder, "profile"), chromium_id(extension))
    shutil.copytree(extension, stage.extension)
    manifest = read_manifest(stage.extension)
    for scripts in manifest.get("content_scripts", []):
        scripts["matches"].append(f"{origin}/*")
    _write(os.path.join(stage.extension, "manifest.json"), json.dumps(manifest, ensure_ascii=False, indent=2).encode())
    hosts = os.path.join(stage.profile, "NativeMessagingHosts")
    host = register.render("chromium", places.launcher_file(), stage.identity)
    _write(os.path.join(hosts, f"{HOST_NAME}.json"), host)
    preferences = {"extensions": {"pinned_extensions": [stage.identity]}, "translate": {"enabled": False}}
    _write(os.path.join(stage.profile, "Default", "Preferences"), json.dumps(preferences).encode())
    return stage


def command(program: str, stage: Stage, origin: str, language: str, window: bool, root: bool) -> list[str]:
    """What starts the browser. All but the loopback address goes to a proxy: the demo's own small server."""
    return [
        program,
        f"--user-data-dir={stage.profile}",
        "--remote-debugging-pipe",
        "--enable-unsafe-extension-debugging",
        f"--proxy-server={origin}",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-breakpad",
        "--password-store=basic",
        f"--lang={language}",
        f"--window-size={SIZE['width']},{SIZE['height'] + 100}",
        *([] if window else ["--headless=new", "--hide-scrollbars", "--disable-gpu", "--disable-dev-shm-usage"]),
        *(["--no-sandbox"] if root else []),  # Chromium refuses to start as root with it
        "about:blank",
    ]


class Page:
    """The one page of the demo."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        until = time.monotonic() + 15
        while not (pages := self._pages()):
            if time.monotonic() > until:
                raise DevToolsError("the browser opened no window")
            time.sleep(0.1)
        self.session = str(browser.call("Target.attachToTarget", targetId=pages[0], flatten=True)["sessionId"])

    def load_extension(self, stage: Stage) -> None:
        """Load the copied extension; it has to come up under the id that the host allows."""
        identity = self.browser.call("Extensions.loadUnpacked", path=stage.extension).get("id")
        if identity != stage.identity:
            raise DevToolsError(f"the extension came up as {identity}, not as {stage.identity}")

    def open(self, address: str) -> None:
        """Go to an address."""
        self.browser.call("Page.navigate", self.session, url=address)

    def fix_size(self) -> None:
        """Exactly SIZE, sharp enough to read; for pictures without a window."""
        metrics = {**SIZE, "deviceScaleFactor": 1.5, "mobile": False}
        self.browser.call("Emulation.setDeviceMetricsOverride", self.session, **metrics)

    def wait_for_mark(self, limit: float = 20) -> str:
        """Wait until the opened mail's link is marked; gives the mark's level, or nothing when none came."""
        return str(self._wait(lambda: self._value(_MARK), limit) or "")

    def hover(self, limit: float = 5) -> str:
        """Put the pointer on the link and wait for the tooltip; gives its text."""
        x, y = self._value(_LINK)
        for step in (40, 20, 0):  # a pointer that comes from somewhere, as a hand's does
            self.browser.call("Input.dispatchMouseEvent", self.session, type="mouseMoved", x=x - step, y=y - step)
        text = str(self._wait(self._tooltip, limit) or "")
        time.sleep(0.4)  # let it finish fading in
        return text

    def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self.browser.call("Page.captureScreenshot", self.session, format="png")["data"])

    def wait_until_closed(self) -> None:
        """Until the person closes the window (on macOS the browser itself lives on after that)."""
        while self.browser.alive():
            try:
                if not self._pages():
                    return
            except DevToolsError:
                return
            time.sleep(0.5)

    def _pages(self) -> list[str]:
        targets = self.browser.call("Target.getTargets").get("targetInfos", [])
        return [target["targetId"] for target in targets if target["type"] == "page"]

    def _value(self, expression: str) -> Any:
        """A JavaScript value of the page; None when the expression fails, as it does while the page is loading."""
        answer = self.browser.call("Runtime.evaluate", self.session, expression=expression, returnByValue=True)
        return answer.get("result", {}).get("value") if "exceptionDetails" not in answer else None

    def _tooltip(self) -> str:
        """Text of the extension's tooltip, which lies in a closed shadow root: only the debugger sees in there."""
        document = self.browser.call("DOM.getDocument", self.session, depth=-1, pierce=True)
        text = "".join(_texts(document, inside=False))
        return " ".join("".join(letter for letter in text if letter not in _ISOLATES).split())

    def _wait(self, look: Any, limit: float) -> Any:
        until = time.monotonic() + limit
        while time.monotonic() < until:
            if value := look():
                return value
            time.sleep(0.1)
        return None


def _texts(node: Any, inside: bool) -> list[str]:
    """The texts below every node whose id is `tooltip`, frames and shadow roots included."""
    if isinstance(node, list):
        return [text for item in node for text in _texts(item, inside)]
    if not isinstance(node, dict):
        return []
    inside = inside or "tooltip" in node.get("attributes", [])
    own = [node["nodeValue"]] if inside and node.get("nodeName") == "#text" else []
    below = ("root", "children", "shadowRoots", "contentDocument")
    texts = own + [text for name in below for text in _texts(node.get(name), inside)]
    return [" ", *texts, " "] if texts and node.get("nodeName") not in _INLINE else texts


def _write(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
