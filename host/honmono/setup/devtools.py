"""A small client of the Chrome DevTools Protocol over the debugging pipe, and the browser process behind it.

The pipe (file descriptors 3 and 4, messages ended by a zero byte) needs no port that others on the machine could reach,
and it is the only way on which branded Chrome still takes an unpacked extension: `Extensions.loadUnpacked`, with
--enable-unsafe-extension-debugging (mozilla/web-ext #3388). Protocol: chromedevtools.github.io/devtools-protocol.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import signal
import time
from collections.abc import Mapping, Sequence
from typing import Any


class DevToolsError(Exception):
    """The browser did not start, went away, or refused a command."""


class Browser:
    """A running Chromium-like browser. Use as a context manager: leaving it ends the browser and all its processes."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], log: str) -> None:
        """Start `command`; its own words go to the file `log`."""
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (to_browser, from_browser)]  # clear of 3 and 4
        quiet = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        actions = [
            (os.POSIX_SPAWN_DUP2, ends[0], 3),
            (os.POSIX_SPAWN_DUP2, ends[1], 4),
            (os.POSIX_SPAWN_OPEN, 1, log, quiet, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, log, quiet, 0o600),
        ]
        try:
            self.pid = os.posix_spawn(command[0], list(command), dict(environ), file_actions=actions, setpgroup=0)
        except OSError as error:
            raise DevToolsError(f"{command[0]} cannot be started: {error.strerror}") from error
        finally:
            for end in (to_browser, from_browser, *ends):
                os.close(end)
        self._log, self._buffer, self._number, self._ended = log, b"", 0, False

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, method: str, session: str | None = None, limit: float = 30.0, **params: Any) -> dict[str, Any]:
        """Send one command and wait for its answer, at most `limit` seconds. Raises DevToolsError."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        try:
            os.write(self._out, json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise DevToolsError(f"the browser is gone{self.last_words()}") from error
        until = time.monotonic() + limit
        while True:
            answer = self._receive(until, method)
            if answer.get("id") != self._number:
                continue  # an event, or a late answer
            if "error" in answer:
                raise DevToolsError(f"{method}: {answer['error'].get('message')}")
            result = answer.get("result")
            return result if isinstance(result, dict) else {}

    def alive(self) -> bool:
        """Whether the browser still runs."""
        if not self._ended:
            with contextlib.suppress(ChildProcessError):
                self._ended = os.waitpid(self.pid, os.WNOHANG)[0] != 0
        return not self._ended

    def close(self) -> None:
        """Ask the browser to end, then end its process group."""
        if self.alive():
            with contextlib.suppress(DevToolsError, OSError):
                self.call("Browser.close", limit=5)
            self._wait(5)
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, number)
            self._wait(2)
        for end in (self._in, self._out):
            with contextlib.suppress(OSError):
                os.close(end)

    def last_words(self) -> str:
        """The end of what the browser wrote, to be put behind a message; empty when it wrote nothing."""
        try:
            with open(self._log, encoding="utf-8", errors="replace") as file:
                lines = file.read().strip().splitlines()[-6:]
        except OSError:
            return ""
        return "".join(f"\n    {line[:300]}" for line in lines)

    def _receive(self, until: float, method: str) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0.0, min(1.0, until - time.monotonic())))
            if ready:
                chunk = os.read(self._in, 1 << 20)
                if not chunk:
                    raise DevToolsError(f"the browser ended{self.last_words()}")
                self._buffer += chunk
            elif time.monotonic() > until:
                raise DevToolsError(f"no answer to {method}{self.last_words()}")
        line, _, self._buffer = self._buffer.partition(b"\0")
        message = json.loads(line)
        return message if isinstance(message, dict) else {}

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self.alive() and time.monotonic() < until:
            time.sleep(0.05)
