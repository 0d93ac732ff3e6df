"""As whom a mail speaks: the owner that its sender's name, its subject or its words claim, and whether it is theirs."""

from __future__ import annotations

from typing import NamedTuple

from .catalogue import Catalogue, Owner
from .claims import Claim, says_nothing_else
from .hostnames import ABUSED, RESTRICTED, VETTED, Host, same_site
from .mail import Mail, Sender
from .mentions import claims_spoken, is_mention, labels_spoken, names_a_role, names_itself, things_named
from .names import split_words

SENDER, LOOSE, SUBJECT, TEXT = "sender", "loose", "subject", "text"

_TOP = 400  # characters of the body in which a mail says who it is
_SIGNS = ("©", "(c) 20", "copyright")


class Speaking(NamedTuple):
    """`how`: where the claim stands (sender; loose: a sender's name that is less sure, an ordinary word or an owner of
    whose domains not all are known; subject, text).

    `own`: the sender's address is the owner's (True), somebody else's (False), not shown (None).
    """

    owner: Owner
    how: str
    own: bool | None


def speaking_as(mail: Mail, claims: tuple[Claim, ...], pressing: bool, catalogue: Catalogue) -> Speaking | None:
    """The owner that the mail speaks as; `claims` are of the sender's name. Others count only in mail that presses."""
    sure = [claim for claim in claims if claim.how != "loose" and not is_about_others(claim, mail, catalogue)]
    own = catalogue.owner_of(mail.sender.host) if mail.sender.host else None
    if own is not None:
        # Staff and customers have addresses there too, and speak for themselves: the name must be the owner's.
        if any(catalogue.same_family(claim.owner, own) for claim in claims):
            return Speaking(own, SENDER, True)
        others = shows_users(mail.sender, catalogue) or (pressing and leads_away(mail, own, catalogue))
        if not sure and not others and catalogue.owner_writing_from(mail.sender.host):
            return None
    foreign = False if mail.sender.address else None
    known = [claim for claim in sure if claim.owner.curated]
    if known and not is_plausible(known[0].owner, mail, catalogue):
        return Speaking(known[0].owner, SENDER, foreign)
    if not pressing:
        return None
    if claims and not writes_for_others(mail, catalogue):
        return Speaking(claims[0].owner, LOOSE, foreign)
    if claims or names_itself(mail, catalogue):
        return None
    for how, text in ((SUBJECT, mail.subject), (TEXT, _head_and_copyright(mail))):
        found = claims_spoken(text, catalogue)
        if found:
            return Speaking(found[0].owner, how, foreign)
    things = [] if is_mention(mail.subject, catalogue) else things_named(mail.subject, catalogue)
    if things:
        return Speaking(things[0], SUBJECT, foreign)
    logos = labels_spoken(mail, catalogue)
    return Speaking(logos[0].owner, TEXT, foreign) if logos else None


def is_about_others(claim: Claim, mail: Mail, catalogue: Catalogue) -> bool:
    """The name may well be somebody's who has to do with the owner: a user of a platform that writes in its users'
    names; a firm that says so by a word (ドコモショップ渋谷店), or has more to its name (楽天市場担当 高橋) and a
    suffix whose registry asks who registers."""
    sender = mail.sender
    if sender.host is None or claim.how != "name":
        return False
    if shows_users(sender, catalogue):
        return True
    words = split_words(sender.name)
    if sender.host.suffix_bits & ABUSED or says_nothing_else(words, claim.text, catalogue):
        return False
    return bool(sender.host.suffix_bits & (RESTRICTED | VETTED)) or names_a_role(words, claim.text, catalogue)


def leads_away(mail: Mail, own: Owner, catalogue: Catalogue) -> bool:
    """There are links, and none leads to the owner of the sender's address: addresses are forged."""
    hosts = mail.hosts
    return bool(hosts) and not any(catalogue.belongs_to(host, own) for host in hosts)


def shows_users(sender: Sender, catalogue: Catalogue) -> bool:
    """A platform whose mail shows its users' names as the sender (data/lists/user_platforms.txt)."""
    return sender.host is not None and _is_listed(sender.host, "user_platforms", catalogue)


def is_plausible(owner: Owner, mail: Mail, catalogue: Catalogue) -> bool:
    """The address may well be the owner's although the catalogue does not know it: a service that writes for others, or
    exactly the name of one of its domains under another suffix than those that fraud favours."""
    host = mail.sender.host
    if host is None:
        return False
    if is_desk(host, catalogue) or writes_for_others(mail, catalogue):
        return True
    if host.shared or not host.has_listed_suffix or host.suffix_bits & ABUSED:
        return False
    plain = host.core.replace("-", "")
    return any(domain.partition(".")[0].replace("-", "") == plain for domain in owner.domains)


def is_desk(host: Host, catalogue: Catalogue) -> bool:
    """A help desk or the like, from which many companies write under their own names (data/lists/desks.txt)."""
    return _is_listed(host, "desks", catalogue)


def _is_listed(host: Host, name: str, catalogue: Catalogue) -> bool:
    """The list holds the registrable domain, or the suffix under which a service gives its customers names."""
    return any(domain and catalogue.knowledge.in_list(name, domain) for domain in (host.registrable, host.suffix))


def writes_for_others(mail: Mail, catalogue: Catalogue) -> bool:
    """A help desk, or the mail system's own postmaster, whose links lead nowhere else: in mail that presses too, the
    name is then no lie."""
    sender = mail.sender
    hosts = [host for host in mail.hosts if catalogue.owner_of(host) is None]
    if sender.host is not None and is_desk(sender.host, catalogue):
        return all(same_site(host, sender.host) for host in hosts)
    return not hosts and sender.local.lower().startswith(_POSTMASTERS)


# Who reports that a mail could not be delivered; the long one is the same in every Microsoft Exchange.
_POSTMASTERS = ("postmaster", "mailer-daemon", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e")


def _head_and_copyright(mail: Mail) -> str:
    """The top of the body, and its lines of copyright: where a mail says who it is from."""
    lines = [line for line in mail.text.splitlines() if any(sign in line.lower() for sign in _SIGNS)]
    return mail.text[:_TOP] + "\n" + "\n".join(lines)[:_TOP]
