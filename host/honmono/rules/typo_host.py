"""One slip of the finger away from a brand's name.

Why: amazom.com, amazonn.com, aamzon.com: registered for people who mistype, and used in mail because few notice.
Guards as in Chromium's lookalike checks: five letters or more; not when only the first letter, a hyphen or trailing
digits differ; not ordinary words; not popular sites.

Flags:
    http://amazom.com/           # a neighbouring key
    http://amazonn.com/          # a letter twice
    http://amaozn.com/           # two letters swapped
    http://micrsoft.com/         # a letter left out
Passes:
    https://amazon.com/          # the owner's own
    http://amazone.de/           # a German word
    http://lamazon.org/          # the first letter only
    http://amazon2.com/          # digits at the end only: brand_in_host speaks of it
    http://chasse.fr/            # a neighbour of a short, common word
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import Host
from ..imitation import MIN_NEAR, Hit


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.shared or context.catalogue.is_popular(host) or context.catalogue.is_restricted(host):
        return
    for hit in context.hits_of(host, "near"):
        if hit.where != "core" or not hit.whole or hit.common or is_innocent(hit) or is_word(hit.part, context):
            continue
        yield Finding("typo_host", {**context.brand(hit.owner), "domain": host.shown, "part": hit.part})


def is_innocent(hit: Hit) -> bool:
    """Too short, or different in the first letter, a hyphen or trailing digits only."""
    part, token = hit.part, hit.token
    if min(len(part), len(token)) < MIN_NEAR or part[1:] == token or part == token[1:]:
        return True
    return part.replace("-", "") == token.replace("-", "") or part.rstrip("0123456789") == token.rstrip("0123456789")


def is_word(part: str, context: Context) -> bool:
    return part in context.knowledge.words
