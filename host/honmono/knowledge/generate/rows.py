"""Candidates as rows of the catalogue, in the schema of knowledge/owners.py."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .candidates import Candidate
from .curated import Curated
from .domains import Domains
from .guards import keys_of

# Country suffixes whose people read one language: the site to offer to its readers.
_READERS = {
    "jp": "ja", "de": "de", "fr": "fr", "es": "es", "it": "it", "nl": "nl", "pl": "pl", "pt": "pt", "br": "pt-BR",
    "kr": "ko", "tw": "zh-TW", "cn": "zh-CN", "tr": "tr", "se": "sv", "no": "no", "dk": "da", "fi": "fi", "cz": "cs",
    "hu": "hu", "ro": "ro", "gr": "el", "ru": "ru", "ua": "uk", "th": "th", "vn": "vi", "id": "id", "il": "he",
}  # fmt: skip


def row_of(
    candidate: Candidate, identifier: str, weak: set[str], tokens: tuple[list[str], list[str]], domains: Domains
) -> dict[str, Any]:
    """One row. Sites: the plainest domain for everybody, and for a language its country's."""
    main = _main(candidate, domains)
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
    """Candidate key → id: its plainest domain with hyphens (puma-com): no curated row is called so."""
    taken = set(curated.ids)
    found: dict[str, str] = {}
    for candidate in sorted(candidates, key=lambda one: one.key):
        main = _main(candidate, domains)
        slug = "-".join(part for part in main.replace(".", "-").split("-") if part)
        found[candidate.key] = slug if slug not in taken else f"{slug}-{candidate.key.lower()}"
        taken.add(found[candidate.key])
    return found


def _main(candidate: Candidate, domains: Domains) -> str:
    """The domain that is named like the owner, under a suffix of the world, the shortest."""
    keys = keys_of(candidate.all_names())

    def rank(domain: str) -> tuple[bool, bool, int, str]:
        named = domains.label(domain).replace("-", "") in keys
        return not named, not domain.endswith((".com", ".net", ".org")), len(domain), domain

    return min(candidate.sites, key=rank)


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """One row a line, sorted by id."""
    lines = [json.dumps(row, ensure_ascii=False) for row in sorted(rows, key=lambda row: row["id"])]
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
