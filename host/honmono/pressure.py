"""Whether a mail presses its reader: threats, deadlines, prizes, parcels that wait. Data: data/phrases.json.

Stems and distances instead of regular expressions: nothing to compile at start, and searching for a stem runs in C.
"""

from __future__ import annotations

from typing import Any

_MOST_TEXT = 6000  # characters looked at; what presses stands at the top


def find_pressure(text: str, phrases: list[dict[str, Any]]) -> str:
    """The first pressing phrase as it stands in the text, "" if there is none.

    `phrases`: rows with `groups` (lists of stems in lower case) and `within` (characters between the first group's
    stem and each other group's).
    """
    plain = " ".join(text[:_MOST_TEXT].lower().split())
    for phrase in phrases:
        first, *others = phrase["groups"]
        for stem in first:
            at = _find_word(plain, stem, 0)
            while at >= 0:
                end = at + len(stem)
                window = plain[max(0, at - phrase["within"]) : end + phrase["within"]]
                hits = [next((other for other in group if other in window), "") for group in others]
                if all(hits):
                    return _excerpt(plain, at, end, hits[0], phrase["within"])
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
