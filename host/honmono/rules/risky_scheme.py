"""A link that runs something or opens something on this machine instead of a web page.

Why: javascript:, data: and the handlers of Windows that run things have no business in a mail. What they do is in
data/lists/risky_schemes.txt, with sources. A document opened in a program, or a file on a machine of the internet, is
caution; a file of the office or of this machine, and what does nothing at all or no browser opens from a page, is
weak. Mail, telephone, calendar, chat and meeting links are ordinary.

Flags:
    javascript:alert(1)                       # runs a program in the page
    data:text/html;base64,PGgxPg==            # a whole page inside the link
    JaVaScRiPt:alert(1)                       # however it is written
    search-ms:query=invoice&crumb=location    # opens a foreign folder in Windows
    ms-word:ofe|u|https://evil.example/a.docm  # a document from anywhere: caution
    file://files.evil.icu/share/a.lnk         # a file of a machine of the internet: caution
    file://fileserver/share/a.xlsx            # one of the office: weak
    javascript:void(0)                        # does nothing: weak
Passes:
    https://example.com/                      # the web
    https://example.com/javascript:alert(1)   # in the path
    mailto:info@example.com                   # mail
    tel:+81312345678                          # telephone
    webcal://example.com/a.ics                # a calendar
    zoommtg://zoom.us/join                    # a meeting
    msteams:/l/meetup-join/19                 # another
    onenote:https://example.com/notebook      # a note that somebody shared
    vscode://file/c:/work/a.py                # a developer's editor
    about:blank                               # an empty page
    cid:part1.example                         # a part of the mail itself
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import parse_host
from ..lazy import pattern
from ..link import UNREADABLE, UNUSUAL_FORM, Link, Url, scheme_of
from .ip_address_host import is_local

NEEDS = UNREADABLE | UNUSUAL_FORM

# javascript:void(0) and the like, with which pages make a button of a link.
_NOTHING = pattern(
    r"(?:void(?:\(\s*\w*\s*\)|(?:%20|\s)+0)|null|undefined|(?:return(?:%20|\s)+)?(?:false|true)|#|//)?;*"
)
# Media types that a browser shows as a page, which may hold a program.
_PAGE = pattern(r"[^,]*(?:html|xml|svg|script)", re.IGNORECASE)


def check(link: Link, context: Context) -> Iterator[Finding]:
    scheme = link.url.scheme if link.url else scheme_of(link.href)
    does = context.knowledge.lists.get(f"risky_schemes:{scheme}")
    if does is not None:
        yield Finding("risky_scheme", {"scheme": scheme}, _grade(does, link.url, context))


def _grade(does: bytes, url: Url | None, context: Context) -> str:
    """ "" for what runs, "opens" and "idle" for what matters less; what cannot be read is no better than it may be."""
    rest = url.href.partition(":")[2] if url else "?"
    if does == b"runs":
        return "idle" if url and url.scheme == "javascript" and _NOTHING.fullmatch(rest) else ""
    if does == b"page":
        return "" if url is None or _PAGE.match(rest) else "idle"
    if does == b"share":
        return "idle" if url and _is_inside(url, context) else "opens"
    return does.decode()


def _is_inside(url: Url, context: Context) -> bool:
    """On this machine, or one that only the own network knows: one label, a private address, a suffix of no registry.
    Windows reads file:////server/share as a server's, too."""
    name = url.host.name if url.host else url.path[2:].partition("/")[0] if url.path.startswith("//") else ""
    host = parse_host(name, context.knowledge)
    return is_local(name) if host.ip else "." not in name or not host.has_listed_suffix
