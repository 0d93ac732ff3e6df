"""Refresh the public suffix list and, where an address is set, the catalogue.

  honmono update                                  the public suffix list, and the catalogue if an address is kept
  honmono update --catalogue https://…/index.json fetch the catalogue from there, and keep the address

This is the only command that uses the network, and it sends nothing about you or your mail. What is fetched is checked
(size, form, for the catalogue also the SHA-256 that its index publishes) before the knowledge is built anew and swapped
in at once; on any failure the old one stays.

The catalogue's index is JSON: {"format": 1, "date": "2026-11-21", "file": "owners.jsonl", "sha256": "…"}.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from ..knowledge.build import compile_to
from ..knowledge.owners import read_owner_lines
from ..knowledge.sources import Sources, downloads_folder, installed_sources
from ..setup.places import config_folder, knowledge_file
from .fetch import FetchError, fetch

SUFFIX_LIST = "https://publicsuffix.org/list/public_suffix_list.dat"
MAX_SUFFIX_LIST = 4 * 2**20
MAX_INDEX = 64 * 2**10
MAX_CATALOGUE = 32 * 2**20
MIN_SUFFIXES = 5_000


class UpdateError(Exception):
    """What was fetched is not what it should be; the message says how."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("--catalogue", metavar="URL", help="address of a catalogue's index; kept for the next time")
    parser.add_argument("--suffix-list", metavar="URL", default=SUFFIX_LIST, help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=120, help="limit for each file (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    address = args.catalogue or _kept_address()
    try:
        fetched = {"public_suffix_list.dat": _suffix_list(args.suffix_list, args.seconds)}
        if address:
            fetched["owners.jsonl"] = _catalogue(address, args.seconds)
        _swap_in(fetched)
    except (FetchError, UpdateError, ValueError, OSError) as error:
        print(
            f"\nhonmono update: {error}\nNothing was changed; what Honmono knew before stays in use.", file=sys.stderr
        )
        return 1
    if args.catalogue:
        _keep_address(args.catalogue)
    print("Done. Browsers use it from their next start; `honmono version` shows the dates.")
    return 0


def _suffix_list(url: str, seconds: float) -> bytes:
    content = _fetch_shown("public suffix list", url, MAX_SUFFIX_LIST, seconds)
    lines = content.decode("utf-8").splitlines()
    rules = {line.split()[0] for line in lines if line.strip() and not line.startswith("//")}
    if len(rules) < MIN_SUFFIXES or not {"com", "jp", "co.jp", "*.kawasaki.jp", "!city.kawasaki.jp"} <= rules:
        raise UpdateError(f"{url} is no public suffix list")
    if not any("BEGIN PRIVATE DOMAINS" in line for line in lines):
        raise UpdateError(f"{url} lacks the section of private domains")
    return content


def _catalogue(url: str, seconds: float) -> bytes:
    raw = _fetch_shown("catalogue's index", url, MAX_INDEX, seconds)
    try:
        index = json.loads(raw)
        name, published = str(index["file"]), str(index["sha256"]).lower()
    except (ValueError, KeyError, TypeError) as error:
        raise UpdateError(f"{url} is no catalogue's index: {error}") from error
    if index.get("format") != 1:
        raise UpdateError(f"{url}: format {index.get('format')!r} needs a newer Honmono")
    content = _fetch_shown("catalogue", urljoin(url, name), MAX_CATALOGUE, seconds)
    found = hashlib.sha256(content).hexdigest()
    if found != published:
        raise UpdateError(f"{name}: its SHA-256 is {found}, the index says {published}")
    read_owner_lines(content.decode("utf-8"), name)  # the schema
    return content


def _swap_in(fetched: dict[str, bytes]) -> None:
    """Build from the new files in a folder of their own; only what can be built replaces the old, files last."""
    folder = Path(downloads_folder())
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".update-", dir=folder.parent) as fresh:
        names = {name: Path(fresh) / name for name in fetched}
        for name, content in fetched.items():
            names[name].write_bytes(content)
        before = installed_sources()
        sources = Sources(
            before.data,
            names.get("public_suffix_list.dat", before.suffix_list),
            names.get("owners.jsonl", before.downloaded_owners),
            before.own_owners,
        )
        compile_to(knowledge_file(), lambda line: print(f"  {line}"), sources)
        folder.mkdir(exist_ok=True)
        for name, path in names.items():
            os.replace(path, folder / name)


def _fetch_shown(what: str, url: str, limit: int, seconds: float) -> bytes:
    print(f"fetching the {what} from {url}")

    def progress(size: int) -> None:
        if sys.stdout.isatty():
            print(f"\r  {size:,} bytes", end="", flush=True)

    content = fetch(url, limit, seconds, progress)
    print(f"\r  {len(content):,} bytes")
    return content


def _settings_file() -> str:
    return os.path.join(config_folder(), "update.json")


def _kept_address() -> str:
    try:
        with open(_settings_file(), encoding="utf-8") as file:
            return str(json.load(file).get("catalogue", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _keep_address(url: str) -> None:
    os.makedirs(config_folder(), exist_ok=True)
    with open(_settings_file(), "w", encoding="utf-8") as file:
        json.dump({"catalogue": url}, file)
