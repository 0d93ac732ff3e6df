"""Frames: what is read, what ends the stream."""

from __future__ import annotations

import io
import struct

import pytest
from honmono.framing import MAX_REPLY, MAX_REQUEST, FrameError, read_message, write_message


class Trickle(io.RawIOBase):
    """A pipe that delivers one byte at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, 1))


def frame(body: bytes) -> bytes:
    return struct.pack("=I", len(body)) + body


def test_what_is_written_is_read_back() -> None:
    stream = io.BytesIO()
    for body in (b"{}", "本物".encode(), b"", b"x" * MAX_REPLY):
        write_message(stream, body)
    stream.seek(0)
    assert [read_message(stream) for _ in range(5)] == [b"{}", "本物".encode(), b"", b"x" * MAX_REPLY, None]


def test_length_counts_bytes_not_characters() -> None:
    stream = io.BytesIO()
    write_message(stream, "本物".encode())
    assert struct.unpack("=I", stream.getvalue()[:4]) == (6,)


def test_a_slow_pipe_loses_nothing() -> None:
    assert read_message(Trickle(frame(b"abc"))) == b"abc"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("story", "data"),
    [
        ("input ends inside the length", b"\x02\x00"),
        ("input ends inside the body", struct.pack("=I", 10) + b"{}"),
        ("length over the cap", struct.pack("=I", MAX_REQUEST + 1)),
        ("the largest length there is", b"\xff\xff\xff\xff"),
    ],
)
def test_bad_frames(story: str, data: bytes) -> None:
    with pytest.raises(FrameError):
        read_message(io.BytesIO(data))


def test_a_reply_over_the_browsers_cap_is_refused() -> None:
    stream = io.BytesIO()
    with pytest.raises(FrameError):
        write_message(stream, b"x" * (MAX_REPLY + 1))
    assert stream.getvalue() == b""
