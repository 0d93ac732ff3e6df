"""Names that a mail mentions without speaking as their owner: "we accept PayPal", "Google Play is a trademark of …", a
shop that signs with its own name. Data: data/phrases.json, `mentions`, `roles`, `things`.
"""

from __future__ import annotations

import unicodedata

from .catalogue import Catalogue, Owner
from .claims import Claim, claims_in, says_nothing_else
from .lazy import pattern
from .mail import Mail
from .names import Words, find_names, split_words

_SENTENCE = pattern(r"[\n。！？!?]|\.\s")
_MOST_TEXT = 3000  # characters in which a sender names itself, if it does
_LONGEST_LABEL = 24  # a logo's alternative text or a button that is nothing but a name
_FIRST_LINKS = 6


def names_itself(mail: Mail, catalogue: Catalogue) -> bool:
    """The sender's name, more than words of service, stands in the mail too: whoever else it names is mentioned."""
    name = split_words(mail.sender.name)
    if len(name.joined) < 3 or says_nothing_else(name, "\0", catalogue):
        return False
    return name.joined in split_words(f"{mail.subject} {mail.text[:_MOST_TEXT]}").joined


def names_a_role(words: Words, key: str, catalogue: Catalogue) -> bool:
    """A word that makes a name somebody else's follows it: shop, dealer, recruiting, user group."""
    return words.joined.partition(key)[2].startswith(catalogue.knowledge.roles)


def claims_spoken(text: str, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The owners as whom the text speaks: of sentences that name one owner (family) only, and not in passing."""
    found: list[Claim] = []
    for sentence in _SENTENCE.split(text):
        claims = claims_in(sentence, catalogue)
        if not claims or is_mention(sentence, catalogue):
            continue
        if all(catalogue.same_family(claim.owner, claims[0].owner) for claim in claims):
            found += claims
    return tuple(found)


def is_mention(sentence: str, catalogue: Catalogue) -> bool:
    """It speaks of fraud or trade marks, or names the owner as a means: a way to pay, to send, to log in, a voucher."""
    plain = unicodedata.normalize("NFKC", sentence).lower().replace(" :", ":")
    return any(sign in plain for sign in catalogue.knowledge.mentions)


def things_named(subject: str, catalogue: Catalogue) -> tuple[Owner, ...]:
    """Owners whose name is an ordinary word too, where the subject names what a person has there: Norton subscription,
    LINEアカウント, Trust Wallet (of two words, which by chance hardly stand together)."""
    words = split_words(subject)
    return tuple(
        catalogue.owner(owner_id)
        for key, entries in find_names(words, catalogue.knowledge)
        for owner_id, common, count, passes_for in entries
        if common
        and not passes_for
        and (count > 1 or words.joined.partition(key)[2].startswith(catalogue.knowledge.things))
    )


def labels_spoken(mail: Mail, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The owners whose bare name is the text of one of the first links: a logo at the head of the mail."""
    labels = dict.fromkeys(link.text.strip() for link in mail.links[:_FIRST_LINKS])
    return tuple(
        claim
        for label in labels
        if 0 < len(label) <= _LONGEST_LABEL
        for claim in claims_in(label, catalogue)
        if says_nothing_else(split_words(label), claim.text, catalogue)
    )
