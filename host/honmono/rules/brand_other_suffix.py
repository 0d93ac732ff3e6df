"""Exactly a brand's name, under a suffix where the brand has no site.

Why: amazon.icu is cheap to register and looks official. Under a country's suffix it may be a site of the brand that
the catalogue does not know, hence caution there.

Flags:
    http://amazon.icu/            # a suffix the owner does not use
    http://paypal.top/            # likewise
    http://netflix.tk/            # a country's suffix: caution
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
from ..hostnames import Host


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.shared or context.catalogue.is_popular(host) or context.catalogue.is_restricted(host):
        return
    for hit in context.hits_of(host, "exact"):
        if hit.where != "core" or hit.common or not context.knowledge.suffix_bits(host.suffix):
            continue
        grade = "country" if is_country(host.suffix) else ""
        yield Finding("brand_other_suffix", {**context.brand(hit.owner), "domain": host.shown}, grade)


def is_country(suffix: str) -> bool:
    """Two-letter top level domains are countries' (ISO 3166-1; RFC 1591)."""
    return len(suffix.rpartition(".")[2]) == 2
