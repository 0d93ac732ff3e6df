"""An address that the URL standard cannot read.

Why: what cannot be read cannot be checked, and must not pass as good. Links without any scheme go nowhere in a mail
and are left alone. A placeholder that nobody filled in, instead of the whole host, is its sender's slip: weak.

Flags:
    https://exa mple.com/           # a space in the host
    http://[::1                     # a bracket left open
    https://a<b>.com/               # characters no host can have
    https://%%link%%                # not filled in: weak
Passes:
    https://example.com/a%20b       # a space where it belongs
    example.com                     # not a link anybody can follow
    mailto:info@example.com         # another scheme
    http://example.com:8080/        # a port
    https://example.com/%%name%%    # a placeholder in the path
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..lazy import pattern
from ..link import UNREADABLE, Link, scheme_of

NEEDS = UNREADABLE


def check(link: Link, context: Context) -> Iterator[Finding]:
    if link.url is None and scheme_of(link.href):
        yield Finding("unreadable_link", {}, "slip" if _PLACEHOLDER.match(link.href) else "")


# As programs that send mail write them: %%link%%, %link%, [URL], [[link]], *|UNSUB|*, <%= url %>, <link>.
_PLACEHOLDER = pattern(
    r"\s*https?://(?:%%?[\w .-]+%%?|\[\[?[A-Za-z_][\w -]*\]\]?|\*\|[\w:]+\|\*|<%=?[\w .]+%>|<[\w -]+>)/?\s*$", re.ASCII
)
