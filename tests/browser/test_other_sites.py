"""Sites that the extension does not know: checked after the person's own grant, or once, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import english_only
from .mails import MAIL_2
from .pages import ANY_PAGE, SOGO
from .session import Session, running, watched
from .tab import Page
from .test_webmails import read_changed_pages, read_one_after_another
from .waiting import until
from .webmails.reader import SAID, reading, words

pytestmark = pytest.mark.browser

WEBMAIL = f"https://{SOGO.host}/*"
_REGISTERED = "async (api) => (await api.scripting.getRegisteredContentScripts()).map((script) => script.matches)"
_TELL = "(api, message) => api.runtime.sendMessage(message)"


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def granted_browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    home = tmp_path_factory.mktemp(request.param)
    with running(request.param, home, granted=(WEBMAIL, f"https://{ANY_PAGE}/*")) as session:
        yield session


@pytest.fixture
def granted(granted_browser: Session) -> Iterator[Session]:
    with watched(granted_browser):
        try:
            yield granted_browser
        finally:
            granted_browser.browser.close_tabs()


def registered(session: Session) -> list[list[str]]:
    """Match patterns of the content scripts that the extension has registered by itself."""
    return sorted(session.browser.control(_REGISTERED))


def forget_sites(session: Session) -> None:
    """As before the grant took effect."""
    until(lambda: len(registered(session)) == 2, "the sites to be registered at the start")
    session.browser.control("(api) => api.scripting.unregisterContentScripts()")


def said(popup: Page) -> dict[str, Any]:
    return dict(popup.evaluate(SAID))


def test_webmail_on_a_granted_site(granted: Session) -> None:
    """SOGo on some host: known by its structure, in a page that the extension registered its scripts for."""
    until(lambda: [WEBMAIL] in registered(granted), "the site to be registered")
    read_one_after_another(granted, SOGO)
    read_changed_pages(granted, SOGO)


def test_open_tab_is_checked_when_the_grant_comes(granted: Session) -> None:
    """What the button for a site does after the browser's question; registrations without a grant go away."""
    forget_sites(granted)
    gone = "https://gone.example.jp/*"
    stale = {"id": f"site:{gone}", "matches": [gone], "js": ["content/core.js"]}
    granted.browser.control("(api, script) => api.scripting.registerContentScripts([script])", stale)
    with reading(granted, SOGO, SOGO.address(MAIL_2)) as reader:
        reader.wait(level="", verdict=words("popup_verdict_uncovered"), health=words("popup_health_unknown"))
        granted.browser.control(_TELL, {"type": "cover_site"})
        reader.wait_for_sender(MAIL_2, level="danger", links=["danger"])
        reader.wait_for_marks("danger")
        reader.wait_for_badge("danger")
    assert registered(granted) == [[f"https://{ANY_PAGE}/*"], [WEBMAIL]]


def test_page_is_checked_once(granted: Session) -> None:
    """The button for any page: its links are judged, nothing is registered, and a reload forgets it."""
    forget_sites(granted)
    page = granted.browser.open(f"https://{ANY_PAGE}/")
    popup = granted.browser.popup(page)
    until(lambda: said(popup)["verdict"] == words("popup_verdict_uncovered"), lambda: str(said(popup)))
    assert granted.browser.badge(page) == ""
    popup.evaluate("() => document.querySelector('#cover button:last-child').click()")
    until(lambda: said(popup)["level"] == "danger", lambda: f"the page's verdict; {said(popup)}")
    assert said(popup)["verdict"] == words("popup_verdict_danger_page")
    assert said(popup)["health"] == words("popup_health_page", count=1)
    until(lambda: page.attributes("honmono-mark", "data-level") == ["danger"], "the mark on the page's link")
    assert registered(granted) == []

    page.goto(f"https://{ANY_PAGE}/")
    popup.goto(popup.url)
    until(lambda: said(popup)["verdict"] == words("popup_verdict_uncovered"), lambda: str(said(popup)))
    assert page.count("honmono-mark") == 0
    granted.browser.control(_TELL, {"type": "cover_site"})


@english_only
def test_site_without_a_grant(session: Session) -> None:
    """The same webmail, but nobody has allowed it: nothing is at work there, and the popup says so."""
    with reading(session, SOGO, SOGO.address(MAIL_2)) as reader:
        reader.wait(level="", verdict=words("popup_verdict_uncovered"), health=words("popup_health_unknown"))
        assert reader.marks() == []
        assert session.browser.badge(reader.page) == ""
