"""Whether a mail presses its reader: threats, deadlines, prizes, parcels that wait. Data: data/phrases.json.

Stems and distances instead of regular expressions: nothing to compile at start, and searching for a stem runs in C.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .confusables import plain_letters
from .lazy import pattern

_MOST_TEXT = 6000  # characters looked at; what presses stands at the top
_HEAD = 3  # letters by which most stems are ruled out at once
_WORD = pattern("[a-z0-9]+")

Phrase = tuple[int, str, list[list[str]], int]
"""Place in data/phrases.json; a stem of the first group; the other groups; how many characters may lie between."""


class Phrases(NamedTuple):
    """By the head of their stem; and those heads that are no word of ASCII letters, which are looked for anywhere."""

    by_head: dict[str, list[Phrase]]
    wide: list[str]


def prepare(rows: list[dict[str, Any]]) -> Phrases:
    """What the knowledge keeps of data/phrases.json: `groups` are lists of stems in lower case."""
    by_head: dict[str, list[Phrase]] = {}
    stems = [(row, stem) for row in rows for stem in row["groups"][0]]
    for place, (row, stem) in enumerate(stems):
        by_head.setdefault(head_of(stem), []).append((place, stem, row["groups"][1:], row["within"]))
    return Phrases(by_head, [head for head in by_head if not (head.isascii() and head.isalnum())])


def head_of(stem: str) -> str:
    """The first letters of its first word; of a stem in another writing than a-z the first character."""
    word = _WORD.match(stem)
    return word[0][:_HEAD] if word else stem[0]


def find_pressure(text: str, phrases: Phrases) -> str:
    """The first pressing phrase as it stands in the text, "" if there is none."""
    plain = " ".join(plain_letters(text[:_MOST_TEXT]).lower().split())
    by_head, wide = phrases
    heads = {word[:_HEAD] for word in set(_WORD.findall(plain))} & by_head.keys()
    heads.update([head for head in wide if head in plain])
    for _place, stem, others, within in sorted([p for head in heads for p in by_head[head] if p[1] in plain]):
        found = _find_phrase(plain, stem, others, within)
        if found:
            return found
    return ""


def _find_phrase(plain: str, stem: str, others: list[list[str]], within: int) -> str:
    at = _find_word(plain, stem, 0)
    # Of the others only those that the text holds at all: the stem may stand there many times.
    others = [[other for other in group if other in plain] for group in others] if at >= 0 else [[]]
    while at >= 0 and all(others):
        end = at + len(stem)
        window = f"{plain[max(0, at - within) : at]}\n{plain[end : end + within]}"
        hits = [next((other for other in group if other in window), "") for group in others]
        if all(hits):
            return _excerpt(plain, at, end, hits[0], within)
        at = _find_word(plain, stem, end)
    return ""


def _find_word(text: str, stem: str, start: int) -> int:
    """Where the stem begins a word; Chinese and Japanese have no spaces, so there it may stand anywhere."""
    at = text.find(stem, start)
    while at > 0 and stem[0].isascii() and text[at - 1].isascii() and text[at - 1].isalnum():
        at = text.find(stem, at + 1)
    return at


def _excerpt(text: str, at: int, end: int, other: str, within: int) -> str:
    """The shortest piece that holds both stems, widened to whole words."""
    after = text.find(other, end)
    before = text.rfind(other, max(0, at - within), at)
    if after >= 0 and after + len(other) <= end + within + len(other):
        start, stop = at, after + len(other)
    elif before >= 0:
        start, stop = before, end
    else:
        start, stop = at, end
    while stop < len(text) and text[stop].isascii() and text[stop].isalnum():
        stop += 1
    return text[start:stop]
