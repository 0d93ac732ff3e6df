"""Firefox over WebDriver BiDi, which it speaks itself: no geckodriver, no download."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from .driver import BUTTONS, KEYS, Browser, Complaint, Page, Point, Setting, Surface, until
from .extension import CONTROL_PAGE
from .wire import Wire, WireError

UUID = "11111111-2222-4333-8444-555555555555"
"""The host part of the extension's own pages, given so that it is known beforehand."""

QUIET = {
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.tabs.firefox-view": False,
    "browser.translations.enable": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # The popup is looked at in a tab of its own, so the mail's tab lies behind, where timers wait for a second.
    "dom.min_background_timeout_value": 4,
    "dom.min_background_timeout_value_without_budget_throttling": 4,
    "dom.timeout.enable_budget_timer_throttling": False,
    "dom.push.connection.enabled": False,
    "dom.security.https_first": False,  # else http links are asked for twice, the second time seconds later
    "dom.security.https_only_mode_send_http_background_request": False,
    "devtools.console.stdout.content": True,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "network.predictor.enabled": False,
    "network.http.speculative-parallel-limit": 0,
    "network.trr.mode": 5,
    "security.remote_settings.crlite_filters.enabled": False,
    "security.remote_settings.intermediates.enabled": False,
    "services.settings.server": "data:,#off",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}

_COMPLAINT = re.compile(
    r"""
    ^JavaScript\ error:\ (?P<where>(?:moz-extension|https?)://\S+),\ line\ \d+:\ (?P<text>.*)$
    | ^console\.(?:error|assert):\ (?P<said>(?!RSLoader).*)$   # RSLoader: Firefox's own, about the settings server
    """,
    re.MULTILINE | re.VERBOSE,
)


def executable() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox(Browser):
    name = "firefox"

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.native_hosts = setting.home / ".mozilla" / "native-messaging-hosts"
        self.native_hosts.mkdir(parents=True)

    def _start(self) -> None:
        setting = self.setting
        profile = setting.home / "profile"
        profile.mkdir()
        preferences: dict[str, str | int | bool] = QUIET | {
            "network.proxy.type": 1,
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": setting.network.port,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": setting.network.port,
            "intl.locale.requested": setting.language,
            "intl.accept_languages": setting.language,
            "accessibility.tabfocus": 7,
            "extensions.webextensions.uuids": json.dumps({setting.extension.gecko_id: UUID}),
        }
        (profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
        )
        binary = executable()
        assert binary, "no firefox on this machine"
        address = self._launch(
            [
                binary,
                "--headless",
                "--no-remote",
                "--profile",
                str(profile),
                "--remote-debugging-port",
                "0",
                "--remote-allow-system-access",
                "--width",
                "1280",
                "--height",
                "900",
                "about:blank",
            ],
            r"WebDriver BiDi listening on (ws://\S+)",
            {"LANG": "C.UTF-8", "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"},
        )
        self._wire = Wire(address + "/session", lambda *_: None)
        self.call(
            "session.new",
            capabilities={
                "alwaysMatch": {"acceptInsecureCerts": True, "unhandledPromptBehavior": {"default": "accept"}}
            },
        )
        self.call("webExtension.install", extensionData={"type": "path", "path": str(setting.extension.path)})
        context = self.call("browsingContext.create", type="tab")["context"]
        self._control = FirefoxPage(self, context, 0)
        self._control.goto(f"{self.extension_origin}/{CONTROL_PAGE}")

    @property
    def extension_origin(self) -> str:
        return f"moz-extension://{UUID}"

    def open(self, url: str) -> Page:
        known = set(self._contexts())
        number = self.control("async (api, url) => (await api.tabs.create({url})).id", url)
        context = until(lambda: set(self._contexts()) - known, "the new tab").pop()
        page = FirefoxPage(self, context, number)

        def complete() -> bool:
            try:
                return bool(page.evaluate("() => location.href + ' ' + document.readyState") == f"{url} complete")
            except WireError:  # the document was swapped under the call
                return False

        until(complete, f"{url} to load")
        return page

    def control(self, function: str, *arguments: Any) -> Any:
        return self._control.evaluate(f"(...all) => ({function})(browser, ...all)", *arguments)

    def complaints(self) -> list[Complaint]:
        """From Firefox's output: BiDi's own log events leave out the extension's background."""
        found = _COMPLAINT.finditer(self.log.read_text(encoding="utf-8", errors="replace"))
        return [Complaint(match["where"] or "", match["text"] or match["said"]) for match in found]

    def suspend_background(self) -> None:
        # Without the option, Firefox lets a background live that has just had a native port open.
        self.chrome(
            "async (id) => { await WebExtensionPolicy.getByID(id).extension"
            ".terminateBackground({ disableResetIdleForTest: true }); }",
            self.extension.gecko_id,
        )
        state = "(id) => WebExtensionPolicy.getByID(id).extension.backgroundState"
        until(lambda: self.chrome(state, self.extension.gecko_id) != "running", "the background to end")

    def toolbar_popup(self) -> str:
        # What Firefox itself has put over the page (a hint, a context menu) lets no popup open beside it.
        self.chrome(
            "() => { for (const panel of document.querySelectorAll('panel, menupopup'))"
            " if (panel.state === 'open') panel.hidePopup(); }"
        )
        return super().toolbar_popup()

    def close(self) -> None:
        with suppress(WireError):
            self.call("browser.close")
        self._end()
        self._wire.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._wire.call(method, params)

    def chrome(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the browser's own window, with all rights."""
        tree = self.call("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"]
        return self.run(tree[0]["context"], function, *arguments)

    def run(self, context: str, function: str, *arguments: Any, nodes: Sequence[str] = ()) -> Any:
        """Call a function in a context. ``nodes`` are shared ids, passed before the JSON arguments."""
        answer = self.call(
            "script.callFunction",
            functionDeclaration=f"async (...all) => JSON.stringify(await ({function})("
            f"...all.slice(0, {len(nodes)}), ...JSON.parse(all[{len(nodes)}])) ?? null)",
            target={"context": context},
            awaitPromise=True,
            arguments=[*({"sharedId": node} for node in nodes), {"type": "string", "value": json.dumps(arguments)}],
        )
        if answer["type"] == "exception":
            raise WireError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def _contexts(self) -> list[str]:
        return [tree["context"] for tree in self.call("browsingContext.getTree", maxDepth=0)["contexts"]]


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
