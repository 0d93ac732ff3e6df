"""Every webmail under its real host name: what is found in it, what when it changes, and what a mail can forge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from .conftest import english_only
from .mails import BENIGN, COLLEAGUE, HONEST_2, MAIL_2
from .pages import CLIPPED, GMAIL, ICLOUD, OUTLOOK, PROTON, WEBMAILS, YAHOO, YAHOO_JAPAN, Site, forged
from .session import Session
from .waiting import until
from .webmails.changes import CHANGE, CHANGES, FOUND, NO_BODY, NO_SENDER
from .webmails.forgeries import FORGED_ADDRESS
from .webmails.reader import CLICK, TABS, Reader, Tab, reading, words

pytestmark = pytest.mark.browser

one_browser = pytest.mark.parametrize("shared_session", [("chromium", "en")], indirect=True, ids="-".join)
"""Which names an adapter tries does not depend on the browser."""
_ADD = """(css, href) => {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = 'late';
  document.querySelector(css).append(link);
}"""


def see_through_forgery(reader: Reader) -> None:
    """The open mail says that somebody else has sent it, and another mail: there is one mail, of its real sender.

    Looked at again when a link that is added to the text has been judged: by then every frame has looked twice.
    """
    mail = forged(reader.site)
    reader.wait_for_sender(mail, level="danger", links=["danger"])
    reader.text().evaluate(_ADD, reader.site.body, mail.links[0].href)
    more = replace(mail, links=mail.links * 2)
    said = reader.wait_for_sender(more, level="danger", links=["danger", "danger"])
    assert said["mails"] == []
    assert FORGED_ADDRESS not in said["sender"]


def read_one_after_another(session: Session, site: Site) -> None:
    """Without a reload: an imitation, its honest twin, an imitation that brings a sender line along, and the list."""
    with reading(session, site) as reader:
        reader.wait_for_list()
        assert session.browser.badge(reader.page) == ""

        reader.choose(MAIL_2.key)
        reader.wait_for_sender(MAIL_2, level="danger", links=["danger"], mails=[])
        reader.wait_for_marks("danger")
        reader.wait_for_badge("danger")

        reader.choose(HONEST_2.key)
        said = reader.wait_for_sender(HONEST_2, links=["genuine"], mails=[])
        assert said["level"] in ("genuine", "unknown"), said
        reader.wait_for_marks()
        reader.wait_for_badge("none")

        reader.choose(forged(site).key)
        see_through_forgery(reader)

        reader.choose("")
        reader.wait_for_list()
        reader.wait_for_badge("none")


@pytest.mark.parametrize("site", WEBMAILS, ids=lambda site: site.key)
@english_only
def test_one_mail_after_another(session: Session, site: Site) -> None:
    read_one_after_another(session, site)


@pytest.mark.parametrize("site", [GMAIL, OUTLOOK, YAHOO, PROTON], ids=lambda site: site.key)
@english_only
def test_thread(session: Session, site: Site) -> None:
    """Two mails at once: both are judged, and the popup lists both, the worse one first. Their names are the same."""
    listed = [f"{mail.name} {mail.address.rpartition('@')[2]}" for mail in (MAIL_2, HONEST_2)]
    thread = replace(MAIL_2, key=f"{MAIL_2.key}+{HONEST_2.key}")
    with reading(session, site, site.address(thread)) as reader:
        if site is GMAIL:  # all but the last mail are collapsed at first
            reader.wait_for_sender(HONEST_2, links=["genuine"], mails=[])
            reader.page.evaluate(CLICK, "[data-expand]")
        reader.wait_for_sender(MAIL_2, level="danger", links=["danger"], mails=listed)
        reader.wait_for_badge("danger")
        reader.popup.evaluate(CLICK, "#mails button:last-child")
        reader.wait_for_sender(HONEST_2, links=["genuine"], mails=listed)


@pytest.mark.parametrize(
    "view",
    [
        "popout?ver=1abc&search=inbox&th={key}&cvid=1",
        "?ui=2&view=btop&ver=1abc&search=inbox&th={key}&cvid=1",
        "?ui=2&ik=0123456789&view=lg&permmsgid=msg-f:{key}",
        "?ui=2&ik=0123456789&view=pt&search=all&permmsgid=msg-f:{key}",
    ],
    ids=["pop-out", "old pop-out", "whole message", "print"],
)
@english_only
def test_gmail_views(session: Session, view: str) -> None:
    for mail, level in ((MAIL_2, "danger"), (HONEST_2, "genuine")):
        with reading(session, GMAIL, GMAIL.address() + view.format(key=mail.key)) as reader:
            reader.wait_for_sender(mail, links=[level], mails=[])
            reader.wait_for_badge(level)
            reader.wait_for_marks(*[level] * (level == "danger"))


@english_only
def test_forged_sender_in_gmail_whole_message(session: Session) -> None:
    """The page has no attributes to go by, so a mail can bring all of its structure along."""
    view = f"?ui=2&ik=0123456789&view=lg&permmsgid=msg-f:{forged(GMAIL).key}"
    site = replace(GMAIL, body="table.message div[dir]")
    with reading(session, site, GMAIL.address() + view) as reader:
        see_through_forgery(reader)


@english_only
def test_clipped_mail_is_said_to_be(session: Session) -> None:
    with reading(session, GMAIL) as reader:
        reader.choose(CLIPPED.key)
        reader.wait(sender=CLIPPED.address, level="danger", notes=words("popup_clipped"))
        assert words("level_unknown_shared") in reader.popup.text("#links"), "Gmail's own link to the rest"
        reader.choose(MAIL_2.key)
        reader.wait(sender=MAIL_2.address, level="danger", notes="")


@english_only
def test_a_domain_that_nobody_knows_is_said_to_be(session: Session) -> None:
    with reading(session, GMAIL) as reader:
        reader.choose(BENIGN.key)
        reader.wait(sender=BENIGN.address, level="unknown")
        said = reader.popup.text("#links")
        assert words("level_unknown") in said
        assert words("level_unknown_shared") not in said


@english_only
def test_outlook_windows(session: Session) -> None:
    """A mail in a window of its own has an address, or is a blank page that the webmail fills."""
    with reading(session, OUTLOOK, f"https://{OUTLOOK.host}/mail/deeplink/read/{MAIL_2.key}") as reader:
        reader.wait_for_sender(MAIL_2, level="danger", links=["danger"])
        reader.wait_for_badge("danger")

    page = session.list(OUTLOOK)
    known = set(session.browser.control(TABS))
    page.click("[data-window]")
    (number,) = until(lambda: set(session.browser.control(TABS)) - known, "the new window")
    window = Tab(number)
    reader = Reader(session, OUTLOOK, window, session.browser.popup(window))
    reader.wait_for_sender(MAIL_2, level="danger", links=["danger"])
    reader.wait_for_badge("danger")


@english_only
def test_outlook_colleague(session: Session) -> None:
    """Known by name only, which is a normal state: said, and nothing is called unchecked."""
    with reading(session, OUTLOOK) as reader:
        reader.choose(COLLEAGUE.key)
        health = words("popup_health_no_address", site="Outlook", count=len(COLLEAGUE.links))
        reader.wait(health=health, level="unknown", sender=words("popup_no_address"), notes="")
        reader.wait_for_badge("none")


def read_changed_pages(session: Session, site: Site) -> None:
    """With a forged sender in the text: it must not stand in for the real one that is not found."""
    with reading(session, site) as reader:
        for change in (one for one in CHANGES if one.site is site):
            reader.page.goto(site.address())
            reader.page.evaluate(CHANGE, change.gone)
            mail = MAIL_2 if change.of_text else forged(site)
            reader.choose(mail.key)
            health = words(change.health, site=site.title, count=len(mail.links))
            if change.health == NO_BODY:
                reader.wait(health=health, level="unchecked", notes=words("error_page_unreadable"))
                reader.wait_for_badge("unchecked")
                continue
            said = reader.wait(health=health, level="danger", links=["danger"], mails=[])
            assert FORGED_ADDRESS not in said["sender"], (change.story, said)
            if change.health == FOUND:
                assert mail.address in said["sender"], (change.story, said)
            elif change.health == NO_SENDER:
                assert words("popup_no_sender") in said["sender"], (change.story, said)


@one_browser
@pytest.mark.parametrize("site", [GMAIL, OUTLOOK, YAHOO, YAHOO_JAPAN, PROTON], ids=lambda site: site.key)
def test_webmail_changes_its_page(session: Session, site: Site) -> None:
    """One name that is gone is made up for by the next best; when all are gone, the popup says what was not found."""
    read_changed_pages(session, site)


@one_browser
def test_icloud_changes_its_page(session: Session) -> None:
    """The only name that the text has there is gone: all of the document is read."""
    with reading(session, ICLOUD) as reader:
        reader.choose(HONEST_2.key)
        reader.wait_for_sender(HONEST_2, links=["genuine"])
        reader.page.frame(ICLOUD.text_frame).evaluate(CHANGE, [[".mail-message-defaults", "class"]])
        reader.choose(MAIL_2.key)
        reader.wait_for_sender(MAIL_2, level="danger", links=["danger"], mails=[])
