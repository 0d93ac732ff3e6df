"""A browser with the extension, a native host and a recording network: what most tests begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from . import chromium, firefox, pages
from .chromium import Chromium
from .driver import Browser, Setting
from .extension import copy_extension
from .firefox import Firefox
from .host import REPO, NativeHost
from .mails import HOSTS, SERVED, Mail
from .network import Network, Request
from .pages import SERVED_HOSTS, Site
from .tab import Page
from .view import View

PACKAGES = {"chromium": "chromium chromium-l10n", "firefox": "firefox-esr firefox-esr-l10n-ja"}


@dataclass
class Session:
    browser: Browser
    host: NativeHost
    network: Network
    language: str
    watched_requests: int = 0
    watched_complaints: int = 0
    """How much of what the network and the consoles recorded has been looked at; see :func:`watched`."""

    def read(self, site: Site, mail: Mail) -> View:
        """Open ``mail`` in a new tab at ``site``."""
        return View(self.browser, self.browser.open(site.address(mail)), site, mail)

    def list(self, site: Site) -> Page:
        """Open the webmail with no mail chosen."""
        return self.browser.open(site.address())

    def visits(self, mark: int = 0) -> list[Request]:
        """What was asked of hosts that only a followed link leads to, or of the redirector behind Gmail's links.

        A bare CONNECT is left out: Chromium opens a connection (and sends nothing over it) to an ``https`` host as soon
        as a mouse button goes down on a link, whatever becomes of the click.
        """
        return [
            request for request in self.network.since(mark, *HOSTS, "www.google.com") if request.method != "CONNECT"
        ]

    def strays(self, mark: int = 0) -> list[Request]:
        """What was asked of hosts that are no page under test, behind no link, and no service of the browser's."""
        known = (*HOSTS, "www.google.com", *self.browser.own_services, *SERVED_HOSTS)
        return [request for request in self.network.since(mark) if not request.is_to(*known)]


@contextmanager
def running(
    name: str,
    home: Path,
    *,
    language: str = "en",
    mails: Sequence[Mail] = SERVED,
    extra_matches: Sequence[str] = (),
    granted: Sequence[str] = (),
    scheme: str = "light",
) -> Iterator[Session]:
    """Start ``chromium`` or ``firefox`` with everything in the empty folder ``home``; skips where there is none."""
    if not (chromium if name == "chromium" else firefox).executable():
        pytest.skip(f"no {name} here: apt-get install {PACKAGES[name]}")
    extension = copy_extension(REPO / "extension", home / "extension", extra_matches, granted)
    network = Network()
    pages.serve(network, mails, language, scheme)
    try:
        setting = Setting(home, extension, network, language)
        with Chromium(setting) if name == "chromium" else Firefox(setting) as browser:
            host = NativeHost(home, browser.native_hosts, extension, name)
            try:
                yield Session(browser, host, network, language)
            finally:
                host.kill()
    finally:
        network.close()


@contextmanager
def watched(session: Session) -> Iterator[Session]:
    """One test's share of a session: afterwards no console may hold a new error, and nothing may have gone astray.

    New is what came since the last look: the start of the browser is looked at with the first test.
    """
    yield session
    complaints = session.browser.complaints()
    fresh, session.watched_complaints = complaints[session.watched_complaints :], len(complaints)
    mark, session.watched_requests = session.watched_requests, session.network.mark()
    strays = session.strays(mark)
    assert fresh == [], f"errors in a console: {fresh}"
    assert strays == [], f"requests that no page under test made: {strays}"
