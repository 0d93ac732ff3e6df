"""Chromium over the Chrome DevTools Protocol.

Used directly and not through Playwright: that leaves out what content scripts and service workers write to their
consoles, cannot look into closed shadow roots, and stalls its own request handlers while a test waits.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from .driver import KEYS, Browser, Complaint, Key, Page, Point, Setting, Surface, until
from .extension import CONTROL_PAGE
from .wire import HANG, Wire, WireError

MODIFIER_BITS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--allow-browser-signin=false",
    "--disable-features=AutofillServerCommunication,HttpsUpgrades,NetworkTimeServiceQuerying,OptimizationGuideOnDeviceModel",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--ignore-certificate-errors",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1280,900",
    "--force-device-scale-factor=1",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
)


def executable() -> str | None:
    """Path of a Chromium that still takes ``--load-extension`` (branded Chrome does not)."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Chromium(Browser):
    name = "chromium"
    own_services = (
        "accounts.google.com",
        "clients2.google.com",
        "content-autofill.googleapis.com",
        "optimizationguide-pa.googleapis.com",
        "sb-ssl.google.com",  # at every download
        "update.googleapis.com",
    )

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._targets: dict[str, dict[str, Any]] = {}
        self._worker_status = ""
        self._worker_ends = 0
        self._seen: list[Complaint] = []
        profile = setting.home / "profile"
        self.native_hosts = profile / "NativeMessagingHosts"
        self.native_hosts.mkdir(parents=True)
        (profile / "Default").mkdir()
        self._profile = profile
        (profile / "Default" / "Preferences").write_text(
            json.dumps(
                {
                    "intl": {"accept_languages": setting.language, "selected_languages": setting.language},
                    "translate": {"enabled": False},
                    "credentials_enable_service": False,
                    "profile": {"password_manager_enabled": False, "password_manager_leak_detection": False},
                }
            )
        )

    def _start(self) -> None:
        setting, profile = self.setting, self._profile
        binary = executable()
        assert binary, "no chromium on this machine"
        address = self._launch(
            [
                binary,
                *FLAGS,
                f"--user-data-dir={profile}",
                "--remote-debugging-port=0",
                f"--lang={setting.language}",
                f"--proxy-server=http://127.0.0.1:{setting.network.port}",
                f"--load-extension={setting.extension.path}",
                f"--disable-extensions-except={setting.extension.path}",
                "about:blank",
            ],
            r"DevTools listening on (ws://\S+)",
            {"LANGUAGE": setting.language, "LANG": "C.UTF-8"},
        )
        self._wire = Wire(address, self._on_event)
        self._wire.call("Target.setDiscoverTargets", {"discover": True})
        self._wire.call("Target.setAutoAttach", _AUTO_ATTACH)
        # A page of the extension's that is asked for earlier is never given the extension's API, nor the next one.
        until(self._background_runs, "the extension to be loaded", HANG)
        self._control = self._control_page()
        self.call(self._control, "ServiceWorker.enable")

    @property
    def extension_origin(self) -> str:
        return f"chrome-extension://{self.extension.chromium_id}"

    def open(self, url: str) -> Page:
        known = set(self._targets)
        # Opened by the extension, so that its tab id is known; at its address at once, because a navigation that
        # overtakes the tab's first blank page is lost.
        number = self.control("async (api, url) => (await api.tabs.create({url})).id", url)

        def fresh() -> list[str]:
            return [key for key, target in list(self._targets.items()) if key not in known and target["type"] == "page"]

        page = ChromiumPage(self, until(fresh, "the new tab")[0], number)
        page.wait_for_load(url)
        return page

    def control(self, function: str, *arguments: Any) -> Any:
        result = self.call(
            self._control,
            "Runtime.evaluate",
            awaitPromise=True,
            returnByValue=True,
            expression=f"({function})(chrome, ...{json.dumps(arguments)})",
        )
        return _value(result)

    def complaints(self) -> list[Complaint]:
        return [complaint for complaint in self._seen if complaint.text.strip() not in _OWN_WORDS]

    def suspend_background(self) -> None:
        before = self._worker_ends

        def ended() -> bool:  # a page that speaks up starts it anew at once, and one that starts must not be cut off
            if self._worker_status == "running" and self._worker_ends == before:
                self.call(self._control, "ServiceWorker.stopAllWorkers")
            return self._worker_status == "stopped" or self._worker_ends > before

        until(ended, "the service worker to end")

    def close(self) -> None:
        with suppress(WireError):
            self._wire.call("Browser.close")
        self._end()
        self._wire.close()

    def call(self, session: str, method: str, *, timeout: float = HANG, **params: Any) -> dict[str, Any]:
        return self._wire.call(method, params, session=session, timeout=timeout)

    def foreign_frame(self, part: str) -> ChromiumSurface | None:
        """The newest frame with ``part`` in its address that Chromium runs in a process of its own."""
        for session, target in reversed(list(self._targets.items())):
            if target["type"] == "iframe" and part in target["url"]:
                return ChromiumSurface(self, session)
        return None

    def _background_runs(self) -> bool:
        workers = [target["url"] for target in list(self._targets.values()) if target["type"] == "service_worker"]
        return any(url.startswith(self.extension_origin) for url in workers)

    def _control_page(self) -> str:
        """Session of the extension's empty page."""
        made = self._wire.call("Target.createTarget", {"url": f"{self.extension_origin}/{CONTROL_PAGE}"})
        target = made["targetId"]

        def attached() -> str:
            return next((key for key, info in list(self._targets.items()) if info["targetId"] == target), "")

        session = until(attached, "the new tab")
        ready = "document.readyState === 'complete' && Boolean(globalThis.chrome?.tabs)"

        def loaded() -> bool:
            answer = self.call(session, "Runtime.evaluate", returnByValue=True, expression=ready)
            return bool(answer["result"].get("value"))

        until(loaded, "the extension's API", HANG)
        return session

    def _on_event(self, method: str, params: dict[str, Any], session: str) -> None:
        if method == "Target.attachedToTarget":
            self._attach(params["sessionId"], params["targetInfo"])
        elif method == "Target.detachedFromTarget":
            self._targets.pop(params["sessionId"], None)
        elif method == "Target.targetInfoChanged":
            for info in self._targets.values():
                if info["targetId"] == params["targetInfo"]["targetId"]:
                    info.update(params["targetInfo"])
        elif method == "ServiceWorker.workerVersionUpdated" and params["versions"]:
            self._worker_status = params["versions"][0]["runningStatus"]
            self._worker_ends += self._worker_status == "stopped"
        elif method == "Page.javascriptDialogOpening":
            self._wire.post("Page.handleJavaScriptDialog", {"accept": True}, session=session)
        else:
            text = _complaint(method, params)
            if text:
                self._seen.append(Complaint(self._targets.get(session, {}).get("url", ""), text))

    def _attach(self, session: str, info: dict[str, Any]) -> None:
        self._targets[session] = dict(info)
        post = self._wire.post
        if info["type"] in ("page", "iframe", "service_worker"):
            post("Runtime.enable", session=session)
            post("Log.enable", session=session)
        if info["type"] == "page":
            # A window that a page's script opened waits all the same, and its opener with it.
            post("Runtime.runIfWaitingForDebugger", session=session)
            post("Page.enable", session=session)
            post("Emulation.setFocusEmulationEnabled", {"enabled": True}, session=session)
            post(
                "Target.setAutoAttach",
                {**_AUTO_ATTACH, "filter": [{"type": "iframe"}, {"exclude": True}]},
                session=session,
            )


