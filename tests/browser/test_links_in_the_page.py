"""Links that come or change while the mail is open, text that is no link, and what is left alone on a dangerous one."""

from __future__ import annotations

import pytest

from .conftest import english_only
from .hostile import EVIL, IMAGE, ORDINARY, hold, outer, show
from .session import Session
from .tab import Page
from .view import View
from .waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.long_table, english_only]


def add_frame(view: View, write: str) -> None:
    """As webmails do: a frame of no address in the mail, filled by script."""
    view.page.evaluate(
        """(css, write) => {
          const frame = document.createElement('iframe');
          document.querySelector(css).append(frame);
          const inside = frame.contentDocument;
          if (write.startsWith('<!doctype')) { inside.open(); inside.write(write); inside.close(); }
          else inside.body.innerHTML = write;
        }""",
        view.site.body,
        write,
    )
    view.surface = view.page.frame("")


@pytest.mark.parametrize("head", ("<!doctype html><title>written</title>", ""), ids=("written", "filled"))
@pytest.mark.parametrize("target", (EVIL, ORDINARY), ids=("dangerous", "control"))
def test_frame_filled_by_script(session: Session, head: str, target: str) -> None:
    mark = session.network.mark()
    view = show(session, "<p>see below</p>")
    view.wait_for_verdict("unknown")
    add_frame(view, f"{head}<a id=at href='{target}' target=_blank>go</a>")
    if target is EVIL:
        view.wait_for_marks("danger")
        hold(view, lambda: view.surface.click("#at"))
        assert session.visits(mark) == []
        # A later text in the same frame is read too.
        view.surface.evaluate("(href) => { document.body.innerHTML = `<a id=at href='${href}'>a</a>`; }", ORDINARY)
        view.wait_for_marks()
    else:
        outer(view).wait_for_verdict("unknown")
        view.surface.click("#at")
        until(lambda: session.visits(mark), "the ordinary place to be asked")


def test_link_added_later_in_a_frame(session: Session) -> None:
    view = show(session, """<iframe srcdoc="<p id='text'>nothing yet</p>"></iframe>""")
    view.wait_for_verdict("unknown")
    view.surface = view.page.frame("about:srcdoc")
    view.surface.evaluate("(href) => { document.body.innerHTML = `<a id=at href='${href}'>a</a>`; }", EVIL)
    view.wait_for_marks("danger")
    hold(view, lambda: view.surface.click("#at"))


def test_address_that_changes_later(session: Session) -> None:
    """The mark follows it, both ways; a link that leads nowhere any more loses it too."""
    view = show(session, f'<a id="at" href="{ORDINARY}">go</a>')
    view.wait_for_verdict("unknown")
    change = (
        "(href) => { const at = document.querySelector('#at'); href ? at.href = href : at.removeAttribute('href'); }"
    )
    for href, marks in ((EVIL, ["danger"]), (ORDINARY, []), (EVIL, ["danger"]), ("", [])):
        view.page.evaluate(change, href)
        view.wait_for_marks(*marks)


def test_alternative_text_of_a_picture(session: Session) -> None:
    """What the picture says counts as the text of the link."""
    view = show(session, f'<a href="{ORDINARY}">{IMAGE} id="at" alt="https://www.amazon.co.jp/"></a>')
    view.wait_for_marks("danger")
    view.page.hover("#at")
    tooltip = until(view.tooltip, "the tooltip")
    assert "ramen.example.jp" in tooltip.domain
    assert any("amazon.co.jp" in reason for reason in tooltip.reasons)


def test_address_in_plain_text(session: Session) -> None:
    """No link, so nothing to mark or to hold; but a person may copy it: badge, banner and popup say what it is."""
    mark = session.network.mark()
    view = show(session, f"<p>見て: {EVIL}。それと {ORDINARY}.</p><p>{EVIL}</p>")
    view.wait_for_badge("danger")
    popup = view.wait_for_verdict("danger")
    assert [level for level, _ in popup.links] == ["danger", "unknown"], "each once, without the full stop"
    assert EVIL in popup.links[0][1]
    assert view.marks() == []
    view.page.click(".a3s p")
    assert not view.gate_is_open()
    view.page.evaluate("(href) => { document.querySelector('.a3s p').textContent = 'gone'; }", EVIL)
    view.page.evaluate("() => { document.querySelector('.a3s p + p').textContent = 'gone'; }")
    view.wait_for_badge("none")
    assert session.visits(mark) == []


def test_address_shown_by_a_link_is_listed_once(session: Session) -> None:
    view = show(session, f'<p><a href="{EVIL}">{EVIL}</a></p>')
    view.wait_for_marks("danger")
    assert len(view.wait_for_verdict("danger").links) == 1


def test_text_that_can_be_edited(session: Session) -> None:
    """Browsers follow no plain click on a link in such text; it is marked all the same."""
    view = show(session, f'<div contenteditable="true"><p>x <a id="at" href="{EVIL}">go</a></p></div>')
    view.wait_for_marks("danger")


LEFT_ALONE = {
    "context_menu": ("contextmenu", lambda page: page.click("#at", "right")),
    "drag": ("dragstart", lambda page: page.drag("#at", 60, 30)),
    "selection": ("selectstart", lambda page: page.drag("#before", 120)),
}


@pytest.mark.parametrize("kind", LEFT_ALONE)
@pytest.mark.parametrize("target", (EVIL, ORDINARY), ids=("dangerous", "control"))
def test_left_alone(session: Session, kind: str, target: str) -> None:
    """Context menu, dragging and selecting work on a dangerous link as on any other, and ask nothing."""
    event, act = LEFT_ALONE[kind]
    mark = session.network.mark()
    view = show(session, f'<p><span id="before">some words before</span> <a id="at" href="{target}">go there</a></p>')
    view.wait_for_verdict("danger", "unknown")
    watch_event(view.page, event)
    act(view.page)
    until(lambda: view.page.attribute("html", "data-seen") == "false", f"{event}, not cancelled")
    assert not view.gate_is_open()
    assert session.visits(mark) == []


def test_copy_is_left_alone(session: Session) -> None:
    view = show(session, f'<p><a id="at" href="{EVIL}">go there</a></p>')
    view.wait_for_marks("danger")
    watch_event(view.page, "copy")
    view.page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#at'))")
    view.page.press("c", ["Control"])
    until(lambda: view.page.attribute("html", "data-seen") == "false", "copy, not cancelled")


def watch_event(page: Page, name: str) -> None:
    page.evaluate(
        """(name) => addEventListener(name, (event) => {
          document.documentElement.setAttribute('data-seen', event.defaultPrevented);
        })""",
        name,
    )
