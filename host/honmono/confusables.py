"""What characters look like: skeletons, scripts, and which characters are odd.

`skeleton` is the idea of UTS #39 §4 turned to one use: what does this text pass for when read as Latin letters? The
fold table comes from confusable-homoglyphs' copy of the Unicode tables and from Unicode decomposition, so é, ａ, 𝐚 and
Cyrillic а all become a. `deep_skeleton` goes on to what people misread although it is plain ASCII: rn/m, 0/o, 1/l/I.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from .lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

# Invisible characters with no business inside a word of a name, a subject or a host. Zero width joiner and non-joiner
# are left out between letters of scripts that need them; see `hidden_in`.
_HIDDEN = pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
    "\U000e0001-\U000e007f]+"
)
_SOFT_HYPHEN, _RIGHT_TO_LEFT_OVERRIDE = "\u00ad", "\u202e"
_HYPHENATED = pattern(f"[^\\W\\d_]+(?:{_SOFT_HYPHEN}[^\\W\\d_]+)+")
_LONG_WORD = 10  # letters; no shorter word needs a place to break
# What turns the direction of text, and what ends it (UAX #9 §2).
_CLOSES = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")

_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_SINGLES = str.maketrans("01i|3459", "ollleasg")


def skeleton(text: str, knowledge: Knowledge) -> str:
    """Lower-case Latin reading of the text; characters that pass for nothing Latin stay as they are."""
    return text.lower() if text.isascii() else text.translate(knowledge.fold).lower()


def deep_skeleton(text: str, knowledge: Knowledge) -> str:
    """The skeleton with easily misread Latin letters and digits made one: two texts with equal results look alike."""
    folded = skeleton(text, knowledge)
    for pair, single in _PAIRS:
        if pair in folded:
            folded = folded.replace(pair, single)
    return folded.translate(_SINGLES)


def script_of(char: str, knowledge: Knowledge) -> str:
    """The Unicode script in capitals ("LATIN", "HAN", …), "COMMON" for digits and punctuation."""
    starts, names = knowledge.scripts
    return names[bisect_right(starts, ord(char)) - 1]


def scripts_of(text: str, knowledge: Knowledge) -> list[str]:
    """Scripts of the letters in the text, in order of appearance, without COMMON and INHERITED."""
    found: list[str] = []
    for char in text:
        script = "LATIN" if char.isascii() and char.isalpha() else script_of(char, knowledge)
        if script not in ("COMMON", "INHERITED") and script not in found:
            found.append(script)
    return found


def odd_characters(text: str, knowledge: Knowledge) -> list[dict[str, str]]:
    """The characters that pass for ASCII ones and are not: `{"char", "code", "name", "like"}` each, once."""
    found: dict[str, dict[str, str]] = {}
    for char in text:
        if not char.isascii() and char not in found:
            like = knowledge.fold.get(ord(char), "")
            if like:
                found[char] = describe(char, like)
    return list(found.values())


def misread_pairs(label: str, plain: str) -> list[dict[str, str]]:
    """The ASCII pieces of `label` that make it look like `plain` (rn for m, 0 for o): `like` is what they pass for."""
    found = [describe(pair, single) for pair, single in _PAIRS if label.count(pair) > plain.count(pair)]
    for char in sorted(set("01i|3459l") & set(label)):
        if label.count(char) > plain.count(char):
            likes = [c for c in plain if c != char and c.translate(_SINGLES) == char.translate(_SINGLES)]
            if likes:
                found.append(describe(char, likes[0]))
    return found


def misread_letters(word: str, plain: str) -> list[dict[str, str]]:
    """The pieces of a word of one shape with `plain` that are others than there, each once: a letter or a digit for one
    (PayPaI, 三井住友力ード), or two for one (Arnazon, メノレカリ)."""
    found: dict[str, dict[str, str]] = {}
    at = 0
    for number, meant in enumerate(plain):
        char = word[at : at + 1]
        if char.lower() == meant or not char:
            at += 1
            continue
        left = len(word) - at - (len(plain) - number)
        size = 2 if left > 0 and word[at + 1 : at + 2].lower() != plain[number + 1 : number + 2] else 1
        piece = word[at : at + size]
        found.setdefault(piece, describe(piece, meant.upper() if _among_capitals(word, at) else meant))
        at += size
    return list(found.values())


def _among_capitals(word: str, at: int) -> bool:
    """A small l among capitals, or at the beginning, stands for a capital I."""
    return word[at] == "l" and (at == 0 or word[:at].isupper())


def describe(char: str, like: str = "") -> dict[str, str]:
    """One entry of an `odd` parameter. For a sequence, codes are joined by spaces and names by commas."""
    return {
        "char": char,
        "code": " ".join(f"U+{ord(c):04X}" for c in char),
        "name": ", ".join(unicodedata.name(c, "unnamed character") for c in char),
        "like": like,
    }


def plain_letters(text: str) -> str:
    """The text as it reads: compatibility forms (𝐔𝐩𝐝𝐚𝐭𝐞, ｕｐｄａｔｅ) as their letters (NFKC), nothing invisible."""
    return text if text.isascii() else unicodedata.normalize("NFKC", strip_hidden(text))


def strip_hidden(text: str) -> str:
    """The text without invisible characters."""
    return text if text.isascii() else _HIDDEN.sub("", text)


def hidden_in(text: str) -> list[str]:
    """Invisible characters that stand inside a word or turn its direction, each once.

    Quiet where they have a use: between letters of scripts that join (U+200C, U+200D), in emoji, at the edges of words
    (left-to-right marks around numbers, padding of newsletters' previews), pairs that software sets around a name in
    either direction, places where a long word may break. U+202E, which turns letters around, never is.
    """
    if text.isascii():
        return []
    if _SOFT_HYPHEN in text:
        text = _HYPHENATED.sub(_without_breaks, text)
    unclosed = _unclosed(text)
    found: dict[str, None] = {}
    for run in _HIDDEN.finditer(text):
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        inside = _is_latin_or_digit(before) and _is_latin_or_digit(after)
        found |= dict.fromkeys(c for c in run[0] if inside or c in unclosed or c == _RIGHT_TO_LEFT_OVERRIDE)
    return list(found)


def _without_breaks(match: re.Match[str]) -> str:
    """A long word that software prepared for breaking, as it reads; any other as it stands."""
    parts = match[0].split(_SOFT_HYPHEN)
    prepared = sum(map(len, parts)) >= _LONG_WORD and min(map(len, parts)) >= 2
    return "".join(parts) if prepared else match[0]


def _unclosed(text: str) -> list[str]:
    """The characters that turn the direction of all that follows, for nothing ends it."""
    still_open: list[str] = []
    for char in text:
        if char in _CLOSES:
            still_open.append(char)
        elif still_open and char == _CLOSES[still_open[-1]]:
            still_open.pop()
    return still_open


def _is_latin_or_digit(char: str) -> bool:
    return bool(char) and ((char.isascii() and char.isalnum()) or "À" <= char <= "ɏ")
