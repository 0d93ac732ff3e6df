"""A word of the mail is written with other letters or signs that look the same.

Why: "あなたのAmazοnのアカウント" with a Greek ο: filters that look for the name do not find it, people do. Nobody types
so by accident. A known name is danger; another word is caution, and only where its letters are another alphabet's.
Looked at: the sender's name, the subject, the texts of links and the body.

Flags:
    X <x@example.com> | あなたのAmazοnのアカウント        # the ο is Greek
    X <x@example.com> | Your ΡayΡal ассоunt             # Greek Ρ, Cyrillic а, с, о
    X <x@example.com> | Verify your Ассоunt             # no name, but no language writes so
    X <x@example.com> | Your Arnazon order              # r and n for m
    X <x@example.com> | Your PayPaI and NETFLlX account   # capital I for l, small l for I
    X <x@example.com> | 三井住友力ードの重要なお知らせ       # the Han 力 for the katakana カ
Passes:
    X <x@example.com> | Your Amazon order               # all Latin
    X <x@example.com> | ＡＭＡＺＯＮのご注文               # fullwidth is ordinary in Japan
    X <x@example.com> | Ваш заказ на Amazon             # Russian with a Latin name
    X <x@example.com> | 10 kΩ, 5 μm, naïve café         # units and marks
    X <x@example.com> | The modern barn in Corning, 0.9.post1, G00-GLE1   # words, names, numbers and codes
    X <x@example.com> | Beware of rnicrosoft.com in place of microsoft.com   # a warning says both
    X <x@example.com> | https://example.com/g00gle?id=micr0soft           # pieces of an address
    X <x@example.com> | 店舗口座、協力会社、力仕事、加工ポスター             # 口, 力 and 工 where they belong
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from ..claims import claims_in
from ..confusables import misread_letters, odd_characters, skeleton
from ..context import Context
from ..finding import Finding
from ..lazy import pattern
from ..mail import Mail
from ..misread import Misread, misread_cjk, misread_names, misread_words
from ..names import key_of

# Letters of alphabets that have twins of Latin letters (IPA, Greek, Cyrillic, Armenian, Cherokee, Latin extensions of
# phonetics), in a word with or without ASCII letters and digits.
_TWINS = "\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u0531-\u0588\u13a0-\u13ff\u1d00-\u1d7f\ua640-\ua69f\uab30-\uabbf"
_TWIN = pattern(f"[{_TWINS}]")
_WORD = pattern(rf"[A-Za-z0-9]*[{_TWINS}][A-Za-z0-9{_TWINS}]*")
_MOST = 5  # findings a mail; more say nothing new


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    name, knowledge = mail.sender.name, context.knowledge
    text = "\n".join(dict.fromkeys([name, mail.subject, mail.text, *[link.text for link in mail.links]]))
    # Most mail has no such letter, and the search for words is not cheap.
    words = dict.fromkeys(_WORD.findall(text)) if not text.isascii() and _TWIN.search(text) else ()
    found = [finding for word in words for finding in _judge_word(word, context)]
    passing = chain(misread_names(name, knowledge), misread_words(text, knowledge), misread_cjk(text, knowledge))
    names = {misread.word: misread for misread in passing if not is_explained(misread, name, text)}
    yield from islice(chain(found, (_named(misread, context) for misread in names.values())), _MOST)


def is_explained(misread: Misread, name: str, text: str) -> bool:
    """A warning of fraud sets the name itself beside what passes for it."""
    at = -1 if misread.word in name else text.find(misread.word)
    return at >= 0 and misread.plain in key_of(text[max(0, at - 40) : at + len(misread.word) + 40])


def _named(misread: Misread, context: Context) -> Finding:
    word, plain = misread.word, misread.plain
    owner = context.catalogue.owner(misread.owner_id)
    odd = misread_letters(word.replace(" ", "").replace("-", ""), plain)
    return Finding("homoglyph_text", {"word": word, "plain": plain, "odd": odd, **context.brand(owner)}, "brand")


def _judge_word(word: str, context: Context) -> Iterator[Finding]:
    plain = skeleton(word, context.knowledge)
    if len(word) < 4 or not plain.isascii():
        return
    params = {"word": word, "plain": plain, "odd": odd_characters(word, context.knowledge)}
    claims = claims_in(plain, context.catalogue)
    if claims:
        yield Finding("homoglyph_text", {**params, **context.brand(claims[0].owner)}, "brand")
    elif sum(char.isascii() and char.isalpha() for char in word) >= 2:
        yield Finding("homoglyph_text", params)
