"""Brands: who owns which names and domains."""

from __future__ import annotations

import marshal
from functools import lru_cache
from typing import NamedTuple

from .hostnames import FREEMAIL, MAIL_SERVICE, OWNED, PAGE_HOST, POPULAR, RESTRICTED, SHARED, SHORTENER, Host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge


class Owner(NamedTuple):
    """A row of the catalogue. `names`: language → spellings; `sites`: language or "*" → the host to open."""

    id: str
    name: str
    names: dict[str, list[str]]
    sites: dict[str, str]
    domains: tuple[str, ...]
    parent: str
    group: str
    curated: bool  # written by hand; generated rows know less of an owner's domains

    @property
    def family(self) -> str:
        """Owners with the same family may speak for each other."""
        return self.parent or self.id


class Catalogue:
    """Look-ups by id, host and name in the compiled knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.owner = lru_cache(maxsize=1024)(self._owner)

    def _owner(self, owner_id: str) -> Owner:
        stored = self.knowledge.owners.get(owner_id)
        if stored is None:
            raise KeyError(owner_id)
        return Owner(*marshal.loads(stored))

    def owner_of(self, host: Host) -> Owner | None:
        """The owner of the host's registrable domain, None if the catalogue has none."""
        return self.owner_of_domain(host.registrable) if host.domain_bits & OWNED else None

    def owner_of_domain(self, domain: str) -> Owner | None:
        """The owner of exactly this registrable domain."""
        owner_id = self.knowledge.domains.get(domain)
        return self.owner(owner_id.decode()) if owner_id else None

    def owner_writing_from(self, host: Host | None) -> Owner | None:
        """The owner whose mail comes from this host: nobody where anybody gets an address."""
        return None if host is None or self.lends_addresses(host) else self.owner_of(host)

    def belongs_to(self, host: Host, owner: Owner) -> bool:
        """The host is this owner's, or one of its corporate family's."""
        found = self.owner_of(host)
        return found is not None and self.same_family(found, owner)

    def same_family(self, a: Owner, b: Owner) -> bool:
        """The same owner, parent and child, children of one parent, or grandparents in common."""
        return self._root(a) == self._root(b)

    def _root(self, owner: Owner) -> str:
        seen = {owner.id}
        while owner.parent and owner.parent not in seen:
            seen.add(owner.parent)
            owner = self.owner(owner.parent)
        return owner.id

    def carries_others(self, host: Host) -> bool:
        """The host shows other people's content (a shared suffix, or pages by path), whoever owns the domain."""
        return host.shared or host.is_any(SHARED)

    def stands_for_one(self, host: Host) -> bool:
        """The registrable domain is one party's alone: trust in it is not trust in everybody who gets a page there."""
        return bool(host.registrable) and not host.is_any(SHARED | SHORTENER | MAIL_SERVICE | FREEMAIL | PAGE_HOST)

    def lends_addresses(self, host: Host) -> bool:
        """Anybody gets an address of mail there, so the domain says nothing about who writes."""
        return host.is_any(FREEMAIL)

    def is_popular(self, host: Host) -> bool:
        """A guard only: popular sites imitate nobody by accident of spelling."""
        return bool(host.domain_bits & POPULAR)

    def is_restricted(self, host: Host) -> bool:
        """Below a suffix that only governments, schools, the military or licensed banks can register under."""
        return bool(host.suffix_bits & RESTRICTED)

    def address_for(self, owner: Owner, locale: str) -> str:
        """The owner's address to offer to a reader of this language."""
        sites = owner.sites
        return sites.get(locale) or sites.get(locale.partition("-")[0]) or sites["*"]

    def name_for(self, owner: Owner, locale: str) -> str:
        """The owner's name for a reader of this language: the catalogue's own, or its first spelling there."""
        language = locale.partition("-")[0]
        if language in ("", "ja") or owner.name.isascii():
            return owner.name
        spellings = owner.names.get(language) or owner.names.get("en") or owner.names.get("mul")
        return spellings[0] if spellings else owner.name
