"""The host is missing, dies, hangs or talks nonsense: said in grey, never taken for "nothing wrong", and healed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import english_only
from .mails import MAIL_1, MAIL_2
from .options_view import forget, store
from .pages import GMAIL
from .session import Session
from .view import View
from .waiting import until

pytestmark = [pytest.mark.browser, english_only]

FAILURES: dict[str, Callable[[Session], None]] = {
    "not installed": lambda session: session.host.absent(),
    "registered for another extension": lambda session: session.host.forbidden(),
    "ends at the first request": lambda session: session.host.bad("exits"),
    "does not answer": lambda session: session.host.bad("silent"),
    "writes bytes that are no frame": lambda session: session.host.bad("bytes"),
    "answers with what is not JSON": lambda session: session.host.bad("not_json"),
    "answers with a list": lambda session: session.host.bad("not_object"),
    "answers without a type": lambda session: session.host.bad("no_type"),
    "answers with half a verdict": lambda session: session.host.bad("half"),
    "answers in version 2": lambda session: session.host.bad("version"),
    "answers another request": lambda session: session.host.bad("wrong_id"),
    "answers with an unknown level": lambda session: session.host.bad("no_level"),
    "answers that it has no knowledge": lambda session: session.host.bad("error"),
    "answers that it failed": lambda session: session.host.bad("internal"),
}
HANG = 60.0
SHORT = 2_000
"""Milliseconds that the extension waits for a host that fails; for a good one it waits as long as for anybody."""


@pytest.mark.long_table
@pytest.mark.parametrize("failure", FAILURES)
def test_failure_is_said_and_healed(clean_session: Session, failure: str) -> None:
    session = clean_session
    FAILURES[failure](session)
    session.host.kill()  # a good one may have been started already
    store(session.browser, {"timeoutMs": SHORT})
    page = session.list(GMAIL)
    view = View(session.browser, page, GMAIL, MAIL_1)
    page.click("[data-open=mail_1]")
    see_unchecked(view)

    forget(session.browser)
    session.host.good()
    session.host.kill()  # one that hangs still holds the browser's connection
    open_next(view, "mail_2")
    view.wait_for_badge("danger", HANG)
    view.wait_for_marks("danger", limit=HANG)
    assert view.wait_for_verdict("danger").host_state == "ready"


def test_killed_in_mid_request(clean_session: Session) -> None:
    session = clean_session
    session.host.bad("silent")
    session.host.kill()
    started = len(session.host.pids())
    page = session.list(GMAIL)
    view = View(session.browser, page, GMAIL, MAIL_2)
    page.click("[data-open=mail_2]")
    until(lambda: len(session.host.pids()) > started, "the browser to start the host")
    session.host.kill()
    session.host.absent()  # else a new start could answer
    see_unchecked(view)

    session.host.good()
    open_next(view, "honest_1")
    assert view.wait_for_verdict("genuine", "unknown").host_state == "ready"
    view.wait_for_badge("none", HANG)
    assert view.marks() == []


def test_killed_while_idle(clean_session: Session) -> None:
    """A host that died between two mails is started again for the next; nobody notices."""
    session = clean_session
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_badge("danger", HANG)
    first = len(session.host.pids())
    session.host.kill()
    open_next(view, "mail_1")
    view.wait_for_badge("danger", HANG)
    view.wait_for_marks("danger")
    assert len(session.host.pids()) == first + 1


def test_background_suspended(clean_session: Session) -> None:
    """The browser ends an idle background: the badge stays, and the next mail is judged as ever."""
    session = clean_session
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_badge("danger", HANG)
    session.browser.suspend_background()
    assert view.badge() == "!!"
    open_next(view, "honest_1")
    view.wait_for_badge("none", HANG)
    assert view.wait_for_verdict("genuine", "unknown").host_state == "ready"
    session.browser.suspend_background()
    assert view.wait_for_verdict("genuine", "unknown").host_state == "ready", "the popup asks anew"


def test_popup_can_check_again(clean_session: Session) -> None:
    """The person repairs the host and asks again from the popup: no reload of the webmail."""
    session = clean_session
    session.host.absent()
    session.host.kill()
    view = session.read(GMAIL, MAIL_2)
    see_unchecked(view)
    session.host.good()
    view.wait_for_verdict("danger")
    view.wait_for_badge("danger")
    view.wait_for_marks("danger")


def see_unchecked(view: View) -> None:
    """Grey marks and badge, and a popup that says what to do."""
    view.wait_for_badge("unchecked", HANG)
    view.wait_for_marks("unchecked", limit=HANG)
    assert view.hover().text
    assert view.banner() == ""
    popup = view.wait_for_verdict("unchecked")
    assert popup.host_state not in ("", "ready")
    assert popup.fix, "a sentence that says what to do"
    assert [level for level, _ in popup.links] in ([], ["unchecked"])


def open_next(view: View, key: str) -> None:
    """Go back to the list and open another mail, without a reload."""
    view.page.evaluate("() => { location.hash = 'inbox'; }")
    view.page.click(f"[data-open={key}]")
