"""The sender's address is none: its domain cannot exist.

Why: no-reply@✔️CloudSupport✔️ and free@tools,com come from programs that forge mail in bulk; a mail system cannot
answer them. Names inside a house (root@localhost, x@server.local) are ordinary, so a domain of one label or an unknown
suffix counts only in mail that presses. DESIGN.md had no rule for it; real mail shows it.

Flags:
    X <no-reply@✔CloudSupport✔>          # signs that no domain has
    X <no-reply@transfermarkt,de>        # a comma
Passes:
    X <root@localhost>                   # this machine
    X <x@server.local>                   # inside a house
    X <x@example.com>                    # an address
    X <x@münchen.de>                     # in another script
    X <ｘ@ｅｘａｍｐｌｅ.com>               # fullwidth
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..lazy import pattern
from ..mail import Sender

_DOMAIN = pattern(r"\[[0-9a-fA-F:.]+\]|[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")


def check(sender: Sender, context: Context) -> Iterator[Finding]:
    if sender.address and (is_impossible(sender) or (context.pressure and is_unknown(sender, context))):
        yield Finding("unreadable_sender", {"shown": sender.address})


def is_impossible(sender: Sender) -> bool:
    """No domain, or characters that no domain has (RFC 5321 §2.3.5; underscores are seen)."""
    return sender.host is None or not _DOMAIN.fullmatch(sender.host.name) or ".." in sender.host.name


def is_unknown(sender: Sender, context: Context) -> bool:
    """One label, or a suffix that is not on the public suffix list."""
    host = sender.host
    return host is not None and not host.ip and not host.has_listed_suffix
