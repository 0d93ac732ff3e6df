"""Where the extension shows something: how to come there, and which of its elements are in the page then."""

from __future__ import annotations

from collections.abc import Callable

from .chromium_tab import ChromiumPage
from .hostile import EVIL, GENUINE, ORDINARY, show
from .looks import HOSTS
from .mails import MAIL_1, MAIL_2
from .options_view import Options, store
from .pages import GMAIL
from .session import Session
from .tab import Page
from .waiting import until

Prepare = Callable[[Page], None]
"""What is done to a page before anything is shown in it."""
Come = Callable[[Session, Prepare], Page]

CAUTIOUS = "http://203.0.113.7/photo"
LEVELS = {"danger": EVIL, "caution": CAUTIOUS, "unknown": ORDINARY, "genuine": GENUINE}
EACH = "".join(f'<p><a id="{level}" href="{href}">{level}</a></p>' for level, href in LEVELS.items())


def at_tooltip(session: Session, prepare: Prepare) -> Page:
    view = session.read(GMAIL, MAIL_2)
    prepare(view.page)
    view.wait_for_marks("danger")
    view.wait_for_banner()
    view.hover()
    return view.page


def at_gate(session: Session, prepare: Prepare) -> Page:
    view = session.read(GMAIL, MAIL_1)
    prepare(view.page)
    view.wait_for_marks("danger")
    view.surface.click(view.link())
    view.wait_for_gate()
    return view.page


def at_each_level(level: str) -> Come:
    def come(session: Session, prepare: Prepare) -> Page:
        view = show(session, EACH)
        prepare(view.page)
        view.wait_for_marks("danger", "caution")
        view.surface.hover(f"#{level}")
        until(view.tooltip, "the tooltip")
        return view.page

    return come


def at_popup(session: Session, prepare: Prepare) -> Page:
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_banner()
    popup = session.browser.popup(view.page)
    prepare(popup)
    until(lambda: popup.attribute("#verdict", "data-level"), "the popup's verdict")
    until(lambda: popup.exists("#links details.trust"), "the links in the popup")
    popup.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")
    return popup


def at_options(session: Session, prepare: Prepare) -> Page:
    names = {f"{'long-name-' * 5}{number}.example": "2026-10-01" for number in range(2)}
    store(session.browser, {"trustedDomains": names, "trustedSenders": {"hanako@example.jp": "2026-11-21"}})
    page = Options(session.browser)
    prepare(page.page)
    page.diagnostics()
    return page.page


PLACES: dict[str, tuple[Come, tuple[str, ...]]] = {
    "tooltip and banner": (at_tooltip, HOSTS),
    "click step": (at_gate, HOSTS),
    **{f"tooltip {level}": (at_each_level(level), HOSTS) for level in LEVELS},
    "popup": (at_popup, ()),
    "options": (at_options, ()),
}
"""The elements are those of :mod:`.looks`; none: the page itself is the extension's."""


def come_to(session: Session, place: str, prepare: Prepare = lambda _: None) -> tuple[Page, tuple[str, ...]]:
    come, hosts = PLACES[place]
    return come(session, prepare), hosts


def emulating(**features: str) -> Prepare:
    def prepare(page: Page) -> None:
        assert isinstance(page, ChromiumPage)
        page.emulate(**features)

    return prepare
