"""Who a piece of text says it speaks for: names and domains of the catalogue's owners, in any script."""

from __future__ import annotations

import re
from typing import NamedTuple

from .catalogue import Catalogue, Owner
from .confusables import skeleton, strip_hidden
from .hostnames import Host, parse_host
from .mail import Mail
from .names import Words, find_names, is_cjk, split_words

# A host name or the domain of an address in running text: ASCII labels with at least one dot and a lettered end.
DOMAIN_IN_TEXT = re.compile(
    r"(?<![a-zA-Z0-9._%+/-])(?:[a-zA-Z0-9._%+-]{1,64}@)?"
    r"((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.){1,8}[a-zA-Z][a-zA-Z0-9-]{1,62})(?![a-zA-Z0-9@-])"
)


_SENT_ON = re.compile(r"\bvia\b|\bon behalf of\b|経由", re.IGNORECASE)


class Claim(NamedTuple):
    """`how`: "name", "domain" (an owner's domain as a word), or "lookalike" (a name only to the eye)."""

    owner: Owner
    text: str
    how: str


def claims_in(text: str, catalogue: Catalogue, whole: bool = False) -> tuple[Claim, ...]:
    """The owners that the text names, strongest evidence first, each once.

    Names that are also ordinary words (LINE, Apple, UPS) count only when `whole` and nothing else is said but words of
    service ("Apple Support", 「LINE サポート」).
    """
    found: dict[str, Claim] = {}
    text = strip_hidden(text)
    for host in domains_in(text, catalogue):
        owner = catalogue.owner_of(host)
        if owner:
            found.setdefault(owner.id, Claim(owner, host.unicode, "domain"))
    words = split_words(text)
    _add_names(words, "name", whole, found, catalogue)
    if not text.isascii():
        folded = split_words(_fold_words(words, catalogue))
        if folded.joined != words.joined:
            _add_names(folded, "lookalike", whole, found, catalogue)
    return tuple(found.values())


def impersonated(mail: Mail, sender_claims: tuple[Claim, ...], catalogue: Catalogue) -> Owner | None:
    """Whom the sender's name speaks as, when the sender's address is known and belongs to none of those it names."""
    host = mail.sender.host
    if host is None or not sender_claims or is_sent_on(mail.sender.name):
        return None
    if any(catalogue.belongs_to(host, claim.owner) for claim in sender_claims):
        return None
    return sender_claims[0].owner


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
        if host.core and catalogue.knowledge.suffix_bits(host.suffix):
            hosts.append(host)
    return hosts


def _add_names(words: Words, how: str, whole: bool, found: dict[str, Claim], catalogue: Catalogue) -> None:
    for key, entries in find_names(words, catalogue.knowledge):
        for owner_id, common, _count in entries:
            if owner_id in found or (common and not (whole and says_nothing_else(words, key, catalogue))):
                continue
            found[owner_id] = Claim(catalogue.owner(owner_id), key, how)


def says_nothing_else(words: Words, key: str, catalogue: Catalogue) -> bool:
    """Whether the text is the name and words of service only: support, team, サポート, 事務局, numbers."""
    rest = words.joined.replace(key, "", 1)
    if not rest:
        return True
    knowledge = catalogue.knowledge
    for word in words.words:
        if word in key or word.isdigit() or knowledge.in_list("service_words", word):
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
