"""JSON calls over one WebSocket: the shape that Chromium's CDP and Firefox's WebDriver BiDi have in common.

Both send ``{"id", "method", "params"}`` and answer ``{"id", "result"}`` or ``{"id", "error"}``, with events in between.
CDP adds ``sessionId`` to address one target of the browser.
"""

from __future__ import annotations

import itertools
import json
import queue
import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

Event = Callable[[str, dict[str, Any], str], None]
"""Takes an event's method, its params and the CDP session it came from (``""`` for none)."""

HANG = 60.0
"""Seconds after which a browser that does not answer is called hung; not a measure of speed."""


class WireError(Exception):
    """The browser answered a call with an error, did not answer it, or went away."""


class Wire:
    """One connection to a browser.

    Events are handed to ``on_event`` on the reading thread. A handler may ``post`` but must not ``call``: the answer
    would be read by the thread that waits for it.
    """

    def __init__(self, url: str, on_event: Event) -> None:
        self._open = ExitStack()
        self._socket = self._open.enter_context(connect(url, max_size=None, open_timeout=HANG))
        self._on_event = on_event
        self._ids = itertools.count(1)
        self._waiting: dict[int, queue.SimpleQueue[dict[str, Any]]] = {}
        self._thread = threading.Thread(target=self._read, name="browser wire", daemon=True)
        self._thread.start()

    def call(
        self, method: str, params: dict[str, Any] | None = None, *, session: str = "", timeout: float = HANG
    ) -> dict[str, Any]:
        """Send one call and wait for its result."""
        answer: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        number = next(self._ids)
        self._waiting[number] = answer
        self._send(number, method, params, session)
        try:
            reply = answer.get(timeout=timeout)
        except queue.Empty:
            raise WireError(f"{method}: no answer in {timeout:g} s") from None
        finally:
            self._waiting.pop(number, None)
        if "error" in reply:
            raise WireError(f"{method}: {reply['error']} {reply.get('message', '')}"[:600])
        result: dict[str, Any] = reply["result"]
        return result

    def post(self, method: str, params: dict[str, Any] | None = None, *, session: str = "") -> None:
        """Send one call and do not wait for its answer."""
        self._send(next(self._ids), method, params, session)

    def close(self) -> None:
        self._open.close()
        self._thread.join(5)

    def _send(self, number: int, method: str, params: dict[str, Any] | None, session: str) -> None:
        message: dict[str, Any] = {"id": number, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        try:
            self._socket.send(json.dumps(message))
        except ConnectionClosed as error:
            raise WireError(f"{method}: the browser has gone: {error}") from error

    def _read(self) -> None:
        try:
            for frame in self._socket:
                message = json.loads(frame)
                if message.get("id") is not None:
                    waiting = self._waiting.get(message["id"])
                    if waiting:
                        waiting.put(message)
                elif "method" in message:
                    self._on_event(message["method"], message.get("params", {}), message.get("sessionId", ""))
        except (ConnectionClosed, WireError):
            pass
        for waiting in list(self._waiting.values()):
            waiting.put({"error": "connection closed"})
