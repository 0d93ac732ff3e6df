"""What `python -m honmono.knowledge.generate` wrote: in the schema, beside the curated rows, nothing doubtful."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from honmono import names as name_keys
from honmono.knowledge.generate import popular, words
from honmono.knowledge.generate.curated import GENERATED, Curated
from honmono.knowledge.generate.domains import Domains, entries, is_front_page
from honmono.knowledge.generate.guards import is_cjk_short, keys_of
from honmono.knowledge.generate.hand import CARRIERS, LEFT_OUT, TABLES
from honmono.knowledge.generate.nsi import belongs
from honmono.knowledge.generate.packages import LIST, Packages
from honmono.knowledge.owners import row_faults
from honmono.knowledge.sources import DATA

Row = dict[str, Any]

PACKAGES = {row["name"]: row for row in json.loads(LIST.read_text("utf-8"))}
SOURCE = re.compile(r"(npm|pypi):(\S+)@(\S+), licence (.+)")
PERMISSIVE = re.compile(r"(MIT|BSD-[23]-Clause|ISC|CC0-1\.0|Apache-2\.0|Unlicense)\b")
FIELDS = set("id name names common host_tokens common_tokens sites domains group sources checked".split())

CURATED = Curated(DATA / "owners")
DOMAINS = Domains()
ROWS: list[Row] = [json.loads(line) for line in (DATA / "owners" / GENERATED).read_text("utf-8").splitlines()]
WORDS = entries(DATA / "lists" / "words.txt")
POPULAR = entries(DATA / "lists" / "popular.txt")
ORDINARY = set(WORDS)
HOLDERS = Counter(domain for row in ROWS for domain in row["domains"])
IDS = Counter(row["id"] for row in ROWS)


def sure_tokens(row: Row) -> list[str]:
    return [token for token in row["host_tokens"] if token not in row["common_tokens"]]


def all_names(row: Row) -> list[str]:
    return [row["name"], *(name for spellings in row["names"].values() for name in spellings)]


def doubts(row: Row) -> Iterator[str]:
    """What is doubtful about a generated row, in words."""
    if set(row) != FIELDS:
        yield f"fields {set(row) ^ FIELDS}"
    if row["id"] in CURATED.ids or IDS[row["id"]] > 1:
        yield "its id is taken"
    yield from _doubtful_domains(row)
    yield from _doubtful_names(row)
    yield from _doubtful_tokens(row)
    for source in row["sources"]:
        if not source.startswith("Wikidata Q") and not _is_pinned(source):
            yield f"source {source!r} is no pinned package under a permissive licence"
    if row["checked"] not in {package["date"] for package in PACKAGES.values()}:
        yield "its date is no package's"


def _doubtful_domains(row: Row) -> Iterator[str]:
    for domain in row["domains"]:
        if DOMAINS.registrable(domain) != domain:
            yield f"{domain} is not registrable"
        if DOMAINS.is_shared(domain) or DOMAINS.is_public(domain):
            yield f"{domain} is shared, or owned by class"
        if domain in CURATED.domains or HOLDERS[domain] > 1:
            yield f"{domain} is owned twice"
        if DOMAINS.label(domain) in CURATED.tokens:
            yield f"{domain} is named like {CURATED.tokens[DOMAINS.label(domain)]}"
    for site in row["sites"].values():
        if not any(site == domain or site.endswith("." + domain) for domain in row["domains"]):
            yield f"site {site} is not under its domains"


def _doubtful_names(row: Row) -> Iterator[str]:
    for name in all_names(row):
        key = name_keys.key_of(name)
        if key in CURATED.keys or CURATED.named_in(name):
            yield f"{name} is a curated name, or holds one"
        if key in ORDINARY and name not in TABLES["names_kept"]:
            yield f"{name} is an ordinary word"
        if name not in row["common"] and ((key.isascii() and len(key) <= 4) or key in ORDINARY or is_cjk_short(key)):
            yield f"{name} is short or ordinary and not common"


def _doubtful_tokens(row: Row) -> Iterator[str]:
    if not set(row["common_tokens"]) <= set(row["host_tokens"]):
        yield "a common token is none of its tokens"
    labels = {DOMAINS.label(domain) for domain in row["domains"]}
    keys = keys_of(all_names(row))
    for token in row["host_tokens"]:
        plain = token.replace("-", "")
        if token not in labels or plain not in keys:
            yield f"{token} is not a name of it and its domain's label"
        if token in CURATED.tokens or token in CURATED.common_tokens:
            yield f"{token} stands for a curated owner"
        if plain in ORDINARY or plain in LEFT_OUT["token"]:
            yield f"{token} is an ordinary word"
    for token in sure_tokens(row):
        if len(token.replace("-", "")) < 6:
            yield f"{token} is too short to count inside other labels"


def _is_pinned(source: str) -> bool:
    match = SOURCE.fullmatch(source)
    package = PACKAGES.get(match[2]) if match else None
    if not match or not package:
        return False
    return match[3] == package["version"] and match[4] == package["licence"] and is_permissive(package)


def is_permissive(package: dict[str, str]) -> bool:
    return bool(PERMISSIVE.match(package["licence"]))


def test_nothing_is_doubtful() -> None:
    found = [f"{row['id']}: {doubt}" for row in ROWS for doubt in doubts(row)]
    assert not found, "\n".join(found[:40])


def test_rows_are_in_the_schema_and_sorted() -> None:
    assert not [fault for row in ROWS for fault in row_faults(row)]
    assert [row["id"] for row in ROWS] == sorted(row["id"] for row in ROWS)


def test_no_two_owners_claim_one_name_for_sure() -> None:
    sure = Counter(
        name_keys.key_of(name) for row in ROWS for name, common in set(name_keys.claimable(row)) if not common
    )
    assert not [name for name, count in sure.items() if count > 1]


def test_no_two_owners_claim_one_label() -> None:
    tokens = Counter(token for row in ROWS for token in sure_tokens(row))
    assert not [token for token, count in tokens.items() if count > 1]


def test_there_are_enough_owners_and_languages() -> None:
    """Issue 3, item 7: at least 3,000 owners, names in at least 20 languages."""
    assert len(ROWS) + len(CURATED.rows) >= 3000
    languages = Counter(language for row in [*ROWS, *CURATED.rows] for language in row["names"])
    assert sum(count >= 5 for language, count in languages.items() if language != "mul") >= 20


@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_packages_are_pinned_and_permissive(package: dict[str, str]) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", package["sha256"]) and re.fullmatch(r"20\d\d-\d\d(-\d\d)?", package["date"])
    assert is_permissive(package)


@pytest.mark.parametrize(
    ("file", "used"), [("words.txt", words.USED), ("popular.txt", popular.READERS)], ids=["words", "popular"]
)
def test_lists_say_where_they_come_from_and_are_sorted(file: str, used: Any) -> None:
    text = (DATA / "lists" / file).read_text("utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    assert "honmono.knowledge.generate" in head
    for name in used:
        package = PACKAGES[name]
        assert f"{package['registry']}:{name}@{package['version']}, licence {package['licence']}" in head
        assert package["date"] in head
    lines = entries(DATA / "lists" / file)
    assert lines == sorted(set(lines))
    assert f"{len(lines)} " in head


def test_words_are_plain_and_hold_no_brand() -> None:
    assert len(WORDS) <= 60_000
    assert all(re.fullmatch(r"[a-z]{3,15}", word) for word in WORDS)
    brands = {*CURATED.tokens, *CURATED.sure, *(token for row in ROWS for token in sure_tokens(row))}
    assert not ORDINARY & brands


WANTED = "pineapple purchase online amazone amazonas anmelden senha compte wachtwoord ryokan"


@pytest.mark.parametrize("word", WANTED.split())
def test_words_that_must_be_there(word: str) -> None:
    assert word in ORDINARY


def test_popular_sites_are_nobodys_imitation() -> None:
    assert 30_000 <= len(POPULAR) <= 80_000
    allowed = set(entries(CARRIERS))
    owned = {*CURATED.domains, *HOLDERS}
    for domain in POPULAR:
        assert domain not in owned
        assert not DOMAINS.is_shared(domain) and not DOMAINS.is_restricted(domain), domain
        assert domain in allowed or not CURATED.token_in(DOMAINS.label(domain)), domain


def test_each_carrier_is_still_needed() -> None:
    """carriers.txt is a list of exceptions: it must not outlive its reasons."""
    spare = [domain for domain in entries(CARRIERS) if domain not in POPULAR and domain not in CURATED.domains]
    assert not spare
    assert all("#" in line for line in CARRIERS.read_text("utf-8").splitlines())


GOOD = next(row for row in ROWS if sure_tokens(row) and row["common"] and "BSD" in row["sources"][0])
SPOILT: list[tuple[str, Callable[[Row], object]]] = [
    ("a field too many", lambda row: row.update(rank=1)),
    ("a curated id", lambda row: row.update(id="amazon")),
    ("a curated domain", lambda row: row["domains"].append("amazon.co.jp")),
    ("a domain named like a curated owner", lambda row: row["domains"].append("amazon.icu")),
    ("a page on a social network", lambda row: row["domains"].append("facebook.com")),
    ("a government's domain", lambda row: row["domains"].append("city.go.jp")),
    ("a customer's name below a shared suffix", lambda row: row["domains"].append("shop.github.io")),
    ("a host that is no domain", lambda row: row["domains"].append("www.example.com")),
    ("somebody else's site", lambda row: row["sites"].update(de="www.example.de")),
    ("a word for a name", lambda row: row["names"].setdefault("mul", []).append("Online")),
    ("a curated name", lambda row: row["names"].setdefault("mul", []).append("PayPal")),
    ("a name that holds a curated one", lambda row: row["names"].setdefault("mul", []).append("PayPal Shop")),
    ("a short name that counts anywhere", lambda row: row["names"].setdefault("mul", []).append("Qxzy")),
    ("a short name in kana", lambda row: row["names"].setdefault("ja", []).append("サンキ")),
    ("a token that is a word", lambda row: row["host_tokens"].append("purchase")),
    ("a token that is nobody's label", lambda row: row["host_tokens"].append("qxzqxz")),
    ("a curated token", lambda row: row["host_tokens"].append("paypal")),
    ("a common token that is no token", lambda row: row["common_tokens"].append("qxzqxz")),
    ("a source that is not pinned", lambda row: row.update(sources=["npm:left-pad@1.0.0, licence MIT"])),
    ("a source under another licence", lambda row: row.update(sources=[row["sources"][0].replace("BSD", "GPL")])),
    ("a date of its own", lambda row: row.update(checked="2020-01-01")),
]


def test_the_good_row_is_good() -> None:
    assert not list(doubts(GOOD))


@pytest.mark.parametrize(("story", "spoil"), SPOILT, ids=[story for story, _ in SPOILT])
def test_doubts_see(story: str, spoil: Callable[[Row], object]) -> None:
    row = copy.deepcopy(GOOD)
    spoil(row)
    assert list(doubts(row)), story


BELONGING = [
    ("bosch", {"bosch"}, True, "the name"),
    ("boschgroup", {"bosch"}, True, "with a word of companies"),
    ("bosch-tr", {"bosch"}, True, "with a country"),
    ("bosch-yetkiliservisi", {"bosch"}, False, "somebody who repairs them"),
    ("mcdelivery", {"mcdonalds"}, False, "a name of its own"),
]


@pytest.mark.parametrize(("label", "keys", "wanted", "story"), BELONGING, ids=[row[3] for row in BELONGING])
def test_second_domains(label: str, keys: set[str], wanted: bool, story: str) -> None:
    assert belongs(label, keys) == wanted


ADDRESSES = [
    ("https://www.example.com/", True, "the site"),
    ("https://www.example.com/de/", True, "its German side"),
    ("https://www.example.com/en-us/home.html", True, "its front page"),
    ("https://www.example.com/brands/other", False, "a page about somebody"),
    ("https://www.example.com/?shop=7", False, "one shop of many"),
]


@pytest.mark.parametrize(("url", "wanted", "story"), ADDRESSES, ids=[row[2] for row in ADDRESSES])
def test_front_pages(url: str, wanted: bool, story: str) -> None:
    assert is_front_page(url) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("Müller", {"mueller", "muller"}), ("Straße", {"strasse"}), ("être", {"etre"}), ("ab", set()), ("東京", set())],
)
def test_how_words_stand_in_hosts(word: str, wanted: set[str]) -> None:
    assert set(words.spellings(word)) == wanted


@pytest.mark.skipif("HONMONO_PACKAGES" not in os.environ, reason="HONMONO_PACKAGES names no folder")
def test_the_same_packages_give_the_same_files(tmp_path: Path) -> None:
    from honmono.knowledge.generate.__main__ import generate

    shutil.copytree(DATA, tmp_path / "data")
    generate(Packages(Path(os.environ["HONMONO_PACKAGES"]), fetch=False), tmp_path / "data", None)
    for file in (f"owners/{GENERATED}", "lists/words.txt", "lists/popular.txt"):
        assert (tmp_path / "data" / file).read_bytes() == (DATA / file).read_bytes(), file
