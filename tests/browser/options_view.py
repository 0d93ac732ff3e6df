"""The options page as a person uses it, and trust in the popup."""

from __future__ import annotations

import json
from typing import Any

from .chromium_tab import ChromiumPage
from .driver import Browser
from .extension import CONTROL_PAGE
from .firefox import Firefox
from .tab import Page
from .view import View
from .waiting import until


class Options:
    """The options page in a tab of its own."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.page = browser.open(f"{browser.extension_origin}/options/options.html")
        self.wait_for_language()

    def wait_for_language(self, *languages: str) -> None:
        """Wait until the page is drawn, in one of ``languages`` when they are given."""

        def drawn() -> bool:
            language = self.page.attribute("body", "data-language")
            return language in languages if languages else bool(language)

        until(drawn, f"the options page in {languages or 'any language'}")

    def switch(self, name: str, on: bool) -> None:
        """Click a switch that stands the other way."""
        assert self.checked(name) is not on, f"{name} is so already"
        self.page.click(f"input[name={name}]")
        self._wait_for_stored(name, on)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list by its value."""
        self.page.evaluate(
            """(css, value) => {
              const select = document.querySelector(css);
              select.value = value;
              select.dispatchEvent(new Event('change', {bubbles: true}));
            }""",
            f"select[name={name}]",
            value,
        )
        self._wait_for_stored(name, value)

    def _wait_for_stored(self, name: str, value: object) -> None:
        until(lambda: stored(self.browser).get(name) == value, f"{name} to be stored as {value!r}")

    def checked(self, name: str) -> bool:
        return bool(self.property(f"input[name={name}]", "checked"))

    def property(self, css: str, name: str) -> Any:
        return self.page.evaluate("(css, name) => document.querySelector(css)?.[name] ?? null", css, name)

    def entries(self, place: str) -> list[str]:
        """Texts of the rows of a list: ``trustedDomains``, ``trustedSenders`` or ``sites``."""
        return [" ".join(text.split()) for text in self.page.texts(f"#{place} li")]

    def wait_for_entry(self, place: str, *words: str) -> str:
        """The row of ``place`` that holds all these words."""

        def find() -> str:
            return next((row for row in self.entries(place) if all(word in row for word in words)), "")

        return until(find, lambda: f"{words} in {place}; {self.entries(place)}")

    def press(self, place: str, entry: str) -> None:
        """Click the button beside an entry."""
        self.page.click(f'#{place} li[data-entry="{entry}"] button')

    def diagnostics(self) -> Any:
        return json.loads(until(lambda: self.page.text("#diagnostics"), "the diagnostics"))


class TrustingPopup:
    """The popup of a mail, kept open in a tab."""

    def __init__(self, view: View) -> None:
        self.page: Page = view.browser.popup(view.page)
        until(lambda: self.page.attribute("#verdict", "data-level"), "the popup's verdict")

    def offer(self, place: str) -> str:
        """Open the offer of trust in ``#sender`` or ``#links``, and return its words."""
        self.page.click(f"{place} details.trust summary")
        until(lambda: self.page.exists(f"{place} details.trust[open]"), "the offer to open")
        return self.page.text(f"{place} details.trust")

    def confirm(self, place: str) -> str:
        """Press the button of the open offer; what stands there then."""
        self.page.click(f"{place} details.trust button")
        return self.wait_for_given(place)

    def wait_for_given(self, place: str) -> str:
        return until(lambda: self.page.text(f"{place} p.trust"), "the trust that was given")

    def undo(self, place: str) -> None:
        self.page.click(f"{place} p.trust button")
        until(lambda: self.page.exists(f"{place} details.trust"), "the offer to come back")

    def wait_for_level(self, css: str, level: str) -> None:
        until(
            lambda: self.page.attribute(css, "data-level") == level,
            lambda: f"{css} to be {level}; it is {self.page.attribute(css, 'data-level')}",
        )


def stored(browser: Browser) -> Any:
    return browser.control("(api) => api.storage.local.get(null)")


def store(browser: Browser, values: dict[str, object]) -> None:
    browser.control("(api, values) => api.storage.local.set(values)", values)


def forget(browser: Browser) -> None:
    """All settings as after installation."""
    browser.control("(api) => api.storage.local.clear()")


def grant_site(browser: Browser, pattern: str) -> None:
    """What the browser's own question leads to when a person says yes; no test can press that button."""
    if isinstance(browser, Firefox):
        browser.chrome(
            """async (id, origin) => {
              const {ExtensionPermissions} = ChromeUtils.importESModule(
                'resource://gre/modules/ExtensionPermissions.sys.mjs');
              const {extension} = WebExtensionPolicy.getByID(id);
              await ExtensionPermissions.add(id, {permissions: [], origins: [origin]}, extension);
            }""",
            browser.extension.gecko_id,
            pattern,
        )
        return
    in_pages(
        browser,
        (
            "chrome://extensions/",
            f"chrome.developerPrivate.addHostPermission('{browser.extension.chromium_id}', '{pattern}')",
        ),
        # The browser has granted it; the extension has it once it asks.
        (f"{browser.extension_origin}/{CONTROL_PAGE}", f"chrome.permissions.request({{origins: ['{pattern}']}})"),
    )


def in_pages(browser: Browser, *steps: tuple[str, str]) -> None:
    """Run JavaScript in Chromium's pages as these pages' own, and as if the person had just clicked."""
    for address, script in steps:
        page = browser.open(address)
        assert isinstance(page, ChromiumPage)
        answer = page.call("Runtime.evaluate", expression=script, userGesture=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        page.close()
