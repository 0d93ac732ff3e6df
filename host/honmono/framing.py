"""Native messaging frames: a 32-bit length in native byte order, then that many bytes.

Source: https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging#native-messaging-host-protocol
The streams are given by the caller, so that nothing here can write to standard output by accident.
"""

from __future__ import annotations

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

MAX_REQUEST = 4 * 1024 * 1024
MAX_REPLY = 1024 * 1024  # the browsers' own cap

_LENGTH = struct.Struct("=I")


class FrameError(Exception):
    """The stream can no longer be trusted: truncated, or longer than the cap."""


def read_message(stream: BinaryIO, limit: int = MAX_REQUEST) -> bytes | None:
    """Return the next message's bytes, or None at the end of input between two frames.

    Raises FrameError for a truncated frame or one of more than `limit` bytes.
    """
    header = _read_up_to(stream, _LENGTH.size)
    if not header:
        return None
    if len(header) < _LENGTH.size:
        raise FrameError(f"input ended inside a frame's length ({len(header)} of {_LENGTH.size} bytes)")
    (length,) = _LENGTH.unpack(header)
    if length > limit:
        raise FrameError(f"frame of {length} bytes is over the limit of {limit}")
    body = _read_up_to(stream, length)
    if len(body) < length:
        raise FrameError(f"input ended inside a frame ({len(body)} of {length} bytes)")
    return body


def write_message(stream: BinaryIO, message: bytes) -> None:
    """Write one frame of at most MAX_REPLY bytes and flush it. Raises FrameError over the cap."""
    if len(message) > MAX_REPLY:
        raise FrameError(f"reply of {len(message)} bytes is over the limit of {MAX_REPLY}")
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def _read_up_to(stream: BinaryIO, size: int) -> bytes:
    """Read `size` bytes, fewer only at the end of input. Pipes deliver long frames in pieces."""
    chunks = []
    while size > 0:
        chunk = stream.read(size)
        if not chunk:
            break
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
