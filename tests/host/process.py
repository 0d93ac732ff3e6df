"""The host as a process, spoken to over its pipes as a browser does."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

HOST_FOLDER = str(Path(__file__).resolve().parents[2] / "host")


class HostProcess:
    """A running host. Used as a context manager; `ended` waits for it to end by itself."""

    def __init__(self, knowledge_folder: Path, prefix: list[str] | None = None) -> None:
        path = os.pathsep.join(p for p in [HOST_FOLDER, os.environ.get("PYTHONPATH", "")] if p)
        self._process = subprocess.Popen(
            [*(prefix or []), sys.executable, "-m", "honmono", "chrome-extension://abcdefghijklmnopabcdefghijklmnop/"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path, "HONMONO_DATA": str(knowledge_folder)},
        )

    def __enter__(self) -> HostProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()

    def send(self, body: bytes) -> None:
        self.send_raw(struct.pack("=I", len(body)) + body)

    def send_raw(self, data: bytes) -> None:
        assert self._process.stdin
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self._process.stdout
        (length,) = struct.unpack("=I", self._process.stdout.read(4))
        found: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return found

    def ask(self, body: Any) -> dict[str, Any]:
        self.send(body if isinstance(body, bytes) else json.dumps(body).encode())
        return self.receive()

    def ended(self) -> tuple[int, str, bytes]:
        """Close the input; returns exit status, standard error, and what was left on standard output."""
        out, err = self._process.communicate(timeout=60)
        return self._process.returncode, err.decode(), out


def request(mail: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """An `inspect` request for a mail with these fields over an empty one."""
    empty: dict[str, Any] = {"sender": None, "subject": "", "links": [], "text": ""}
    return {"v": 1, "id": "1", "type": "inspect", "mail": {**empty, **(mail or {}), **fields}}
