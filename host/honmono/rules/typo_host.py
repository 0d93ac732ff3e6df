"""One slip of the finger away from a brand's name.

Why: amazom.com, amazonn.com, aamzon.com: registered for people who mistype, and used in mail because few notice.
Guards: names of five letters only when letters are swapped or doubled, of six also for a neighbouring key, longer ones
for any; not the first letter or trailing digits only, a hyphen only where fraud likes to be; no words or popular sites.

Flags:
    http://amazom.com/           # a neighbouring key
    http://amazonn.com/          # a letter twice
    http://amaozn.com/           # two letters swapped
    http://micrsoft.com/         # a letter left out
    http://ama-zon.icu/          # a hyphen, where fraud likes to be
Passes:
    https://amazon.com/          # the owner's own
    http://amazone.de/           # a German word
    http://lamazon.org/          # the first letter only
    http://ama-zon.com/          # a hyphen only
    http://amazon2.com/          # digits at the end only: brand_in_host speaks of it
    http://pinco.it/             # five letters, another word
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import ABUSED, Host
from ..imitation import Hit

_DIGITS = "0123456789"
_KEYS = {
    "q": "wa", "w": "qeas", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj", "i": "uojk", "o": "ipkl",
    "p": "ol", "a": "qwsz", "s": "awedxz", "d": "serfcx", "f": "drtgvc", "g": "ftyhbv", "h": "gyujnb", "j": "huikmn",
    "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.shared or context.catalogue.is_popular(host) or context.catalogue.is_restricted(host):
        return
    for hit in context.hits_of(host, "near"):
        if hit.where != "core" or not hit.whole or hit.common or hit.part in context.knowledge.words:
            continue
        favoured = context.backs(hit.owner) or host.suffix_bits & ABUSED
        if not is_innocent(hit) or (favoured and is_hyphen_only(hit)):
            yield Finding("typo_host", {**context.brand(hit.owner), "domain": host.shown, "part": hit.part})


def is_hyphen_only(hit: Hit) -> bool:
    return hit.part.replace("-", "") == hit.token.replace("-", "")


def is_innocent(hit: Hit) -> bool:
    """Too short for the kind of slip, or different in the first letter, a hyphen or trailing digits only."""
    part, token = hit.part, hit.token
    if part[1:] == token or part == token[1:] or part[0] != token[0]:
        return True
    if is_hyphen_only(hit) or part.rstrip(_DIGITS) == token.rstrip(_DIGITS):
        return True
    if len(token) > 6:
        return False
    return not (is_swap_or_repeat(part, token) or (len(token) == 6 and is_neighbour(part, token)))


def is_swap_or_repeat(part: str, token: str) -> bool:
    """The same letters in another order, or one of them twice: slips that no other word is made by."""
    if len(part) == len(token):
        return sorted(part) == sorted(token)
    longer, shorter = (part, token) if len(part) > len(token) else (token, part)
    return any(longer[:i] + longer[i + 1 :] == shorter and longer[i] == longer[i - 1] for i in range(1, len(longer)))


def is_neighbour(part: str, token: str) -> bool:
    """One letter is that of a neighbouring key (QWERTY), or differs by one bit (memory errors, "bit squatting")."""
    if len(part) != len(token):
        return False
    a, b = next(pair for pair in zip(part, token, strict=True) if pair[0] != pair[1])
    flipped = ord(a) ^ ord(b)
    return b in _KEYS.get(a, "") or a in _KEYS.get(b, "") or flipped & (flipped - 1) == 0
