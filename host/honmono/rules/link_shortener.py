"""A short address that does not say where it goes.

Why: t.co, bit.ly, tinyurl.com. Weak by itself; in a mail that presses, from a sender that is not known, it hides the
target on purpose: caution.

Flags:
    https://bit.ly/3abc                 # a shortener
    https://tinyurl.com/abc             # another
Passes:
    https://bit.ly.example.com/3abc     # only begins like one
    https://mybit.ly.jp/abc             # only looks like one
    https://example.com/bit.ly/abc      # in the path
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import SHORTENER
from ..link import ANYBODYS_HOST, Link

NEEDS = ANYBODYS_HOST


def check(link: Link, context: Context) -> Iterator[Finding]:
    host = link.host
    if host is None or not link.url or len(link.url.path) < 2:
        return
    if host.domain_bits & SHORTENER:
        grade = "pressing" if context.pressure and not context.known_sender else ""
        yield Finding("link_shortener", {"domain": host.registrable}, grade)
