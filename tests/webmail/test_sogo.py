"""Real mail from a real mail server in a real SOGo: one document that changes its content and is never loaded anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from browser.mails import MAIL_2, Mail
from browser.pages import Site
from browser.session import Session, running, watched
from browser.tab import Page
from browser.view import View
from browser.waiting import until
from browser.wire import HANG

from . import seen, sogo
from .conftest import INBOX, number
from .servers import PASSWORD, USER

pytestmark = pytest.mark.webmail

SITE = Site("sogo", "127.0.0.1", "/", "", "", lambda link, place: "", ".msg-body")
ROWS = "md-list-item.sg-message-list-item"


@dataclass
class Inbox:
    """SOGo's inbox in a browser."""

    session: Session
    address: str

    def list(self) -> Page:
        page = self.session.browser.open(f"{self.address}/SOGo/so/{USER}/Mail/view#!/Mail/0/INBOX")
        until(lambda: page.count(ROWS) == len(INBOX), "the list of mails", HANG)
        return page

    def choose(self, page: Page, mail: Mail) -> View:
        """Click on the mail in the list, which is in the order of arrival; it opens beside it."""
        page.activate()
        page.evaluate(
            """(rows, place) => {
          for (const row of document.querySelectorAll('[data-test-row]')) row.removeAttribute('data-test-row');
          document.querySelectorAll(rows)[place].setAttribute('data-test-row', '');
        }""",
            ROWS,
            number(mail) - 1,
        )
        page.click("[data-test-row]")
        return self._view(page, mail)

    def window(self, mail: Mail) -> View:
        """The mail as in the window that "open in a new window" makes, without the webmail around it."""
        where = f"{self.address}/SOGo/so/{USER}/Mail/UIxMailPopupView#!/Mail/0/INBOX/{number(mail)}"
        return self._view(self.session.browser.open(where), mail)

    def _view(self, page: Page, mail: Mail) -> View:
        address = "[ng-bind='::viewer.message.from[0].email']"
        shown = f"{SITE.body} a[href='{mail.links[0].href}']"
        until(lambda: page.text(address).strip() == mail.address and page.exists(shown), f"{mail.key} to open", HANG)
        return View(self.session.browser, page, SITE, mail)


@pytest.fixture(scope="module")
def shared_inbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inbox]:
    """In Chromium; Firefox sees the same page in a fixture."""
    reason = sogo.missing()
    if reason:
        pytest.skip(reason)
    home = tmp_path_factory.mktemp("sogo")
    with (
        sogo.sogo(INBOX) as address,
        running("chromium", home, language="ja", extra_matches=["http://127.0.0.1/*"]) as session,
    ):
        log_in(session.browser.open(f"{address}/SOGo/"))
        yield Inbox(session, address)


def log_in(page: Page) -> None:
    until(lambda: page.exists("#passwordField"), "the log-in form", HANG)
    page.evaluate(
        """(user, password) => {
      const fields = [['[ng-model="app.creds.username"]', user], ['#passwordField', password]];
      for (const [css, words] of fields) {
        const field = document.querySelector(css);
        field.value = words;
        field.dispatchEvent(new Event('input', {bubbles: true}));
      }
    }""",
        USER,
        PASSWORD,
    )
    page.click("button[type=submit]:not([disabled])")
    until(
        lambda: page.count(ROWS) == len(INBOX),
        lambda: f"the log-in to lead to the list of mails; {page.url}: {' '.join(page.text('body').split())[:300]}",
        HANG,
    )


@pytest.fixture
def inbox(shared_inbox: Inbox) -> Iterator[Inbox]:
    with watched(shared_inbox.session):
        try:
            yield shared_inbox
        finally:
            shared_inbox.session.browser.close_tabs()


def test_one_mail_after_another(inbox: Inbox) -> None:
    seen.one_after_another(inbox)


@pytest.mark.parametrize("mail", (MAIL_2, INBOX[-1]), ids=lambda mail: mail.key)
def test_mail_in_a_window_of_its_own(inbox: Inbox, mail: Mail) -> None:
    seen.imitation(inbox.window(mail))


def test_click_is_held_back(inbox: Inbox) -> None:
    seen.step_before_a_click(inbox, MAIL_2, "click")
