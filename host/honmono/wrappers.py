"""Link wrappers of mail services, unpacked offline on exact hosts only."""

from __future__ import annotations

from .link import Link

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge


def unwrap(link: Link, knowledge: Knowledge) -> Link:
    """The link as it finally goes; unchanged when no wrapper is recognised."""
    return link
