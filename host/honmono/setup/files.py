"""Writing and removing files so that a crash in between leaves the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile


def digest(content: bytes) -> str:
    """Hexadecimal SHA-256, as kept in the record."""
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: str) -> bytes | None:
    """Content of a file, or None where there is no readable file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def make_folders(folder: str) -> list[str]:
    """Make a folder and its parents; gives those that were not there, outermost first."""
    missing = []
    current = os.path.abspath(folder)
    while not os.path.isdir(current):
        missing.append(current)
        current = os.path.dirname(current)
    os.makedirs(folder, exist_ok=True)
    return missing[::-1]


def write(path: str, content: bytes, mode: int = 0o644) -> bool:
    """Put `content` at `path` in one step. False when it stood there already, byte for byte and with that mode.

    The folder must exist. A symbolic link at `path` is replaced, its target is left alone.
    """
    if read_bytes(path) == content and not os.path.islink(path):
        if os.name == "nt" or os.stat(path).st_mode & 0o777 == mode:
            return False
        os.chmod(path, mode)
        return True
    handle, temporary = tempfile.mkstemp(prefix=".honmono-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return True


def remove_empty(folders: list[str]) -> list[str]:
    """Remove those of our folders that hold nothing now; gives the removed ones."""
    removed = []
    for folder in sorted(folders, key=len, reverse=True):
        with contextlib.suppress(OSError):
            os.rmdir(folder)
            removed.append(folder)
    return removed
