"""A copy of the extension for one browser, with the few additions that a test needs."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONTROL_PAGE = "test-control/blank.html"
"""An empty page added to copies: a place from which a test can ask the extension's API about badge and tabs."""


@dataclass(frozen=True)
class Extension:
    path: Path
    chromium_id: str
    gecko_id: str


def copy_extension(
    source: Path, target: Path, extra_matches: Sequence[str] = (), granted: Sequence[str] = ()
) -> Extension:
    """Copy ``source`` to ``target`` (which must not exist), with content scripts on ``extra_matches`` too.

    ``granted`` are origins that the person has allowed: nobody can click on the browser's own question here, so the
    copy has them from the start.
    """
    shutil.copytree(source, target)
    path = target / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for script in manifest.get("content_scripts", []):
        script["matches"] += extra_matches
    if granted:
        manifest["host_permissions"] = [*manifest.get("host_permissions", ()), *granted]
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=2), encoding="utf-8")
    control = target / CONTROL_PAGE
    control.parent.mkdir()
    control.write_text("<!doctype html><meta charset=utf-8><title>test control</title>\n", encoding="utf-8")
    return Extension(target, chromium_id(manifest["key"]), manifest["browser_specific_settings"]["gecko"]["id"])


def chromium_id(key: str) -> str:
    """The id that Chromium derives from a manifest's ``key``: sha256 of the DER, 32 hex digits, written with a-p."""
    digest = hashlib.sha256(base64.b64decode(key)).hexdigest()[:32]
    return digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))
