"""A word of the mail is written with letters of another alphabet that look the same.

Why: "あなたのAmazοnのアカウント" with a Greek ο: filters that look for the name do not find it, people do. Nobody types
so by accident. A known name is danger; another word is caution.
Looked at: the sender's name, the subject, the texts of links and the body.

Flags:
    X <x@example.com> | あなたのAmazοnのアカウント        # the ο is Greek
    X <x@example.com> | Your ΡayΡal ассоunt             # Greek Ρ, Cyrillic а, с, о
    X <x@example.com> | Verify your Ассоunt             # no name, but no language writes so
Passes:
    X <x@example.com> | Your Amazon order               # all Latin
    X <x@example.com> | ＡＭＡＺＯＮのご注文               # fullwidth is ordinary in Japan
    X <x@example.com> | Ваш заказ на Amazon             # Russian with a Latin name
    X <x@example.com> | Ο Amazon σας έστειλε            # Greek with a Latin name
    X <x@example.com> | 10 kΩ, 5 μm, naïve café         # units and marks
    X <x@example.com> | Συνάντηση στις 5                # Greek
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..claims import claims_in
from ..confusables import odd_characters, skeleton
from ..context import Context
from ..finding import Finding
from ..lazy import pattern
from ..mail import Mail

# Letters of alphabets that have twins of Latin letters (IPA, Greek, Cyrillic, Armenian, Cherokee, Latin extensions of
# phonetics), in a word with or without ASCII letters and digits.
_TWINS = "\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u0531-\u0588\u13a0-\u13ff\u1d00-\u1d7f\ua640-\ua69f\uab30-\uabbf"
_TWIN = pattern(f"[{_TWINS}]")
_WORD = pattern(rf"[A-Za-z0-9]*[{_TWINS}][A-Za-z0-9{_TWINS}]*")
_MOST = 5  # findings a mail; more say nothing new


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    text = "\n".join(dict.fromkeys([mail.sender.name, mail.subject, mail.text, *[link.text for link in mail.links]]))
    # Most mail has no such letter, and the search for words is not cheap.
    words = dict.fromkeys(_WORD.findall(text)) if not text.isascii() and _TWIN.search(text) else ()
    yield from islice((finding for word in words for finding in _judge_word(word, context)), _MOST)


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
