"""A company's name over an address from a free mail service.

Why: companies write from their own domain. Said beside sender_brand_mismatch when the name is clear, and alone
(caution) when the name is an ordinary word among others and the mail presses.

Flags:
    Amazon <service.amazon@gmail.com>          # the name
    UPS Paket <ups@gmail.com> | Your parcel could not be delivered   # an ordinary word among others, and pressing
Passes:
    Hanako Orange <hanako@gmail.com>           # an ordinary word, presses nobody
    Gmail Team <x@gmail.com>                   # the service's own name
    Hanako Visa Tanaka <hanako@example.com>    # no free mail
    花子 <hanako@yahoo.co.jp>                   # a person
    Amazon <x@amazon.co.jp>                    # the owner's own
    Hanako Suzuki <hanako.apple@gmail.com>     # the name is a person's
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..mail import Sender


def check(sender: Sender, context: Context) -> Iterator[Finding]:
    catalogue = context.catalogue
    if sender.host is None or not catalogue.lends_addresses(sender.host):
        return
    for claim in context.sender_claims:
        sure = claim.how != "loose" and claim.owner.curated
        if (sure or context.pressure) and not catalogue.belongs_to(sender.host, claim.owner):
            yield Finding("sender_freemail_brand", {**context.brand(claim.owner), "domain": sender.host.shown})
            return
