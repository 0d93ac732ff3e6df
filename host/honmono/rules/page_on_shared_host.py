"""A mail that presses, and a link to a page that anybody could have put there.

Why: half of real phishing mail hides behind storage buckets, free hosting and cloud functions
(storage.googleapis.com/x/y.html, x.run.app). By itself it says nothing (weak); together with threats, deadlines or
prizes from a sender that is not known it is caution.

Flags:
    X <x@example.icu> | Your account is suspended | https://storage.googleapis.com/a/b.html [Update]  # a bucket
    X <x@example.icu> | Your account is suspended | https://x-abc-rj.a.run.app/a [Update]  # a function
Passes:
    X <x@example.icu> | Holiday pictures | https://storage.googleapis.com/a/b.html [Pictures]  # presses nobody
    X <x@example.icu> | Your account is suspended | https://www.example.icu/ [Update]  # a site
    Amazon <x@amazon.co.jp> | Your account is suspended | https://s3.amazonaws.com/a/b.html [Update]  # known sender
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import PAGE_HOST
from ..link import Link


def check(link: Link, context: Context) -> Iterator[Finding]:
    host = link.host
    if not context.pressure or host is None or context.known_sender:
        return
    if host.shared:
        yield Finding("page_on_shared_host", {"domain": host.registrable})
    elif host.name_bits & PAGE_HOST:
        yield Finding("page_on_shared_host", {"domain": host.name})
