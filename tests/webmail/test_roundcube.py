"""Real mail from a real mail server in a real webmail, from the log-in to the click that is held back."""

from __future__ import annotations

import pytest
from browser.mails import BENIGN, HONEST, HONEST_1, MAIL_1, MAIL_2, SUSPECT, Mail
from browser.waiting import until

from . import seen
from .conftest import INBOX, Mailbox

pytestmark = pytest.mark.webmail

suspect_mails = pytest.mark.parametrize("mail", (*SUSPECT, INBOX[-1]), ids=lambda mail: mail.key)
honest_mails = pytest.mark.parametrize("mail", HONEST, ids=lambda mail: mail.key)


@suspect_mails
def test_imitation_in_the_preview(mailbox: Mailbox, mail: Mail) -> None:
    mark = mailbox.session.network.mark()
    seen.imitation(mailbox.choose(mailbox.list(), mail))
    assert mailbox.session.visits(mark) == []


@pytest.mark.parametrize("way", ["click", "middle_click", "control_click", "shift_click"])
def test_click_is_held_back(mailbox: Mailbox, way: str) -> None:
    seen.step_before_a_click(mailbox, MAIL_1, way)


def test_go_anyway_reaches_the_host(mailbox: Mailbox) -> None:
    """The control for the test above: the same link, followed after an explicit word, is seen by the same witness."""
    mark = mailbox.session.network.mark()
    view = mailbox.choose(mailbox.list(), MAIL_1)
    view.wait_for_marks("danger")
    view.surface.click(view.link())
    view.wait_for_gate()
    view.surface.click(view.gate("confirm"))
    until(lambda: view.gate_property("go", "disabled") is False, "the last choice to be offered")
    view.surface.click(view.gate("go"))
    visits = until(lambda: mailbox.session.visits(mark), "the host behind the link to be asked")
    assert visits[0].url == MAIL_1.links[0].href


@honest_mails
def test_honest_mail_shows_nothing(mailbox: Mailbox, mail: Mail) -> None:
    seen.nothing(mailbox.choose(mailbox.list(), mail))


def test_one_mail_after_another(mailbox: Mailbox) -> None:
    page = mailbox.list()
    for mail, level, marks in (
        (MAIL_2, "danger", ["danger"]),
        (HONEST_1, "genuine", []),
        (MAIL_1, "danger", ["danger"]),
        (BENIGN, "unknown", []),
    ):
        view = mailbox.choose(page, mail)
        assert view.wait_for_verdict(level).sender
        view.wait_for_badge(level)
        view.wait_for_marks(*marks)
        page.activate()


@suspect_mails
def test_mail_in_a_page_of_its_own(mailbox: Mailbox, mail: Mail) -> None:
    seen.imitation_by_keyboard(mailbox.read(mail))


def test_other_skins(other_skin: Mailbox) -> None:
    """In the list's preview and in a window of its own, Roundcube's older skins have other headers around a mail."""
    mark = other_skin.session.network.mark()
    seen.one_after_another(other_skin)
    seen.imitation(other_skin.window(MAIL_2))
    assert other_skin.session.visits(mark) == []
