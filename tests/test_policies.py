"""The templates for organisations say what the extension reads, to the right extension, in each format's own way."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from browser.extension import chromium_id

REPO = Path(__file__).resolve().parents[1]
POLICIES = REPO / "manifest" / "policies"
MANIFEST = json.loads((REPO / "extension" / "manifest.json").read_text(encoding="utf-8"))
SCHEMA = json.loads((REPO / "extension" / MANIFEST["storage"]["managed_schema"]).read_text(encoding="utf-8"))
CHROMIUM = chromium_id(MANIFEST["key"])
GECKO = MANIFEST["browser_specific_settings"]["gecko"]["id"]
KINDS = {"string": str, "boolean": bool, "integer": int, "array": list}


def load(name: str) -> Any:
    return json.loads((POLICIES / name).read_text(encoding="utf-8"))


def registry(name: str, root: str) -> dict[str, Any]:
    """The settings in a .reg file, read as Windows does: a key below the policy's is a list."""
    text = (POLICIES / name).read_bytes().decode("ascii")
    assert text.count("\n") == text.count("\r\n"), "regedit wants its own line ends"
    first, *blocks = text.strip().split("\r\n\r\n")
    assert first == "Windows Registry Editor Version 5.00"
    policy = rf"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\{root}\3rdparty\extensions\{CHROMIUM}\policy"
    settings: dict[str, Any] = {}
    for block in blocks:
        head, *lines = block.split("\r\n")
        assert head.startswith(f"[{policy}") and head.endswith("]"), head
        values: dict[str, Any] = {}
        for line in lines:
            found = re.fullmatch(r'"(\w+)"=(?:"([^"\\]*)"|dword:([0-9a-f]{8}))', line)
            assert found, line
            values[found[1]] = int(found[3], 16) if found[3] else found[2]
        below = head[len(policy) + 1 : -1].removeprefix("\\")
        if below:
            assert list(values) == [str(place + 1) for place in range(len(values))], "lists are numbered from 1"
            settings[below] = list(values.values())
        else:
            settings |= values
    return {
        name: bool(value) if SCHEMA["properties"].get(name, {}).get("type") == "boolean" else value
        for name, value in settings.items()
    }


TEMPLATES = {
    "chromium.json": lambda: load("chromium.json")["3rdparty"]["extensions"][CHROMIUM],
    "chrome.reg": lambda: registry("chrome.reg", r"Google\Chrome"),
    "edge.reg": lambda: registry("edge.reg", r"Microsoft\Edge"),
    "firefox-policies.json": lambda: load("firefox-policies.json")["policies"]["3rdparty"]["Extensions"][GECKO],
    "firefox-storage.json": lambda: load("firefox-storage.json")["data"],
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_sets_what_the_schema_knows(template: str) -> None:
    settings = TEMPLATES[template]()
    assert set(settings) == set(SCHEMA["properties"]), "every setting is shown once, and no other"
    for name, value in settings.items():
        rule = SCHEMA["properties"][name]
        assert type(value) is KINDS[rule["type"]], name
        assert value in rule.get("enum", [value]), name
        if rule["type"] == "array":
            assert all(type(entry) is str for entry in value), name


def test_every_template_is_checked() -> None:
    assert {path.name for path in POLICIES.iterdir()} == set(TEMPLATES)


def test_firefox_storage_manifest_has_the_form_that_firefox_wants() -> None:
    whole = load("firefox-storage.json")
    assert (whole["name"], whole["type"]) == (GECKO, "storage")
    assert whole["description"]


def test_schema_is_one_that_chromium_takes() -> None:
    """A schema that it does not take keeps the whole extension from loading."""
    assert SCHEMA["type"] == "object"
    assert set(SCHEMA) == {"type", "properties"}
    for name, rule in SCHEMA["properties"].items():
        assert rule["type"] in KINDS, name
        assert rule["title"], name


def test_schema_names_what_the_settings_read() -> None:
    source = (REPO / "extension" / "lib" / "settings.js").read_text(encoding="utf-8")
    readers = re.search(r"const READERS = \{\n(.*?)\n\};", source, re.DOTALL)
    assert readers
    assert re.findall(r"^  (\w+): ", readers[1], re.MULTILINE) == list(SCHEMA["properties"])
