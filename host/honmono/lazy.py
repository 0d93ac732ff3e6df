"""Regular expressions that are compiled when they are first used.

Compiling costs up to milliseconds each, at every start of the host, and most mail needs few of them.
"""

from __future__ import annotations

import re
from typing import Any


class _LazyPattern:
    """Stands in for a compiled pattern: the first attribute asked for compiles it."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "findall", "finditer", "sub", "split"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like re.compile, later."""
    lazy: Any = _LazyPattern(source, flags)
    return lazy  # type: ignore[no-any-return]
