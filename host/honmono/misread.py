"""Words of running text that pass for a name to the eye: Arnazon, Paypa1, PayPaI, NETFLlX, 三井住友力ード, メノレカリ.

Of alphabets only words that show how they were made are looked at: a digit beside a letter, a capital I after a small
letter, a small l among capitals, rn for m, vv for w. Chinese and Japanese look-alikes stand among the names in the
knowledge (data/lists/cjk_lookalikes.txt); here is where in a long text it is worth searching for them.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from .confusables import deep_skeleton
from .lazy import pattern
from .names import Entry, find_names, split_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

MIN_WORD = 5  # shorter words pass for too much
_MAX_WORD = 30  # longer ones are codes, and cost time
_MOST = 400  # places in one text: nothing is gained by a text that is full of them, and time is lost
_AROUND = 24  # characters on either side of an odd one in which a Chinese or Japanese name stands

# What a text must hold to be searched at all, and for what then; `in` is the quickest look that there is, and patterns
# that begin with one character come next.
_ODD = (
    ("I", pattern(r"I(?:(?<=[a-z]I)|(?<=[A-Z]I)(?=[a-z]))")),  # PayPaI, AIlianz
    ("l", pattern(r"l(?<=[A-Z]l)(?=[A-Z])")),  # NETFLlX
    ("ln", pattern(r"ln(?<![a-zA-Z]ln)")),  # lnstagram
    ("rn", pattern(r"rn")),
    ("vv", pattern(r"vv")),
    ("V", pattern(r"V[vV]")),
    *((digit, pattern(rf"{digit}(?:(?<=[A-Za-z].)|(?=[A-Za-z]))")) for digit in "013459"),
)
# Signs beside a word by which it is a piece of an address, a variable or a code.
_CODE = frozenset("@/=+_%&#$\\")
_NEXT = pattern(r"[ -]([A-Za-z0-9]{1,30})")
_BEFORE = pattern(r"([A-Za-z0-9]{1,30})[ -]\Z")

# A Han character beside katakana in place of one and the reverse, and characters that hardly stand anywhere else. Where
# an ordinary word is as likely (入 for 人), only the names of senders and the like are searched, by find_names. What
# stands beside is looked at in _is_odd: a pattern with all of Han in it takes milliseconds to compile at every start.
_FOR_KATAKANA, _FOR_HAN, _FOR_EITHER = "力口二工八夕千才三一又", "カロニエハタチオミ", "へべぺり"
_RARE = "囗卜匕厶丿丨夭丼曰稅諭佳劵"
_PARTED = ("ノレ", "イヒ", "ネ申")  # two that pass for one: ル, 化, 神
_ODD_CJK = pattern(f"[{_FOR_KATAKANA}{_FOR_HAN}{_FOR_EITHER}{_RARE}ノイネ]")


class Misread(NamedTuple):
    """`word` as it stands in the text, the key of the name for which it passes, and what is known of that."""

    word: str
    plain: str
    entries: list[Entry]

    @property
    def owner_id(self) -> str:
        return self.entries[0][0]

    @property
    def common(self) -> bool:
        """The name is an ordinary word too."""
        return self.entries[0][1]


def misread_words(text: str, knowledge: Knowledge) -> Iterator[Misread]:
    """Words in Latin letters that pass for a name, each once."""
    searched = [odd for sign, odd in _ODD if sign in text]
    if not searched:
        return
    seen: set[str] = set()
    for at in islice((match.start() for odd in searched for match in odd.finditer(text)), _MOST):
        start, stop = _word_around(text, at)
        word = text[start:stop]
        if word in seen or stop - start > _MAX_WORD or _is_code(text, start, stop):
            continue
        seen.add(word)
        if word.lower() in knowledge.words:  # most odd places are in these: a quick way out
            continue
        for form in _with_neighbours(text, start, stop):
            found = _passes_for(form, knowledge)
            if found:
                yield found
                break


def misread_cjk(text: str, knowledge: Knowledge) -> Iterator[Misread]:
    """Chinese and Japanese that passes for a name, in a text of any length."""
    done = 0
    places = (match.start() for match in _ODD_CJK.finditer("" if text.isascii() else text))
    for at in islice((at for at in places if _is_odd(text, at)), _MOST):
        if at >= done:
            done = at + 1 + _AROUND
            yield from misread_names(text[max(0, at - _AROUND) : done + _AROUND], knowledge)


def _is_odd(text: str, at: int) -> bool:
    """One of the characters of _ODD_CJK does not go with those beside it."""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in _FOR_KATAKANA:
        if _is_katakana(before):
            return not _is_han(after)
        return after == "ー" or (_is_katakana(after) and not _is_han(before))
    if char in _FOR_HAN:
        return _is_han(before) and _is_han(after)
    if char in _FOR_EITHER:
        return _is_katakana(before) and _is_katakana(after)
    return char in _RARE or char + after in _PARTED


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿" or char == "々"


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def misread_names(text: str, knowledge: Knowledge) -> Iterator[Misread]:
    """Chinese and Japanese that passes for a name, anywhere in a short text."""
    if text.isascii():
        return
    for key, entries in find_names(split_words(text), knowledge):
        if entries[0][3]:
            yield Misread(key, entries[0][3], entries)


def _word_around(text: str, at: int) -> tuple[int, int]:
    start = stop = at
    lowest, highest = at - _MAX_WORD, at + _MAX_WORD
    while start > 0 and start > lowest and _is_plain(text[start - 1]):
        start -= 1
    while stop < len(text) and stop < highest and _is_plain(text[stop]):
        stop += 1
    return start, stop


def _is_plain(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_code(text: str, start: int, stop: int) -> bool:
    return text[start - 1 : start] in _CODE or text[stop : stop + 1] in _CODE


def _with_neighbours(text: str, start: int, stop: int) -> Iterator[str]:
    """The word, and with the one before or after it: We11s Fargo is one name."""
    yield text[start:stop]
    after = _NEXT.match(text, stop)
    if after:
        yield text[start : after.end()]
    before = _BEFORE.search(text[max(0, start - _MAX_WORD) : start])
    if before:
        yield before[0] + text[start:stop]


def _passes_for(form: str, knowledge: Knowledge) -> Misread | None:
    word = re.sub("[ -]", "", form)
    if len(word) < MIN_WORD:
        return None
    alike = knowledge.shapes.look_up(deep_skeleton(word, knowledge))
    if not alike or word.lower() in knowledge.names:
        return None
    for token in alike.decode().split(","):
        stored = knowledge.names.get(token) if len(token) >= MIN_WORD and token.isalpha() else None
        if stored:
            found = Misread(form, token, marshal.loads(stored))
            return None if is_chance(found) else found
    return None


def is_chance(misread: Misread) -> bool:
    """0range and post1 are somebody's handle, or a number, sooner than a name; G00-GLE is not how Google is written."""
    if misread.common and any(map(str.isdigit, misread.word)):
        return True
    return not misread.word.isalnum() and misread.entries[0][2] == 1
