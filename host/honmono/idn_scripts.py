"""What the checks of idn_checks.py ask: a label with its scripts, and the small lists of data/lists/ about letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .confusables import script_of
from .hostnames import Host, label_to_unicode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

KANA = frozenset({"HIRAGANA", "KATAKANA"})
CJK = KANA | {"HAN", "HANGUL", "BOPOMOFO"}
NO_SCRIPT = frozenset({"COMMON", "INHERITED"})
_MAX_LABEL = 63  # RFC 1035; longer ones cannot be registered, and cost time


class Label(NamedTuple):
    """One label of a host in its Unicode form, with a script for each character."""

    text: str
    scripts: tuple[str, ...]
    registrable: bool  # it is the label under the public suffix
    suffix: str  # public suffix of the host, ASCII
    knowledge: Knowledge

    @property
    def tld(self) -> str:
        """The last label of the suffix, ASCII."""
        return self.suffix.rpartition(".")[2]

    def neighbours(self, at: int) -> tuple[str, str]:
        """The characters before and after the one at `at`, "" at the edges."""
        return self.text[at - 1 : at] if at else "", self.text[at + 1 : at + 2]

    def of_script(self, script: str) -> str:
        """The label's characters of this script."""
        return "".join(char for char, found in zip(self.text, self.scripts, strict=True) if found == script)

    def entry(self, name: str, key: str) -> str | None:
        """The value of `key` in data/lists/<name>.txt, None if it is not there."""
        value = self.knowledge.lists.get(f"{name}:{key}")
        return None if value is None else value.decode()


def odd_labels(host: Host, knowledge: Knowledge) -> Iterator[Label]:
    """The labels of a host that are not ASCII in their Unicode form, as they stand in the name."""
    names = host.name.split(".")
    core = len(names) - 1 - (host.suffix.count(".") + 1)
    for at, name in enumerate(names):
        text = label_to_unicode(name)
        if not text.isascii() and len(name) <= _MAX_LABEL:
            scripts = tuple(script(char, knowledge) for char in text)
            yield Label(text, scripts, at == core, host.suffix, knowledge)


def script(char: str, knowledge: Knowledge) -> str:
    """The script of a character; ASCII letters are Latin, planes 2 and 3 Han (newer than the table in part)."""
    if char.isascii():
        return "LATIN" if char.isalpha() else "COMMON"
    return "HAN" if 0x20000 <= ord(char) < 0x40000 else script_of(char, knowledge)


def kana_script(char: str, label: Label) -> str:
    """As `script`, with the long-vowel sign as katakana; "" for no character."""
    return "KATAKANA" if char == "ー" else script(char, label.knowledge) if char else ""


def at_home(label: Label, name: str) -> bool:
    """The host's last label is written in the script, or is that of a country that reads it every day."""
    tld = label_to_unicode(label.tld)
    if not tld.isascii():
        return any(script(char, label.knowledge) == name for char in tld)
    return tld in (label.entry("script_suffixes", name) or "").split()


def is_needed(label: Label, char: str) -> bool:
    """A character that only some languages need, under a suffix or in a word of the script of one of them."""
    needs = label.entry("letter_suffixes", char if char.isprintable() else f"U+{ord(char):04X}") or ""
    return any(need == label.tld or need in label.scripts for need in needs.split())


def twin(label: Label, char: str) -> str:
    """The ASCII letters or digits that a character passes for, "" if there are none."""
    return label.knowledge.fold.get(ord(char)) or label.entry("script_twins", char) or ""


def passes_for(label: Label, char: str) -> str:
    """As `twin`, and for kana and Han strokes the sign they look like; for the words of a finding."""
    return twin(label, char) or label.entry("cjk_shapes", char) or ""


def is_mark(char: str) -> bool:
    """A combining mark that takes no room of its own."""
    return unicodedata.category(char) in ("Mn", "Me")


@lru_cache(maxsize=64)
def code_points(ranges: str) -> frozenset[int]:
    """The code points of "0560 0588-058A"."""
    found: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
