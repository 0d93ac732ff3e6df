"""Reading the catalogue's rows (data/owners/*.jsonl, one owner a line) and checking them against their schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OwnerRow = dict[str, Any]

GROUPS = frozenset(
    "bank card securities crypto payment insurance shop telecom post transport utility government tech media game "
    "travel security other".split()
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_TOKEN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_DATE = re.compile(r"20\d\d-\d\d-\d\d")
_FIELDS = {
    "id": str, "name": str, "names": dict, "common": list, "host_tokens": list, "common_tokens": list, "sites": dict,
    "domains": list, "group": str, "sources": list, "checked": str,
}  # fmt: skip


def read_owners(folder: Path) -> list[OwnerRow]:
    """All rows of all files of a folder, sorted by id. Raises ValueError naming the file, line and fault."""
    rows: dict[str, OwnerRow] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_owner_lines(path.read_text("utf-8"), path.name):
            if row["id"] in rows:
                raise ValueError(f"{path.name}: id {row['id']!r} stands in another file too")
            rows[row["id"]] = row
    check_parents(rows)
    return [rows[key] for key in sorted(rows)]


def read_owner_lines(text: str, name: str) -> list[OwnerRow]:
    """The rows of one file. Raises ValueError naming `name`, the line and the fault."""
    rows: dict[str, OwnerRow] = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{name}:{number}: not JSON: {error}") from error
        faults = list(row_faults(row))
        if not faults and row["id"] in rows:
            faults = [f"id {row['id']!r} stands twice"]
        if faults:
            raise ValueError(f"{name}:{number}: {'; '.join(faults)}")
        rows[row["id"]] = row
    return list(rows.values())


def check_parents(rows: dict[str, OwnerRow]) -> None:
    """Raises ValueError where a parent is no owner."""
    missing = {row["parent"] for row in rows.values() if "parent" in row} - rows.keys()
    if missing:
        raise ValueError(f"parents that are no owners: {', '.join(sorted(missing))}")


def row_faults(row: Any) -> Iterator[str]:
    """What is wrong with one row, in words; nothing when it is right."""
    if not isinstance(row, dict):
        yield "not an object"
        return
    for field, kind in _FIELDS.items():
        if not isinstance(row.get(field), kind):
            yield f"{field!r} is missing or not a {kind.__name__}"
            return
    if not _SLUG.fullmatch(row["id"]):
        yield "id is not a slug"
    if row["group"] not in GROUPS:
        yield f"group {row['group']!r} is unknown"
    if not _DATE.fullmatch(row["checked"]) or not row["sources"]:
        yield "no source or no date"
    names = {name for spellings in row["names"].values() for name in spellings}
    if not names or not set(row["common"]) <= names:
        yield "no names, or a common name that is none of them"
    if "*" not in row["sites"] or not (row["domains"] or "parent" in row):
        yield "no site, or neither a domain nor a parent"
    for domain in [*row["domains"], *row["sites"].values()]:
        if not _DOMAIN.fullmatch(domain):
            yield f"{domain!r} is not a host name"
    for token in [*row["host_tokens"], *row["common_tokens"]]:
        if not _TOKEN.fullmatch(token):
            yield f"{token!r} is not a host label"


def host_labels(row: OwnerRow, min_inside: int) -> Iterator[tuple[str, bool]]:
    """The labels by which imitators name this owner in hosts, and whether each counts as a whole label part only."""
    common = set(row["common_tokens"])
    for token in sorted({*row["host_tokens"], *common}):
        yield token, token in common or len(token) < min_inside
