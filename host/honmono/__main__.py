"""The native messaging host: what a browser starts. Arguments are ignored (browsers pass some)."""

from __future__ import annotations

import os
import sys


def main() -> int:
    from .service import Service, serve
    from .setup.places import knowledge_file

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever is printed by mistake, here or in a library, must not reach the stream of frames.
    sys.stdout = sys.stderr
    if sys.platform == "win32":
        import msvcrt

        for stream in (source, sink):
            msvcrt.setmode(stream.fileno(), os.O_BINARY)
    return serve(source, sink, Service(knowledge_file()))


if __name__ == "__main__":
    raise SystemExit(main())
