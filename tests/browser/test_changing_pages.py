"""Pages that change under the reader's hand: addresses swapped, links taken away, mails drawn anew all the time."""

from __future__ import annotations

from contextlib import suppress

import pytest

from .conftest import english_only
from .hostile import EVIL, GENUINE, ORDINARY, show
from .session import Session
from .tab import Page
from .waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.long_table, english_only]

SWAPS = {
    "between_hover_and_click": "pointermove",
    "when_the_button_goes_down": "mousedown",
    "when_it_is_clicked": "click",
}


def swap_on(page: Page, event: str, href: str) -> None:
    """As Gmail does: the page itself changes the address, in a handler of its own on the document."""
    page.evaluate(
        """(name, href) => document.addEventListener(name, (event) => {
          event.target.closest?.('#at')?.setAttribute('href', href);
        })""",
        event,
        href,
    )


@pytest.mark.parametrize("swap", SWAPS)
def test_swapped_to_a_dangerous_address(session: Session, swap: str) -> None:
    mark = session.network.mark()
    view = show(session, f'<p><a id="at" href="{ORDINARY}">go there</a></p>')
    view.wait_for_verdict("unknown")
    swap_on(view.page, SWAPS[swap], EVIL)
    view.surface.click("#at")
    # Where the verdict comes while the button is down, the banner moves the link away from under the pointer: that is
    # no click on the link, nothing is followed, and a person clicks again.
    view.wait_for_marks("danger")
    with suppress(AssertionError):
        until(view.gate_is_open, "the click step", 3)
    if not view.gate_is_open():
        view.surface.click("#at")
    assert "newnamecardamazon.icu" in view.wait_for_gate()
    view.page.click(view.gate("stay"))
    until(lambda: not view.gate_is_open(), "the step to close")
    assert session.visits(mark) == []


@pytest.mark.parametrize("swap", SWAPS)
def test_swapped_to_an_ordinary_address(session: Session, swap: str) -> None:
    """The control: it is followed, to the new address."""
    mark = session.network.mark()
    view = show(session, f'<p><a id="at" href="{GENUINE}">go there</a></p>')
    view.wait_for_verdict("genuine", "unknown")
    swap_on(view.page, SWAPS[swap], ORDINARY)
    view.surface.click("#at")
    visits = until(lambda: session.visits(mark), "the place to be asked")
    assert {visit.url for visit in visits} == {ORDINARY}


def test_swapped_under_the_pointer(session: Session) -> None:
    """The tooltip says where the link goes now, not where it went when it was hovered first."""
    view = show(session, f'<p><a id="at" href="{ORDINARY}">go there</a></p><p id="beside">beside</p>')
    view.wait_for_verdict("unknown")
    view.page.hover("#at")
    assert "ramen" in until(view.tooltip, "the tooltip").domain
    view.page.evaluate("(href) => { document.querySelector('#at').href = href; }", EVIL)

    def changed() -> bool:
        if view.tooltip() is None:  # the window lost the focus for a moment, which closes it: a person points anew
            view.page.hover("#beside")
            view.page.hover("#at")
        return "newnamecardamazon" in getattr(view.tooltip(), "domain", "")

    until(changed, "the tooltip to change")


def test_removed_under_the_pointer(session: Session) -> None:
    view = show(
        session, f'<p><a id="other" href="{EVIL}?2">go there</a></p><p><a id="at" href="{EVIL}">go there</a></p>'
    )
    view.wait_for_marks("danger", "danger")
    view.page.hover("#at")
    until(view.tooltip, "the tooltip")
    view.page.evaluate("() => document.querySelector('#at').remove()")
    until(lambda: view.tooltip() is None, "the tooltip to go with its link")
    view.page.evaluate("""() => document.querySelector('#other').addEventListener('pointermove', (event) => {
      event.target.remove();
    })""")
    view.page.click("#other")
    view.wait_for_marks()


def test_mail_removed_under_the_pointer(session: Session) -> None:
    """With the tooltip, and with the question of the click step on the screen."""
    mark = session.network.mark()
    view = show(session, f'<p><a id="at" href="{EVIL}">go there</a></p>')
    view.wait_for_marks("danger")
    view.page.hover("#at")
    until(view.tooltip, "the tooltip")
    view.page.evaluate("() => { location.hash = 'inbox'; }")
    until(lambda: view.tooltip() is None, "the tooltip to go with its mail")
    view.page.evaluate("(key) => { location.hash = 'inbox/' + key; }", view.mail.key)
    view.wait_for_marks("danger")
    view.page.click("#at")
    view.wait_for_gate()
    view.page.evaluate("() => document.body.replaceChildren()")
    view.page.click(view.gate("stay"))
    until(lambda: not view.gate_is_open(), "the step to close")
    assert session.visits(mark) == []


@pytest.mark.parametrize("change", ("the same again", "something else each time"))
def test_page_that_never_rests(clean_session: Session, change: str) -> None:
    """A webmail that draws a mail anew all the time: marked nevertheless, and the host is not asked each time."""
    session = clean_session
    session.host.counted()
    view = show(session, f'<p>x</p><p><a id="at" href="{EVIL}">go there</a></p>')
    view.wait_for_marks("danger")
    view.page.evaluate(
        """(css, same) => {
          const body = document.querySelector(css), whole = body.innerHTML;
          const draw = () => {
            const number = Number(body.dataset.drawn ?? 0) + 1;
            body.dataset.drawn = number;
            body.innerHTML = whole + (same ? '' : `<p>${number}</p>`);
            setTimeout(draw, 50);
          };
          draw();
        }""",
        view.site.body,
        change == "the same again",
    )
    asked = session.host.requests()
    until(lambda: int(view.page.attribute(view.site.body, "data-drawn") or 0) > 100, "a hundred changes")
    until(lambda: view.marks() == ["danger"], "the mark on one of the copies")
    asked = session.host.requests() - asked
    assert asked <= (1 if change == "the same again" else 40), f"{asked} questions"


def test_page_that_never_rests_and_a_slow_host(clean_session: Session) -> None:
    """An answer counts although the page has changed since the question: else there would never be one."""
    session = clean_session
    session.host.bad("slow")
    session.host.kill()
    view = show(session, f'<p><a id="at" href="{ORDINARY}">go there</a></p><p id="clock">x</p>')
    view.page.evaluate("""() => {
      const clock = document.querySelector('#clock');
      const tick = () => { clock.textContent = performance.now(); setTimeout(tick, 50); };
      tick();
    }""")
    view.page.hover("#at")
    until(view.tooltip, "the tooltip")
