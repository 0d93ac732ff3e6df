"""A suffix under which far more fraud than anything else is registered.

Why: weak; honest sites live there too. Sources and date: data/lists/abused_suffixes.txt.

Flags:
    http://example.icu/                # cheap in bulk
    http://www.example.top/            # likewise
Passes:
    http://example.com/                # ordinary
    http://icu.example.com/            # not the suffix
    http://example.co.jp/              # ordinary
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import ABUSED, Host


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.suffix_bits & ABUSED and not context.catalogue.is_popular(host):
        yield Finding("abused_suffix", {"suffix": host.suffix})
