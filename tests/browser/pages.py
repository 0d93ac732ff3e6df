"""Webmail pages built from ``pages/*.html`` and served under the real host names, with a policy as strict as theirs."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, quote, urlsplit

from . import network
from .mails import HOSTS, MAIL_2, Link, Mail
from .network import Network, Request, Response
from .webmails import forgeries

FOLDER = Path(__file__).with_name("pages")
NONCE = "dGVzdHM"
POLICY = (
    f"default-src 'self'; script-src 'nonce-{NONCE}'; style-src 'nonce-{NONCE}'; img-src 'self' data:; "
    "frame-src 'self' https:; object-src 'none'; base-uri 'none'"
)


def _link(link: Link, **more: str) -> str:
    """``more`` attributes, with ``_`` for ``-``."""
    attributes = {"href": link.href, "target": "_blank", **more}
    written = " ".join(f'{name.replace("_", "-")}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<a {written}>{html.escape(link.text)}</a>"


def plain_link(link: Link, _number: int) -> str:
    return _link(link, rel="noopener noreferrer nofollow")


def gmail_link(link: Link, _number: int) -> str:
    through = f"https://www.google.com/url?q={quote(link.href, safe='')}&source=gmail&ust=1790000000000000&usg=AOvVaw0"
    return _link(link, data_saferedirecturl=through)


def outlook_link(link: Link, number: int) -> str:
    more = {"data_auth": "NotApplicable", "data_linkindex": str(number), "title": link.href}
    return _link(link, rel="noopener noreferrer", **more)


def gmx_link(link: Link, number: int) -> str:
    through = f"https://deref-gmx.net/mail/client/12XJ9x8ZdSA/dereferrer/?redirectUrl={quote(link.href, safe='')}"
    return plain_link(replace(link, href=through), number)


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
    title: str = ""
    """What the popup calls it."""
    list_frame: str = ""
    """Part of the address of the frame that the list is in."""
    text_frame: str = ""
    """Part of the address of the frame that the mail's text is in."""
    shows_sender: bool = True
    """Whether the sender can be read by who reads the text."""
    forgery: str = ""
    """What this webmail shows around a mail, as a mail may bring it along."""

    def address(self, mail: Mail | None = None) -> str:
        """Where a person finds ``mail`` open, or the list of mails."""
        return f"https://{self.host}{self.path}" + (f"#{self.route.format(mail.key)}" if mail else "")

    def links(self) -> str:
        """CSS of the links of the open mail."""
        return f"{self.body} a[href]"

    def text(self, mail: Mail) -> str:
        return mail.body.format(*(self.link(link, place) for place, link in enumerate(mail.links)))

    def render(self, mails: Sequence[Mail], language: str = "en", scheme: str = "light", page: str = "") -> str:
        """``page``: another document than the first. Where there is ``<page>_mail.html``, it holds one of each mail."""
        page = page or self.page
        each = FOLDER / f"{page}_mail.html"
        one = Template(each.read_text(encoding="utf-8") if each.exists() else "")
        templates = "".join(one.substitute(self._parts(mail, 41 + number)) for number, mail in enumerate(mails))
        whole = Template((FOLDER / f"{page}.html").read_text(encoding="utf-8"))
        return whole.substitute(
            self._parts(mails[0], 41),
            templates=templates,
            language=language,
            scheme=scheme,
            nonce=NONCE,
            keys=" ".join(mail.key for mail in mails),
        )

    def _parts(self, mail: Mail, number: int) -> dict[str, str]:
        return {
            "key": mail.key,
            "number": str(number),
            "name": html.escape(mail.name),
            "address": html.escape(mail.address),
            "bracketed": html.escape(f"<{mail.address}>" if mail.address else ""),
            "subject": html.escape(mail.subject),
            "body": self.text(mail),
        }


def _outlook(key: str, host: str, path: str) -> Site:
    body = "[id^=UniqueMessageBody]"
    return Site(key, host, path, "outlook", "{}", outlook_link, body, "Outlook", forgery=forgeries.OUTLOOK)


