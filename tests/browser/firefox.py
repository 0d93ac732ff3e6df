"""Firefox over WebDriver BiDi, which it speaks itself: no geckodriver, no download."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from .driver import Browser, Complaint, Setting
from .extension import CONTROL_PAGE
from .firefox_tab import FirefoxPage
from .tab import Page
from .waiting import until
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
