"""The host begins like an address under one suffix and belongs to another.

Why: people read from the left. eki.co.jp-login.erwz.cn begins like an address under co.jp. Without a known name it is
caution (proxies and translation services write names so, on hosts that are known and left alone); with a piece that
is, or nearly is, a brand's name in front it is danger.

Flags:
    http://www.example.co.jp.7m68.cn/              # with dots
    http://example-co-jp.karaoke.com/              # with hyphens
    http://www.eki.co.jp-login.erwz.cn/            # both
    http://secure.example.com.evil.net/            # another suffix
Passes:
    https://www.example.co.jp/                     # the suffix where it belongs
    https://co.example.com/                        # a label of two letters
    https://www-example-co-jp.translate.goog/      # a translation service
    https://com.example.org/                       # nothing stands in front of it
    https://jp.example.com/                        # a country as a subdomain
    https://co-op.example.com/                     # a hyphen in a word
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import Host
from ..lazy import pattern

# A label or part, then a suffix of two labels (co.jp) or the common one of one (com), then more of the host.
_FIRST = "co|ne|or|go|ac|ad|lg|com|net|org|gov|edu"
_FIRSTS = frozenset(_FIRST.split("|"))
_INNER = pattern(rf"(?:^|[.-])([a-z0-9]+)[.-]((?:{_FIRST})[.-][a-z]{{2}}|com)(?=[.-])")


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.ip or not host.sub or (len(host.sub) < 2 and "-" not in host.name):
        return  # no room for a label, a suffix and more
    front = ".".join(host.sub) + "." + host.core  # the suffix itself is where it belongs
    if _FIRSTS.isdisjoint(front.replace("-", ".").split(".")):
        return  # nearly all: quicker than the search
    if context.catalogue.owner_of(host) or context.catalogue.is_popular(host):
        return
    found = _INNER.search(front)
    if not found or found[1] in ("www", "m") or host.registrable == "translate.goog":
        return
    shown = found[2].replace("-", ".")
    if not context.knowledge.suffix_bits(shown) or host.suffix == shown:
        return
    named = any(hit.where == "sub" or hit.kind == "embedded" for hit in context.hits(host))
    yield Finding("suffix_in_subdomain", {"shown": shown, "domain": host.shown}, "brand" if named else "")
