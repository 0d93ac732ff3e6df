"""A read-only string table that needs no loading: it is looked up where it lies in the mapped file.

A table is an open-addressing hash (CRC-32 of the UTF-8 key, linear probing, at most a quarter full) of 32-bit offsets,
in native byte order, into a run of records `key NUL value-length value`. A look-up costs about a microsecond and
start-up nothing, which a dict of the same size (tens of milliseconds to unmarshal at every start) cannot give.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from mmap import mmap

_HEADER = 8  # slot count, record bytes
_REMEMBERED = 4096


def pack(table: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a table; keys must not hold NUL, values at most 65,535 bytes. Same input, same bytes."""
    slots = 8
    while slots < 4 * len(table):  # most of what is asked for is not there, and an empty slot says so at once
        slots *= 2
    index = [0] * slots
    records = bytearray(b"\0")  # offset 0 means "empty slot"
    for key in sorted(table):
        raw, value = key.encode(), table[key]
        if b"\0" in raw or len(value) > 0xFFFF:
            raise ValueError(f"cannot pack {key!r}")
        slot = crc32(raw) & (slots - 1)
        while index[slot]:
            slot = (slot + 1) & (slots - 1)
        index[slot] = len(records)
        records += raw + b"\0" + len(value).to_bytes(2, "little") + value
    records += b"\0" * (-len(records) % 4)
    head = slots.to_bytes(4, "little") + len(records).to_bytes(4, "little")
    return head + b"".join(i.to_bytes(4, sys.byteorder) for i in index) + bytes(records)


class PackedTable:
    """Look-ups in the bytes that `pack` made, lying in `data` (bytes or a mapped file) from `base` on.

    `get` gives the value stored for a key, or None. Recent answers are remembered: a mail asks for the same hosts and
    words many times over. `look_up` does the same without remembering, for keys that are seldom asked for twice.
    """

    __slots__ = ("_data", "_index", "_mask", "_records", "get")

    def __init__(self, data: bytes | mmap, base: int = 0) -> None:
        slots = int.from_bytes(data[base : base + 4], "little")
        start = base + _HEADER
        self._mask = slots - 1
        self._index = memoryview(data)[start : start + 4 * slots].cast("I")
        self._data = data
        self._records = start + 4 * slots
        self.get = lru_cache(maxsize=_REMEMBERED)(self.look_up)

    def look_up(self, key: str) -> bytes | None:
        raw = key.encode("utf-8", "surrogatepass")
        mask, index = self._mask, self._index
        slot = crc32(raw) & mask
        offset = index[slot]
        if not offset:
            return None
        raw += b"\0"
        data, records, width = self._data, self._records, len(raw)
        while offset:
            end = records + offset + width
            if data[end - width : end] == raw:
                length = data[end] | data[end + 1] << 8
                return data[end + 2 : end + 2 + length]
            slot = (slot + 1) & mask
            offset = index[slot]
        return None

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None
