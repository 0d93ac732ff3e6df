"""Exactly a brand's name, under a suffix where the brand has no site.

Why: amazon.icu is cheap to register and looks official. Owners hold names under many suffixes that no catalogue
knows, so: danger under a suffix that fraud favours or in a mail that speaks as the brand, otherwise caution, and weak
under a country's suffix and .com, where a known name is seldom left to others.

Flags:
    http://amazon.icu/            # a suffix the owner does not use
    http://paypal.top/            # likewise
    http://netflix.tk/            # favoured by fraud
Passes:
    https://www.amazon.com/       # the owner's own
    https://amazon.co.jp/         # the owner's own
    http://target.org/            # an ordinary word
    http://line.org/              # an ordinary word
    http://amazon.gov/            # only a government can register there
    http://amazon.comm/           # a suffix that does not exist
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import ABUSED, Host
from ..imitation import Hit


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.shared or context.catalogue.is_popular(host) or context.catalogue.is_restricted(host):
        return
    for hit in context.hits_of(host, "exact"):
        if hit.where != "core" or hit.common or not host.has_listed_suffix:
            continue
        yield Finding(
            "brand_other_suffix", {**context.brand(hit.owner), "domain": host.shown}, grade(hit, host, context)
        )


def grade(hit: Hit, host: Host, context: Context) -> str:
    """ "" (sure), "plain", "country": see above."""
    if context.backs(hit.owner) or host.suffix_bits & ABUSED:
        return ""
    usual = is_country(host.suffix) or host.suffix == "com"
    return "country" if usual and not context.pressure else "plain"


def is_country(suffix: str) -> bool:
    """Two-letter top level domains are countries' (ISO 3166-1; RFC 1591)."""
    return len(suffix.rpartition(".")[2]) == 2
