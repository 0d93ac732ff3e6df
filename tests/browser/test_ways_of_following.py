"""Every way to follow a link: a dangerous one is held back, an ordinary one is followed as ever.

Whether something was requested is asked of the network, never of the browser: see network.py. One way is left open on
purpose, and said in extension/README.md: dragging a link into the address bar, which no page hears of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from .conftest import english_only
from .hostile import EVIL, ORDINARY, show
from .mails import HONEST_2, SUSPECT, Mail
from .pages import GMAIL, SITES, Site
from .session import Session
from .view import View
from .waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.long_table, english_only]


@dataclass(frozen=True)
class Way:
    act: Callable[[View], object]
    followed_in: tuple[str, ...] = ("chromium", "firefox")
    """Browsers that follow an ordinary link in this way; it must be held back in all."""


def key(name: str, *modifiers: str) -> Callable[[View], object]:
    def act(view: View) -> None:
        view.page.focus_by_tab(view.link())
        view.page.press(name, modifiers)

    return act


def click(button: str = "left", *modifiers: str) -> Callable[[View], object]:
    return lambda view: view.surface.click(view.link(), button, modifiers)


WAYS = {
    "click": Way(click()),
    "middle_click": Way(click("middle")),
    "control_click": Way(click("left", "Control")),
    "shift_click": Way(click("left", "Shift")),
    "control_shift_click": Way(click("left", "Control", "Shift")),
    "alt_click": Way(click("left", "Alt"), ("chromium",)),
    "meta_click": Way(click("left", "Meta"), ("chromium",)),
    "control_middle_click": Way(click("middle", "Control")),
    "enter": Way(key("Enter")),
    "control_enter": Way(key("Enter", "Control")),
    "shift_enter": Way(key("Enter", "Shift")),
    "tap": Way(lambda view: view.surface.tap(view.link())),
}
ways = pytest.mark.parametrize("way", WAYS)
two_sites = pytest.mark.parametrize("site", (GMAIL, SITES[-1]), ids=lambda site: site.key)


def held_back(session: Session, view: View, act: Callable[[View], object]) -> str:
    """Act, read the question, stay: no tab, no other page, no request."""
    mark, tabs, address = session.network.mark(), session.browser.tabs(), view.page.url
    act(view)
    words = view.wait_for_gate()
    view.surface.click(view.gate("stay"))
    until(lambda: not view.gate_is_open(), "the step to close")
    assert session.browser.tabs() == tabs
    assert view.page.url == address
    assert session.visits(mark) == []
    return words


@two_sites
@pytest.mark.parametrize("mail", SUSPECT, ids=lambda mail: mail.key)
@ways
def test_dangerous_link_is_held_back(session: Session, site: Site, mail: Mail, way: str) -> None:
    mark = session.network.mark()
    view = session.read(site, mail)
    view.wait_for_marks("danger")
    words = held_back(session, view, WAYS[way].act)
    assert mail.links[0].href.split("/")[2].split(".", 1)[1] in words, "the step names where the link goes"
    assert "amazon.co.jp" in words, "and where the genuine site is"
    assert session.visits(mark) == []


@two_sites
@ways
def test_ordinary_link_is_followed(session: Session, site: Site, way: str) -> None:
    """The control for the test above: in the same way, a link that is not dangerous does reach its host."""
    if session.browser.name not in WAYS[way].followed_in:
        pytest.skip("this browser does nothing then")
    view = session.read(site, HONEST_2)
    view.wait_for_verdict("genuine")
    mark = session.network.mark()
    WAYS[way].act(view)
    until(lambda: session.visits(mark), "the genuine site to be asked")


@pytest.mark.parametrize("target", (EVIL, ORDINARY), ids=("dangerous", "control"))
def test_access_key(session: Session, target: str) -> None:
    """A key that the mail has given to its link."""
    view = show(session, f'<p><a href="{target}" accesskey="g">go</a></p>')
    view.wait_for_verdict("danger", "unknown")
    view.page.activate()
    mark = session.network.mark()
    modifiers = ("Alt",) if session.browser.name == "chromium" else ("Alt", "Shift")
    if target == EVIL:
        view.wait_for_marks("danger")
        held_back(session, view, lambda view: view.page.press("g", modifiers))
    else:
        view.page.press("g", modifiers)
        until(lambda: session.visits(mark), "the ordinary place to be asked")


@pytest.mark.parametrize("target", (EVIL, ORDINARY), ids=("dangerous", "control"))
def test_clicked_by_a_script_of_the_page(session: Session, target: str) -> None:
    """Webmails have keys of their own, and follow links by clicking them from a script."""
    view = show(session, f'<p><a id="at" href="{target}">go</a></p>')
    view.wait_for_verdict("danger", "unknown")
    mark = session.network.mark()
    if target == EVIL:
        view.wait_for_marks("danger")
        held_back(session, view, lambda view: view.page.evaluate("() => document.querySelector('#at').click()"))
    else:
        view.page.evaluate("() => document.querySelector('#at').click()")
        until(lambda: session.visits(mark), "the ordinary place to be asked")


@pytest.mark.parametrize("target", (EVIL, ORDINARY), ids=("dangerous", "control"))
def test_followed_before_it_was_judged(session: Session, target: str) -> None:
    """The link comes and is clicked in the same moment: held until it is known what it is."""
    view = show(session, "<p>nothing yet</p>")
    view.wait_for_verdict("unknown")

    def act(view: View) -> None:
        view.page.evaluate(
            """(css, href) => {
              const link = document.createElement('a');
              link.href = href;
              document.querySelector(css).append(link);
              link.click();
            }""",
            view.site.body,
            target,
        )

    mark = session.network.mark()
    if target == EVIL:
        held_back(session, view, act)
    else:
        act(view)
        until(lambda: session.visits(mark), "the ordinary place to be asked")
