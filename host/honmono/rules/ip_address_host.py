"""A bare number instead of a name.

Why: no bank or shop sends people to an IP address; a name would have to be registered. Private and loopback addresses
(routers, office servers) are nobody's trap. The addresses by which public resolvers are known (1.1.1.1) are weak.

Flags:
    http://203.0.113.9/login        # a number
    http://[2001:db8::1]/           # in the newer form
    http://3405803785/              # the same number in one piece, as browsers accept it
    http://9.113.0.203.host.example.com/   # a machine's number as its name
    https://1.1.1.1/dns/            # a public resolver: weak
Passes:
    http://192.168.1.1/             # the router at home
    http://127.0.0.1:8080/          # this machine
    http://[::1]/                   # this machine
    http://10.0.0.7/wiki            # an office server
    https://1.example.com/          # a name
    https://v1.2.3.4.example.com/   # a version
    https://ec2.example.com/        # a name with a digit
    https://one.one.one.one/        # Cloudflare's resolver by its name
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import Host
from ..lazy import pattern


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.ip and not is_local(host.name):
        grade = "resolver" if context.knowledge.in_list("public_resolvers", host.name) else ""
        yield Finding("ip_address_host", {"domain": host.name}, grade)
    elif (len(host.sub) > 2 or "-" in host.name) and _NUMBERED.match(host.name):
        yield Finding("ip_address_host", {"domain": host.name}, "name")


# What providers call a rented machine that nobody named: 203-0-113-9.cloud.example, 9.113.0.203.host.example.
_NUMBERED = pattern(
    r"(?:[a-z]+-?)?(?:\d{1,3}[.-]){3}\d{1,3}\.(?:.+\.)?"
    r"(?:host|cloud|static|rev|dynamic|vps|ip|clients?|compute|ptr)\b"
)


def is_local(name: str) -> bool:
    """Private, loopback and link-local addresses (RFC 1918, RFC 4193, RFC 3927)."""
    import ipaddress  # only here: hosts are nearly always names

    if not name.startswith("["):
        first, second = (int(part) for part in name.split(".")[:2])
        return (
            first in (0, 10, 127)
            or (first, second) in ((169, 254), (192, 168))
            or (first == 172 and 16 <= second <= 31)
        )
    try:
        address = ipaddress.IPv6Address(name.strip("[]"))
    except ValueError:
        return False
    return address.is_loopback or address.is_link_local or address in ipaddress.IPv6Network("fc00::/7")
