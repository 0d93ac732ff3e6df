"""Lines on the terminal that say what is being done and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Numbered steps: `[2/4] Writing the launcher … done (0.1 s)`. Details go on lines of their own, indented."""

    def __init__(self, steps: int, stream: TextIO | None = None) -> None:
        self.steps = steps
        self.number = 0
        self._stream = stream or sys.stdout
        self._open = False

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """One step. An exception in it is shown as `failed` and goes on to the caller."""
        self.number += 1
        began = time.monotonic()
        self._write(f"[{self.number}/{self.steps}] {what} …")
        self._open = True
        try:
            yield
        except BaseException:
            self._end("failed", began)
            raise
        self._end("done", began)

    def detail(self, text: str) -> None:
        """A line below the running step."""
        if self._open:
            self._write("\n")
            self._open = False
        self._write(f"      {text}\n")

    def _end(self, word: str, began: float) -> None:
        seconds = f"{word} ({time.monotonic() - began:.1f} s)"
        self._write(f" {seconds}\n" if self._open else f"      {seconds}\n")
        self._open = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
