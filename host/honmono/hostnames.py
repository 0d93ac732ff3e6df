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

SUFFIX_BITS = SUFFIX_RULE | SUFFIX_WILDCARD | SUFFIX_EXCEPTION | SUFFIX_SHARED

ABUSED, DYNAMIC_DNS, RESTRICTED = 16, 32, 64
"""More of these bits, said of suffixes: it is in data/lists/ abused_suffixes, dynamic_dns, restricted_suffixes."""

VETTED = 1 << 15
"""Likewise: it is in data/lists/vetted_suffixes."""

MORE_BELOW = 128
"""More is known of names below this one."""

OWNED, POPULAR, SHARED, SHORTENER, MAIL_SERVICE, FREEMAIL, PAGE_HOST = (1 << bit for bit in range(8, 15))
"""Said of domains: an owner of the catalogue has it; it is in data/lists/ popular, shared_hosts, shorteners,
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
    suffix_bits: int = 0  # likewise of the suffix: SUFFIX_RULE, ABUSED and the like; RESTRICTED also of a wider one

    @property
    def has_listed_suffix(self) -> bool:
        """The suffix is on the public suffix list, so that such names exist."""
        return bool(self.suffix_bits & SUFFIX_BITS)

    def is_any(self, bits: int) -> bool:
        """One of these bits is said of the registrable domain or of the whole name."""
        return bool((self.domain_bits | self.name_bits) & bits)

    @property
    def is_plain(self) -> bool:
        """Nothing odd in its form: an ASCII name of the letters that names have (RFC 1123 §2.1, and underscores), under
        a suffix of which nothing special is known."""
        name = self.name
        bare = name.replace(".", "").replace("-", "").replace("_", "")
        special = self.ip or self.suffix_bits & (ABUSED | DYNAMIC_DNS)
        readable = self.unicode.isascii() and "xn--" not in name  # one of these stands for nothing
        return readable and not special and bare.isalnum() and ".." not in name and name[0] != "."

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
    size, rule = _suffix_size(bits)
    shared = bool(rule & SUFFIX_SHARED)
    if shared and size == len(labels):  # the shared host itself (web.app): its owner's registrable domain
        size, rule = _suffix_size([0 if known & SUFFIX_SHARED else known for known in bits])
    suffix_bits = rule | bits[size - 1]
    for wider in bits[: size - 1]:
        suffix_bits |= wider & RESTRICTED
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
        suffix_bits,
    )


def _bits_of_tails(labels: list[str], knowledge: Knowledge) -> list[int]:
    """What is known of com, example.com, www.example.com, … in this order."""
    tail = labels[-1]
    known = knowledge.host_bits(tail)
    bits = [known]
    for label in labels[-2::-1]:
        if known & MORE_BELOW:
            tail = f"{label}.{tail}"
            known = knowledge.new_host_bits(tail)
        else:
            known = 0
        bits.append(known)
    return bits


def _suffix_size(bits: list[int]) -> tuple[int, int]:
    """How many labels the public suffix has, and the SUFFIX_* bits of the rule that says so: (1, 0) when none does, the
    list's own default.

    `bits`: of each tail of the name, the shortest first.
    """
    best, rule = 1, 0
    parent = 0
    for size, known in enumerate(bits, 1):
        if known & SUFFIX_EXCEPTION:
            return size - 1, SUFFIX_EXCEPTION
        if known & SUFFIX_RULE:
            best, rule = size, known & SUFFIX_BITS
        elif parent & SUFFIX_WILDCARD:
            best, rule = size, parent & SUFFIX_BITS
        if not known & MORE_BELOW:
            break
        parent = known
    return best, rule


def is_ip_address(name: str) -> bool:
    """True for an IPv6 address in brackets or a dotted IPv4 address, as the URL standard serialises them."""
    if not name[-1:].isdigit():
        return name.startswith("[")
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
        shown = label[4:].encode("ascii").decode("punycode")
        return label if shown.isascii() else shown  # xn--example- is not example, though it decodes to it
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
