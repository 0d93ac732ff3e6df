"""What a rule may look at beside its subject."""

from __future__ import annotations

from .catalogue import Catalogue, Owner
from .claims import claims_in
from .hostnames import same_site
from .mail import Mail, language_of
from .pressure import find_pressure
from .speaking import speaking_as

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .hostnames import Host
    from .imitation import Hit
    from .knowledge.load import Knowledge


class Context:
    """One mail's surroundings, found out once a mail; not changed afterwards."""

    def __init__(
        self, mail: Mail, catalogue: Catalogue, hits: Callable[[Host], tuple[Hit, ...]], sender_trusted: bool = False
    ) -> None:
        self.mail = mail
        self.catalogue = catalogue
        self.knowledge: Knowledge = catalogue.knowledge
        self.hits = hits  # gives (and remembers) the brand names found inside a host
        # In which the mail speaks: a Japanese mail imitates the Japanese site, whoever reads it.
        self.language = language_of(mail)
        # The phrase with which the mail presses, "" if it does not.
        self.pressure = find_pressure(f"{mail.subject}\n{mail.text}", self.knowledge.phrases)
        self.sender_claims = claims_in(mail.sender.name, catalogue, whole=True)
        # Whoever this person trusts speaks for themselves.
        speaking = None if sender_trusted else speaking_as(mail, self.sender_claims, bool(self.pressure), catalogue)
        self.speaking = speaking
        self.leads_home = self._leads_home()
        self.known_sender = sender_trusted or self._knows_sender()
        self.proven_sender = sender_trusted or (self.known_sender and self._shows_sender())
        spoken = (speaking.owner.id, speaking.how, speaking.own, self.leads_home) if speaking else None
        # All of the mail that the rules on hosts and targets may look at: with the same host they find the same.
        self.for_hosts = (bool(self.pressure), spoken, self.language, mail.locale)
        self._brands: dict[str, dict[str, str]] = {}

    def _leads_home(self) -> bool:
        """Some link leads to whom the mail speaks as, and not to a page that anybody could put there."""
        speaking, catalogue, hosts = self.speaking, self.catalogue, self.mail.hosts
        return speaking is not None and any(
            catalogue.belongs_to(host, speaking.owner) and not catalogue.carries_others(host) for host in hosts
        )

    def _knows_sender(self) -> bool:
        """The address belongs to an owner of the catalogue, or lies under a suffix that is not for everybody."""
        host, catalogue = self.mail.sender.host, self.catalogue
        if host is None or catalogue.lends_addresses(host):
            return False
        return catalogue.owner_of(host) is not None or catalogue.is_restricted(host)

    def _shows_sender(self) -> bool:
        """Some link leads to the sender's own site: addresses are forged, and then nothing does."""
        sender, catalogue = self.mail.sender.host, self.catalogue
        owner = catalogue.owner_of(sender) if sender else None
        hosts = self.mail.hosts
        return sender is not None and any(
            same_site(sender, host) or (owner is not None and catalogue.belongs_to(host, owner)) for host in hosts
        )

    def backs(self, owner: Owner) -> bool:
        """The mail speaks as this owner without being theirs: what a host shows of the name is then no chance."""
        speaking = self.speaking
        return speaking is not None and not speaking.own and self.catalogue.same_family(speaking.owner, owner)

    def brand(self, owner: Owner) -> dict[str, str]:
        """The parameters `brand` and `genuine` of a finding about this owner."""
        params = self._brands.get(owner.id)
        if params is None:
            name = self.catalogue.name_for(owner, self.mail.locale)
            params = {"brand": name, "genuine": self.catalogue.address_for(owner, self.language)}
            self._brands[owner.id] = params
        return params

    def hits_of(self, host: Host, *kinds: str) -> list[Hit]:
        """The hits of these kinds in a host."""
        return [hit for hit in self.hits(host) if hit.kind in kinds]
