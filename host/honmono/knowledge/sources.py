"""Where the knowledge is built from: what came with Honmono, what `honmono update` fetched, what the person added."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from ..setup.places import config_folder, data_folder

DATA = Path(__file__).resolve().parent.parent / "data"


class Sources(NamedTuple):
    """`suffix_list`: a downloaded list, None for the one tldextract ships. `downloaded_owners` replaces rows with the
    same id that came with Honmono; `own_owners` are the person's and come last."""

    data: Path
    suffix_list: Path | None = None
    downloaded_owners: Path | None = None
    own_owners: Path | None = None


def downloads_folder() -> str:
    """What `honmono update` fetched."""
    return os.path.join(data_folder(), "downloads")


def own_owners_file() -> str:
    """A person's own additions to the catalogue; no update touches them."""
    return os.path.join(config_folder(), "owners.jsonl")


def installed_sources() -> Sources:
    """The sources of this account."""
    downloads = Path(downloads_folder())
    paths = (downloads / "public_suffix_list.dat", downloads / "owners.jsonl", Path(own_owners_file()))
    return Sources(DATA, *(path if path.exists() else None for path in paths))


def entries(path: Path) -> list[str]:
    """Lines of a list file without comments and blank lines."""
    if not path.exists():
        return []
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line]
