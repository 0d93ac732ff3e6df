"""Registration: which manifest a browser has to find, where, and writing it there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from honmono.setup import GECKO_ID
from honmono.setup.browsers import Browser, Family, manifest_path, registry_keys
from honmono.setup.extension import beside_package
from honmono.setup.machine import Machine
from honmono.setup.record import Record
from honmono.setup.registry import Registry

LAUNCHER_MARK = "@LAUNCHER@"
EXTENSION_MARK = "@EXTENSION_ID@"


class RegisterError(Exception):
    """The templates are missing or damaged."""


@dataclass(frozen=True)
class Outcome:
    """What happened for one browser: `problem` is empty when its manifest stands as it should."""

    browser: Browser
    path: str
    changed: bool = False
    problem: str = ""


def template_folder() -> str:
    """The folder of manifest templates: in the installed package, or in the checkout."""
    folder = beside_package("_manifest", "manifest")
    if folder is None:
        raise RegisterError("the manifest templates are missing: install again (host/install.py)")
    return folder


def render(family: Family, launcher: str, chromium_id: str, folder: str | None = None) -> bytes:
    """The manifest for one family of browsers as UTF-8 JSON.

    Marks are replaced inside the parsed values, so that no path can break the JSON around it.
    """
    path = os.path.join(folder or template_folder(), f"{family}.json")
    try:
        with open(path, encoding="utf-8") as file:
            template = json.load(file)
    except (OSError, ValueError) as error:
        raise RegisterError(f"the manifest template {path} cannot be read: {error}") from error
    marks = {LAUNCHER_MARK: launcher, EXTENSION_MARK: chromium_id if family == "chromium" else GECKO_ID}
    return json.dumps(_fill(template, marks), ensure_ascii=False, indent=2).encode() + b"\n"


def register(
    machine: Machine,
    browsers: Iterable[Browser],
    record: Record,
    registry: Registry,
    *,
    data_folder: str,
    launcher: str,
    chromium_id: str,
) -> list[Outcome]:
    """Write the manifest of every browser given. One that cannot be written does not keep the others from it."""
    outcomes = []
    for browser in browsers:
        path = manifest_path(machine, browser, data_folder)
        try:
            changed = record.put(path, render(browser.family, launcher, chromium_id))
            for key in registry_keys(machine, browser):
                changed |= registry.read(key) != path
                registry.write(key, path)
                record.registry[key] = path
        except (OSError, UnicodeEncodeError) as error:
            outcomes.append(Outcome(browser, path, problem=_because(error)))
        else:
            outcomes.append(Outcome(browser, path, changed))
    return outcomes


def fault(
    machine: Machine, browser: Browser, registry: Registry, *, data_folder: str, launcher: str, chromium_id: str
) -> str:
    """What is wrong with a browser's registration, in a few words; empty when nothing is."""
    path = manifest_path(machine, browser, data_folder)
    for key in registry_keys(machine, browser):
        if registry.read(key) != path:
            return rf"the registry key HKCU\{key} does not name {path}"
    try:
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
    except FileNotFoundError:
        return f"not registered ({path} is missing)"
    except (OSError, ValueError) as error:
        return f"{path} cannot be read: {_because(error)}"
    wanted = json.loads(render(browser.family, launcher, chromium_id))
    if not isinstance(manifest, dict):
        return f"{path} does not hold an object"
    different = [name for name in wanted if manifest.get(name) != wanted[name]]
    return (
        f"{path}: `{different[0]}` is {manifest.get(different[0])!r}, not {wanted[different[0]]!r}" if different else ""
    )


def _fill(value: Any, marks: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _fill(item, marks) for name, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, marks) for item in value]
    if isinstance(value, str):
        for mark, text in marks.items():
            value = value.replace(mark, text)
    return value


def _because(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
