"""What setup wrote on this account: files with their digests, folders it made, registry values. Removal reads it."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field

from honmono.setup import files

FORMAT = 1


@dataclass
class Record:
    """The content of installed.json. Paths are absolute; `registry`: key below HKEY_CURRENT_USER → value written."""

    files: dict[str, str] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    registry: dict[str, str] = field(default_factory=dict)
    interpreter: str = ""
    extension: str = ""

    def put(self, path: str, content: bytes, mode: int = 0o644) -> bool:
        """Write a file, note it and the folders made for it. False when it was there already."""
        self.make_folder(os.path.dirname(path))
        changed = files.write(path, content, mode)
        self.files[path] = files.digest(content)
        return changed

    def make_folder(self, folder: str) -> None:
        """Make a folder with its parents, and note those that were not there."""
        self.folders += [made for made in files.make_folders(folder) if made not in self.folders]

    def note(self, path: str) -> None:
        """Note a file that somebody else wrote for us."""
        self.files[path] = files.digest(files.read_bytes(path) or b"")


def load(path: str) -> Record:
    """The record at `path`; an empty one when there is none or it cannot be read."""
    try:
        with open(path, encoding="utf-8") as file:
            raw = json.load(file)
    except (OSError, ValueError):
        return Record()
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        return Record()
    return Record(
        files=_strings(raw.get("files")),
        folders=[str(item) for item in raw.get("folders") or []],
        links=_strings(raw.get("links")),
        registry=_strings(raw.get("registry")),
        interpreter=str(raw.get("interpreter") or ""),
        extension=str(raw.get("extension") or ""),
    )


def save(record: Record, path: str) -> None:
    """Write the record in one step. Its own folder is noted too, before writing."""
    record.make_folder(os.path.dirname(path))
    text = json.dumps({"format": FORMAT, **asdict(record)}, ensure_ascii=False, indent=2, sort_keys=True)
    files.write(path, text.encode("utf-8", "surrogateescape") + b"\n")


def forget(path: str) -> None:
    """Remove the record itself."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def _strings(value: object) -> dict[str, str]:
    return {str(key): str(item) for key, item in value.items()} if isinstance(value, dict) else {}
