"""A host that looks like a brand's to the eye, and is spelt with other characters.

Why: аррӏе.com (Cyrillic) and rnicrosoft.com read as apple.com and microsoft.com at a glance.
Reference: UTS #39 §4 (skeletons); Latin-only pairs as in Chromium's lookalike checks.

Flags:
    http://xn--amazn-uce.com/          # amazοn with a Greek omicron
    http://xn--80ak6aa92e.com/         # аррӏе, all Cyrillic
    http://rnicrosoft.com/             # r and n pass for m
    http://paypa1-login.com/           # one for l, in a part of the label
    http://amaz0n.example.icu/         # in a subdomain
    http://vvells-fargo.com/           # with a hyphen between the words of the name
    http://xn--lck9cqcvbi.com/         # メノレカリ for メルカリ
Passes:
    https://www.microsoft.com/         # the owner's own
    http://modern-furniture.com/       # rn in an ordinary word
    http://xn--mnchen-3ya.de/          # münchen: a letter with a mark, no brand
    http://vvoodworks.com/             # looks like woodworks, which is nobody's name here
    http://xn--eckwd4c7c.jp/           # kana
    http://clever-clinic.com/          # cl in ordinary words
    http://route101.com/               # digits that are digits
    http://zeile.de/                   # a word: it need not be Zelle
    http://k9mail.org/                 # k9 and mail
    http://xn--abka-99a.pl/            # żabka: the owner's own letters
    http://xn--crdit-coopratif-btbj.fr/   # crédit-coopératif: likewise
    http://xn--lckwg.com/              # メルカリ itself
    http://zeile-und-wort.de/          # a word among others
"""

from __future__ import annotations

from collections.abc import Iterator

from ..confusables import misread_letters, misread_pairs, odd_characters
from ..context import Context
from ..finding import Finding
from ..hostnames import Host


def check(host: Host, context: Context) -> Iterator[Finding]:
    if context.catalogue.is_popular(host) or context.catalogue.is_restricted(host):
        return
    for hit in context.hits_of(host, "shape"):
        if hit.part in context.knowledge.words:
            continue
        if hit.token.isascii():
            odd = odd_characters(hit.part, context.knowledge) or misread_pairs(hit.part, hit.token)
        else:
            odd = misread_letters(hit.part, hit.token)
        if odd:  # daro does not pass for claro: the odd letters must be the host's
            yield Finding("homoglyph_host", {**context.brand(hit.owner), "domain": host.shown, "odd": odd})
