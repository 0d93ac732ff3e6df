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
"""Bits of a suffix entry in the knowledge: `a.b`, `*.a.b`, `!a.b`, and "of the private section or our shared hosts"."""


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
    size, shared = _suffix_size(labels, knowledge)
    if shared and size == len(labels):  # the shared host itself (web.app): its owner's registrable domain
        size, _ = _suffix_size(labels, knowledge, ignore=SUFFIX_SHARED)
    suffix = ".".join(labels[len(labels) - size :])
    rest = labels[: len(labels) - size]
    core, sub = (rest[-1], tuple(rest[:-1])) if rest else ("", ())
    registrable = f"{core}.{suffix}" if core else ""
    if "xn--" not in name:
        return Host(Hostname(name), RegistrableDomain(registrable), suffix, core, sub, shared, False, name, core, sub)
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
    )


def _suffix_size(labels: list[str], knowledge: Knowledge, ignore: int = 0) -> tuple[int, bool]:
    """How many labels the public suffix has (1 when no rule matches: the list's own default), and whether it is shared.

    Rules with a bit of `ignore` are passed over.
    """
    best, best_bits = 1, 0
    tail, parent_bits = "", 0
    for size in range(1, len(labels) + 1):
        label = labels[-size]
        tail = f"{label}.{tail}" if tail else label
        bits = knowledge.suffix_bits(tail)
        if bits & ignore:
            bits = 0
        if bits & SUFFIX_EXCEPTION:
            return size - 1, False
        if bits & SUFFIX_RULE:
            best, best_bits = size, bits
        elif parent_bits & SUFFIX_WILDCARD:
            best, best_bits = size, parent_bits
        parent_bits = bits
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
