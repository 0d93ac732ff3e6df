"""An address that the URL standard cannot read.

Why: what cannot be read cannot be checked, and must not pass as good. Links without any scheme go nowhere in a mail
and are left alone.

Flags:
    https://exa mple.com/           # a space in the host
    http://[::1                     # a bracket left open
    https://a<b>.com/               # characters no host can have
Passes:
    https://example.com/a%20b       # a space where it belongs
    example.com                     # not a link anybody can follow
    mailto:info@example.com         # another scheme
    http://example.com:8080/        # a port
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..link import UNREADABLE, Link, scheme_of

NEEDS = UNREADABLE


def check(link: Link, context: Context) -> Iterator[Finding]:
    if link.url is None and scheme_of(link.href):
        yield Finding("unreadable_link", {})
