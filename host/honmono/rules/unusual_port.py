"""A port that web pages for everybody do not use.

Why: weak; some office servers do, and so do pages put up on broken-into machines.

Flags:
    http://example.com:8088/login      # another port
    https://example.com:2083/          # a control panel's
Passes:
    https://example.com/               # none given
    https://example.com:443/           # the usual one
    http://192.168.1.1:8080/           # inside the house
    http://localhost:3000/             # this machine
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..link import UNUSUAL_FORM, Link
from .insecure_http import is_inside

NEEDS = UNUSUAL_FORM


def check(link: Link, context: Context) -> Iterator[Finding]:
    url = link.url
    if url and url.port and url.host and url.scheme in ("http", "https") and not is_inside(url.host):
        yield Finding("unusual_port", {"port": str(url.port)})
