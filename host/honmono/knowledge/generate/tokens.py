"""Which labels stand for a generated owner in host names. When in doubt, none: a row without tokens still makes its
owner's mail known, while a token that is somebody else's word makes false alarms."""

from __future__ import annotations

from collections import defaultdict

from .candidates import Candidate
from .curated import Curated
from .domains import Domains
from .guards import Guards, fold

_SHORTEST = 6  # letters, of a label that counts inside longer ones
_NEAR_CHECKED = 8  # below, a label has so many neighbours that ordinary words and other sites are among them


class Neighbours:
    """Words and labels of sites, to ask whether something else is one edit away from a label or holds it."""

    def __init__(self, labels: dict[str, set[str]], guards: Guards) -> None:
        self._labels = labels  # registrable label → domains
        self._near: dict[str, set[str]] = defaultdict(set)
        self._inside: dict[str, set[str]] = defaultdict(set)
        for label in labels:
            if _SHORTEST - 1 <= len(label) <= _NEAR_CHECKED:
                for variant in _variants(label):
                    self._near[variant].add(label)
            for part in {label, label.replace("-", "")}:
                for start in range(len(part) - _SHORTEST + 1):
                    self._inside[part[start : start + _SHORTEST]].add(label)
        self._words: dict[str, set[str]] = defaultdict(set)
        for word in guards.common:
            if _SHORTEST - 1 <= len(word) <= _NEAR_CHECKED + 1:
                for variant in _variants(word):
                    self._words[variant].add(word)
        self._holding: dict[str, set[str]] = defaultdict(set)
        for word in guards.words | guards.places | guards.persons:
            for start in range(len(word) - _SHORTEST + 1):
                self._holding[word[start : start + _SHORTEST]].add(word)

    def near(self, label: str) -> set[str]:
        """Other words and labels of sites within one edit (two for a letter exchanged) of a short label."""
        if len(label) > _NEAR_CHECKED:
            return set()
        found: set[str] = set()
        for variant in _variants(label):
            found |= self._near[variant] if variant in self._near else set()
            found |= self._words[variant] if variant in self._words else set()
        return found - {label}

    def others_with(self, label: str, own: set[str]) -> set[str]:
        """Domains of others whose label holds this one, or is it."""
        longer = {other for other in self._inside.get(label[:_SHORTEST], ()) if label in other.replace("-", "")}
        return {domain for other in longer for domain in self._labels[other]} - own

    def words_with(self, label: str) -> set[str]:
        """Longer words that hold the label."""
        return {word for word in self._holding.get(label[:_SHORTEST], ()) if label in word and word != label}


def _variants(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def tokens_of(
    candidate: Candidate, domains: Domains, guards: Guards, neighbours: Neighbours, curated: Curated
) -> tuple[list[str], list[str]]:
    """`(host_tokens, common_tokens)`, sorted; the second is a subset of the first, as in the curated rows."""
    keys = {fold(name) for name in candidate.all_names()} - {""}
    labels = {domains.label(domain) for domain in candidate.sites}
    sure, common = set(), set()
    for label in labels:
        plain = label.replace("-", "")
        if plain not in keys or not label.isascii() or len(plain) < 4 or plain.isdigit():
            continue
        if label in curated.tokens or label in curated.common_tokens or curated.token_in(label):
            continue
        if _stands_for_one(plain, set(candidate.sites), guards, neighbours):
            sure.add(label)
        elif len(plain) >= 5 and not guards.is_ordinary(plain):
            common.add(label)
    return sorted(sure | common), sorted(common)


def _stands_for_one(plain: str, own: set[str], guards: Guards, neighbours: Neighbours) -> bool:
    if len(plain) < _SHORTEST or not plain.isalpha() or guards.is_ordinary(plain) or guards.pieces(plain) <= 3:
        return False
    if neighbours.words_with(plain) or neighbours.near(plain):
        return False
    return not neighbours.others_with(plain, own)
