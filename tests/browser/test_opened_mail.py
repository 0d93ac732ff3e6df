"""Opening a mail: badge, marks, tooltip, banner and popup say what is wrong, or nothing when nothing is."""

from __future__ import annotations

import re

import pytest

from .conftest import english_only
from .mails import BENIGN, COLLEAGUE, HONEST, HONEST_1, MAIL_1, MAIL_2, SUSPECT, WRAPPED, Mail
from .pages import GMAIL, SITES, Site
from .session import Session
from .view import View
from .waiting import until

pytestmark = pytest.mark.browser

every_site = pytest.mark.parametrize("site", SITES, ids=lambda site: site.key)
two_sites = pytest.mark.parametrize("site", SITES[:2], ids=lambda site: site.key)
suspect_mails = pytest.mark.parametrize("mail", SUSPECT, ids=lambda mail: mail.key)
honest_mails = pytest.mark.parametrize("mail", HONEST, ids=lambda mail: mail.key)

IN_TOOLTIP = {
    # the link of mail 1 carries no name of its own: where it goes and where the brand is must be said
    "mail_1": ("dfaddfg.shop", "amazon.co.jp"),
    "mail_2": ("newnamecardamazon.icu", "amazon.co.jp"),
}
IN_POPUP = {
    "mail_1": ("dfaddfg.shop", "amazon.co.jp"),
    "mail_2": ("newnamecardamazonmail.cyou", "newnamecardamazon.icu", "amazon.co.jp", "U+03BF"),
}
KANA = re.compile("[ぁ-んァ-ヴ]")


@every_site
@suspect_mails
@english_only
def test_imitation_is_shown(session: Session, site: Site, mail: Mail) -> None:
    mark = session.network.mark()
    view = session.read(site, mail)
    view.wait_for_badge("danger")
    view.wait_for_marks("danger")

    tooltip = view.hover()
    for evidence in IN_TOOLTIP[mail.key]:
        assert evidence in tooltip.text
    assert tooltip.domain
    assert tooltip.reasons
    view.close_by_escape()

    assert "amazon.co.jp" in view.wait_for_banner()

    popup = view.wait_for_verdict("danger")
    assert popup.host_state == "ready", popup.text
    assert [level for level, _ in popup.links] == ["danger"]
    for evidence in IN_POPUP[mail.key]:
        assert evidence in popup.text
    assert mail.address in popup.sender
    assert session.visits(mark) == [], "looking at a mail must not follow its links"


@suspect_mails
def test_words_are_in_the_readers_language(session: Session, mail: Mail) -> None:
    view = session.read(GMAIL, mail)
    tooltip = view.hover() if view.wait_for_marks("danger") is None else None
    assert tooltip
    banner = view.wait_for_banner()
    popup = view.wait_for_verdict("danger")
    view.surface.click(view.link())
    gate = view.wait_for_gate()
    for words in (*tooltip.reasons, popup.verdict, banner, gate, *popup.findings):
        if session.language == "ja":
            assert KANA.search(words), words
        else:
            assert re.search(r"\b(the|this|is|of|to|with|but)\b", words, re.IGNORECASE), words


def test_odd_letter_is_named(session: Session) -> None:
    """The omicron in Amazοn: a person is told which character it is, by code point and name."""
    popup = session.read(GMAIL, MAIL_2).wait_for_verdict("danger")
    assert "U+03BF" in popup.text
    assert "GREEK SMALL LETTER OMICRON" in popup.text.upper()


@two_sites
@honest_mails
@english_only
def test_honest_mail_shows_nothing(session: Session, site: Site, mail: Mail) -> None:
    view = session.read(site, mail)
    popup = view.wait_for_verdict("genuine", "unknown")
    assert popup.host_state == "ready", popup.text
    tooltip = view.hover()  # what it says depends on the verdict, so it has come to the page
    assert tooltip.domain
    assert tooltip.reasons == ()
    assert view.marks() == []
    assert view.badge() == ""
    assert view.banner() == ""


