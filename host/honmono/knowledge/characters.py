"""What characters look like and which script they are of: tables made from confusable-homoglyphs' copy of the Unicode
data (UTS #39), Unicode's own decompositions and data/lists/lookalikes.txt."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TypeAlias

from .sources import DATA, entries

Stead: TypeAlias = dict[str, list[tuple[str, int]]]

MIN_MISREAD = 3  # characters of a name; in shorter ones one of another shape is another word
_LONG = 8  # characters, from which on fewer replaced ones are looked for: the ways are too many


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


def cjk_lookalikes(data: Path = DATA) -> Stead:
    """Character → what passes for it in Chinese and Japanese (data/lists/cjk_lookalikes.txt), and in names of how many
    characters at least."""
    stead: Stead = {}
    for line in entries(data / "lists" / "cjk_lookalikes.txt"):
        char, other, *least = line.split()
        stead.setdefault(char, []).append((other, int(least[0]) if least else MIN_MISREAD))
    return stead


def misread_keys(key: str, stead: Stead) -> set[str]:
    """How a name's key is written to pass for it: with up to three of its characters replaced, two in long ones."""
    most = 2 if len(key) > _LONG else 3
    forms = {key: 0}  # → how many are replaced; from the end, so that places before stay where they are
    for at in range(len(key) - 1, -1, -1):
        for form, replaced in list(forms.items()) if key[at] in stead else ():
            if replaced < most:
                others = [other for other, least in stead[key[at]] if len(key) >= least]
                forms |= {form[:at] + other + form[at + 1 :]: replaced + 1 for other in others}
    return {form for form, replaced in forms.items() if replaced}


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
