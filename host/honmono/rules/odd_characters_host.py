"""A host spelt with characters or combinations that pass for others, whomever they imitate.

Why: browsers show such a host as `xn--…`; a mail shows it as its sender wants. Not valid in IDNA 2008, scripts and
letters of no living language, marks that are not seen, strokes that pass for slashes, whole words of twins (аьс.com).
Names of a language under a suffix that uses it are ordinary, and so are emoji. Checks and sources: idn_checks.py.
Slips of whoever wrote the mail are weak: a host that nobody filled in ({{link}}), and a bracket or a full stop of the
sentence that became the end of the host, where no suffix has one.

Flags:
    http://xn--80a8a6a.com/                # аьс, three Cyrillic letters that read as abc
    http://xn--recommnd-fnc7190e.com/        # recǃommᴇnd: a click letter, a small capital
    http://xn--loginbank-zx5h.com/         # loginㄧbank: the bopomofo stroke ㄧ as a dash
    http://xn--99999999.com/               # stands for nothing: no such name can be written
    https://www.example.co.jp）            # the sentence's bracket: weak
    https://{{unsubscribe}}/               # not filled in: weak
    https://example.co.jp）.example.icu/   # a bracket in the middle
Passes:
    http://xn--mnchen-3ya.de/              # Latin with marks
    http://xn--e1afmkfd.com/               # пример: letters without a Latin twin
    http://xn--80aswg.xn--p1ai/            # Cyrillic under a Cyrillic suffix
    http://xn--mxapd.gr/                   # Greek in Greece, all of it with twins
    http://xn--tckm4i2e.jp/                # katakana with its long-vowel sign
    http://xn--i-7iq.ws/                   # an emoji deceives nobody about a letter
    http://my_site.example.com/            # an underscore in a subdomain
    https://www.example.co.jp。            # browsers read 。 as a dot, and drop it
    https://www.example.co.jp/）           # in the path
"""

from __future__ import annotations

from collections.abc import Iterator

from ..confusables import describe
from ..context import Context
from ..finding import Finding
from ..hostnames import Host, label_to_unicode
from ..lazy import pattern

_RULE = "odd_characters_host"


def check(host: Host, context: Context) -> Iterator[Finding]:
    if "xn--" in host.name and any(label_to_unicode(a).isascii() for a in host.name.split(".") if a[:4] == "xn--"):
        yield Finding(_RULE, {"domain": host.name, "odd": [describe("xn--")]})
        return
    is_slip = _SLIP.fullmatch(host.unicode) is not None
    if is_slip or host.unicode.isascii():
        odd = "" if host.ip else _odd_ascii(host.unicode)
        if odd:
            domain = host.unicode if is_slip else host.shown
            yield Finding(_RULE, {"domain": domain, "odd": [describe(char) for char in odd]}, "slip" if is_slip else "")
        return
    from ..idn_checks import odd_in  # only here: most mail has no such host, and start-up time is budgeted
    from ..idn_scripts import odd_labels, passes_for

    for label in odd_labels(host, context.knowledge):
        _, odd = odd_in(label)
        if odd:
            described = [describe(char, passes_for(label, char)) for char in odd]
            domain = host.shown if label.registrable else host.unicode  # name the part that holds them
            yield Finding(_RULE, {"domain": domain, "odd": described})
            return


# Placeholders in whole labels; or a name of at least two labels, what closes a sentence or a bracket, and no dot more.
_SLIP = pattern(
    r"(?:[a-z0-9-]+\.)*\$?\{\{?[\w-]*\}\}?(?:\.[a-z0-9-]+)*|"
    r"(?:[a-z0-9_-]+\.)+[a-z]{2,}[)\]}>」』】）］〉》”’、，。！？,;!'\"*][^.]*"
)


def _odd_ascii(name: str) -> str:
    """Characters that the URL standard lets into a host and no host name has (RFC 1123 §2.1): ! ; or a dot too many."""
    plain = name.replace(".", "").replace("-", "").replace("_", "").isalnum()
    if plain and ".." not in name and name[0] != ".":
        return ""
    return "".join(dict.fromkeys(c for c in name if not (c.isalnum() or c in "-_."))) or ("." if plain else "")
