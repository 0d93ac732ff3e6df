"""A link that runs something or opens something on this machine instead of a web page.

Why: javascript:, data:, file: and the like have no business in a mail. Mail, telephone, calendar and meeting links do.

Flags:
    javascript:alert(1)                       # runs a program in the page
    data:text/html;base64,PGgxPg==            # a whole page inside the link
    JaVaScRiPt:alert(1)                       # however it is written
    file:///etc/passwd                        # a file of this machine
    search-ms:query=invoice&crumb=location    # opens a foreign folder in Windows
Passes:
    https://example.com/                      # the web
    mailto:info@example.com                   # mail
    tel:+81312345678                          # telephone
    webcal://example.com/a.ics                # a calendar
    zoommtg://zoom.us/join                    # a meeting
    cid:part1.example                         # a part of the mail itself
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..link import UNREADABLE, UNUSUAL_FORM, Link, scheme_of

NEEDS = UNREADABLE | UNUSUAL_FORM


def check(link: Link, context: Context) -> Iterator[Finding]:
    scheme = link.url.scheme if link.url else scheme_of(link.href)
    if context.knowledge.in_list("risky_schemes", scheme):
        yield Finding("risky_scheme", {"scheme": scheme})
