"""A browser that is logged in to a real Roundcube."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from browser.mails import ALL, MAIL_2, Mail
from browser.pages import Site
from browser.session import Session, running, watched
from browser.tab import Page
from browser.view import View
from browser.waiting import until
from browser.wire import HANG

from . import roundcube
from .servers import PASSWORD, USER

SITE = Site("roundcube", "127.0.0.1", "/", "", "", lambda link, place: "", "#messagebody")
INBOX = (*ALL, replace(MAIL_2, key="mail_2_plain"))


@dataclass
class Mailbox:
    """Roundcube's inbox in a browser."""

    session: Session
    address: str

    def list(self) -> Page:
        """A new tab with the list of mails beside an empty preview."""
        page = self.session.browser.open(f"{self.address}/?_task=mail&_mbox=INBOX")
        until(lambda: page.count("#messagelist tbody tr") == len(INBOX), "the list of mails")
        return page

    def choose(self, page: Page, mail: Mail) -> View:
        """Click on the mail in the list; it opens in the frame beside it."""
        uid = number(mail)
        row = page.evaluate(
            """(uid) => {
          const row = [...document.querySelectorAll('#messagelist tbody tr')].find((row) => row.uid === uid
            || row.querySelector(`a[href*="_uid=${uid}&"], a[href$="_uid=${uid}"]`));
          row?.setAttribute('data-test-row', uid);
          return Boolean(row);
        }""",
            uid,
        )
        assert row, f"no row of {mail.key}"
        page.click(f"[data-test-row='{uid}'] .subject a")
        frame = page.frame(f"_uid={uid}&")
        until(lambda: frame.exists(SITE.links()), f"{mail.key} in the preview")
        return View(self.session.browser, page, SITE, mail, frame)

    def read(self, mail: Mail, more: str = "") -> View:
        """The mail in a tab of its own; ``more`` are parameters of its address."""
        where = f"{self.address}/?_task=mail&_mbox=INBOX&_uid={number(mail)}&_action=show{more}"
        return View(self.session.browser, self.session.browser.open(where), SITE, mail)

    def window(self, mail: Mail) -> View:
        """The mail as in the window that "open in a new window" makes, without the webmail around it."""
        return self.read(mail, "&_extwin=1")


def number(mail: Mail) -> int:
    return [known.key for known in INBOX].index(mail.key) + 1


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    reason = roundcube.missing()
    if reason:
        pytest.skip(reason)
    with roundcube.roundcube(INBOX) as address:
        yield address


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def shared_mailbox(
    request: pytest.FixtureRequest, server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mailbox]:
    home = tmp_path_factory.mktemp(f"roundcube-{request.param}")
    with running(request.param, home, language="ja", extra_matches=["http://127.0.0.1/*"]) as session:
        yield log_in(session, server)


@pytest.fixture(scope="session", params=["larry", "classic"])
def skinned_mailbox(request: pytest.FixtureRequest, shared_mailbox: Mailbox) -> Iterator[Mailbox]:
    """In the browser of ``shared_mailbox``: another Roundcube, as it looked before the skin of today."""
    reason = roundcube.missing(request.param)
    if reason:
        pytest.skip(reason)
    with roundcube.roundcube(INBOX, request.param) as address:
        yield log_in(shared_mailbox.session, address)


def log_in(session: Session, address: str) -> Mailbox:
    page = session.browser.open(f"{address}/")
    page.evaluate(
        """(user, password) => {
      document.querySelector('#rcmloginuser').value = user;
      document.querySelector('#rcmloginpwd').value = password;
    }""",
        USER,
        PASSWORD,
    )
    page.click("#rcmloginsubmit, #login-form [type=submit]")
    until(
        lambda: page.count("#messagelist tbody tr") == len(INBOX),
        lambda: f"the log-in to lead to the list of mails; {page.url}: {page.texts('#messagelist tbody tr')}",
        HANG,
    )
    return Mailbox(session, address)


@pytest.fixture
def mailbox(shared_mailbox: Mailbox) -> Iterator[Mailbox]:
    with watched(shared_mailbox.session):
        try:
            yield shared_mailbox
        finally:
            shared_mailbox.session.browser.close_tabs()


@pytest.fixture
def other_skin(mailbox: Mailbox, skinned_mailbox: Mailbox) -> Mailbox:
    """``skinned_mailbox``, watched as ``mailbox`` is."""
    assert skinned_mailbox.session is mailbox.session
    return skinned_mailbox
