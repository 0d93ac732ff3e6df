"""The data files: sorted, in their schema, sourced, dated, and nothing owned twice."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from honmono.knowledge.generate.domains import entries
from honmono.knowledge.owners import read_owners, row_faults
from honmono.knowledge.sources import DATA

FILES = sorted((DATA / "owners").glob("*.jsonl"))
LISTS = sorted((DATA / "lists").glob("*.txt"))
OWNERS = read_owners(DATA / "owners")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sorted_by_id(path: Path) -> None:
    ids = [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]
    assert ids == sorted(ids)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_lists_say_where_they_come_from_and_hold_nothing_twice(path: Path) -> None:
    text = path.read_text("utf-8")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert text.startswith("# ")
    assert len(entries) == len(set(entries))


def test_no_domain_has_two_owners() -> None:
    seen: dict[str, str] = {}
    for row in OWNERS:
        for domain in row["domains"]:
            assert domain not in seen, f"{domain}: {seen.get(domain)} and {row['id']}"
            seen[domain] = row["id"]


def test_domains_are_registrable_and_nobody_owns_a_shared_suffix() -> None:
    import tldextract

    extra = tuple(entries(DATA / "lists/public_suffixes.txt"))
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=extra)
    shared = set(entries(DATA / "lists/shared_suffixes.txt"))
    for row in OWNERS:
        for domain in row["domains"]:
            assert extract(domain).top_domain_under_public_suffix == domain, (row["id"], domain)
            assert domain not in shared, (row["id"], domain)


def test_each_site_lies_under_a_domain_of_the_owner_or_its_parents() -> None:
    rows = {row["id"]: row for row in OWNERS}
    for row in OWNERS:
        domains: list[str] = []
        at: dict[str, Any] | None = row
        while at:
            domains += at["domains"]
            at = rows.get(at.get("parent", ""))
        for site in row["sites"].values():
            assert any(site == domain or site.endswith("." + domain) for domain in domains), (row["id"], site)


def test_there_are_owners_for_japan_and_the_world() -> None:
    counts = {path.name: len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert counts["japan.jsonl"] >= 50 and counts["world.jsonl"] >= 30


GOOD = OWNERS[0]
FAULTS = [
    ("a number", lambda row: 7),
    ("no id", lambda row: row.pop("id")),
    ("an id with capitals", lambda row: row.update(id="Amazon")),
    ("a group nobody knows", lambda row: row.update(group="shops")),
    ("no source", lambda row: row.update(sources=[])),
    ("no date", lambda row: row.update(checked="lately")),
    ("a common name that is none of its names", lambda row: row.update(common=["Something else"])),
    ("no names", lambda row: row.update(names={}, common=[])),
    ("no general site", lambda row: row.update(sites={"ja": "example.jp"})),
    ("no domain and no parent", lambda row: (row.update(domains=[]), row.pop("parent", None))),
    ("a URL for a domain", lambda row: row.update(domains=["https://example.com/"])),
    ("a token with a dot", lambda row: row.update(host_tokens=["a.b"])),
]


@pytest.mark.parametrize(("story", "spoil"), FAULTS, ids=[row[0] for row in FAULTS])
def test_the_schema_sees(story: str, spoil: Any) -> None:
    row: Any = copy.deepcopy(GOOD)
    spoilt = spoil(row)
    assert list(row_faults(spoilt if isinstance(spoilt, int) and not isinstance(spoilt, bool) else row))


def test_a_bad_row_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(GOOD) + "\n{}\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.jsonl:2"):
        read_owners(tmp_path)
