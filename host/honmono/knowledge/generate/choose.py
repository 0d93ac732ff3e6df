"""Which candidates become rows, with which names and domains: everything doubtful is left out here.

Each step takes candidates and gives candidates; what it drops goes to the report with the reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from ... import names as name_keys
from .candidates import Candidate
from .curated import Curated
from .domains import Domains
from .guards import Guards, fold, is_cjk_short
from .hand import LEFT_OUT, TABLES

_LONGEST_NAME = 60
_KNOWN = 12.0  # so well known that two ordinary words alone in a sender's name may well mean it
_KEPT: set[str] = set(TABLES["names_kept"])
_WANTED: dict[str, float] = TABLES["wanted"]


class Report:
    """What was dropped and why; printed by the command, so that a person can look through it."""

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = defaultdict(list)

    def add(self, reason: str, what: str) -> None:
        """Note one thing under a reason."""
        self.lines[reason].append(what)


def without_curated(candidates: list[Candidate], curated: Curated, domains: Domains, report: Report) -> list[Candidate]:
    """Drop whoever is curated already, and names that hold a curated name ("Amazon Locker")."""
    kept = []
    for candidate in candidates:
        owners = {curated.domains[domain] for domain in candidate.sites if domain in curated.domains}
        owners |= {curated.keys[key] for key in map(name_keys.key_of, candidate.all_names()) if key in curated.keys}
        labels = {domains.label(domain) for domain in candidate.sites}
        owners |= {curated.tokens[label] for label in labels if label in curated.tokens}
        if owners:
            more = sorted(set(candidate.sites) - curated.domains.keys())
            if more:
                whose = "/".join(sorted(owners))
                report.add("more domains of curated owners", f"{whose}: {' '.join(more)} ({candidate.name})")
            continue
        for spellings in candidate.names.values():
            for name in list(spellings):
                owner = curated.named_in(name)
                if owner:
                    report.add("names that hold a curated name", f"{name} ({owner})")
                    spellings.remove(name)
        kept.append(candidate)
    return [candidate for candidate in kept if candidate.all_names()]


def merged(candidates: list[Candidate], domains: Domains) -> list[Candidate]:
    """One owner for those with the same name and the same label: Orange of France and Orange of Poland."""
    found: dict[tuple[str, str], Candidate] = {}
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (-one.weight, one.key)):
        places = {(fold(candidate.name) or candidate.name, domains.label(domain)) for domain in candidate.sites}
        first = next((found[place] for place in sorted(places) if place in found), None)
        if first is None:
            kept.append(candidate)
            first = candidate
        else:
            for language, spellings in candidate.names.items():
                for name in spellings:
                    first.add_name(language, name)
            for domain, site in candidate.sites.items():
                first.sites.setdefault(domain, site)
            first.short |= candidate.short
            first.claimed |= candidate.claimed
            first.source = [*first.source, *(source for source in candidate.source if source not in first.source)]
            first.weight += 1
        for place in places:
            found.setdefault(place, first)
    return kept


def without_shared_domains(candidates: list[Candidate], domains: Domains, report: Report) -> list[Candidate]:
    """A domain that several owners give as theirs belongs to the one that is named like it, or to none of them."""
    holders: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for domain in candidate.sites:
            holders[domain].append(candidate)
    for domain, several in holders.items():
        if len(several) == 1:
            continue
        label = domains.label(domain)
        plain = label.replace("-", "")
        named = [one for one in several if plain == fold(one.name)] or [
            one for one in several if plain in {fold(name) for name in one.all_names()}
        ]
        keeper = max(named, key=lambda one: (one.weight, one.key), default=None)
        for one in several:
            if one is not keeper:
                del one.sites[domain]
                report.add("domains of several owners", f"{domain}: {one.name} ({one.key})")
    return [candidate for candidate in candidates if candidate.sites]


def with_good_names(
    candidates: list[Candidate],
    guards: Guards,
    namesakes: dict[str, dict[str, set[str]]],
    domains: Domains,
    report: Report,
) -> tuple[list[Candidate], dict[str, set[str]]]:
    """Drop names that are words, places, people or too long; give the names that only count alone, by candidate key."""
    common: dict[str, set[str]] = {}
    sharing = Counter(name_keys.key_of(name) for one in candidates for name in {*map(str, one.all_names())})
    kept = []
    for candidate in candidates:
        labels = {domains.label(domain) for domain in candidate.sites}
        weak = set()
        for spellings in candidate.names.values():
            for name in list(spellings):
                fault = _name_fault(name, candidate, guards)
                if fault:
                    spellings.remove(name)
                    report.add(fault, f"{name} ({candidate.key})")
                    continue
                others = namesakes.get(fold(name) or name.lower(), {}).values()
                shared = sharing[name_keys.key_of(name)] > 1 or any(not labels & other for other in others)
                if shared or _is_weak(name, candidate, guards):
                    weak.add(name)
        candidate.names = {language: spellings for language, spellings in candidate.names.items() if spellings}
        if not candidate.names:
            continue
        if candidate.name not in candidate.all_names():
            candidate.name = _plainest(candidate.all_names(), weak)
        common[candidate.key] = weak
        kept.append(candidate)
    return kept, common


def _plainest(names: list[str], weak: set[str]) -> str:
    """The name to show: one that counts anywhere, in Latin letters, short."""
    return min(names, key=lambda name: (name in weak, not fold(name), len(name), name))


def _name_fault(name: str, candidate: Candidate, guards: Guards) -> str:
    plain = name_keys.key_of(name)
    key = fold(name) or (plain if plain.isascii() else "")
    if name in LEFT_OUT["name"]:
        return "names left out by hand"
    if len(name) > _LONGEST_NAME or len(plain) < 2 or plain.isdigit():
        return "names too long, too short or numbers"
    if plain.isascii() and (len(plain) < 3 or (len(plain) == 3 and not name.isupper())) and name not in _KEPT:
        return "names too long, too short or numbers"
    if not any(char.isalpha() for char in name) or any(char in name for char in "<>{}|\\"):
        return "names that are none"
    if name in _KEPT:
        return ""
    if guards.is_person(name) or key in guards.persons or plain in guards.foreign:
        return "names that are people"
    if key in guards.common:
        return "names that are words"
    if key and key in guards.places and len(name.split()) == 1:
        return "names that are places"
    if len(name.split()) == 2 and candidate.weight < _KNOWN and guards.is_made_of_words(name):
        return "names of ordinary words only"
    return ""


def _is_weak(name: str, candidate: Candidate, guards: Guards) -> bool:
    plain = name_keys.key_of(name)
    if name in candidate.short or is_cjk_short(plain) or (plain.isascii() and len(plain) <= 4):
        return True
    if not plain.isascii() and not name_keys.is_cjk(plain[0]) and len(plain) <= 4:
        return True
    return guards.is_made_of_words(name) or _may_be_a_surname(name, plain)


def _may_be_a_surname(name: str, plain: str) -> bool:
    """One short word in an alphabet that says nothing of a trade: Vorwerk is a company, and Hans Vorwerk a person."""
    if len(name_keys.split_words(name).words) > 1 or name_keys.is_cjk(plain[0]) or any(map(str.isdigit, plain)):
        return False
    camel = any(char.isupper() for char in name[1:]) and not name.isupper()
    return len(plain) <= 10 and not camel and not any(part in plain for part in TABLES["trade"])


def large_enough(candidates: list[Candidate], report: Report) -> list[Candidate]:
    """The larger ones of each group."""
    kept = []
    for candidate in candidates:
        if candidate.key in LEFT_OUT["id"]:
            continue
        if candidate.weight >= _WANTED[candidate.group]:
            kept.append(candidate)
        else:
            report.add("too small", f"{candidate.name} ({candidate.key})")
    return kept
