"""A brand's name or whole address stands in front of somebody else's domain.

Why: people read from the left; amazon.co.jp.evil.icu begins like Amazon's address and belongs to evil.icu.

Flags:
    http://amazon.co.jp.evil.icu/            # the whole domain, with dots
    http://amazon-co-jp.evil.icu/            # the whole domain, with hyphens
    http://www.amazon.co.jp.dfaddfg.shop/ap/signin   # with www in front
    http://paypal.account-check.icu/         # the name alone: caution
Passes:
    https://www.amazon.co.jp/                # the owner's own
    https://pay.amazon.co.jp/                # the owner's own, deeper
    https://line.example.com/                # a short, ordinary word
    https://au.example.com/                  # two letters, also a country
    https://apple.orchard.example.org/       # an ordinary word
    https://airbnb.sng.link/A1/b2            # a service that counts clicks names its customers so
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import MAIL_SERVICE, POPULAR, Host


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.domain_bits & (POPULAR | MAIL_SERVICE):
        return
    for hit in context.hits_of(host, "embedded", "exact", "part", "inside"):
        if hit.where != "sub" or hit.common or context.catalogue.is_restricted(host):
            continue
        grade = "" if hit.kind == "embedded" else "word"
        yield Finding("brand_in_subdomain", {**context.brand(hit.owner), "domain": host.shown, "part": hit.part}, grade)
