"""Host names: the only module that takes them apart and compares them.

Two hosts belong together when their registrable domains are equal, or when one ends in a dot and the other. Nothing
else counts: "ebay.de" contains "bay.de" and has nothing to do with it.
Suffixes follow https://publicsuffix.org/list/ (private section included, so a customer of a shared host is a
registrable domain of its own).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, NewType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

Hostname = NewType("Hostname", str)
"""Lower-case ASCII (A-labels), no trailing dot; or an IP address as the URL standard serialises it."""

RegistrableDomain = NewType("RegistrableDomain", str)
"""Public suffix plus one label, as a Hostname; "" where there is none; the address itself for IP addresses."""

SUFFIX_RULE, SUFFIX_WILDCARD, SUFFIX_EXCEPTION, SUFFIX_SHARED = 1, 2, 4, 8
"""What the knowledge says of a name as bits: it is the rule `a.b`, `*.a.b` or `!a.b` of the suffix list, and that rule
is "of the private section or our shared hosts"."""

OWNED, POPULAR, SHARED, SHORTENER, MAIL_SERVICE, FREEMAIL, PAGE_HOST = (1 << bit for bit in range(8, 15))
"""More of these bits: an owner of the catalogue has it; it is in data/lists/ popular, shared_hosts, shorteners,
mail_services, freemail, page_hosts."""


class Host(NamedTuple):
    """A host name taken apart. For www.amazon.co.jp: suffix co.jp, core amazon, sub ("www",)."""

    name: Hostname
    registrable: RegistrableDomain
    suffix: str
    core: str
    sub: tuple[str, ...]
    shared: bool  # the suffix belongs to a company that lets anybody register below it
    ip: bool
    unicode: str
    core_unicode: str
    sub_unicode: tuple[str, ...]
    domain_bits: int = 0  # what is known of the registrable domain: OWNED and the like
    name_bits: int = 0  # likewise of the whole name

    def is_any(self, bits: int) -> bool:
        """One of these bits is said of the registrable domain or of the whole name."""
        return bool((self.domain_bits | self.name_bits) & bits)

    @property
    def shown(self) -> str:
        """The registrable domain as a person would read it; the whole name where there is none."""
        return f"{self.core_unicode}.{to_unicode(self.suffix)}" if self.core else self.unicode


@lru_cache(maxsize=2048)
def parse_host(name: str, knowledge: Knowledge) -> Host:
    """Take a serialised host (lower-case ASCII, as a browser gives it) apart. Mails name the same few over and over."""
    name = name.rstrip(".").lower()
    if is_ip_address(name):
        return Host(Hostname(name), RegistrableDomain(name), "", "", (), False, True, name, "", ())
    labels = name.split(".")
    bits = _bits_of_tails(labels, knowledge)
    size, shared = _suffix_size(bits)
    if shared and size == len(labels):  # the shared host itself (web.app): its owner's registrable domain
        size, _ = _suffix_size([0 if known & SUFFIX_SHARED else known for known in bits])
    suffix = ".".join(labels[len(labels) - size :])
    rest = labels[: len(labels) - size]
    core, sub = (rest[-1], tuple(rest[:-1])) if rest else ("", ())
    registrable = f"{core}.{suffix}" if core else ""
    shown, core_unicode, sub_unicode = name, core, sub
    if "xn--" in name:
        sub_unicode = tuple(label_to_unicode(label) for label in sub)
        core_unicode = label_to_unicode(core)
        shown = ".".join((*sub_unicode, *([core_unicode] if core else []), to_unicode(suffix)))
    return Host(
        Hostname(name),
        RegistrableDomain(registrable),
        suffix,
        core,
        sub,
        shared,
        False,
        shown,
        core_unicode,
        sub_unicode,
        bits[size] if core else 0,
        bits[-1],
    )


def _bits_of_tails(labels: list[str], knowledge: Knowledge) -> list[int]:
    """What is known of com, example.com, www.example.com, … in this order."""
    tail = labels[-1]
    bits = [knowledge.host_bits(tail)]
    for label in labels[-2::-1]:
        tail = f"{label}.{tail}"
        bits.append(knowledge.new_host_bits(tail))
    return bits


def _suffix_size(bits: list[int]) -> tuple[int, bool]:
    """How many labels the public suffix has (1 when no rule matches: the list's own default), and whether it is shared.

    `bits`: of each tail of the name, the shortest first.
    """
    best, best_bits = 1, 0
    parent_bits = 0
    for size, known in enumerate(bits, 1):
        if known & SUFFIX_EXCEPTION:
            return size - 1, False
        if known & SUFFIX_RULE:
            best, best_bits = size, known
        elif parent_bits & SUFFIX_WILDCARD:
            best, best_bits = size, parent_bits
        parent_bits = known
    return best, bool(best_bits & SUFFIX_SHARED)


def is_ip_address(name: str) -> bool:
    """True for an IPv6 address in brackets or a dotted IPv4 address, as the URL standard serialises them."""
    if name.startswith("["):
        return True
    parts = name.split(".")
    return len(parts) == 4 and all(part.isascii() and part.isdigit() for part in parts)


@lru_cache(maxsize=4096)
def label_to_unicode(label: str) -> str:
    """Decode an `xn--` label; a label that cannot be decoded is returned as it is (RFC 3492, RFC 5891)."""
    if not label.startswith("xn--"):
        return label
    import idna  # only here: most mail has no such label, and start-up time is budgeted

    try:
        return idna.ulabel(label)
    except (idna.IDNAError, UnicodeError):
        pass
    try:  # not a valid IDNA 2008 label (emoji, mixed directions): still show what a browser may show
        return label[4:].encode("ascii").decode("punycode") or label
    except (UnicodeError, OverflowError, ValueError):
        return label


def to_unicode(name: str) -> str:
    """Decode every `xn--` label of a dotted name."""
    return ".".join(label_to_unicode(label) for label in name.split(".")) if "xn--" in name else name


def same_site(a: Host, b: Host) -> bool:
    """Equal registrable domains (both must have one)."""
    return bool(a.registrable) and a.registrable == b.registrable


def is_within(host: Host, domain: str) -> bool:
    """The host is the domain, or lies below it. `domain` is a lower-case ASCII name."""
    return host.name == domain or host.name.endswith("." + domain)
