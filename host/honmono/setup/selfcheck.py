"""Starts the launcher as a browser would, over the real framed protocol, and says which step failed.

The mail in it is small and plainly false: a Greek omicron in Amazon's name, a link to a host with the name inside. What
comes back must be `danger`; anything else means that the installation cannot be trusted.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from honmono.framing import FrameError, read_message, write_message

ORIGIN = "chrome-extension://{}/"
MAIL: dict[str, Any] = {
    "site": "self-check",
    "sender": {"name": "Amazon.co.jp", "address": "apikey@newnamecardamazonmail.cyou"},
    "reply_to": None,
    "subject": "self-check",
    "links": [
        {
            "id": "l0",
            "href": "http://cardservices.newnamecardamazon.icu/",
            "host": "cardservices.newnamecardamazon.icu",
            "text": "続けるにはこちらをクリック",
            "title": "",
        }
    ],
    "text": "あなたのAmaz\u03bfnのアカウント",
    "truncated": False,
    "locale": "ja",
}


@dataclass(frozen=True)
class Result:
    """`failed` names the step that failed (`launcher`, `start`, `hello`, `inspect`, `verdict`, `end`), or is empty."""

    failed: str = ""
    why: str = ""
    seconds: float = 0.0
    hello: dict[str, Any] = field(default_factory=dict)
    verdict: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.failed


def browser_command(launcher: str, chromium_id: str) -> list[str]:
    """What a Chromium-like browser starts: the launcher, then the extension's origin."""
    return [launcher, ORIGIN.format(chromium_id)]


def converse(
    command: Sequence[str], requests: Sequence[dict[str, Any]], limit: float
) -> tuple[list[Any], int | None, str]:
    """Send requests, close the input, read everything: (replies, exit status or None when out of time, standard error).

    Raises OSError when the command cannot be started.
    """
    stream = io.BytesIO()
    for request in requests:
        write_message(stream, json.dumps(request, ensure_ascii=False).encode())
    folder = os.path.dirname(command[0]) or None  # browsers start the host in the launcher's folder
    with subprocess.Popen(
        list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
    ) as process:
        status: int | None
        try:
            out, err = process.communicate(stream.getvalue(), timeout=limit)
            status = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            status = None
    return _frames(out), status, err.decode("utf-8", "replace").strip()


def run(command: Sequence[str], limit: float = 30.0) -> Result:
    """Check the host behind a command. `limit` in seconds for the whole conversation."""
    if os.path.isabs(command[0]) and not os.path.isfile(command[0]):
        return Result("launcher", f"{command[0]} is missing")
    began = time.monotonic()
    requests = [{"v": 1, "id": "check-1", "type": "hello"}, {"v": 1, "id": "check-2", "type": "inspect", "mail": MAIL}]
    try:
        replies, status, errors = converse(command, requests, limit)
    except OSError as error:
        return Result("start", f"{command[0]} cannot be started: {error.strerror or error}")
    seconds = time.monotonic() - began
    tail = f" It said: {errors.splitlines()[-1]}" if errors else ""
    if not replies and status != 0:
        late = (
            f"no answer within {limit:.0f} s." if status is None else f"ended with status {status} before it answered."
        )
        return Result("start", late + tail, seconds)
    return _judge(replies, status, tail, seconds, limit)


def _judge(replies: list[Any], status: int | None, tail: str, seconds: float, limit: float) -> Result:
    hello = replies[0] if replies else None
    if not isinstance(hello, dict) or hello.get("type") != "hello" or hello.get("id") != "check-1":
        return Result("hello", f"answered {_short(hello)} to `hello`.{tail}", seconds)
    verdict = replies[1] if len(replies) > 1 else None
    if not isinstance(verdict, dict) or verdict.get("type") != "verdict" or verdict.get("id") != "check-2":
        return Result("inspect", f"answered {_short(verdict)} to `inspect`.{tail}", seconds, hello)
    if verdict.get("level") != "danger":
        why = f"called a mail that imitates Amazon {verdict.get('level')!r}, not 'danger'."
        return Result("verdict", why, seconds, hello, verdict)
    if status != 0:
        why = f"did not end within {limit:.0f} s." if status is None else f"ended with status {status}."
        return Result("end", why + tail, seconds, hello, verdict)
    return Result("", "", seconds, hello, verdict)


def _frames(out: bytes) -> list[Any]:
    """The replies in a finished output. Bytes that are no frame end up as a text, to be shown."""
    stream = io.BytesIO(out)
    replies: list[Any] = []
    while True:
        start = stream.tell()
        try:
            frame = read_message(stream)
            if frame is None:
                return replies
            replies.append(json.loads(frame))
        except (FrameError, ValueError):
            return [*replies, out[start : start + 200].decode("utf-8", "replace")]


def _short(reply: object) -> str:
    if reply is None:
        return "nothing"
    if isinstance(reply, dict) and reply.get("type") == "error":
        return f"the error {reply.get('code')!r}"
    return repr(reply)[:120]