_OWN_WORDS = ("The sender sent an invalid JSON message; message ignored.", "Error: No SW")
"""What Chromium itself writes into an extension's console, about a native host, and about a service worker that it has
just ended; the extension cannot avoid it."""

# Not waitForDebuggerOnStart: errors made before we attach are told again by Runtime.enable, and a service worker that
# starts anew would wait for a word that nobody gives.
_AUTO_ATTACH = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True}


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
        return _value(
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


def _value(answer: dict[str, Any]) -> Any:
    if "exceptionDetails" in answer:
        raise WireError(_exception(answer["exceptionDetails"]))
    return answer["result"].get("value")


def _exception(details: dict[str, Any]) -> str:
    return str(details.get("exception", {}).get("description") or details.get("text"))


def _complaint(method: str, params: dict[str, Any]) -> str:
    """What an event says when it is about an error, else ``""``."""
    if method == "Runtime.exceptionThrown":
        return _exception(params["exceptionDetails"])
    if method == "Runtime.consoleAPICalled" and params["type"] in ("error", "assert"):
        return " ".join(str(part.get("value", part.get("description", ""))) for part in params["args"])
    if method == "Log.entryAdded" and params["entry"]["level"] == "error":
        return f"{params['entry']['text']} {params['entry'].get('url', '')}"
    return ""
