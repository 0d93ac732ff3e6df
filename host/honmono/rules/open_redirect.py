"""The address holds another address, to which it sends on.

Why: counting links of newsletters look so, and so do links that borrow a good site's name (weak). What the inner
address shows is judged by the same host rules as a link of its own, never trusted.

Flags:
    https://example.com/out?url=https%3A%2F%2Fexample.org%2F             # one address in a parameter
    https://click.mailer.example/c?to=http://example.org/a               # not escaped
Passes:
    https://example.com/share?url=https%3A%2F%2Fwww.example.com%2Fa      # its own address
    https://example.com/?a=https%3A%2F%2Fx.org%2F&b=https%3A%2F%2Fy.org  # two: nobody can say which
    https://example.com/a?b=c                                            # none
    https://web.archive.org/web/2020/https://example.org/                # in the path
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import same_site
from ..link import HOLDS_ADDRESS, Link

NEEDS = HOLDS_ADDRESS


def check(link: Link, context: Context) -> Iterator[Finding]:
    inner = link.inner
    if inner is not None and link.host is not None and not same_site(inner, link.host):
        yield Finding("open_redirect", {"domain": link.host.shown, "shown": inner.shown})
