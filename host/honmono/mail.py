"""A mail as the rules see it: parsed once into frozen values. No rule sees a raw request."""

from __future__ import annotations

import re
from typing import NamedTuple

from .hostnames import Host, parse_host
from .lazy import pattern
from .link import Link

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge


class Sender(NamedTuple):
    """Who the mail says it is from. `host` is None when the page does not show the address."""

    name: str
    address: str
    local: str
    host: Host | None


class Mail(NamedTuple):
    """One opened mail. `locale` is the reader's language ("ja", "pt-BR", …)."""

    sender: Sender
    subject: str
    text: str
    links: tuple[Link, ...]
    locale: str

    @property
    def hosts(self) -> list[Host]:
        """Where the links lead, in their order; a link that names no host is left out."""
        return [link.host for link in self.links if link.host is not None]


_KANA = pattern("[\u3041-\u30fa]")
_HANGUL = pattern("[\uac00-\ud7af]")


def language_of(mail: Mail) -> str:
    """The language in which the mail speaks, as far as its writing tells (kana, hangul); otherwise the reader's."""
    text = mail.sender.name + mail.subject + mail.text[:2000]
    if text.isascii():
        return mail.locale
    if _holds_two(text, _KANA):
        return "ja"
    return "ko" if _holds_two(text, _HANGUL) else mail.locale


def _holds_two(text: str, letters: re.Pattern[str]) -> bool:
    """Two different ones: a single の stands in many a Chinese advertisement."""
    first = letters.search(text)
    return first is not None and letters.search(text.replace(first[0], "")) is not None


def parse_sender(name: str, address: str | None, knowledge: Knowledge) -> Sender:
    """Split an address at its last @ (RFC 5322: the domain is what follows it). A broken address has no host."""
    text = (address or "").strip().strip("<>")
    local, at, domain = text.rpartition("@")
    host = None
    if at and domain and not any(c.isspace() for c in domain):
        host = parse_host(_ascii_domain(domain), knowledge)
    return Sender(name, text, local, host)


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    import idna  # only here: addresses are nearly always ASCII

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return domain
