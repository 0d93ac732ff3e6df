"""Addresses inside addresses: the one URL that a link's query holds, if it holds exactly one."""

from __future__ import annotations

from .hostnames import Host
from .lazy import pattern
from .link import Link, UnreadableUrl, parse_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

_INNER = pattern(r"=(https?(?::|%3[aA])(?:/|%2[fF]){2}[^&\s]+)")


def embedded_host(link: Link, knowledge: Knowledge) -> Host | None:
    """The host of the one address in the query; None where there is none, or more than one."""
    if not link.url:
        return None
    found = _INNER.findall(link.url.query)
    if len(found) != 1:
        return None
    from urllib.parse import unquote  # only here: most links hold no other

    try:
        return parse_url(unquote(found[0]), knowledge).host
    except UnreadableUrl:
        return None