@two_sites
@suspect_mails
@english_only
def test_keyboard_focus_opens_the_tooltip(session: Session, site: Site, mail: Mail) -> None:
    view = session.read(site, mail)
    view.wait_for_marks("danger")
    view.page.focus_by_tab(view.link())
    tooltip = until(view.tooltip, "a tooltip on the focused link")
    for evidence in IN_TOOLTIP[mail.key]:
        assert evidence in tooltip.text
    view.close_by_escape()
    assert view.page.evaluate("(css) => document.activeElement === document.querySelector(css)", view.link()), (
        "Escape leaves the focus on the link"
    )


@two_sites
@english_only
def test_link_that_appears_later_is_judged(session: Session, site: Site) -> None:
    view = session.read(site, BENIGN)
    view.wait_for_verdict("genuine", "unknown")
    assert view.marks() == []
    view.page.evaluate(
        """(css, href) => {
      const link = document.createElement('a');
      link.href = href;
      link.target = '_blank';
      link.textContent = 'late';
      document.querySelector(css).append(link);
    }""",
        site.body,
        MAIL_2.links[0].href,
    )
    view.wait_for_marks("danger")
    view.wait_for_badge("danger")
    assert "newnamecardamazon.icu" in view.hover(len(BENIGN.links)).text


@two_sites
@english_only
def test_next_mail_in_the_same_page(session: Session, site: Site) -> None:
    """A webmail is one page: what was said about one mail must not stay when another is opened, nor be missing."""
    page = session.list(site)
    view = View(session.browser, page, site, MAIL_2)
    for mail, level, marks in (
        (MAIL_2, "danger", ["danger"]),
        (HONEST_1, "genuine", []),
        (MAIL_1, "danger", ["danger"]),
        (BENIGN, "unknown", []),
        (MAIL_2, "danger", ["danger"]),
    ):
        if site is GMAIL:  # back to the list first, as Gmail's own arrow does
            page.evaluate("() => { location.hash = 'inbox'; }")
            until(lambda: not page.exists(site.links()), "the list of mails")
            view.wait_for_badge("none")
        page.click(f"[data-open={mail.key}]")
        until(lambda href=mail.links[0].href: page.attribute(site.links(), "href") == href, f"{mail.key} in the page")
        view.wait_for_badge(level)
        view.wait_for_marks(*marks)
        until(lambda wanted=level == "danger": bool(view.banner()) is wanted, f"the banner to fit {mail.key}")
        assert view.wait_for_verdict("danger" if marks else "genuine", "unknown" if not marks else "danger").level


@english_only
def test_sender_known_by_name_only(session: Session) -> None:
    """A normal state in Outlook: said, and no reason to call the mail unchecked."""
    view = session.read(SITES[1], COLLEAGUE)
    popup = view.wait_for_verdict("unknown")
    assert COLLEAGUE.name in popup.sender
    assert "@" not in popup.sender
    assert view.hover().reasons == ()
    assert view.marks() == []
    assert view.badge() == ""


@english_only
def test_link_inside_a_wrapper(session: Session) -> None:
    """Safe Links: what is shown and judged is where the link leads in the end."""
    view = session.read(SITES[1], WRAPPED)
    view.wait_for_marks("danger")
    tooltip = view.hover()
    assert "newnamecardamazon.icu" in tooltip.domain
    view.surface.click(view.link())
    assert "newnamecardamazon.icu" in view.wait_for_gate()


@english_only
def test_list_of_mails_says_nothing(session: Session) -> None:
    """No mail is open: no verdict, no mark, and nothing is called dangerous or unchecked."""
    page = session.list(GMAIL)
    view = View(session.browser, page, GMAIL, MAIL_1)
    popup = session.browser.popup(page)
    until(lambda: popup.text("#verdict").strip(), "the popup's words")
    assert popup.attribute("#verdict", "data-level") in (None, "", "none")
    assert view.marks() == []
    assert view.badge() == ""


@english_only
def test_popup_opened_from_the_toolbar(session: Session) -> None:
    """The popup itself, not its document in a tab: it finds the mail of the tab in front by itself."""
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_badge("danger")
    view.page.activate()
    text = session.browser.toolbar_popup()
    assert "newnamecardamazon.icu" in text
    assert "U+03BF" in text
