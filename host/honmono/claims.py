"""Who a piece of text says it speaks for: names and domains of the catalogue's owners, in any script."""

from __future__ import annotations

import re
from typing import NamedTuple

from .catalogue import Catalogue, Owner
from .confusables import skeleton, strip_hidden
from .hostnames import Host, parse_host
from .labels import is_bait
from .lazy import pattern
from .misread import misread_words
from .names import Words, find_names, is_cjk, split_words

# A host name or the domain of an address in running text: ASCII labels with at least one dot and a lettered end.
DOMAIN_IN_TEXT = pattern(
    r"(?<![a-zA-Z0-9._%+/-])(?:[a-zA-Z0-9._%+-]{1,64}@)?"
    r"((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.){1,8}[a-zA-Z][a-zA-Z0-9-]{1,62})(?![a-zA-Z0-9@-])"
)


_SENT_ON = pattern(r"\bvia\b|\bon behalf of\b|経由", re.IGNORECASE)


# Trade marks' signs, which compatibility forms would turn into the letters TM, and strokes laid over letters (UPS with
# U+0337 after each) to hide a name from searches.
_MARKS = pattern("[\u2122\u00ae\u00a9\u2120\u1d40\u1d39\u0334-\u0338\u20d2\u20d3\u20e5]")
# What parts a sender's name into pieces that stand by themselves: "UPS | Paket", "Aldi, Gutschein", 【LINE】….
_PIECES = pattern(r"[|,;/\"“”«»()\[\]{}【】「」『』<>•·–—]|:\s|\s-\s|\s-|-\s")
# Four letters or more set apart, and the places where a capital or a digit begins a new word.
_APART = pattern(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]{1,2}){3,}[^\W\d_](?![^\W_])")
_HUMP = pattern(r"(?<=[a-z])(?=[A-Z0-9])|_")


class Claim(NamedTuple):
    """`how`: "name", "domain" (an owner's domain as a word), or "lookalike" (a name only to the eye), "loose"."""

    owner: Owner
    text: str
    how: str


def claims_in(text: str, catalogue: Catalogue, whole: bool = False) -> tuple[Claim, ...]:
    """The owners that the text names, strongest evidence first, each once.

    Names that are also ordinary words (LINE, Apple, UPS) count only when `whole`, that is in a sender's name: as a
    name where nothing else is said but words of service ("Apple Support", 「LINE サポート」), otherwise as "loose".
    A sender that says it passes on somebody's mail ("X via Y") claims nothing.
    """
    text = _MARKS.sub("", strip_hidden(text))
    if not text or (whole and is_sent_on(text)):
        return ()
    found: dict[str, Claim] = {}
    for host in domains_in(text, catalogue):
        owner = catalogue.owner_of(host)
        if owner:
            found.setdefault(owner.id, Claim(owner, host.unicode, "domain"))
    forms = [(text, "name"), *((form, "lookalike") for form in _other_forms(text, catalogue))]
    loose: dict[str, Claim] = {}
    for form, how in forms:
        for piece in _PIECES.split(form) if whole else (form,):
            words = split_words(piece)
            for key, entries in find_names(words, catalogue.knowledge, spaced=whole):
                venue = whole and is_venue(words, key, catalogue)
                for owner_id, common, _count, passes_for in entries:
                    claim = Claim(catalogue.owner(owner_id), key, "lookalike" if passes_for else how)
                    if not venue and (not common or (whole and says_nothing_else(words, key, catalogue))):
                        found.setdefault(owner_id, claim)
                    elif whole:
                        loose.setdefault(owner_id, claim._replace(how="loose"))
    return (*found.values(), *(claim for owner_id, claim in loose.items() if owner_id not in found))


def _other_forms(text: str, catalogue: Catalogue) -> list[str]:
    """The text as people read it where it is written to escape a search: look-alike letters (Amazοn, Arnazon), letters
    set apart (N.E.T.F.L.I.X), words run together by capitals (GmailSupportTeam)."""
    forms = []
    plain = text
    for misread in misread_words(text, catalogue.knowledge):
        plain = plain.replace(misread.word, misread.plain)
    if plain != text:
        forms.append(plain)
    if not text.isascii():
        words = split_words(text)
        folded = _fold_words(words, catalogue)
        if folded != " ".join(words.words):
            forms.append(folded)
    joined = _APART.sub(lambda match: re.sub(r"[\W_]", "", match[0]), text)
    if joined != text:
        forms.append(joined)
    humps = _HUMP.sub(" ", text)
    if humps != text:
        forms.append(humps)
    return forms


def is_sent_on(name: str) -> bool:
    """ "Hanako via Groups": a list or a service passes somebody's mail on, and says so."""
    return bool(_SENT_ON.search(name))


def domains_in(text: str, catalogue: Catalogue) -> list[Host]:
    """Host names in running text whose suffix is on the public suffix list, in order."""
    if "." not in text:
        return []
    hosts = []
    for match in DOMAIN_IN_TEXT.finditer(text):
        host = parse_host(match[1], catalogue.knowledge)
        if host.core and host.has_listed_suffix:
            hosts.append(host)
    return hosts


def is_venue(words: Words, key: str, catalogue: Catalogue) -> bool:
    """A building named after its sponsor, who does not speak for it: Wells Fargo Center."""
    after = words.starts.get(words.joined.find(key) + len(key), 0)
    if not after or after == len(words.words):
        return False
    return catalogue.knowledge.in_list("venue_words", words.words[after])


def says_nothing_else(words: Words, key: str, catalogue: Catalogue) -> bool:
    """Whether the text is the name and words of service only: support, team, サポート, 事務局, numbers."""
    rest = words.joined.replace(key, "", 1)
    if not rest:
        return True
    knowledge = catalogue.knowledge
    for word in words.words:
        if word in key or word.isdigit() or knowledge.in_list("service_words", word) or is_bait(word, knowledge):
            continue
        if not is_cjk(word[0]) or not _only_service(word.replace(key, "", 1), catalogue):
            return False
    return True


def _only_service(run: str, catalogue: Catalogue) -> bool:
    """Whether a run of Chinese or Japanese is made of service words end to end."""
    while run:
        for size in range(min(len(run), 12), 0, -1):
            if catalogue.knowledge.in_list("service_words", run[:size]):
                run = run[size:]
                break
        else:
            return False
    return True


def _fold_words(words: Words, catalogue: Catalogue) -> str:
    """The words with each alphabetic one as it passes for in Latin letters, when all of it does."""
    knowledge = catalogue.knowledge
    folded = []
    for word in words.words:
        plain = word if word.isascii() or is_cjk(word[0]) else skeleton(word, knowledge)
        folded.append(plain if plain.isascii() else word)
    return " ".join(folded)
