"""What a rule may look at beside its subject."""

from __future__ import annotations

from typing import Any, NamedTuple

from .catalogue import Catalogue, Owner
from .hostnames import Host
from .imitation import Hit
from .knowledge.load import Knowledge
from .mail import Mail
from .speaking import Speaking


class Context(NamedTuple):
    """One mail's surroundings. `hits` gives (and remembers) the brand names found inside a host."""

    catalogue: Catalogue
    mail: Mail
    pressure: str  # the phrase with which the mail presses, "" if it does not
    speaking: Speaking | None  # as whom the mail speaks
    leads_home: bool  # some link leads to whom the mail speaks as
    language: str  # in which the mail speaks: a Japanese mail imitates the Japanese site, whoever reads it
    hits: Any  # Callable[[Host], tuple[Hit, ...]]

    @property
    def knowledge(self) -> Knowledge:
        return self.catalogue.knowledge

    @property
    def for_hosts(self) -> tuple[Any, ...]:
        """All of the mail that host rules may look at: with the same host they find the same."""
        speaking = self.speaking
        backed = (speaking.owner.id, speaking.own) if speaking else None
        return bool(self.pressure), backed, self.language, self.mail.locale

    @property
    def known_sender(self) -> bool:
        """The address belongs to an owner of the catalogue, or under a suffix of governments and schools."""
        host = self.mail.sender.host
        if host is None or self.catalogue.lends_addresses(host):
            return False
        return self.catalogue.owner_of(host) is not None or self.catalogue.is_restricted(host)

    def backs(self, owner: Owner) -> bool:
        """The mail speaks as this owner without being theirs: what a host shows of the name is then no chance."""
        speaking = self.speaking
        return speaking is not None and not speaking.own and self.catalogue.same_family(speaking.owner, owner)

    def brand(self, owner: Owner) -> dict[str, str]:
        """The parameters `brand` and `genuine` of a finding about this owner."""
        return {
            "brand": self.catalogue.name_for(owner, self.mail.locale),
            "genuine": self.catalogue.address_for(owner, self.language),
        }

    def hits_of(self, host: Host, *kinds: str) -> list[Hit]:
        """The hits of these kinds in a host."""
        return [hit for hit in self.hits(host) if hit.kind in kinds]
