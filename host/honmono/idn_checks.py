"""Why a host label is spelt so that it deceives, although no known name need be imitated.

Each check takes a label and returns the characters that are odd, "" where it has nothing to say. They are the facts by
which browsers choose to show `xn--…` instead of Unicode, taken from the standards:

| name | document |
| --- | --- |
| RFC 5892 | the code points of IDNA 2008; Appendix A: rules for those that need a context |
| UTS #39 | Unicode security: §3.1 identifier profile, §4 confusables, §5.2 scripts, §5.3 numbers, §5.4 marks |
| UAX #31 | identifiers: Table 5, recommended scripts |

What is ordinary somewhere passes there: a word of a language under a suffix of a country that writes it. Letters that
browsers show and that only lack a mark beside a known name (tést.net) are the name rules' business, not this module's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from .hostnames import POPULAR
from .idn_scripts import (
    CJK,
    KANA,
    NO_SCRIPT,
    Label,
    at_home,
    code_points,
    is_mark,
    is_needed,
    kana_script,
    twin,
)
from .lazy import pattern

# Pictures that name no letter. Circles, squares, crosses and check marks are left out: they pass for o, x, v; so are
# padlocks and keys, which promise what a picture in a name cannot keep.
_EMOJI = pattern(
    "[\U0001f300-\U0001f50f\U0001f514-\U0001f533\U0001f53e-\U0001f64f\U0001f680-\U0001f6e0\U0001f6e2-\U0001f6ff"
    "\U0001f900-\U0001faff☀-☄★☆☎☔☕☘☮☯☺☻♠♣♥♦♨⚓⚡⚽⚾✈✉✌❄❤⭐]"
)

# Latin letters of living national languages: Latin-1, Latin Extended-A, Vietnamese, Romanian, Welsh. Not: þ ð ĸ ŉ ſ,
# nor Latin Extended-B to E, IPA, phonetic extensions, letters of Pinyin only.
_LATIN = pattern("[a-zß-ïñ-öø-ýÿ-ķĺ-ňŋ-žơưșțẁẃẅẽạ-ỹ]")

_NOT_ASCII = pattern("[^a-z0-9-]+")

_JOINERS = "\u200c\u200d"
_OF_A_LANGUAGE = "·ʻʼ" + _JOINERS

_VOWELS = frozenset("аәеёиӣіїйоөуүұӯыэєюяαεηιουωάέήίόύώ")


def not_idna(label: Label) -> str:
    """Characters that RFC 5892 disallows (§2), or allows in a context that is not here (Appendix A); mixed directions
    (RFC 5893). Emoji pass: hosts of theirs exist, and deceive nobody about a letter."""
    import idna  # only here: most mail has no such label, and start-up time is budgeted
    from idna import idnadata

    def allowed(at: int) -> bool:
        code = ord(label.text[at])
        classes = idnadata.codepoint_classes
        if idna.intranges_contain(code, classes["PVALID"]):
            return True
        try:
            if idna.intranges_contain(code, classes["CONTEXTJ"]):
                return idna.valid_contextj(label.text, at)
            return idna.intranges_contain(code, classes["CONTEXTO"]) and idna.valid_contexto(label.text, at)
        except ValueError:  # a neighbour that Unicode has not assigned
            return False

    odd = "".join(c for at, c in enumerate(label.text) if c not in "-_" and not _EMOJI.match(c) and not allowed(at))
    if odd:
        return odd
    try:
        idna.check_bidi(label.text)
    except idna.IDNAError:
        return "".join(char for char in label.text if unicodedata.bidirectional(char) in ("R", "AL", "AN", "NSM"))
    return ""


def foreign_apostrophe(label: Label) -> str:
    """Signs that one language needs and that elsewhere are unseen or pass for punctuation: · between l's (Catalan,
    RFC 5892 A.3), ʻ ʼ, joiners (A.1, A.2). Passes under a suffix or in a script of such a language
    (data/lists/letter_suffixes.txt); Hawaiian has neither, so its ʻ stays odd."""
    return "".join(char for char in label.text if char in _OF_A_LANGUAGE and not is_needed(label, char))


def uncommon_script(label: Label) -> str:
    """Letters of scripts that are historic or of limited use (all that UAX #31, Table 5, does not recommend), and signs
    of no script (ˈ ː ꜗ), but for ー ・ 〆, digits, and what the checks above judge."""
    wanted = {found: label.entry("script_suffixes", found) is not None for found in set(label.scripts)}
    odd = ""
    for char, found in zip(label.text, label.scripts, strict=True):
        if found == "COMMON":
            ordinary = char.isascii() or char.isdecimal() or char in "ー・〆" + _OF_A_LANGUAGE
            known = ordinary or _EMOJI.match(char) is not None
        else:
            known = found == "INHERITED" or wanted[found]
        odd += "" if known else char
    return odd


def uncommon_letter(label: Label) -> str:
    """Letters that UTS #39 §3.1 restricts within ordinary scripts: obsolete, technical, or points and marks of prayer
    books (data/lists/uncommon_letters.txt)."""
    tables = {found: code_points(label.entry("uncommon_letters", found) or "") for found in set(label.scripts)}
    pairs = zip(label.text, label.scripts, strict=True)
    return "".join(char for char, found in pairs if ord(char) in tables[found])


def rare_latin(label: Label) -> str:
    """Latin letters that no national language writes (IPA, small capitals, Pinyin only), or not under this suffix (þ ð
    ə). Stricter than the table of UTS #39, as browsers are: most have a twin in ASCII."""
    return "".join(char for char in label.of_script("LATIN") if not _LATIN.match(char) and not is_needed(label, char))


def misplaced_mark(label: Label) -> str:
    """Marks (UTS #39 §5.4): the same one twice on a letter, on a letter of another script, at the start; and Latin,
    Greek, Cyrillic and kana marks that did not compose: unseen on i j l (i̇, l̇), and in no registry's alphabet."""
    odd, seen = "", set[str]()
    for char in unicodedata.normalize("NFD", label.text):
        odd += char if char in seen else ""
        seen = seen | {char} if is_mark(char) else set()
    base = "COMMON"
    for char, found in zip(label.text, label.scripts, strict=True):
        if is_mark(char):
            home = "ARABIC" if "\u0610" <= char <= "\u06ff" else found
            odd += char if home == "INHERITED" or home != base else ""
        elif char not in _JOINERS:
            base = found
    return odd


def mixed_numbers(label: Label) -> str:
    """Digits of two numbering systems (UTS #39 §5.3), or of a script that the letters are not of."""
    digits = [char for char in label.text if char.isdecimal()]
    if len({ord(char) - unicodedata.decimal(char) for char in digits}) > 1:
        return "".join(char for char in digits if not char.isascii())
    pairs = list(zip(label.text, label.scripts, strict=True))
    letters = {found for char, found in pairs if char.isalpha()} - NO_SCRIPT
    if "THAANA" in letters:
        letters.add("ARABIC")
    foreign = (char for char, found in pairs if char in digits and not char.isascii() and found not in letters)
    return "".join(foreign) if letters else ""


def marked_latin_beside_cjk(label: Label) -> str:
    """Latin letters other than a to z beside Han, kana, hangul or bopomofo (UTS #39 §5.2, highly restrictive, with
    Latin as the East Asian languages use it)."""
    latin = label.of_script("LATIN")
    return "".join(char for char in latin if not char.isascii()) if CJK & set(label.scripts) else ""


def misplaced_kana_sign(label: Label) -> str:
    """ー ヽ ヾ ゝ ゞ that prolong or repeat nothing, and pass for a dash or a slash; ・ beside an ASCII letter, where
    it passes for a dot; hiragana へべぺ inside a katakana word (RFC 5892 A.7 asks for less)."""
    odd = ""
    for at, char in enumerate(label.text):
        before, after = label.neighbours(at)
        if char == "ー":
            bad = kana_script(before, label) not in KANA
        elif char in "ヽヾ":
            bad = kana_script(before, label) != "KATAKANA"
        elif char in "ゝゞ":
            bad = kana_script(before, label) != "HIRAGANA"
        elif char == "・":
            bad = any(c.isascii() and c.isalnum() for c in (before, after))
        else:
            bad = char in "へべぺ" and kana_script(before, label) == kana_script(after, label) == "KATAKANA"
        odd += char if bad else ""
    return odd


def lone_stroke(label: Label) -> str:
    """One or two Han strokes or kana (data/lists/cjk_shapes.txt), or one bopomofo letter, that stand alone beside ASCII
    letters or digits; slash-like ones also where one side only is ASCII, unless they are part of a katakana word."""
    odd = ""
    for run in _NOT_ASCII.finditer(label.text):
        text, (start, stop) = run[0], run.span()
        before, after = label.neighbours(start)[0], label.neighbours(stop - 1)[1]
        shapes = [label.entry("cjk_shapes", char) for char in text]
        if not before.isalnum() and not after.isalnum():
            continue
        if (len(text) <= 2 and all(shapes)) or (len(text) == 1 and label.scripts[start] == "BOPOMOFO"):
            odd += text
            continue
        for ascii_side, at, inner in ((before, 0, 1), (after, -1, -2)):
            if ascii_side.isalnum() and shapes[at] in ("/", "\\") and kana_script(text[inner], label) != "KATAKANA":
                odd += text[at]
    return odd


def whole_script_twin(label: Label) -> str:
    """Labels of one other script, all of whose letters pass for Latin letters or digits (UTS #39 §4, whole-script
    confusables): аьс.com, 16კ.com. Digits always count, since those of one script look like others of the next: ౧౦౧.
    Pass under a suffix of the script, and where the likeness is only rough and the letters are those of one language
    with a vowel among them: ресторан.com is a word, шмнтв.com is none."""
    letters = [char for char in label.text if not char.isascii()]
    scripts = set(label.scripts) - NO_SCRIPT
    if len(scripts) != 1 or scripts & CJK or "LATIN" in scripts or at_home(label, *scripts):
        return ""
    alike = all(twin(label, char) or char.isdecimal() for char in letters)
    return "".join(letters) if alike and not _is_word(letters, label) else ""


def _is_word(letters: list[str], label: Label) -> bool:
    """Letters of one living language, one of them a vowel, one of them no close twin (data/lists/alphabets.txt)."""
    entries = [(label.entry("alphabets", char) or "").split() for char in letters]
    languages = set.intersection(*(set(entry) - {"~"} for entry in entries))
    return bool(languages) and any("~" in entry for entry in entries) and not _VOWELS.isdisjoint(letters)


def popular_twin(label: Label) -> str:
    """Letters of another alphabet, or with a bar or without a dot (ł ø đ ı), that spell the name of a popular site (UTS
    #39 §4). Marks above and below are left alone: müller.de need not mean muller.de."""
    if not label.registrable:
        return ""
    odd = [char for char in label.text if not char.isascii()]
    if any(unicodedata.normalize("NFD", char)[0].isascii() or not twin(label, char) for char in odd):
        return ""
    plain = label.text.translate(label.knowledge.fold).lower()
    return "".join(odd) if label.knowledge.host_bits(f"{plain}.{label.suffix}") & POPULAR else ""


CHECKS: tuple[Callable[[Label], str], ...] = (
    not_idna,
    foreign_apostrophe,
    uncommon_script,
    uncommon_letter,
    rare_latin,
    misplaced_mark,
    mixed_numbers,
    marked_latin_beside_cjk,
    misplaced_kana_sign,
    lone_stroke,
    whole_script_twin,
    popular_twin,
)


def odd_in(label: Label) -> tuple[str, str]:
    """The name of the first check that has something to say and the odd characters, each once; ("", "") if none has."""
    for check in CHECKS:
        odd = check(label)
        if odd:
            return check.__name__, "".join(dict.fromkeys(odd))
    return "", ""
