"""Words of a language from the translations of free software: what people are told on web pages, counted.

Frequency lists of the web are share-alike (FrequencyWords, wordfreq) or for research only (Leipzig); translations under
permissive licences have the words of accounts, shops and messages, which is what host names are made of.
"""

from __future__ import annotations

import gettext
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .packages import Packages

# Our language → how the packages call it. The last ones only tell which Latin words are nobody's words (see below).
LANGUAGES = {"de": "de", "fr": "fr", "es": "es", "it": "it", "pt": "pt(-BR|_BR)?", "nl": "nl"}
_OTHER_SCRIPTS = {"ja": "ja", "zh": "zh(-Han[st]|_Han[st])?", "ko": "ko", "ru": "ru", "ar": "ar", "el": "el"}
_TEXT_PACKAGES = ("Django", "wagtail", "django-oscar")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|%\(\w+\)[sd]|https?://\S+|\S+@\S+|&\w+;|`[^`]*`")


def words_of(packages: Packages) -> dict[str, Counter[str]]:
    """Language → words, in lower case, with their counts. Without words that stand untranslated in languages of other
    scripts: those are names of products and companies."""
    names = {word for code in _OTHER_SCRIPTS.values() for word in _count(packages, code) if word.isascii()}
    found = {}
    for language, code in LANGUAGES.items():
        counts = _count(packages, code)
        found[language] = Counter({word: count for word, count in counts.items() if word not in names})
    return found


def _count(packages: Packages, code: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in _texts(packages, code):
        counts.update(_WORD.findall(_MARKUP.sub(" ", text).lower()))
    return counts


def _texts(packages: Packages, code: str) -> Iterator[str]:
    for name in _TEXT_PACKAGES:
        for path in sorted(packages.path(name).rglob("LC_MESSAGES/*.mo")):
            if re.fullmatch(code, path.parent.parent.name):
                with path.open("rb") as file:
                    yield from _catalog(gettext.GNUTranslations(file))
    for path in sorted(packages.path("home-assistant-frontend").rglob("translations/**/*.json")):
        if re.fullmatch(code, re.sub(r"-[0-9a-f]{32}$", "", path.stem)):
            yield from _strings(json.loads(path.read_text("utf-8")))


def _catalog(translations: gettext.GNUTranslations) -> Iterator[str]:
    catalog: dict[Any, str] = translations._catalog  # type: ignore[attr-defined]
    for key, text in catalog.items():
        if key:
            yield text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)


def word_lists(packages: Packages, language: str) -> list[Path]:
    """Files of word lists made for remembering keys: two thousand plain words a language."""
    bip39 = {"fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese"}
    if language in bip39:
        return [packages.path("bip39") / "src" / "wordlists" / f"{bip39[language]}.json"]
    monero = {"de": "german", "nl": "dutch"}
    return [packages.path("monero") / "monero" / "wordlists" / f"{monero[language]}.py"]
