"""Trust in one domain or one sender: given and taken back in the popup, exact, and of effect at once in open mails."""

from __future__ import annotations

import pytest

from .conftest import english_only
from .mails import BENIGN, MAIL_1, MAIL_2
from .options_view import TrustingPopup, forget, store, stored
from .pages import GMAIL
from .session import Session
from .waiting import until

pytestmark = [pytest.mark.browser, english_only]

LINK_DOMAIN = "newnamecardamazon.icu"
SENDER = MAIL_2.address


def test_trusted_domain(settings: Session) -> None:
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    popup = TrustingPopup(view)
    words = popup.offer("#links")
    assert LINK_DOMAIN in words
    assert "fraud" in words, "what is dangerous is said to be"
    assert LINK_DOMAIN not in stored(settings.browser).get("trustedDomains", {}), "only reading changes nothing"
    assert "You trusted" in popup.confirm("#links")
    view.wait_for_marks()
    popup.wait_for_level("#links li", "genuine")
    popup.wait_for_level("#sender", "danger")  # another domain, which nobody has trusted
    assert list(stored(settings.browser)["trustedDomains"]) == [LINK_DOMAIN]

    popup.undo("#links")
    view.wait_for_marks("danger")
    popup.wait_for_level("#links li", "danger")
    assert stored(settings.browser)["trustedDomains"] == {}


def test_trusted_sender(settings: Session) -> None:
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    popup = TrustingPopup(view)
    assert SENDER in popup.offer("#sender")
    assert "You trusted" in popup.confirm("#sender")
    popup.wait_for_level("#sender", "genuine")
    assert view.marks() == ["danger"], "links are judged as before"
    assert list(stored(settings.browser)["trustedSenders"]) == [SENDER]

    popup.undo("#sender")
    popup.wait_for_level("#sender", "danger")


def test_all_of_a_mail_trusted(settings: Session) -> None:
    """Badge, banner and heading fall silent together. (Mail 1: the false letter in mail 2 is said whoever wrote it.)"""
    given = {"trustedDomains": {"dfaddfg.shop": "2026-01-02"}, "trustedSenders": {MAIL_1.address: "2026-01-02"}}
    store(settings.browser, given)
    view = settings.read(GMAIL, MAIL_1)
    popup = view.wait_for_verdict("genuine")
    assert "Jan 2, 2026" in popup.text
    assert (view.marks(), view.badge(), view.banner()) == ([], "", "")
    forget(settings.browser)
    view.wait_for_badge("danger")
    view.wait_for_marks("danger")
    view.wait_for_banner()


@pytest.mark.parametrize(
    "near_miss",
    [f"www.{LINK_DOMAIN}", f"my{LINK_DOMAIN}", "amazon.icu", "icu", f"{LINK_DOMAIN}.example", f"*.{LINK_DOMAIN}", ""],
)
def test_trust_is_exact(settings: Session, near_miss: str) -> None:
    store(settings.browser, {"trustedDomains": {near_miss: "2026-01-02"}})
    settings.read(GMAIL, MAIL_2).wait_for_marks("danger")


def test_trust_is_not_offered(settings: Session) -> None:
    """Not for what is genuine, nor where anybody may put up a page; and never inside the page."""
    view = settings.read(GMAIL, BENIGN)
    view.wait_for_verdict("unknown")
    view.page.evaluate(
        """(css) => {
          for (const href of ['https://sites.google.com/view/prize', 'https://www.amazon.co.jp/']) {
            const link = document.createElement('a');
            link.href = href;
            link.textContent = 'more';
            document.querySelector(css).append(link);
          }
        }""",
        GMAIL.body,
    )
    popup = TrustingPopup(view)

    def offered() -> dict[str, bool]:
        return {
            text: "details" in html
            for text, html in popup.page.evaluate(
                """() => [...document.querySelectorAll('#links li')]
                  .map((item) => [item.querySelector('.domain').textContent, item.innerHTML])"""
            )
        }

    wanted = {
        "www.openstreetmap.org": True,
        "ramen.example.jp": True,
        "sites.google.com": False,
        "www.amazon.co.jp": False,
    }
    until(lambda: set(offered()) == set(wanted), lambda: f"four links in the popup: {offered()}")
    assert offered() == wanted
    assert "rust" not in view.hover(len(BENIGN.links)).text
