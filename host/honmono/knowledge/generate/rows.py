"""Candidates as rows of the catalogue, in the schema of knowledge/owners.py."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .candidates import Candidate
from .curated import Curated
from .domains import Domains
from .guards import fold
from .hand import TABLES

# Country suffixes whose people read one language: the site to offer to its readers.
_READERS = {
    "jp": "ja", "de": "de", "fr": "fr", "es": "es", "it": "it", "nl": "nl", "pl": "pl", "pt": "pt", "br": "pt-BR",
    "kr": "ko", "tw": "zh-TW", "cn": "zh-CN", "tr": "tr", "se": "sv", "no": "no", "dk": "da", "fi": "fi", "cz": "cs",
    "hu": "hu", "ro": "ro", "gr": "el", "ru": "ru", "ua": "uk", "th": "th", "vn": "vi", "id": "id", "il": "he",
}  # fmt: skip


def row_of(
    candidate: Candidate, identifier: str, weak: set[str], tokens: tuple[list[str], list[str]], domains: Domains
) -> dict[str, Any]:
    """One row. Sites: the domain that is named like the owner and used most widely; each language its country's."""
    keys = {fold(name) for name in candidate.all_names()}
    main = min(candidate.sites, key=lambda domain: _rank(domain, keys, domains))
    sites = {"*": candidate.sites[main]}
    for domain in sorted(candidate.sites, key=len, reverse=True):
        reader = _READERS.get(domain.rpartition(".")[2])
        if reader and domain != main:
            sites[reader] = candidate.sites[domain]
    names = {language: candidate.names[language] for language in sorted(candidate.names)}
    return {
        "id": identifier,
        "name": candidate.name,
        "names": names,
        "common": sorted(weak & set(candidate.all_names())),
        "host_tokens": tokens[0],
        "common_tokens": tokens[1],
        "sites": {key: sites[key] for key in sorted(sites)},
        "domains": sorted(candidate.sites),
        "group": candidate.group,
        "sources": candidate.source,
        "checked": candidate.checked,
    }


def _rank(domain: str, keys: set[str], domains: Domains) -> tuple[bool, bool, int, str]:
    named = domains.label(domain).replace("-", "") in keys
    return not named, not domain.endswith((".com", ".net", ".org")), len(domain), domain


def identifiers(candidates: Iterable[Candidate], curated: Curated, domains: Domains) -> dict[str, str]:
    """Candidate key → id: the label of its plainest domain, with the suffix where that is taken."""
    taken = set(curated.ids)
    found: dict[str, str] = {}
    for candidate in sorted(candidates, key=lambda one: (-one.weight, one.key)):
        keys = {fold(name) for name in candidate.all_names()}
        main = min(candidate.sites, key=lambda domain: _rank(domain, keys, domains))
        label = domains.label(main)
        plain = label if not label.startswith("xn--") else label[4:]
        for identifier in (plain, main.replace(".", "-"), f"{plain}-{candidate.key.lower()}"):
            slug = "-".join(part for part in identifier.split("-") if part)
            if slug not in taken:
                taken.add(slug)
                found[candidate.key] = slug
                break
    return found


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """One row a line, sorted by id."""
    lines = [json.dumps(row, ensure_ascii=False) for row in sorted(rows, key=lambda row: row["id"])]
    path.write_text("".join(line + "\n" for line in lines), "utf-8")


GROUPS_WANTED: dict[str, float] = TABLES["wanted"]
