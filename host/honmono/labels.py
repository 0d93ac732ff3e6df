"""Host labels as words: cutting a run of letters into known words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

_LONGEST_WORD = 16


def is_bait(word: str, knowledge: Knowledge) -> bool:
    """A word that lures: login, account, card, … (data/lists/bait_words.txt)."""
    return knowledge.words.get(word) == b"bait"


def splits_into_words(piece: str, knowledge: Knowledge) -> list[str] | None:
    """The fewest known words and numbers that make up the piece end to end; None where there is no such cut.

    >>> splits_into_words("newnamecard", …)
    ['new', 'name', 'card']
    """
    best: list[list[str] | None] = [[]] + [None] * len(piece)
    for stop in range(1, len(piece) + 1):
        for start in range(max(0, stop - _LONGEST_WORD), stop):
            head = best[start]
            word = piece[start:stop]
            if head is None or not (word.isdigit() or word in knowledge.words):
                continue
            found = best[stop]
            if found is None or len(head) + 1 < len(found):
                best[stop] = [*head, word]
    return best[len(piece)]
