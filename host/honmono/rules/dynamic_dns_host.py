"""A name from a service that gives one to anybody's computer at once, without registration.

Why: a year of Japanese phishing lives on names of dynamic DNS; no company writes from there. People run their own
servers so, hence caution. The services: data/lists/dynamic_dns.txt.

Flags:
    http://ygqctejdba.duckdns.org/        # a random name
    http://my-shop.ddns.net/              # any name
Passes:
    https://www.duckdns.org/              # the service's own site
    https://duckdns.example.com/          # only named so
    https://example.com/duckdns.org/      # in the path
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import DYNAMIC_DNS, Host


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.suffix_bits & DYNAMIC_DNS and host.core not in ("", "www"):
        yield Finding("dynamic_dns_host", {"domain": host.shown})
