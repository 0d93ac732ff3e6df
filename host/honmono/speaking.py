"""As whom a mail speaks: the owner that its sender's name, its subject or its words claim, and whether it is theirs."""

from __future__ import annotations

from typing import NamedTuple

from .catalogue import Catalogue, Owner
from .claims import Claim, claims_in
from .hostnames import ABUSED
from .mail import Mail

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
    sure = [claim for claim in claims if claim.how != "loose"]
    own = catalogue.owner_of(mail.sender.host) if mail.sender.host else None
    if own is not None:
        # Staff and customers have addresses there too, and speak for themselves: the name must be the owner's.
        if any(catalogue.same_family(claim.owner, own) for claim in claims):
            return Speaking(own, SENDER, True)
        if not sure and catalogue.owner_writing_from(mail.sender.host):
            return None
    known = [claim for claim in sure if claim.owner.curated]
    if known and not is_plausible(known[0].owner, mail, catalogue):
        return Speaking(known[0].owner, SENDER, False if mail.sender.address else None)
    if not pressing:
        return None
    for how, found in (
        (LOOSE, claims),
        (SUBJECT, claims_in(mail.subject, catalogue)),
        (TEXT, _text_claims(mail, catalogue)),
    ):
        if found:
            return Speaking(found[0].owner, how, None if not mail.sender.address else False)
    return None


def is_plausible(owner: Owner, mail: Mail, catalogue: Catalogue) -> bool:
    """The address may well be the owner's although the catalogue does not know it: a help desk that many companies use,
    or exactly the name of one of its domains under another suffix than those that fraud favours."""
    host = mail.sender.host
    if host is None:
        return False
    desks = (host.registrable, host.suffix)
    if any(name and catalogue.knowledge.in_list("ticket_systems", name) for name in desks):
        return True
    if host.shared or not host.has_listed_suffix or host.suffix_bits & ABUSED:
        return False
    plain = host.core.replace("-", "")
    return any(domain.partition(".")[0].replace("-", "") == plain for domain in owner.domains)


def _text_claims(mail: Mail, catalogue: Catalogue) -> tuple[Claim, ...]:
    """Owners named at the top of the body or in a line of copyright."""
    lines = [line for line in mail.text.splitlines() if any(sign in line.lower() for sign in _SIGNS)]
    return claims_in(mail.text[:_TOP] + "\n" + "\n".join(lines)[:_TOP], catalogue)
