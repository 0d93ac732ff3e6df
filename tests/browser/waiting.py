"""Waiting for a state, not for a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(probe: Callable[[], T | None], what: str | Callable[[], str], limit: float = 30.0) -> T:
    """Ask ``probe`` again and again until it returns something true, and return that. ``limit`` only catches hangs.

    ``what`` says what was waited for; as a function it is called at the end, to tell how things stand then.
    """
    end = time.monotonic() + limit
    pause = 0.02
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {limit:g} s in vain for: {what if isinstance(what, str) else what()}")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
