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
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .. import hostnames
from .. import names as name_keys
from ..confusables import deep_skeleton
from ..imitation import EDGE, MIN_NEAR
from ..pressure import prepare
from . import load
from .characters import Stead, cjk_lookalikes, fold_table, misread_keys, script_runs
from .owners import OwnerRow, check_parents, host_labels, read_owner_lines, read_owners
from .packed import pack
from .sources import Sources, entries, installed_sources

MIN_INSIDE = 5  # shorter brand labels count as a whole part of a host label only

HOST_LISTS = {
    "popular": hostnames.POPULAR,
    "shared_hosts": hostnames.SHARED,
    "shorteners": hostnames.SHORTENER,
    "mail_services": hostnames.MAIL_SERVICE,
    "freemail": hostnames.FREEMAIL,
    "page_hosts": hostnames.PAGE_HOST,
    "abused_suffixes": hostnames.ABUSED,
    "dynamic_dns": hostnames.DYNAMIC_DNS,
    "restricted_suffixes": hostnames.RESTRICTED,
    "vetted_suffixes": hostnames.VETTED,
}
"""Lists of host names and suffixes, each with the bit that stands for it in the table `hosts`."""

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
    public, shared = (entries(data / "lists" / f"{name}_suffixes.txt") for name in ("public", "shared"))
    bits = suffix_bits(shared, public, sources.suffix_list)
    progress(f"indexing {len(owners)} owners")
    tokens = _index_owners(owners, cjk_lookalikes(data), tables)
    _index_tokens(tokens, _FoldOnly(fold), tables)
    _index_lists(data / "lists", tables)
    _index_hosts(bits, data / "lists", tables)
    sections: dict[str, bytes] = {name: pack(table) for name, table in tables.items()}
    sections["inner_shapes"] = marshal.dumps(_inner_shapes(tokens, _FoldOnly(fold)))
    sections["fold"] = marshal.dumps(fold)
    sections["scripts"] = marshal.dumps(scripts)
    words = json.loads((data / "phrases.json").read_text("utf-8"))
    sections["phrases"] = marshal.dumps(tuple(prepare(words["phrases"])))
    for name in ("mentions", "roles", "things"):
        sections[name] = marshal.dumps(tuple(sign for row in words[name] for sign in row["signs"]))
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


class _FoldOnly:
    """As much of Knowledge as the skeletons need while the rest is being built."""

    def __init__(self, fold: dict[int, str]) -> None:
        self.fold = fold


def _index_owners(owners: list[OwnerRow], stead: Stead, tables: dict[str, dict[str, bytes]]) -> dict[str, str]:
    """Fills the tables of owners and names. Returns the owners' labels in host names, as in the table `tokens`."""
    names: dict[str, list[name_keys.Entry]] = {}
    starts: dict[str, set[int]] = {}
    tokens: dict[str, str] = {}
    for row in owners:
        tables["owners"][row["id"]] = marshal.dumps(_stored(row))
        for domain in row["domains"]:
            tables["domains"].setdefault(domain, row["id"].encode())
        for name, common in name_keys.claimable(row):
            key = name_keys.key_of(name)
            names.setdefault(key, []).append((row["id"], common, name_keys.word_count(name), ""))
            for start in name_keys.starts_of(name):
                starts.setdefault(start, set()).add(len(key))
        for token, whole in host_labels(row, MIN_INSIDE):
            kept = tokens.get(token)
            if kept is None or (kept.startswith("!") and not whole):
                tokens[token] = ("!" if whole else "") + row["id"]
    for key, named in lookalike_names(names, stead).items():
        names[key] = named
        for start in name_keys.starts_of(key):
            starts.setdefault(start, set()).add(len(key))
    for key, named in names.items():
        tables["names"][key] = marshal.dumps(sorted(named))
    tables["name_starts"] = _lengths(starts)
    return tokens


def lookalike_names(names: dict[str, list[name_keys.Entry]], stead: Stead) -> dict[str, list[name_keys.Entry]]:
    """What passes for a Chinese or Japanese name and is no name itself, with that name."""
    found: dict[str, list[name_keys.Entry]] = {}
    for key, named in names.items():
        for form in misread_keys(key, stead) if not key.isascii() else ():
            if form not in names:
                found.setdefault(form, []).extend((*entry[:3], key) for entry in named)
    return found


def _index_tokens(tokens: dict[str, str], fold: Any, tables: dict[str, dict[str, bytes]]) -> None:
    shapes: dict[str, set[str]] = {}
    deletions: dict[str, set[str]] = {}
    for token, owner in tokens.items():
        tables["tokens"][token] = owner.encode()
        shapes.setdefault(deep_skeleton(token, fold), set()).add(token)
        if len(token) >= MIN_NEAR:
            for variant in {token, *(token[:i] + token[i + 1 :] for i in range(len(token)))}:
                deletions.setdefault(variant, set()).add(token)
            tables["edges"] |= {f"^{token[:EDGE]}": b"", f"{token[-EDGE:]}$": b""}
    tables["shapes"] = {shape: ",".join(sorted(found)).encode() for shape, found in shapes.items()}
    tables["deletions"] = {variant: ",".join(sorted(found)).encode() for variant, found in deletions.items()}


def _inner_shapes(tokens: dict[str, str], fold: Any) -> dict[str, tuple[str, ...]]:
    """See load.Knowledge.inner_shapes."""
    shapes = {deep_skeleton(token, fold) for token, owner in tokens.items() if not owner.startswith("!")}
    found: dict[str, list[str]] = {}
    for shape in sorted(shapes, key=lambda shape: (-len(shape), shape)):
        found.setdefault(shape[:3], []).append(shape)
    return {start: tuple(found[start]) for start in sorted(found)}


def _index_lists(folder: Path, tables: dict[str, dict[str, bytes]]) -> None:
    for path in sorted(folder.glob("*.txt")):
        if path.stem in (*HOST_LISTS, "words", "shared_suffixes", "public_suffixes", "lookalikes", "cjk_lookalikes"):
            continue
        for entry in entries(path):
            key, _, value = entry.partition(" ")
            tables["lists"][f"{path.stem}:{key}"] = value.encode()
    tables["words"] = dict.fromkeys(entries(folder / "words.txt"), b"")
    tables["words"].update(dict.fromkeys(entries(folder / "bait_words.txt"), b"bait"))


def _index_hosts(bits: dict[str, int], folder: Path, tables: dict[str, dict[str, bytes]]) -> None:
    """All that is known of a name in one place: nearly every host of a mail is out after one look."""
    for domain in tables["domains"]:
        bits[domain] = bits.get(domain, 0) | hostnames.OWNED
    for name, bit in HOST_LISTS.items():
        for line in entries(folder / f"{name}.txt"):
            host = line.partition(" ")[0]
            bits[host] = bits.get(host, 0) | bit
    for name in [name for name, known in bits.items() if known & hostnames.SUFFIX_WILDCARD]:
        bits[name] |= hostnames.MORE_BELOW
    for name in list(bits):
        while "." in name:
            name = name.partition(".")[2]
            bits[name] = bits.get(name, 0) | hostnames.MORE_BELOW
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
