"""Which labels stand for a generated owner in host names. When in doubt, none: a row without tokens still makes its
owner's mail known, while a token that is somebody else's word makes false alarms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ...confusables import deep_skeleton
from .candidates import Candidate
from .curated import Curated
from .domains import Domains
from .guards import Guards, keys_of
from .hand import LEFT_OUT

_SHORTEST = 6  # letters, of a label that counts inside longer ones
_NEAR_WORDS = 8  # up to here a label has so many neighbours that ordinary words are among them
_LONGEST = 24  # labels of sites that are asked for neighbours
_PIECE = 5  # letters by which the indexes find what holds a label (a shape may be one shorter than its label)


class Neighbours:
    """Words and labels of sites, to ask what is one edit away from a label, holds it, or looks like it.

    Labels are compared by their shapes (`deep_skeleton`): to the eye, "stihl" is "stihi".
    """

    def __init__(self, sites: Iterable[str], domains: Domains, guards: Guards) -> None:
        self._sites: dict[str, set[str]] = defaultdict(set)  # shape of a label → domains
        for site in sites:
            self._sites[_shape(domains.label(site))].add(site)
        self._near: dict[str, set[str]] = defaultdict(set)
        self._inside: dict[str, set[str]] = defaultdict(set)
        for shape in self._sites:
            for variant in _variants(shape) if len(shape) <= _LONGEST else ():
                self._near[variant].add(shape)
            for start in range(len(shape) - _PIECE + 1):
                self._inside[shape[start : start + _PIECE]].add(shape)
        self._words: dict[str, set[str]] = defaultdict(set)
        for word in guards.common:
            if _SHORTEST - 1 <= len(word) <= _NEAR_WORDS + 1:
                for variant in _variants(word):
                    self._words[variant].add(word)
        self._holding: dict[str, set[str]] = defaultdict(set)
        for word in guards.words | guards.places | guards.persons:
            for start in range(len(word) - _PIECE + 1):
                self._holding[word[start : start + _PIECE]].add(word)

    def near_words(self, label: str) -> set[str]:
        """Ordinary words at most two letters from a short label."""
        if len(label) > _NEAR_WORDS:
            return set()
        return {word for variant in _variants(label) for word in self._words.get(variant, ())} - {label}

    def near_sites(self, label: str, own: set[str]) -> set[str]:
        """Sites of others whose label is at most two letters from this one."""
        shape = _shape(label)
        shapes = {other for variant in _variants(shape) for other in self._near.get(variant, ())}
        return {site for other in shapes for site in self._sites[other]} - own

    def same_sites(self, label: str, own: set[str]) -> set[str]:
        """Sites of others whose label is this one to the eye."""
        return self._sites.get(_shape(label), set()) - own

    def sites_with(self, label: str, own: set[str]) -> set[str]:
        """Sites of others whose label holds this one, or is it, to the eye."""
        shape = _shape(label)
        longer = {other for other in self._inside.get(shape[:_PIECE], ()) if shape in other}
        return {site for other in longer for site in self._sites[other]} - own

    def words_with(self, label: str) -> set[str]:
        """Longer words that hold the label."""
        return {word for word in self._holding.get(label[:_PIECE], ()) if label in word and word != label}


def _shape(label: str) -> str:
    return deep_skeleton(label, None).replace("-", "") if label.isascii() else label  # type: ignore[arg-type]


def _variants(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def tokens_of(
    candidate: Candidate, domains: Domains, guards: Guards, neighbours: Neighbours, curated: Curated
) -> tuple[list[str], list[str]]:
    """`(host_tokens, common_tokens)`, sorted; the second is a subset of the first, as in the curated rows."""
    keys = keys_of(candidate.all_names())
    labels = {domains.label(domain) for domain in candidate.sites}
    sure, common = set(), set()
    for label in labels:
        plain = label.replace("-", "")
        if plain not in keys or not label.isascii() or len(plain) < 4 or plain.isdigit():
            continue
        if plain in LEFT_OUT["token"] or label in curated.common_tokens or curated.token_in(label):
            continue
        own = {*candidate.sites, *candidate.claimed}
        if _stands_for_one(plain, own, guards, neighbours):
            sure.add(label)
        elif len(plain) >= 5 and not guards.is_ordinary(plain) and not neighbours.same_sites(plain, own):
            common.add(label)
    return sorted(sure | common), sorted(common)


def _stands_for_one(plain: str, own: set[str], guards: Guards, neighbours: Neighbours) -> bool:
    if len(plain) < _SHORTEST or not plain.isalpha() or guards.is_ordinary(plain) or guards.pieces(plain) <= 3:
        return False
    if neighbours.words_with(plain) or neighbours.near_words(plain) or neighbours.near_sites(plain, own):
        return False
    return not neighbours.sites_with(plain, own)
