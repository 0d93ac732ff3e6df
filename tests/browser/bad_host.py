"""Native hosts that go wrong, by name:

exits       ends as soon as a request has come
silent      reads and never answers (also what a test kills in mid-request)
bytes       writes bytes that are no frame
not_json    answers with a frame that is not JSON
not_object  answers with a JSON list
no_type     answers with an object that says nothing but the request's id
half        answers with a verdict from which everything but the level is missing
version     answers in another protocol version
wrong_id    answers another request than the one asked
no_level    answers with a verdict of an unknown level
error       answers every request with the error ``no_knowledge``
internal    answers every request with the error ``internal``
slow        finds every mail genuine, and takes its time for it
"""

from __future__ import annotations

import json
import struct
import sys
import time
from typing import Any

SILENCE = 600.0
SLOW = 2.0


def read() -> dict[str, Any]:
    """The next request; ends the process when there is none."""
    head = sys.stdin.buffer.read(4)
    if len(head) < 4:
        sys.exit(0)
    request: dict[str, Any] = json.loads(sys.stdin.buffer.read(struct.unpack("=I", head)[0]))
    return request


def write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def frame(data: bytes) -> bytes:
    return struct.pack("=I", len(data)) + data


def answer(way: str, request: dict[str, Any]) -> bytes:
    """The bytes that this way of going wrong sends back."""
    number = request["id"]
    links = [
        {
            "id": link["id"],
            "level": "genuine",
            "target": link["href"],
            "domain": "x.example",
            "display": "x.example",
            "owner": None,
            "via": [],
            "findings": [],
        }
        for link in request.get("mail", {}).get("links", [])
    ]
    verdict = {
        "v": 1,
        "id": number,
        "type": "verdict",
        "level": "genuine",
        "truncated": False,
        "findings": [],
        "sender": {"level": "genuine", "domain": None, "display": "", "owner": None, "findings": []},
        "links": links,
    }
    replies: dict[str, Any] = {
        "not_object": [verdict],
        "no_type": {"id": number},
        "half": {"v": 1, "id": number, "type": "verdict", "level": "genuine"},
        "version": verdict | {"v": 2},
        "wrong_id": verdict | {"id": f"not {number}"},
        "no_level": verdict | {"level": "splendid"},
        "error": {"v": 1, "id": number, "type": "error", "code": "no_knowledge", "params": {}},
        "internal": {"v": 1, "id": number, "type": "error", "code": "internal", "params": {}},
        "slow": verdict if request["type"] == "inspect" else {"v": 1, "id": number, "type": "hello", "version": "0"},
    }
    if way == "bytes":
        return b"Traceback (most recent call last):\n  this is not a frame\n"
    if way == "not_json":
        return frame(b"{not json")
    return frame(json.dumps(replies[way]).encode())


def main() -> None:
    way = sys.argv[1]
    while True:
        request = read()
        if way == "exits":
            sys.exit(3)
        if way == "silent":
            time.sleep(SILENCE)
        if way == "slow" and request["type"] == "inspect":
            time.sleep(SLOW)
        write(answer(way, request))


if __name__ == "__main__":
    main()
