"""What characters look like and which script they are of: tables made from confusable-homoglyphs' copy of the Unicode
data (UTS #39), Unicode's own decompositions and data/lists/lookalikes.txt."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from .sources import DATA, entries


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
    for line in entries(data / "lists" / "lookalikes.txt"):
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
