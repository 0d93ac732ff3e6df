"""Letters of several alphabets in one label, as no language writes them.

Why: аmazon.com with a Cyrillic а. Latin with Han and kana, Han with kana or hangul are how Japanese, Korean and Chinese
are written (UTS #39 §5.2, "highly restrictive"), and stay quiet.

Flags:
    http://xn--mazon-3ve.com/              # Cyrillic а, then Latin
    http://xn--ggle-55da.com/              # two Cyrillic о in google
Passes:
    http://xn--80aswg.xn--p1ai/            # all Cyrillic under a Cyrillic suffix
    http://xn--mnchen-3ya.de/              # Latin with marks
    http://xn--eckwd4c7c.jp/               # katakana
    http://xn--amazon-p82l.jp/             # Latin and Han
    https://example.com/                   # ASCII
"""

from __future__ import annotations

from collections.abc import Iterator

from ..confusables import odd_characters, scripts_of
from ..context import Context
from ..finding import Finding
from ..hostnames import Host

_TOGETHER = (
    {"LATIN", "HAN", "HIRAGANA", "KATAKANA"},
    {"LATIN", "HAN", "BOPOMOFO"},
    {"LATIN", "HAN", "HANGUL"},
)


def check(host: Host, context: Context) -> Iterator[Finding]:
    if host.unicode.isascii():
        return
    for label in (host.core_unicode, *host.sub_unicode):
        scripts = [] if label.isascii() else scripts_of(label, context.knowledge)
        if len(scripts) > 1 and not any(set(scripts) <= allowed for allowed in _TOGETHER):
            names = [script.replace("_", " ").capitalize() for script in scripts]
            odd = odd_characters(label, context.knowledge)
            yield Finding("mixed_script_host", {"domain": host.shown, "scripts": names, "odd": odd})
            return
