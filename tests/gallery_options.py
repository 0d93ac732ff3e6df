"""Scenes of the gallery: the options page, wide and narrow, and trust offered and given in the popup."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from browser.chromium_tab import ChromiumPage
from browser.mails import MAIL_2
from browser.options_view import Options, TrustingPopup, forget, store
from browser.pages import GMAIL
from browser.waiting import until

if TYPE_CHECKING:
    from gallery import Camera

TRUSTED = {
    "newsletter.example": "2026-10-01",
    "a-shop-with-a-long-name-that-nobody-remembers.example.co.jp": "2026-11-02",
}


def options(camera: Camera) -> None:
    browser = camera.session.browser
    store(browser, {"trustedDomains": TRUSTED, "trustedSenders": {"hanako@example.jp": "2026-11-21"}, "tooltip": False})
    page = Options(browser)
    page.press("trustedDomains", "newsletter.example")
    until(lambda: page.page.exists("#trustedDomains .removed"), "the removed entry")
    page.diagnostics()
    for width, name in ((900, "options"), (320, "options-narrow")):
        camera.whole(page.page, width, name)
    forget(browser)


MANAGED = {"marks": False, "clickStep": True, "trustedSenders": ["news@example.org"], "ownDomains": ["example.jp"]}


def managed(camera: Camera) -> None:
    """As an organisation's settings look (tests/browser/test_managed.py has real ones)."""
    page = Options(camera.session.browser).page
    assert isinstance(page, ChromiumPage)
    script = f"chrome.storage.managed.get = async () => ({json.dumps(MANAGED)})"
    page.call("Page.addScriptToEvaluateOnNewDocument", source=script)
    page.goto(page.url)
    until(lambda: page.count(".locked") == 3, "what the organisation has set")
    camera.whole(page, 900, "options-managed")


def trust(camera: Camera) -> None:
    popup = TrustingPopup(camera.read(GMAIL, MAIL_2, "danger"))
    popup.offer("#sender")
    popup.offer("#links")
    camera.whole(popup.page, camera.popup_width, "popup-trust-offered")
    popup.confirm("#links")
    popup.wait_for_level("#links li", "genuine")
    camera.whole(popup.page, camera.popup_width, "popup-trust-given")
    forget(camera.session.browser)


SCENES = (options, managed, trust)
