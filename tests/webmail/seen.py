"""What a person sees of an imitation, and of an honest mail, in whatever webmail."""

from __future__ import annotations

from typing import Protocol

from browser.mails import HONEST_1, HONEST_2, MAIL_1, MAIL_2, Mail
from browser.session import Session
from browser.tab import Page
from browser.test_opened_mail import IN_POPUP, IN_TOOLTIP, KANA
from browser.test_ways_of_following import WAYS, held_back
from browser.view import View
from browser.waiting import until


class Inbox(Protocol):
    """The list of mails of a real webmail, in a browser."""

    @property
    def session(self) -> Session: ...

    def list(self) -> Page:
        """A new tab with the list, no mail chosen."""

    def choose(self, page: Page, mail: Mail) -> View:
        """Click on the mail in the list; it opens beside it."""


def one_after_another(inbox: Inbox) -> None:
    """Chosen in the same list: what was said of one mail never stays with the next, and no host is asked."""
    mark = inbox.session.network.mark()
    page = inbox.list()
    imitation(inbox.choose(page, MAIL_2))
    nothing(inbox.choose(page, HONEST_2))
    imitation(inbox.choose(page, MAIL_1))
    nothing(inbox.choose(page, HONEST_1))
    assert inbox.session.visits(mark) == []


def step_before_a_click(inbox: Inbox, mail: Mail, way: str) -> None:
    """Followed in that ``way``, the link of ``mail`` leads to the click step, and no host is asked."""
    mark = inbox.session.network.mark()
    view = inbox.choose(inbox.list(), mail)
    view.wait_for_marks("danger")
    assert "amazon.co.jp" in held_back(inbox.session, view, WAYS[way].act)
    assert inbox.session.visits(mark) == []


def imitation(view: View) -> None:
    """Badge, mark, tooltip, banner and popup say so, each with its reasons, in Japanese."""
    kind = view.mail.key.removesuffix("_plain")
    view.wait_for_badge("danger")
    view.wait_for_marks("danger")
    tooltip = view.hover()
    for evidence in IN_TOOLTIP[kind]:
        assert evidence in tooltip.text
    assert KANA.search(" ".join(tooltip.reasons))
    view.close_by_escape()
    assert "amazon.co.jp" in view.wait_for_banner()
    popup = view.wait_for_verdict("danger")
    for evidence in (view.mail.address, *IN_POPUP[kind]):
        assert evidence in popup.text
    assert view.mail.address in popup.sender
    assert [level for level, _ in popup.links] == ["danger"]
    view.page.activate()


def imitation_by_keyboard(view: View) -> None:
    view.wait_for_badge("danger")
    view.wait_for_marks("danger")
    view.page.focus_by_tab(view.link(), limit=150)
    tooltip = until(view.tooltip, "a tooltip on the focused link")
    for evidence in IN_TOOLTIP[view.mail.key.removesuffix("_plain")]:
        assert evidence in tooltip.text


def nothing(view: View) -> None:
    """No sign of danger, once the mail was judged; a tooltip still tells where a link leads."""
    popup = view.wait_for_verdict("genuine", "unknown")
    assert view.mail.address in popup.sender
    tooltip = view.hover()
    assert tooltip.domain
    assert tooltip.reasons == ()
    assert view.marks() == []
    assert view.badge() == ""
    assert view.banner() == ""
    view.close_by_escape()
