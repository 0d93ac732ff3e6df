"""The extension's folder and its two ids.

Chromium-like browsers: the id is the SHA-256 of the DER public key in the manifest's `key`, its first 32 hexadecimal
digits written with the letters a to p (developer.chrome.com/docs/extensions/reference/manifest/key). Firefox: the
gecko id.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from typing import Any

from honmono.setup import GECKO_ID

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class ExtensionError(Exception):
    """The extension's folder is missing or its manifest cannot be used. The message says which."""


def beside_package(packaged: str, in_checkout: str) -> str | None:
    """A folder of the repository: inside the installed package, or in the checkout the package is run from."""
    for folder in (os.path.join(_PACKAGE, packaged), os.path.join(_PACKAGE, "..", "..", in_checkout)):
        if os.path.isdir(folder):
            return os.path.normpath(folder)
    return None


def extension_folder(recorded: str | None = None) -> str:
    """The folder a person loads: the recorded one while it is there, else the checkout's, else the packaged copy."""
    if recorded and is_extension(recorded):
        return recorded
    folder = beside_package("_extension", "extension")
    if folder is None or not is_extension(folder):
        raise ExtensionError("the extension's folder is not there: install again from a checkout (host/install.py)")
    return folder


def is_extension(folder: str) -> bool:
    """Whether this folder holds Honmono's extension, by the gecko id in its manifest."""
    try:
        manifest = read_manifest(folder)
    except ExtensionError:
        return False
    settings = manifest.get("browser_specific_settings")
    gecko = settings.get("gecko") if isinstance(settings, dict) else None
    return isinstance(gecko, dict) and gecko.get("id") == GECKO_ID


def read_manifest(folder: str) -> dict[str, Any]:
    """The extension's manifest.json."""
    path = os.path.join(folder, "manifest.json")
    try:
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
    except (OSError, ValueError) as error:
        raise ExtensionError(f"{path} cannot be read: {error}") from error
    if not isinstance(manifest, dict):
        raise ExtensionError(f"{path} does not hold an object")
    return manifest


def chromium_id(folder: str) -> str:
    """The id that Chromium-like browsers give the extension, whatever folder it is loaded from."""
    key = read_manifest(folder).get("key")
    if not isinstance(key, str) or not key:
        raise ExtensionError(f"{folder}: manifest.json has no `key`, so its id would change with its folder")
    return id_of_key(key)


def id_of_key(key: str) -> str:
    """Extension id of a base64 DER public key."""
    try:
        der = base64.b64decode(key, validate=True)
    except ValueError as error:
        raise ExtensionError(f"the manifest's `key` is not base64: {error}") from error
    return "".join(chr(ord("a") + int(digit, 16)) for digit in hashlib.sha256(der).hexdigest()[:32])
