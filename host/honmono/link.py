"""A link, parsed once into a frozen value: what it shows, and where it goes.

URLs are parsed as browsers parse them (https://url.spec.whatwg.org/): a plain-looking URL by one strict expression,
everything else (other schemes, odd characters, numeric hosts, backslashes) by ada_url, the parser of the URL standard.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .hostnames import PAGE_HOST, SHORTENER, Host, parse_host
from .lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

# Lower-case letters, digits, hyphens and dots with a last label that starts with a letter: nothing the URL standard
# would rewrite (no percent signs, no numeric IPv4 forms), no user name, no backslash, no white space or controls.
_PLAIN = re.compile(
    r"(https?)://((?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*)(?::([0-9]{1,5}))?"
    r"(/[^?#\\\x00-\x20\x7f]*)?(\?[^#\\\x00-\x20\x7f]*)?(#[^\\\x00-\x20\x7f]*)?"
)
_INNER = pattern(r"=(https?(?::|%3[aA])(?:/|%2[fF]){2}[^&\s]+)")
_SCHEME = pattern(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-\t\r\n]*):")
_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21, "ws": 80, "wss": 443}


WEB, UNREADABLE, UNUSUAL_FORM, OPAQUE, HAS_TEXT, SHOWS_A_DOT, ANYBODYS_HOST, NAMES_A_PAGE, HOLDS_ADDRESS = (
    1 << bit for bit in range(9)
)
"""Traits, what a rule on links looks at first. The link opens a page; nobody can read it; it is not https, or has a
user name or a port; its wrapper stays shut; it has a text; one with a dot; its host is where anybody gets a page or a
name; its path ends in .html; its query holds another address."""


class UnreadableUrl(Exception):
    """The URL standard gives no result for this text."""


class Url(NamedTuple):
    """An absolute URL taken apart. `host` is None where the scheme has none (mailto:, javascript:)."""

    href: str
    scheme: str
    userinfo: str
    host: Host | None
    port: int | None
    path: str
    query: str
    fragment: str


class Link(NamedTuple):
    """One link of a mail. `url` is where it finally goes, after wrappers were unpacked; None if it cannot be read."""

    id: str
    href: str
    text: str
    title: str
    url: Url | None
    host: Host | None  # of `url`
    traits: int
    inner: Host | None = None  # of the one address that the query holds, if it holds exactly one
    via: tuple[str, ...] = ()
    opaque: str = ""  # registrable domain of a wrapper that cannot be read offline


def make_link(
    link_id: str,
    href: str,
    text: str,
    title: str,
    url: Url | None,
    knowledge: Knowledge,
    via: tuple[str, ...] = (),
    opaque: str = "",
) -> Link:
    """A link with all that is read off its parts."""
    traits = (HAS_TEXT if text else 0) | (SHOWS_A_DOT if "." in text else 0) | (OPAQUE if opaque else 0)
    if url is None:
        return Link(link_id, href, text, title, None, None, traits | UNREADABLE, None, via, opaque)
    host = url.host
    if url.scheme == "https" or url.scheme == "http":
        traits |= WEB
    if url.scheme != "https" or url.userinfo or url.port:
        traits |= UNUSUAL_FORM
    if host is not None and (host.shared or (host.domain_bits | host.name_bits) & (SHORTENER | PAGE_HOST)):
        traits |= ANYBODYS_HOST
    if url.path.endswith((".html", ".htm")):
        traits |= NAMES_A_PAGE
    inner = _inner_host(url.query, knowledge) if "http" in url.query else None
    if inner is not None:
        traits |= HOLDS_ADDRESS
    return Link(link_id, href, text, title, url, host, traits, inner, via, opaque)


def _inner_host(query: str, knowledge: Knowledge) -> Host | None:
    found = _INNER.findall(query)
    if len(found) != 1:
        return None
    from urllib.parse import unquote  # only here: most links hold no other

    try:
        return parse_url(unquote(found[0]), knowledge).host
    except UnreadableUrl:
        return None


def parse_url(href: str, knowledge: Knowledge, browser_host: str = "") -> Url:
    """Take an absolute URL apart. `browser_host` is the host that a browser already found in it, if one did.

    Raises UnreadableUrl.
    """
    plain = _PLAIN.fullmatch(href)
    if plain is None:
        return _parse_odd_url(href, knowledge, browser_host)
    scheme, name, port, path, query, fragment = plain.groups("")
    if "xn--" in name or len(name) > 253 or (port and int(port) > 65535):
        return _parse_odd_url(href, knowledge, browser_host)
    number = int(port) if port and int(port) != _DEFAULT_PORTS[scheme] else None
    host = _host(name, browser_host, knowledge)
    return Url(href, scheme, "", host, number, path or "/", query[1:], fragment[1:])


def _parse_odd_url(href: str, knowledge: Knowledge, browser_host: str) -> Url:
    import ada_url  # only here: most links are plain, and start-up time is budgeted

    try:
        url = ada_url.URL(href)
    except (ValueError, UnicodeError) as error:
        raise UnreadableUrl(str(error)) from error
    userinfo = url.username + (":" + url.password if url.password else "")
    host = _host(url.hostname, browser_host, knowledge) if url.hostname else None
    port = int(url.port) if url.port else None
    return Url(url.href, url.protocol[:-1], userinfo, host, port, url.pathname, url.search[1:], url.hash[1:])


def _host(name: str, browser_host: str, knowledge: Knowledge) -> Host:
    # The browser that will open the link has the last word on where it goes.
    return parse_host(browser_host or name, knowledge)


def scheme_of(href: str) -> str:
    """The scheme as browsers read it (leading controls, inner tabs and newlines dropped), "" if there is none."""
    found = _SCHEME.match(href)
    return re.sub(r"[\t\r\n]", "", found[1]).lower() if found else ""
