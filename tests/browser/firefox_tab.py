"""A tab of Firefox, and the frames in it, over WebDriver BiDi."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .tab import BUTTONS, KEYS, Page, Point, Surface
from .waiting import until

if TYPE_CHECKING:
    from .firefox import Firefox


class FirefoxSurface(Surface):
    def __init__(self, browser: Firefox, context: str) -> None:
        self.browser = browser
        self.context = context

    def evaluate(self, function: str, *arguments: Any) -> Any:
        return self.browser.run(self.context, function, *arguments)

    def in_shadow(self, host: str, function: str, *arguments: Any) -> Any:
        answer = self.browser.call(
            "script.evaluate",
            expression=f"document.querySelector({json.dumps(host)})",
            awaitPromise=False,
            target={"context": self.context},
            serializationOptions={"maxDomDepth": 1, "maxObjectDepth": 1, "includeShadowTree": "all"},
        )
        root = answer["result"].get("value", {}).get("shadowRoot")
        if not root:
            return None
        return self.browser.run(self.context, function, *arguments, nodes=[root["sharedId"]])

    def activate(self) -> None:
        self.browser.call("browsingContext.activate", context=self._top())

    def _top(self) -> str:
        return self.context

    def _mouse(self, point: Point, button: str | None, modifiers: Sequence[str]) -> None:
        steps: list[dict[str, Any]] = [{"type": "pointerMove", "x": round(point.x), "y": round(point.y)}]
        if button:
            number = BUTTONS.index(button)
            steps += [{"type": "pointerDown", "button": number}, {"type": "pointerUp", "button": number}]
        pause = [{"type": "pause"}] * len(steps)
        keys: list[dict[str, Any]] = [
            *({"type": "keyDown", "value": KEYS[name].bidi} for name in modifiers),
            *pause,
            *({"type": "keyUp", "value": KEYS[name].bidi} for name in modifiers),
        ]
        self.browser.call(
            "input.performActions",
            context=self.context,
            actions=[
                {"type": "key", "id": "keys", "actions": keys},
                {
                    "type": "pointer",
                    "id": "mouse",
                    "parameters": {"pointerType": "mouse"},
                    "actions": [*([{"type": "pause"}] * len(modifiers)), *steps],
                },
            ],
        )

    def _touch(self, point: Point) -> None:
        at = {"x": round(point.x), "y": round(point.y)}
        steps = [
            {"type": "pointerMove", **at},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._pointer("finger", "touch", steps)

    def _drag(self, start: Point, end: Point) -> None:
        def move(part: float) -> dict[str, Any]:
            x, y = (round(a + (b - a) * part) for a, b in zip(start, end, strict=True))
            return {"type": "pointerMove", "x": x, "y": y}

        steps = [move(0), {"type": "pointerDown", "button": 0}, *(move(step / 4) for step in range(1, 5))]
        self._pointer("mouse", "mouse", [*steps, {"type": "pointerUp", "button": 0}])

    def _pointer(self, name: str, kind: str, steps: list[dict[str, Any]]) -> None:
        source = {"type": "pointer", "id": name, "parameters": {"pointerType": kind}, "actions": steps}
        self.browser.call("input.performActions", context=self.context, actions=[source])


class FirefoxPage(FirefoxSurface, Page):
    def __init__(self, browser: Firefox, context: str, tab: int) -> None:
        super().__init__(browser, context)
        self.tab = tab

    def goto(self, url: str) -> None:
        self.browser.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def press(self, key: str, modifiers: Sequence[str] = ()) -> None:
        order = [*modifiers, key]
        actions = [{"type": "keyDown", "value": KEYS[name].bidi} for name in order]
        actions += [{"type": "keyUp", "value": KEYS[name].bidi} for name in reversed(order)]
        self.browser.call(
            "input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": actions}]
        )

    def frame(self, part: str, depth: int = 1) -> Surface:
        def find(trees: list[dict[str, Any]], left: int) -> str:
            for tree in trees:
                matches = part in tree["url"] and tree["context"] != self.context
                if matches and left == 1:
                    return str(tree["context"])
                found = find(tree["children"] or [], left - matches)
                if found:
                    return found
            return ""

        context = until(
            lambda: find(self.browser.call("browsingContext.getTree", root=self.context)["contexts"], depth),
            f"a frame with {part} in its address",
        )
        return FirefoxFrame(self, context)

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        size = {"width": width, "height": height}
        self.browser.call("browsingContext.setViewport", context=self.context, viewport=size, devicePixelRatio=scale)

    def screenshot(self, path: Path) -> None:
        self.activate()
        path.write_bytes(
            base64.b64decode(self.browser.call("browsingContext.captureScreenshot", context=self.context)["data"])
        )

    def close(self) -> None:
        self.browser.call("browsingContext.close", context=self.context)


class FirefoxFrame(FirefoxSurface):
    def __init__(self, page: FirefoxPage, context: str) -> None:
        super().__init__(page.browser, context)
        self._page = page

    def _top(self) -> str:
        return self._page.context
