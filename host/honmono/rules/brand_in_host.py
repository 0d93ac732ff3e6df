"""A brand's name inside a longer name that is registered by somebody else.

Why: newnamecardamazon.icu is not Amazon's; anybody may register a name that holds another's. So do owners themselves,
their customers and fans (samsungcloudsolution.com), hence in steps: danger when the rest of the label lures (login,
card, new, account, …) under a suffix that fraud favours or in a mail that presses, or when the mail speaks as the
brand; caution when it only lures; weak otherwise.

Flags:
    http://cardservices.newnamecardamazon.icu/   # new, name, card + amazon
    http://newnamecardamazonmail.cyou/           # around it
    http://amazon-security-check.com/            # with hyphens
    http://apple-id-login.top/                   # a common word, but among luring parts
    http://wellsfargobuilders.com/               # weak: the rest lures nobody
Passes:
    https://www.amazon.co.jp/                    # the owner's own
    http://pineapple.com/                        # apple inside an ordinary word
    http://apple-orchards.org/                   # a common word among ordinary ones
    http://purchase-orders.com/                  # chase inside purchase
    http://online.example.com/                   # line inside online
    http://amazonas-reisen.de/                   # the river
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import ABUSED, Host
from ..imitation import Hit
from ..labels import is_bait, splits_into_words


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.shared or context.catalogue.is_popular(host) or context.catalogue.is_restricted(host):
        return
    for hit in context.hits_of(host, "part", "inside"):
        if hit.where != "core" or stands_inside_a_word(hit, context):
            continue
        lures = rest_lures(hit, context)
        if lures or not hit.common:
            params = {**context.brand(hit.owner), "domain": host.shown, "part": hit.part}
            yield Finding("brand_in_host", params, grade(hit, lures, host, context))


def grade(hit: Hit, lures: bool, host: Host, context: Context) -> str:
    """ "" (sure), "lure", "loose": see above."""
    favoured = context.pressure or host.suffix_bits & ABUSED
    if context.backs(hit.owner) or (lures and favoured):
        return ""
    return "lure" if favoured or (lures and hit.owner.curated) else "loose"


def stands_inside_a_word(hit: Hit, context: Context) -> bool:
    """pineapple, purchase, amazonas: the letters belong to an ordinary word that is longer than the name."""
    parts = [part for part in hit.label.split("-") if hit.part in part and part != hit.part]
    return any(_covered_by_word(part, hit.part, context) for part in parts)


def _covered_by_word(part: str, token: str, context: Context) -> bool:
    at = part.find(token)
    for start in range(at + 1):
        for stop in range(at + len(token), len(part) + 1):
            if stop - start > len(token) and part[start:stop] in context.knowledge.words:
                return True
    return False


def rest_lures(hit: Hit, context: Context) -> bool:
    """Whether what stands around the name is made of luring words and numbers, at least one of them luring."""
    before, _, after = hit.label.partition(hit.part)
    pieces = [piece for side in (before, after) for piece in side.split("-") if piece]
    words = [word for piece in pieces for word in (splits_into_words(piece, context.knowledge) or [""])]
    return bool(words) and all(words) and any(_is_lure(word, context) for word in words)


def _is_lure(word: str, context: Context) -> bool:
    """Center and arena lure nobody: barclayscenter.com is a building that bears its sponsor's name."""
    return is_bait(word, context.knowledge) and not context.knowledge.in_list("venue_words", word)
