"""No encryption: http, not https.

Why: weak by itself (old mail and small sites still use it), but a shop or bank that asks for data does not.

Flags:
    http://example.com/            # plain http
    http://example.com:8080/       # on another port
Passes:
    https://example.com/           # encrypted
    http://192.168.1.1/            # inside the house
    http://localhost:3000/         # this machine
    mailto:info@example.com        # mail
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import Host
from ..link import UNUSUAL_FORM, Link
from .ip_address_host import is_local

NEEDS = UNUSUAL_FORM


def check(link: Link, context: Context) -> Iterator[Finding]:
    url = link.url
    if url and url.scheme == "http" and url.host and not is_inside(url.host):
        yield Finding("insecure_http", {})


def is_inside(host: Host) -> bool:
    """This machine, or an address inside the house."""
    return host.name == "localhost" or (host.ip and is_local(host.name))
