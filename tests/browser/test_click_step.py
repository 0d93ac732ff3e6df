"""What the click step asks: stay, the genuine site, or on after an explicit word.

What it holds back is in test_ways_of_following.py and test_link_forms.py.

Whether something was requested is asked of the network, never of the browser: see network.py.
"""

from __future__ import annotations

import pytest

from .conftest import english_only
from .mails import MAIL_1, MAIL_2, SUSPECT, Mail
from .pages import GMAIL, SITES, Site
from .session import Session
from .waiting import until

pytestmark = [pytest.mark.browser, english_only]

two_sites = pytest.mark.parametrize("site", (GMAIL, SITES[-1]), ids=lambda site: site.key)
suspect_mails = pytest.mark.parametrize("mail", SUSPECT, ids=lambda mail: mail.key)


@suspect_mails
def test_escape_means_stay(session: Session, mail: Mail) -> None:
    mark = session.network.mark()
    view = session.read(GMAIL, mail)
    view.wait_for_marks("danger")
    view.surface.click(view.link())
    view.wait_for_gate()
    view.page.press("Escape")
    until(lambda: not view.gate_is_open(), "the step to close")
    assert session.visits(mark) == []


def test_first_choice_is_to_stay(session: Session) -> None:
    """Enter, pressed without reading, stays."""
    mark = session.network.mark()
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    view.page.focus_by_tab(view.link())
    view.page.press("Enter")
    view.wait_for_gate()
    view.page.press("Enter")
    until(lambda: not view.gate_is_open(), "the step to close")
    assert session.visits(mark) == []


@two_sites
@suspect_mails
def test_go_anyway_needs_a_tick(session: Session, site: Site, mail: Mail) -> None:
    mark = session.network.mark()
    view = session.read(site, mail)
    view.wait_for_marks("danger")
    view.surface.click(view.link())
    view.wait_for_gate()
    assert view.gate_property("go", "disabled") is True
    view.surface.click(view.gate("go"))
    assert view.gate_is_open()
    assert session.visits(mark) == []
    view.surface.click(view.gate("confirm"))
    until(lambda: view.gate_property("go", "disabled") is False, "the last choice to be offered")
    view.surface.click(view.gate("go"))
    visits = until(lambda: session.visits(mark), "the host behind the link to be asked")
    assert {visit.url for visit in visits} == {mail.links[0].href}


@pytest.mark.parametrize("mail", (MAIL_1, MAIL_2), ids=lambda mail: mail.key)
def test_genuine_site_is_offered(session: Session, mail: Mail) -> None:
    mark = session.network.mark()
    view = session.read(GMAIL, mail)
    view.wait_for_marks("danger")
    view.surface.click(view.link())
    view.wait_for_gate()
    view.surface.click(view.gate("genuine"))
    visits = until(lambda: session.visits(mark), "the genuine site to be asked")
    assert [visit.url for visit in visits if not visit.is_to("amazon.co.jp")] == [], session.network.since(mark)
