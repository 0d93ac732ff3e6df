"""Names in running text: how a name is written as a key, and how keys are found in any script.

A key is the text in compatibility form (NFKC), lower case, without anything but letters and digits: "Yahoo! JAPAN" and
its fullwidth form are both yahoojapan. Words of alphabets match as whole words only; Chinese and Japanese run on, so
there a name matches wherever it stands.
"""

from __future__ import annotations

import marshal
import re
import unicodedata
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .knowledge.load import Knowledge

Entry: TypeAlias = tuple[str, bool, int, str]
"""What is stored of a key: owner id, whether it is an ordinary word, its number of words, and, where the key only
passes for a name (三井住友力ード), the key of that name, "" otherwise."""

MIN_SPACED = 4  # characters of a Chinese or Japanese name that may be written with spaces: 高島 屋 is a person

# One simple expression: large character classes take milliseconds to compile, at every start of the host.
_RUN = re.compile(r"[^\W_]+")


class Words(NamedTuple):
    """Text prepared for finding names: `joined` is all its words without what lies between them.

    `starts` holds the offsets in `joined` where a word begins (its end counts as a start), `at` maps an offset to the
    word that begins there.
    """

    joined: str
    starts: dict[int, int]
    words: list[str]


def split_words(text: str) -> Words:
    """Prepare text for finding names in it."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()
    words = _RUN.findall(plain)
    if not plain.isascii():
        words = [word for run in words for word in _by_writing(run)]
    starts: dict[int, int] = {}
    offset = 0
    for number, word in enumerate(words):
        starts[offset] = number
        offset += len(word)
    starts[offset] = len(words)
    return Words("".join(words), starts, words)


def key_of(name: str) -> str:
    """The key under which a name is found."""
    return split_words(name).joined


def word_count(name: str) -> int:
    """How many words a name has when written as in the catalogue."""
    return len(split_words(name).words)


def starts_of(name: str) -> set[str]:
    """How text begins where this name stands: two CJK characters, the first word, or all words run together."""
    words = split_words(name)
    if not words.joined:
        return set()
    if is_cjk(words.joined[0]):
        return {words.joined[:2]}
    run_together = 0  # a name may stand in text without its spaces, up to where another writing begins
    while run_together < len(words.words) and not is_cjk(words.words[run_together][0]):
        run_together += 1
    return {words.words[0], "".join(words.words[:run_together])}


def claimable(row: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The names by which a sender claims to be this owner, and whether each counts as an ordinary word.

    Those that the row says, short ones, and in generated rows every name of one word: nobody has looked whether it is
    somebody's family name (Suzuki, Morgan) or a thing. Of spellings with one key (LIFECARD, Life Card) that with most
    words is taken: it is found however it is written.
    """
    common = {key_of(name) for name in row["common"]}
    generated = is_generated(row)
    longest: dict[str, str] = {}
    for name in [row["name"], *(name for spellings in row["names"].values() for name in spellings)]:
        key = key_of(name)
        if key and (key not in longest or word_count(name) > word_count(longest[key])):
            longest[key] = name
    for key, name in longest.items():
        plain = generated and not is_cjk(key[0]) and word_count(name) == 1
        yield name, plain or key in common or (key.isascii() and len(key) <= 3)


def is_generated(row: dict[str, Any]) -> bool:
    """Made from packages, not written by hand: the first of its sources is a package."""
    return bool(row["sources"]) and row["sources"][0].startswith("npm:")


def is_cjk(char: str) -> bool:
    """Han, kana, hangul: scripts that are written without spaces, or attach particles to names."""
    code = ord(char)
    return 0x3005 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF or 0xF900 <= code <= 0xFAFF


def _by_writing(run: str) -> Iterator[str]:
    """Cut a run of letters where Chinese, Japanese or Korean meets an alphabet: ご利用amazonから is three words."""
    if run.isascii():
        yield run
        return
    for _cjk, letters in groupby(run, is_cjk):
        yield "".join(letters)


def find_names(words: Words, knowledge: Knowledge, spaced: bool = False) -> Iterator[tuple[str, list[Entry]]]:
    """Yield `(key, entries)` for the longest known name at each place of the text, left to right, not overlapping.

    `spaced`: a Chinese or Japanese name is also found with spaces between its characters (三井 住友 カード).
    """
    joined, starts, name_starts = words.joined, words.starts, knowledge.name_starts
    at, end = 0, len(joined)
    while at < end:
        word = starts.get(at)
        cjk = is_cjk(joined[at])
        if word is None and not cjk:
            at += 1
            continue
        start = joined[at : at + 2] if cjk else words.words[word or 0]
        found = 0
        for length in name_starts.get(start) or b"":
            entries = _name_at(words, at, length, knowledge, spaced)
            if entries:
                yield joined[at : at + length], entries
                found = length
                break
        at += found or (1 if cjk else len(start))


def _name_at(words: Words, at: int, length: int, knowledge: Knowledge, spaced: bool) -> list[Entry]:
    joined, starts, stop = words.joined, words.starts, at + length
    if stop > len(joined) or (stop not in starts and not is_cjk(joined[stop - 1])):
        return []
    stored = knowledge.names.get(joined[at:stop])
    if not stored:
        return []
    inner = sum(1 for offset in range(at + 1, stop) if offset in starts)
    if inner and spaced and at in starts and stop in starts and length >= MIN_SPACED:
        inner = 0
    entries: list[Entry] = marshal.loads(stored)
    plain = entries[0][3]
    if plain and not _stands_apart(words, at, stop, plain):
        return []
    return [entry for entry in entries if inner < entry[2]]


def _stands_apart(words: Words, at: int, stop: int, plain: str) -> bool:
    """What only passes for a name is not the end of one word and the start of another: 加工ポスター holds no エポス."""
    joined, starts = words.joined, words.starts
    if at not in starts and _runs_on(joined[at - 1], joined[at], plain[0]):
        return False
    return stop in starts or not _runs_on(joined[stop], joined[stop - 1], plain[-1])


def _runs_on(beside: str, edge: str, meant: str) -> bool:
    """The character beside goes with the one at the edge, as it is written or as it is meant."""
    writing = _writing(beside)
    return (writing == "katakana" == _writing(meant)) or (edge != meant and writing == _writing(edge))


def _writing(char: str) -> str:
    if "\u30a1" <= char <= "\u30ff":
        return "katakana"
    return "hiragana" if "\u3041" <= char <= "\u309f" else "other"
