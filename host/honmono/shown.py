"""The address that a link's text shows, if it shows one."""

from __future__ import annotations

import re

from .hostnames import Host, parse_host
from .lazy import pattern
from .link import UnreadableUrl, parse_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

_WITH_SCHEME = pattern(r"https?://[^\s<>\"'()\[\]「」（）]+", re.IGNORECASE)
_BARE = pattern(
    r"[<(\[「（\s]*((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+)(?::\d+)?(?:[/?#]\S*)?[>)\]」）\s.,;:!]*", re.IGNORECASE
)


def shown_host(text: str, knowledge: Knowledge) -> Host | None:
    """The host of the first address in the text, if the text shows one."""
    found = _WITH_SCHEME.search(text)
    if found:
        try:
            host = parse_url(found[0].rstrip(".,;:!?"), knowledge).host
        except UnreadableUrl:
            return None
    else:
        bare = _BARE.fullmatch(text)
        if not bare:
            return None
        host = parse_host(bare[1], knowledge)
        if not host.has_listed_suffix or is_file_name(host, text):
            return None
    return host if host and (host.core or host.ip) else None


def is_file_name(host: Host, text: str) -> bool:
    """readme.md, setup.py, photos.zip: suffixes that are top level domains as well as endings of files."""
    return not host.sub and "/" not in text and host.suffix in ("md", "py", "zip", "sh", "mov", "rs", "pl", "ps", "app")
