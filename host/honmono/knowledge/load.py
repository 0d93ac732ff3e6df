"""Reading the compiled knowledge: one file, mapped, looked up where it lies.

Layout: magic, 4-byte length, a marshalled header (`format`, `date`, `sections`), then the sections one after another.
Sections are packed tables, but for a few small marshalled values that are read when first asked for. The file is
written by `build.py` on this machine for this Python; like a .pyc it is not an exchange format.
"""

from __future__ import annotations

import marshal
import mmap
import sys
from functools import cached_property, lru_cache
from typing import Any

from ..hostnames import SUFFIX_BITS
from ..pressure import Phrases
from .packed import PackedTable

MAGIC = b"honmono1"
FORMAT = 5
TABLES = (
    "hosts",  # public suffix, or name that a list or an owner has → two bytes of hostnames.SUFFIX_RULE, OWNED, … bits
    "domains",  # registrable domain → owner id
    "owners",  # owner id → marshalled row
    "names",  # name key, or what passes for one → marshalled [names.Entry]
    "name_starts",  # names.starts_of → lengths of the name keys that start so, a byte each
    "tokens",  # brand label in host names → owner id, "!" in front when it counts as a whole label part only
    "shapes",  # deep skeleton of a token → tokens, comma-separated
    "deletions",  # token with none or one letter left out → tokens, comma-separated
    "edges",  # "^" and the first letters of those tokens, their last ones and "$"
    "words",  # ordinary and bait words → b"bait" or b""
    "lists",  # "list name:entry" → value, for the small lists in data/lists/
)


class KnowledgeError(Exception):
    """The compiled knowledge is missing, damaged, or was made by another version. Next step: `honmono setup`."""


class Knowledge:
    """The tables named in TABLES as attributes, and the small values below."""

    hosts: PackedTable
    domains: PackedTable
    owners: PackedTable
    names: PackedTable
    name_starts: PackedTable
    tokens: PackedTable
    shapes: PackedTable
    deletions: PackedTable
    edges: PackedTable
    words: PackedTable
    lists: PackedTable

    def __init__(self, data: bytes | mmap.mmap) -> None:
        try:
            if data[: len(MAGIC)] != MAGIC:
                raise KnowledgeError("not a knowledge file")
            start = len(MAGIC) + 4
            size = int.from_bytes(data[len(MAGIC) : start], "little")
            header = marshal.loads(data[start : start + size])
            if header["format"] != FORMAT or header["python"] != sys.implementation.cache_tag:
                raise KnowledgeError(f"made for format {header['format']}, {header['python']}")
            self._data, self._sections, self._base = data, header["sections"], start + size
            self.date: str = header["date"]
            self.owner_count: int = header["owners"]
            self.digest: str = header["digest"]
            self.host_bits = lru_cache(maxsize=1024)(self.new_host_bits)  # the same, remembered
            for name in TABLES:
                setattr(self, name, PackedTable(data, self._base + self._sections[name][0]))
        except (ValueError, EOFError, KeyError, TypeError, IndexError) as error:
            raise KnowledgeError(f"damaged: {error}") from error

    def new_host_bits(self, name: str) -> int:
        """What is known of a name that will hardly be asked for again: hostnames.SUFFIX_RULE, OWNED and the like; 0 if
        nothing is."""
        entry = self.hosts.look_up(name)
        return entry[0] | entry[1] << 8 if entry else 0

    def suffix_bits(self, name: str) -> int:
        """Of these only the SUFFIX_* bits: 0 if the name is no rule of the public suffix list."""
        return self.host_bits(name) & SUFFIX_BITS

    @cached_property
    def fold(self) -> dict[int, str]:
        """Code point → lower-case ASCII that it passes for; a table for str.translate."""
        return self._small("fold")  # type: ignore[no-any-return]

    @cached_property
    def scripts(self) -> tuple[list[int], list[str]]:
        """Starts of script runs, ascending, and the script of each run."""
        return self._small("scripts")  # type: ignore[no-any-return]

    @cached_property
    def inner_shapes(self) -> dict[str, tuple[str, ...]]:
        """Shapes that may stand inside a label, the longest first, by their first three characters. A dict, for it is
        asked at every place of every new label."""
        return self._small("inner_shapes")  # type: ignore[no-any-return]

    @cached_property
    def phrases(self) -> Phrases:
        """What pressing mail says: data/phrases.json, prepared by pressure.py."""
        return Phrases(*self._small("phrases"))

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        """What stands in a sentence that only mentions a name: data/phrases.json, lower case."""
        return self._small("mentions")  # type: ignore[no-any-return]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """What follows an owner's name that somebody else is called by, likewise."""
        return self._small("roles")  # type: ignore[no-any-return]

    @cached_property
    def things(self) -> tuple[str, ...]:
        """What follows an owner's name that a person has there, likewise."""
        return self._small("things")  # type: ignore[no-any-return]

    def in_list(self, name: str, entry: str) -> bool:
        """Whether the small list data/lists/<name>.txt holds the entry."""
        return f"{name}:{entry}" in self.lists

    def _small(self, name: str) -> Any:
        offset, size = self._sections[name]
        return marshal.loads(self._data[self._base + offset : self._base + offset + size])


def load(path: str) -> Knowledge:
    """Map the file. Raises KnowledgeError, with the reason."""
    try:
        with open(path, "rb") as file:
            return Knowledge(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"cannot read {path}: {error}") from error
