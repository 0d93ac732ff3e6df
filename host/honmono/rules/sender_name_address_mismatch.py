"""The sender's name shows one address, the mail comes from another.

Why: "support@mybank.example" <x@evil.icu>: programs show the name, and people read it as the address. When the shown
domain is a known owner's, sender_brand_mismatch says so more clearly and this rule is quiet.

Flags:
    support@mybank.example.com <x@evil.icu>        # an address as the name
    no-reply@shop.example.org <bounce@mta.evil.icu>  # likewise
    www.mybank-example.com <x@evil.icu>            # a host as the name
Passes:
    info@example.com <info@example.com>            # the same
    info@example.com <bounce@mail.example.com>     # the same registrable domain
    Taro Yamada <taro@example.com>                 # a person
    Node.js Weekly <news@cooperpress.example>      # a name that has a dot
    amazon.co.jp <kefu@dfaddfg.shop>               # a known owner's: another rule
    support@mybank.example.com                     # no address is shown
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..claims import domains_in
from ..context import Context
from ..finding import Finding
from ..hostnames import same_site
from ..lazy import pattern
from ..mail import Sender

_AN_ADDRESS = pattern(r"\S+@\S+|\s*www\.\S+\s*", re.IGNORECASE)


def check(sender: Sender, context: Context) -> Iterator[Finding]:
    if sender.host is None or not _AN_ADDRESS.search(sender.name):
        return
    shown = domains_in(sender.name, context.catalogue)
    if not shown or any(same_site(host, sender.host) or context.catalogue.owner_of(host) for host in shown):
        return
    yield Finding("sender_name_address_mismatch", {"shown": shown[0].shown, "domain": sender.host.shown})