GMAIL = Site(
    "gmail",
    "mail.google.com",
    "/mail/u/0/",
    "gmail",
    "inbox/{}",
    gmail_link,
    ".a3s",
    "Gmail",
    forgery=forgeries.GMAIL + forgeries.GMAIL_WHOLE_MESSAGE,
)
SITES = (
    GMAIL,
    _outlook("outlook_live", "outlook.live.com", "/mail/0/"),
    _outlook("outlook_office", "outlook.office.com", "/mail/"),
    _outlook("outlook_office365", "outlook.office365.com", "/mail/"),
    _outlook("outlook_cloud", "outlook.cloud.microsoft", "/mail/"),
)
OUTLOOK = SITES[1]
YAHOO = Site(
    "yahoo",
    "mail.yahoo.com",
    "/d/folders/1",
    "yahoo",
    "{}",
    plain_link,
    "[data-test-id=message-view-body-content]",
    "Yahoo Mail",
    forgery=forgeries.YAHOO,
)
YAHOO_UK = replace(YAHOO, key="yahoo_uk", host="uk.mail.yahoo.com")
YAHOO_JAPAN = Site(
    "yahoo_japan",
    "mail.yahoo.co.jp",
    "/u/pc/f/index.html",
    "yahoo_japan",
    "{}",
    plain_link,
    "body",
    "Yahoo! JAPAN",
    text_frame="about:blank",
    forgery=forgeries.YAHOO_JAPAN + forgeries.SOGO,
)
PROTON = Site(
    "proton",
    "mail.proton.me",
    "/u/0/inbox",
    "proton",
    "{}",
    plain_link,
    "body",
    "Proton Mail",
    text_frame="about:blank",
    forgery=forgeries.PROTON + forgeries.OUTLOOK,
)
GMX = Site(
    "gmx",
    "navigator.gmx.net",
    "/mail",
    "gmx",
    "{}",
    gmx_link,
    "body",
    "GMX / WEB.DE",
    list_frame="webmailer.gmx.net",
    text_frame="mailbody-ui.de",
    shows_sender=False,
    forgery=forgeries.SOGO + forgeries.GMAIL,
)
ICLOUD = Site(
    "icloud",
    "www.icloud.com",
    "/mail/",
    "icloud",
    "{}",
    plain_link,
    ".mail-message-defaults",
    "iCloud",
    list_frame="/applications/mail2/",
    text_frame="mail2-message",
    shows_sender=False,
    forgery=forgeries.ICLOUD + forgeries.OUTLOOK,
)
SOGO = Site(
    "sogo",
    "webmail.example.jp",
    "/SOGo/so/user/Mail/view",
    "sogo",
    "!/Mail/0/INBOX/{}",
    plain_link,
    ".mailer_htmlcontent",
    "SOGo",
    forgery=forgeries.SOGO + forgeries.OUTLOOK,
)
WEBMAILS = (*SITES, YAHOO, YAHOO_UK, YAHOO_JAPAN, PROTON, GMX, ICLOUD)
"""All that the extension knows by host name."""


def forged(site: Site) -> Mail:
    """Mail 2 with a copy of the webmail's own sender line in its text, naming an honest sender."""
    return replace(MAIL_2, key="forged", body=site.forgery + MAIL_2.body)


CLIPPED = replace(
    MAIL_2,
    key="clipped",
    body=MAIL_2.body
    + '<div class="iX">[Message clipped]&nbsp;&nbsp;<a href="https://mail.google.com/mail/u/0?ui=2&amp;view=lg&amp;'
    'permmsgid=msg-f:41" target="_blank">View entire message</a></div>',
)
"""What Gmail shows of a mail over about 102 KB."""


ANY_PAGE = "page.example.jp"
"""A page that is no webmail, with the link of mail 2 under a text that names another site."""


def serve(net: Network, mails: Sequence[Mail], language: str = "en", scheme: str = "light") -> None:
    """Put every site on the network, and a witness behind every link of the mails."""
    for host in HOSTS:
        net.serve(host, network.witness)
    net.serve("www.google.com", network.google_redirect)
    net.serve("deref-gmx.net", network.witness)
    link = plain_link(replace(MAIL_2.links[0], text="https://www.amazon.co.jp/"), 0)
    page = f"<!doctype html><title>A page</title><link rel=icon href='data:,'>{link}"
    net.serve(ANY_PAGE, lambda _: network.html(page))
    for site in (*WEBMAILS, SOGO):
        for host, handler in _documents(site, (*mails, forged(site), CLIPPED), language, scheme).items():
            net.serve(host, handler)


SERVED_HOSTS: tuple[str, ...] = (
    *(site.host for site in (*WEBMAILS, SOGO)),
    "webmailer.gmx.net",
    "gmxnet.mailbody-ui.de",
    "www-mail.icloud-sandbox.com",
    ANY_PAGE,
)


def _documents(site: Site, mails: Sequence[Mail], language: str, scheme: str) -> Mapping[str, network.Handler]:
    """The hosts that ``site`` consists of, and what each answers."""

    def page(name: str = "", some: Sequence[Mail] = mails) -> Response:
        text = site.render(some, language, scheme, name)
        return network.html(text, {"Content-Security-Policy": POLICY})

    def main(request: Request) -> Response:
        address = urlsplit(request.url)
        query = parse_qs(address.query)
        if "/endpoints/smtp:" in address.path:
            return Response(b"<svg xmlns='http://www.w3.org/2000/svg'/>", type="image/svg+xml")
        if query.get("view", [""])[0] in ("lg", "pt"):
            shown = query["permmsgid"][0].removeprefix("msg-f:")
            return page("gmail_plain", [mail for mail in mails if mail.key == shown])
        if address.path.startswith("/applications/mail2/"):
            return page("icloud_mail2")
        known = address.path == site.path or address.path.startswith(("/mail/u/0/popout", "/mail/deeplink/read/"))
        return page() if known else Response(status=404)

    def gmx_text(request: Request) -> Response:
        key = urlsplit(request.url).path.split("/")[2]
        return page("gmx_text", [mail for mail in mails if mail.key == key])

    if site is GMX:
        frames = {"webmailer.gmx.net": lambda _: page("gmx_webmailer"), "gmxnet.mailbody-ui.de": gmx_text}
        return {site.host: main, **frames}
    if site is ICLOUD:
        return {site.host: main, "www-mail.icloud-sandbox.com": lambda _: page("icloud_message")}
    return {site.host: main}
