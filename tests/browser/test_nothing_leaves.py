"""Nothing leaves the machine: not by the browser, not by the host."""

from __future__ import annotations

import pytest

from .conftest import english_only
from .host import without_network
from .mails import ALL, MAIL_2
from .pages import GMAIL, SITES
from .session import Session

pytestmark = pytest.mark.browser


@english_only
def test_browser_asks_for_the_pages_only(session: Session) -> None:
    """Every mail read, hovered over and looked at in the popup: only the pages themselves were asked for."""
    mark = session.network.mark()
    for mail in ALL:
        view = session.read(GMAIL, mail)
        view.wait_for_verdict("danger", "genuine", "unknown")
        view.hover()
        view.page.close()
    asked = [request for request in session.network.since(mark) if request.host not in session.browser.own_services]
    assert {request.host for request in asked} == {GMAIL.host}
    assert {request.url for request in asked if request.method != "CONNECT"} == {GMAIL.address()}


@english_only
def test_host_needs_no_network(clean_session: Session) -> None:
    """The host, started where there is no network at all, says the same."""
    if not without_network():
        pytest.skip("this system does not allow a network namespace (unshare --net)")
    session = clean_session
    with_network = [session.read(site, MAIL_2).wait_for_verdict("danger") for site in SITES[:2]]
    session.host.offline()
    session.host.kill()
    cut = [session.read(site, MAIL_2).wait_for_verdict("danger") for site in SITES[:2]]
    assert [popup.text for popup in cut] == [popup.text for popup in with_network]
