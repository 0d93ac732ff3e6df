"""Webmail pages built from ``pages/*.html`` and served under the real host names, with a policy as strict as theirs."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from urllib.parse import quote, urlsplit

from . import network
from .mails import HOSTS, Link, Mail
from .network import Network, Request, Response

FOLDER = Path(__file__).with_name("pages")
NONCE = "dGVzdHM"
POLICY = (
    f"default-src 'self'; script-src 'nonce-{NONCE}'; style-src 'nonce-{NONCE}'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'"
)


def gmail_link(link: Link, _number: int) -> str:
    through = f"https://www.google.com/url?q={quote(link.href, safe='')}&source=gmail&ust=1790000000000000&usg=AOvVaw0"
    return (
        f'<a href="{html.escape(link.href)}" target="_blank" data-saferedirecturl="{html.escape(through)}">'
        f"{html.escape(link.text)}</a>"
    )


def outlook_link(link: Link, number: int) -> str:
    return (
        f'<a href="{html.escape(link.href)}" target="_blank" rel="noopener noreferrer" data-auth="NotApplicable" '
        f'data-linkindex="{number}" title="{html.escape(link.href)}">{html.escape(link.text)}</a>'
    )


@dataclass(frozen=True)
class Site:
    """One webmail under one host name."""

    key: str
    host: str
    path: str
    page: str
    route: str
    """What stands after ``#`` for an open mail."""
    link: Callable[[Link, int], str]
    body: str
    """CSS of the element that holds the body of the open mail."""

    def address(self, mail: Mail | None = None) -> str:
        """Where a person finds ``mail`` open, or the list of mails."""
        return f"https://{self.host}{self.path}" + (f"#{self.route.format(mail.key)}" if mail else "")

    def links(self) -> str:
        """CSS of the links of the open mail."""
        return f"{self.body} a[href]"

    def render(self, mails: Sequence[Mail], language: str = "en", scheme: str = "light") -> str:
        one = Template((FOLDER / f"{self.page}_mail.html").read_text(encoding="utf-8"))
        templates = "".join(
            one.substitute(
                key=mail.key,
                number=str(41 + number),
                name=html.escape(mail.name),
                address=html.escape(mail.address),
                bracketed=html.escape(f"<{mail.address}>" if mail.address else ""),
                subject=html.escape(mail.subject),
                body=mail.body.format(*(self.link(link, place) for place, link in enumerate(mail.links))),
            )
            for number, mail in enumerate(mails)
        )
        page = Template((FOLDER / f"{self.page}.html").read_text(encoding="utf-8"))
        return page.substitute(templates=templates, language=language, scheme=scheme, nonce=NONCE)


def _outlook(key: str, host: str, path: str) -> Site:
    return Site(key, host, path, "outlook", "{}", outlook_link, "[id^=UniqueMessageBody]")


GMAIL = Site("gmail", "mail.google.com", "/mail/u/0/", "gmail", "inbox/{}", gmail_link, ".a3s")
SITES = (
    GMAIL,
    _outlook("outlook_live", "outlook.live.com", "/mail/0/"),
    _outlook("outlook_office", "outlook.office.com", "/mail/"),
    _outlook("outlook_office365", "outlook.office365.com", "/mail/"),
    _outlook("outlook_cloud", "outlook.cloud.microsoft", "/mail/"),
)


def serve(net: Network, mails: Sequence[Mail], language: str = "en", scheme: str = "light") -> None:
    """Put every site on the network, and a witness behind every link of the mails."""
    for host in HOSTS:
        net.serve(host, network.witness)
    net.serve("www.google.com", network.google_redirect)
    for site in SITES:
        net.serve(site.host, _handler(site, mails, language, scheme))


def _handler(site: Site, mails: Sequence[Mail], language: str, scheme: str) -> network.Handler:
    text = site.render(mails, language, scheme)

    def handle(request: Request) -> Response:
        if urlsplit(request.url).path != site.path:
            return Response(status=404)
        return network.html(text, {"Content-Security-Policy": POLICY})

    return handle
