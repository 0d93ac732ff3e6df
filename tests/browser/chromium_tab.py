"""A tab of Chromium, and the frames in it, over the Chrome DevTools Protocol."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import cdp
from .tab import KEYS, Key, Page, Point, Surface
from .waiting import until
from .wire import WireError

if TYPE_CHECKING:
    from .chromium import Chromium

MODIFIER_BITS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}


class ChromiumSurface(Surface):
    def __init__(self, browser: Chromium, session: str) -> None:
        self.browser = browser
        self.session = session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.call(self.session, method, **params)

    def evaluate(self, function: str, *arguments: Any) -> Any:
        return self._apply(function, [{"value": argument} for argument in arguments], executionContextId=self._world())

    def _apply(self, function: str, arguments: list[dict[str, Any]], **where: Any) -> Any:
        options = {"awaitPromise": True, "returnByValue": True, **where}
        return cdp.value(
            self.call("Runtime.callFunctionOn", functionDeclaration=function, arguments=arguments, **options)
        )

    def in_shadow(self, host: str, function: str, *arguments: Any) -> Any:
        world = self._world()
        element = self.call(
            "Runtime.evaluate", contextId=world, expression=f"document.querySelector({json.dumps(host)})"
        )
        if "objectId" not in element["result"]:
            return None
        node = self.call("DOM.describeNode", objectId=element["result"]["objectId"], depth=1, pierce=True)["node"]
        if not node.get("shadowRoots"):
            return None
        root = self.call(
            "DOM.resolveNode", backendNodeId=node["shadowRoots"][0]["backendNodeId"], executionContextId=world
        )["object"]
        given = [{"objectId": root["objectId"]}, *({"value": argument} for argument in arguments)]
        return self._apply(function, given, objectId=root["objectId"])

    def activate(self) -> None:
        self.call("Page.bringToFront")

    def _frame_id(self) -> str:
        return str(self.call("Page.getFrameTree")["frameTree"]["frame"]["id"])

    def _world(self) -> int:
        """A context of our own in the document: its DOM, none of its scripts' changes. The same one every time."""
        made = self.call("Page.createIsolatedWorld", frameId=self._frame_id(), worldName="tests")
        return int(made["executionContextId"])

    def _offset(self) -> Point:
        return Point(0, 0)

    def _mouse(self, point: Point, button: str | None, modifiers: Sequence[str]) -> None:
        offset = self._offset()
        at = {"x": point.x + offset.x, "y": point.y + offset.y, "modifiers": _bits(modifiers)}
        self.call("Input.dispatchMouseEvent", type="mouseMoved", **at)
        if button:
            for kind in ("mousePressed", "mouseReleased"):
                self.call("Input.dispatchMouseEvent", type=kind, button=button, clickCount=1, **at)

    def _touch(self, point: Point) -> None:
        offset = self._offset()
        points = [{"x": point.x + offset.x, "y": point.y + offset.y}]
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=points)
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def _drag(self, start: Point, end: Point) -> None:
        offset = self._offset()
        # Told to us instead of done: a drag that the operating system takes over would never come back.
        self.call("Input.setInterceptDrags", enabled=True)

        def send(kind: str, part: float, buttons: int) -> None:
            x, y = (a + (b - a) * part for a, b in zip(start, end, strict=True))
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x + offset.x,
                y=y + offset.y,
                button="left",
                buttons=buttons,
                clickCount=1,
            )

        send("mouseMoved", 0, 0)
        send("mousePressed", 0, 1)
        for step in range(1, 5):
            send("mouseMoved", step / 4, 1)
        send("mouseReleased", 1, 0)
        self.call("Input.setInterceptDrags", enabled=False)


class ChromiumPage(ChromiumSurface, Page):
    def __init__(self, browser: Chromium, session: str, tab: int) -> None:
        super().__init__(browser, session)
        self.tab = tab

    def goto(self, url: str) -> None:
        answer = self.call("Page.navigate", url=url)  # answers when the new document is there
        assert not answer.get("errorText"), f"{url}: {answer['errorText']}"

        self.wait_for_load(url)

    def wait_for_load(self, url: str) -> None:
        """Wait until the document at ``url`` is complete."""

        def complete() -> bool:
            try:
                answer = self.browser.call(
                    self.session,
                    "Runtime.evaluate",
                    timeout=5,
                    returnByValue=True,
                    expression="location.href + ' ' + document.readyState",
                )
            except WireError:  # the process was swapped under the call
                return False
            return bool(answer["result"].get("value") == f"{url} complete")

        until(complete, lambda: f"{url} to load; {self.call('Target.getTargetInfo')}")

    def press(self, key: str, modifiers: Sequence[str] = ()) -> None:
        def send(kind: str, what: Key, bits: int) -> None:
            text = {"text": what.text, "unmodifiedText": what.text} if kind == "keyDown" and what.text else {}
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=what.name,
                code=what.code,
                modifiers=bits,
                windowsVirtualKeyCode=what.number,
                **text,
            )

        bits = _bits(modifiers)
        for name in modifiers:
            send("rawKeyDown", KEYS[name], bits)
        send("keyDown" if KEYS[key].text else "rawKeyDown", KEYS[key], bits)
        send("keyUp", KEYS[key], bits)
        for name in modifiers:
            send("keyUp", KEYS[name], 0)

    def frame(self, part: str, depth: int = 1) -> Surface:
        def find(tree: dict[str, Any], left: int) -> str:
            for child in tree.get("childFrames", []):
                matches = part in child["frame"]["url"]
                if matches and left == 1:
                    return str(child["frame"]["id"])
                found = find(child, left - matches)
                if found:
                    return found
            return ""

        def find_anywhere() -> ChromiumSurface | None:
            frame = find(self.call("Page.getFrameTree")["frameTree"], depth)
            return ChromiumFrame(self, frame) if frame else self.browser.foreign_frame(part)

        return until(find_anywhere, f"a frame with {part} in its address")

    def screenshot(self, path: Path) -> None:
        self.activate()
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def emulate(self, **features: str) -> None:
        """Media features, with ``_`` for ``-``: ``emulate(prefers_color_scheme="dark")``."""
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": name.replace("_", "-"), "value": value} for name, value in features.items()],
        )

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def close(self) -> None:
        self.call("Page.close")


class ChromiumFrame(ChromiumSurface):
    """A frame of the same origin as its page (one that Chromium keeps in the page's process)."""

    def __init__(self, page: ChromiumPage, frame: str) -> None:
        super().__init__(page.browser, page.session)
        self._frame = frame

    def _frame_id(self) -> str:
        return self._frame

    def _offset(self) -> Point:
        x, y = self.evaluate("""() => {
          let x = 0, y = 0;
          for (let w = window; w.frameElement; w = w.parent) {
            const box = w.frameElement.getBoundingClientRect();
            x += box.left + w.frameElement.clientLeft;
            y += box.top + w.frameElement.clientTop;
          }
          return [x, y];
        }""")
        return Point(x, y)


def _bits(modifiers: Sequence[str]) -> int:
    return sum(MODIFIER_BITS[name] for name in modifiers)
