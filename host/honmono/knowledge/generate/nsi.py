"""Owners of name-suggestion-index: brands and operators of OpenStreetMap, with names by language and, from Wikidata,
their official websites (https://github.com/osmlab/name-suggestion-index, BSD-3-Clause)."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from .candidates import Candidate
from .domains import Domains, is_front_page
from .guards import fold, keys_of
from .hand import TABLES
from .packages import Packages

PACKAGE = "name-suggestion-index"
_TREES = ("brands/", "operators/", "transit/")
# Which tags name the thing that an id is of: a brand's entry may also tell who operates it.
_NAMES_OF = {
    "brand:wikidata": ("name", "brand", "official_name", "alt_name", "short_name"),
    "operator:wikidata": ("operator",),
    "network:wikidata": ("network",),
}
_NAMED = re.compile(r"(name|brand|operator|network|official_name|alt_name|short_name)(?::([a-z]{2,3})(?:-(\w+))?)?$")
_GROUPS: dict[str, list[str]] = TABLES["groups"]
_LEFT_OUT: set[str] = {path for paths in TABLES["left_out"].values() for path in paths}
_LANGUAGES: dict[str, str] = TABLES["languages"]
_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "HEBREW": "he", "GREEK": "el", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "KHMER": "km", "MYANMAR": "my", "LAO": "lo",
    "CJK": "zh", "CYRILLIC": "ru", "ARABIC": "ar",
}  # fmt: skip


_POSTS = frozenset(("post", "posta", "poste"))
_AFFIXES = {*TABLES["affixes"], *_LANGUAGES}
_MORE_LANGUAGES = "nan hak yue ur hi pa kn ga mr sd ta lb te gv cy af xh ca or ml ms mi tl".split()
_KNOWN_LANGUAGES = {*_LANGUAGES.values(), *_MORE_LANGUAGES}
_NOT_IN_LATIN = frozenset("ja zh ko th he ar fa el ru bg uk ka hy hi".split())


class Entry(NamedTuple):
    """One entry about an id: its category, where it is found, and its names as (matched tag, value)."""

    path: str
    countries: set[str]
    names: list[tuple[re.Match[str], str]]


class Index:
    """The package's files, and what can be asked of them."""

    def __init__(self, packages: Packages, domains: Domains) -> None:
        self._package = packages[PACKAGE]
        dist = packages.path(PACKAGE) / "dist"
        self._tree = json.loads((dist / "json" / "nsi.min.json").read_text("utf-8"))["nsi"]
        self.facts = json.loads((dist / "wikidata" / "wikidata.min.json").read_text("utf-8"))["wikidata"]
        self._domains = domains
        self._counts: Counter[str] = Counter()
        for file in ("brands_keep", "operators_keep", "transit_keep"):
            kept = json.loads((dist / "json" / "filtered" / f"{file}.min.json").read_text("utf-8"))["keep"]
            for path, count in kept.items():
                self._counts[path.partition("|")[2]] += count

    def items(self) -> dict[str, list[Entry]]:
        """Wikidata id → its entries."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for path, category in sorted(self._tree.items()):
            if path.startswith(_TREES):
                for item in category["items"]:
                    tags = item["tags"]
                    named = [(match, value) for key, value in tags.items() if (match := _NAMED.match(key))]
                    for tag, kinds in _NAMES_OF.items():
                        if tag in tags:
                            names = [(match, value) for match, value in named if match[1] in kinds]
                            found[tags[tag]].append(Entry(path, _countries(item), names))
        return found

    def candidates(self) -> Iterator[Candidate]:
        """All entries with a website of their own and a group that matters, in order of their ids."""
        for qid, items in sorted(self.items().items()):
            fact = self.facts.get(qid) or {}
            group = _group_of([entry.path for entry in items])
            if not group or fact.get("dissolutions"):
                continue  # a company that is no more may have let its domain go
            urls = [url for url in fact.get("officialWebsites") or [] if "http" in url[:5]]
            candidate = Candidate(qid, "", group, [self._package.source, f"Wikidata {qid}"], self._package.date)
            self._add_names(candidate, items, fact)
            website = (fact.get("identities") or {}).get("website", "")
            homes = {place.partition("-")[0] for entry in items for place in entry.countries} | {"com"}
            self._add_sites(candidate, urls, website, fact.get("label", ""), homes)
            if candidate.names and candidate.sites:
                candidate.weight = self._weight(candidate, items, fact)
                yield candidate

    def websites(self) -> Iterator[tuple[str, str]]:
        """`(Wikidata id, URL)` of every official website, whatever it is of."""
        for qid, fact in sorted(self.facts.items()):
            if not fact.get("dissolutions"):
                for url in fact.get("officialWebsites") or []:
                    yield qid, url

    def namesakes(self) -> dict[str, dict[str, set[str]]]:
        """Folded name → Wikidata id of each that is called so and has a website → the labels of its websites."""
        holders: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for qid, items in self.items().items():
            urls = (self.facts.get(qid) or {}).get("officialWebsites") or []
            labels = {self._domains.label(domain) for domain in map(self._domains.registrable, urls) if domain}
            for entry in items if labels else ():
                for _match, value in entry.names:
                    holders[fold(value) or value.lower()][qid] = labels
        return holders

    def _add_names(self, candidate: Candidate, items: list[Entry], fact: dict[str, Any]) -> None:
        votes: Counter[str] = Counter()
        later: list[tuple[str, str]] = []
        for entry in items:
            for match, value in entry.names:
                for name in map(str.strip, value.split(";")):
                    tagged = match[2] if match[2] in _KNOWN_LANGUAGES and match[3] in (None, "Hant", "Hans") else ""
                    language = tagged or _language(name, entry.countries)
                    if match[1] in ("short_name", "alt_name"):
                        candidate.short.add(name)
                        later.append((language, name))
                    elif match[1] == "official_name" or match[2]:
                        later.append((language, name))
                    else:
                        votes[name] += 1 + 2 * entry.path.startswith("brands")
                        candidate.add_name(language, name)
        for language, name in later:
            candidate.add_name(language, name)
        if fact.get("label") and fold(fact["label"]) in {fold(name) for name in candidate.all_names()} - {""}:
            votes[fact["label"]] += 1
            candidate.add_name(_language(fact["label"], set()), fact["label"])
        if votes:
            candidate.name = min(votes, key=lambda name: (-votes[name], len(name), name))
        elif candidate.names:
            candidate.name = candidate.all_names()[0]

    def _add_sites(self, candidate: Candidate, urls: list[str], main: str, called: str, homes: set[str]) -> None:
        """The main website if its registrable domain is named like the owner or short for its name (`called`: what
        Wikidata calls it; `homes`: suffixes of its countries), and the others that are named like it."""
        keys = keys_of(candidate.all_names())
        if keys:
            keys |= keys_of([called])
        found = [(url, self._domains.registrable(url)) for url in sorted(urls, key=lambda url: url != main)]
        labels = Counter(self._domains.label(domain) for _, domain in found if domain)
        candidate.claimed = {domain for _, domain in found if domain}
        for number, (url, domain) in enumerate(found):
            if not domain or self._domains.is_shared(domain) or self._domains.is_public(domain):
                continue
            label = self._domains.label(domain)
            # A secondary site under a name of its own may be a partner's, a landlord's or a lapsed campaign.
            home = domain.rpartition(".")[2] in homes
            plausible = is_short_for(label, keys) or (home and (not candidate.name.isascii() or label in _POSTS))
            named = is_named_like(label, keys) or (is_front_page(url) and plausible)
            if (number == 0 and named) or belongs(label, keys) or labels[label] > 2:
                candidate.sites.setdefault(domain, self._domains.site(url) if is_front_page(url) else domain)

    def _weight(self, candidate: Candidate, items: list[Entry], fact: dict[str, Any]) -> float:
        places = set().union(*(entry.countries for entry in items))
        count = max((self._counts[name] for name in candidate.all_names()), default=0)
        return (
            1.5 * math.log2(1 + count)
            + 1.0 * min(len(places), 10)
            + 4.0 * ("001" in places)
            + 0.5 * len(fact.get("identities") or {})
            + 1.0 * min(len(candidate.names), 5)
            + 1.0 * min(len(candidate.sites) - 1, 6)
            - 4.0 * all("." in place or "-" in place for place in places)  # one town or state only
        )


def is_named_like(label: str, keys: set[str]) -> bool:
    """The label is a name, holds one (of five letters, or at an end), or is a good part of one."""
    plain = label.replace("-", "")
    for key in keys:
        if plain == key or (len(key) >= 5 and key in plain):
            return True
        if len(key) >= 3 and (plain.startswith(key) or plain.endswith(key)):
            return True
        if len(plain) >= 4 and plain in key and (2 * len(plain) >= len(key) or key.startswith(plain)):
            return True
    return False


def is_short_for(label: str, keys: set[str]) -> bool:
    """The label is made of letters of a name in their order, from the first on (bldr of Builders FirstSource), or is an
    end of it (posta of Hrvatska pošta); or there is no name in Latin letters to compare with."""
    plain = label.replace("-", "")
    return not keys or any(
        (key[0] == plain[0] and _is_within(plain, key)) or (len(plain) >= 4 and key.endswith(plain)) for key in keys
    )


def _is_within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def belongs(label: str, keys: set[str]) -> bool:
    """The label is one of the names, alone or with a country or a word of companies at either end (boschgroup)."""
    plain = label.replace("-", "")
    for key in keys:
        if len(key) >= 3 and key in plain:
            before, _, after = plain.partition(key)
            if all(not rest or rest in _AFFIXES for rest in (before, after)):
                return True
    return False


def _group_of(paths: list[str]) -> str:
    votes: Counter[str] = Counter()
    for path in paths:
        for group, prefixes in _GROUPS.items():
            if path not in _LEFT_OUT and any(
                path == prefix or (prefix.endswith("/") and path.startswith(prefix)) for prefix in prefixes
            ):
                votes[group] += 3 if path.startswith("brands") else 1
                break
    return min(votes, key=lambda group: (-votes[group], list(_GROUPS).index(group))) if votes else ""


def _countries(item: dict[str, Any]) -> set[str]:
    """Country codes, "001" for the world, a state's code for a part of a country; places by coordinates as "-"."""
    found = set()
    for place in item.get("locationSet", {}).get("include", []):
        found.add(place.removesuffix(".geojson") if isinstance(place, str) else "-")
    return found


def _language(name: str, countries: set[str]) -> str:
    """The language of a name without a tag: its script's, else its only country's, else "mul"."""
    script = next((unicodedata.name(char, "").split()[0] for char in name if char.isalpha()), "LATIN")
    scripts = {unicodedata.name(char, "").split()[0] for char in name if char.isalpha()}
    homes = {_LANGUAGES.get(place.partition("-")[0]) for place in countries}
    home = next(iter(homes)) if len(homes) == 1 else None
    if scripts & {"HIRAGANA", "KATAKANA"} or (script == "CJK" and homes == {"ja"}):
        return "ja"
    if script == "LATIN":
        return home if home and home not in _NOT_IN_LATIN else "mul"
    if script in ("CYRILLIC", "ARABIC", "DEVANAGARI") and home:
        return home
    return _SCRIPTS.get(script, "mul")
