"""Telling of a fault in our own code without stopping."""

from __future__ import annotations

import sys


def print_fault() -> None:
    """Print the exception being handled, with where it came from, on standard error."""
    import traceback  # only here: it brings half of the standard library along

    traceback.print_exc(file=sys.stderr)
