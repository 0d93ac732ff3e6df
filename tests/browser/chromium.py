"""Chromium over the Chrome DevTools Protocol.

Used directly and not through Playwright: that leaves out what content scripts and service workers write to their
consoles, cannot look into closed shadow roots, and stalls its own request handlers while a test waits.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from typing import Any

from . import cdp
from .chromium_tab import ChromiumPage, ChromiumSurface
from .driver import Browser, Complaint, Setting
from .extension import CONTROL_PAGE
from .tab import Page
from .waiting import until
from .wire import HANG, Wire, WireError

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


_OWN_WORDS = ("The sender sent an invalid JSON message; message ignored.", "Error: No SW")
"""What Chromium itself writes into an extension's console, about a native host, and about a service worker that it has
just ended; the extension cannot avoid it."""

# Not waitForDebuggerOnStart: errors made before we attach are told again by Runtime.enable, and a service worker that
# starts anew would wait for a word that nobody gives.
_AUTO_ATTACH = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True}


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
        return cdp.value(result)

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
            text = cdp.complaint(method, params)
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
