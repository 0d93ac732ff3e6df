"""Compiling the knowledge: data/ and the packages' tables into the one file that load.py maps.

tldextract gives the public suffix list, confusable-homoglyphs the tables of UTS #39 and the scripts. Runs once when
Honmono is set up and after an update, never in the host. The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .. import hostnames
from .. import names as name_keys
from ..confusables import deep_skeleton
from ..imitation import MIN_NEAR
from ..pressure import prepare
from . import load
from .owners import OwnerRow, check_parents, host_labels, read_owner_lines, read_owners
from .packed import pack
from .sources import DATA, Sources, installed_sources

MIN_INSIDE = 5  # shorter brand labels count as a whole part of a host label only

HOST_LISTS = {
    "popular": hostnames.POPULAR,
    "shared_hosts": hostnames.SHARED,
    "shorteners": hostnames.SHORTENER,
    "mail_services": hostnames.MAIL_SERVICE,
    "freemail": hostnames.FREEMAIL,
    "page_hosts": hostnames.PAGE_HOST,
}
"""Lists of host names, each with the bit that stands for it in the table `hosts`."""

Progress = Callable[[str], None]


def compile_to(path: str, progress: Progress | None = None, sources: Sources | None = None) -> None:
    """Build the knowledge and put it at `path`, atomically. Raises ValueError where the data breaks its schema."""
    content = compile_bytes(progress or (lambda _line: None), sources or installed_sources())
    load.Knowledge(content)  # what was written must be readable before it replaces what works
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".knowledge-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def compile_bytes(progress: Progress, sources: Sources) -> bytes:
    """The bytes of a knowledge file."""
    data = sources.data
    progress("reading the catalogue")
    owners = all_owners(sources)
    progress("folding look-alike characters")
    fold, scripts = fold_table(data), script_runs()
    progress("reading the public suffix list")
    tables: dict[str, dict[str, bytes]] = {name: {} for name in load.TABLES}
    public, shared = (_entries(data / "lists" / f"{name}_suffixes.txt") for name in ("public", "shared"))
    bits = suffix_bits(shared, public, sources.suffix_list)
    progress(f"indexing {len(owners)} owners")
    _index_owners(owners, fold, tables)
    _index_lists(data / "lists", tables)
    _index_hosts(bits, data / "lists", tables)
    sections: dict[str, bytes] = {name: pack(table) for name, table in tables.items()}
    sections["fold"] = marshal.dumps(fold)
    sections["scripts"] = marshal.dumps(scripts)
    phrases = json.loads((data / "phrases.json").read_text("utf-8"))["phrases"]
    sections["phrases"] = marshal.dumps(tuple(prepare(phrases)))
    return _join(sections, owners)


def _join(sections: dict[str, bytes], owners: list[OwnerRow]) -> bytes:
    placed, body = {}, bytearray()
    for name, content in sections.items():
        body += b"\0" * (-len(body) % 8)
        placed[name] = (len(body), len(content))
        body += content
    header: dict[str, Any] = {
        "format": load.FORMAT,
        "python": sys.implementation.cache_tag,
        "date": max((row["checked"] for row in owners), default=""),
        "owners": len(owners),
        "digest": hashlib.sha256(body).hexdigest(),
        "sections": placed,
    }
    raw = marshal.dumps(header)
    raw += b"\0" * (-(len(raw) + len(load.MAGIC) + 4) % 8)  # sections hold 32-bit tables: keep them aligned
    return load.MAGIC + len(raw).to_bytes(4, "little") + raw + bytes(body)


def all_owners(sources: Sources) -> list[OwnerRow]:
    """The catalogue's rows, by id: those that came with Honmono, replaced by fetched ones, then the person's own."""
    rows = {row["id"]: row for row in read_owners(sources.data / "owners")}
    for path in (sources.downloaded_owners, sources.own_owners):
        if path is not None:
            rows |= {row["id"]: row for row in read_owner_lines(path.read_text("utf-8"), path.name)}
    check_parents(rows)
    return [rows[key] for key in sorted(rows)]


def suffix_bits(
    shared_suffixes: Iterable[str], public_suffixes: Iterable[str] = (), downloaded: Path | None = None
) -> dict[str, int]:
    """Suffix → bits: the list that tldextract ships or the downloaded one, and our own public and shared suffixes."""
    import tldextract

    options: dict[str, Any] = {
        "suffix_list_urls": (downloaded.resolve().as_uri(),) if downloaded else (),
        "cache_dir": None,
        "fallback_to_snapshot": not downloaded,
        "extra_suffixes": tuple(public_suffixes),
    }
    public = set(tldextract.TLDExtract(**options).tlds)
    everything = set(tldextract.TLDExtract(**options, include_psl_private_domains=True).tlds)
    bits: dict[str, int] = {}
    for rule in everything:
        shared = 0 if rule in public else hostnames.SUFFIX_SHARED
        if rule.startswith("!"):
            name, kind = rule[1:], hostnames.SUFFIX_EXCEPTION
        elif rule.startswith("*."):
            name, kind = rule[2:], hostnames.SUFFIX_WILDCARD
        else:
            name, kind = rule, hostnames.SUFFIX_RULE
        name = name.encode("idna").decode() if not name.isascii() else name
        bits[name] = bits.get(name, 0) | kind | shared
    for name in shared_suffixes:
        bits[name] = bits.get(name, 0) | hostnames.SUFFIX_RULE | hostnames.SUFFIX_SHARED
    return bits


def fold_table(data: Path = DATA) -> dict[int, str]:
    """Code point → lower-case ASCII letters or digits it passes for.

    In order: our own additions (data/lists/lookalikes.txt), confusable-homoglyphs, Unicode compatibility decomposition
    without combining marks.
    """
    from confusable_homoglyphs.confusables import confusables_data

    fold: dict[int, str] = {}
    for code in range(0x80, 0x20000):
        plain = _ascii_letters(unicodedata.normalize("NFKD", chr(code)))
        if plain and unicodedata.category(chr(code))[0] in "LNS":
            fold[code] = plain
    for source, targets in confusables_data.items():
        source = source.replace("\u200e", "")
        if len(source) != 1 or ord(source) in fold or source.isascii():
            continue
        for target in targets:
            plain = _ascii_letters(unicodedata.normalize("NFKD", target["c"].replace("\u200e", "")))
            if plain:
                fold[ord(source)] = "m" if plain == "rn" else plain
                break
    for line in _entries(data / "lists" / "lookalikes.txt"):
        char, _, plain = line.partition(" ")
        fold[ord(char)] = plain
    return fold


def _ascii_letters(text: str) -> str:
    """The text in lower case without combining marks if that leaves 1 to 4 ASCII letters or digits, else ""."""
    plain = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return plain if plain.isascii() and plain.isalnum() and len(plain) <= 4 else ""


def script_runs() -> tuple[list[int], list[str]]:
    """Starts of runs of one script, ascending, and each run's script; from confusable-homoglyphs' categories."""
    from confusable_homoglyphs.categories import categories_data

    aliases = categories_data["iso_15924_aliases"]
    runs: list[tuple[int, str]] = [(0, "COMMON")]
    end = -1
    for first, last, script, _category in categories_data["code_points_ranges"]:
        if first > end + 1:
            runs.append((end + 1, "COMMON"))
        runs.append((first, aliases[script]))
        end = last
    runs.append((end + 1, "COMMON"))
    changes = [run for before, run in zip([(0, ""), *runs], runs, strict=False) if run[1] != before[1]]
    return [start for start, _ in changes], [name for _, name in changes]


class _FoldOnly:
    """As much of Knowledge as the skeletons need while the rest is being built."""

    def __init__(self, fold: dict[int, str]) -> None:
        self.fold = fold


def _index_owners(owners: list[OwnerRow], fold: dict[int, str], tables: dict[str, dict[str, bytes]]) -> None:
    names: dict[str, list[tuple[str, bool, int]]] = {}
    starts: dict[str, set[int]] = {}
    tokens: dict[str, str] = {}
    for row in owners:
        tables["owners"][row["id"]] = marshal.dumps(_stored(row))
        for domain in row["domains"]:
            tables["domains"].setdefault(domain, row["id"].encode())
        for name, common in name_keys.claimable(row):
            key = name_keys.key_of(name)
            names.setdefault(key, []).append((row["id"], common, name_keys.word_count(name)))
            for start in name_keys.starts_of(name):
                starts.setdefault(start, set()).add(len(key))
        for token, whole in host_labels(row, MIN_INSIDE):
            kept = tokens.get(token)
            if kept is None or (kept.startswith("!") and not whole):
                tokens[token] = ("!" if whole else "") + row["id"]
    for key, entries in names.items():
        tables["names"][key] = marshal.dumps(sorted(entries))
    tables["name_starts"] = _lengths(starts)
    _index_tokens(tokens, _FoldOnly(fold), tables)


def _index_tokens(tokens: dict[str, str], fold: Any, tables: dict[str, dict[str, bytes]]) -> None:
    shapes: dict[str, set[str]] = {}
    deletions: dict[str, set[str]] = {}
    starts: dict[str, set[int]] = {}
    for token, owner in tokens.items():
        tables["tokens"][token] = owner.encode()
        shape = deep_skeleton(token, fold)
        shapes.setdefault(shape, set()).add(token)
        if not owner.startswith("!"):
            starts.setdefault(shape[:3], set()).add(len(shape))
        if len(token) >= MIN_NEAR:
            for variant in {token, *(token[:i] + token[i + 1 :] for i in range(len(token)))}:
                deletions.setdefault(variant, set()).add(token)
    tables["shapes"] = {shape: ",".join(sorted(found)).encode() for shape, found in shapes.items()}
    tables["deletions"] = {variant: ",".join(sorted(found)).encode() for variant, found in deletions.items()}
    tables["shape_starts"] = _lengths(starts)


def _index_lists(folder: Path, tables: dict[str, dict[str, bytes]]) -> None:
    for path in sorted(folder.glob("*.txt")):
        if path.stem in (*HOST_LISTS, "words", "shared_suffixes", "public_suffixes", "lookalikes"):
            continue
        for entry in _entries(path):
            key, _, value = entry.partition(" ")
            tables["lists"][f"{path.stem}:{key}"] = value.encode()
    tables["words"] = dict.fromkeys(_entries(folder / "words.txt"), b"")
    tables["words"].update(dict.fromkeys(_entries(folder / "bait_words.txt"), b"bait"))


def _index_hosts(bits: dict[str, int], folder: Path, tables: dict[str, dict[str, bytes]]) -> None:
    """All that is known of a name in one place: nearly every host of a mail is out after one look."""
    for domain in tables["domains"]:
        bits[domain] = bits.get(domain, 0) | hostnames.OWNED
    for name, bit in HOST_LISTS.items():
        for line in _entries(folder / f"{name}.txt"):
            host = line.partition(" ")[0]
            bits[host] = bits.get(host, 0) | bit
    tables["hosts"] = {name: known.to_bytes(2, "little") for name, known in bits.items()}


def _lengths(starts: dict[str, set[int]]) -> dict[str, bytes]:
    """Lengths as bytes, longest first, so that the first match is the longest."""
    return {start: bytes(sorted((n for n in found if n < 256), reverse=True)) for start, found in starts.items()}


def _stored(row: OwnerRow) -> tuple[Any, ...]:
    """The part of a row that the host needs, in the field order of catalogue.Owner."""
    return (
        row["id"],
        row["name"],
        row["names"],
        row["sites"],
        tuple(row["domains"]),
        row.get("parent", ""),
        row["group"],
        not name_keys.is_generated(row),
    )


def _entries(path: Path) -> list[str]:
    """Lines of a list file without comments and blank lines."""
    if not path.exists():
        return []
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line]
