"""The table of browsers × systems: how each is found, where its manifest goes, what sandboxes and policies forbid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from honmono.setup.browsers import BROWSERS, BY_ID, find, find_all, is_snap, manifest_path, registry_keys
from honmono.setup.machine import Machine
from honmono.setup.sandboxed import notes

MAC = "/Users/mai/Library/Application Support"
NAME = "org.honmono.host"

# browser, system, path of the manifest
PATHS = [
    ("chrome", "linux", f"/home/mai/.config/google-chrome/NativeMessagingHosts/{NAME}.json"),
    ("chrome-beta", "linux", f"/home/mai/.config/google-chrome-beta/NativeMessagingHosts/{NAME}.json"),
    ("chromium", "linux", f"/home/mai/.config/chromium/NativeMessagingHosts/{NAME}.json"),
    ("edge", "linux", f"/home/mai/.config/microsoft-edge/NativeMessagingHosts/{NAME}.json"),
    ("brave", "linux", f"/home/mai/.config/BraveSoftware/Brave-Browser/NativeMessagingHosts/{NAME}.json"),
    ("vivaldi", "linux", f"/home/mai/.config/vivaldi/NativeMessagingHosts/{NAME}.json"),
    ("opera", "linux", f"/home/mai/.config/opera/NativeMessagingHosts/{NAME}.json"),
    ("firefox", "linux", f"/home/mai/.mozilla/native-messaging-hosts/{NAME}.json"),
    ("librewolf", "linux", f"/home/mai/.librewolf/native-messaging-hosts/{NAME}.json"),
    ("waterfox", "linux", f"/home/mai/.waterfox/native-messaging-hosts/{NAME}.json"),
    ("chrome", "macos", f"{MAC}/Google/Chrome/NativeMessagingHosts/{NAME}.json"),
    ("chromium", "macos", f"{MAC}/Chromium/NativeMessagingHosts/{NAME}.json"),
    ("edge", "macos", f"{MAC}/Microsoft Edge/NativeMessagingHosts/{NAME}.json"),
    ("brave", "macos", f"{MAC}/BraveSoftware/Brave-Browser/NativeMessagingHosts/{NAME}.json"),
    ("vivaldi", "macos", f"{MAC}/Vivaldi/NativeMessagingHosts/{NAME}.json"),
    ("firefox", "macos", f"{MAC}/Mozilla/NativeMessagingHosts/{NAME}.json"),
    ("librewolf", "macos", f"{MAC}/LibreWolf/NativeMessagingHosts/{NAME}.json"),
    ("chrome", "windows", r"C:\Data\Honmono\manifests\chromium.json"),
    ("edge", "windows", r"C:\Data\Honmono\manifests\chromium.json"),
    ("firefox", "windows", r"C:\Data\Honmono\manifests\firefox.json"),
]
HOMES = {"linux": "/home/mai", "macos": "/Users/mai", "windows": r"C:\Users\mai"}


@pytest.mark.parametrize(("browser", "system", "path"), PATHS, ids=[f"{row[0]} on {row[1]}" for row in PATHS])
def test_manifest_path(browser: str, system: str, path: str) -> None:
    machine = Machine(system, HOMES[system])  # type: ignore[arg-type]
    data = r"C:\Data\Honmono" if system == "windows" else "/data"
    assert manifest_path(machine, BY_ID[browser], data) == path


KEYS = [
    ("chrome", [r"Software\Google\Chrome\NativeMessagingHosts\org.honmono.host"]),
    ("edge", [r"Software\Microsoft\Edge\NativeMessagingHosts\org.honmono.host"]),
    ("brave", [r"Software\Google\Chrome\NativeMessagingHosts\org.honmono.host"]),
    ("vivaldi", [r"Software\Google\Chrome\NativeMessagingHosts\org.honmono.host"]),
    ("chromium", [r"Software\Chromium\NativeMessagingHosts\org.honmono.host",
                  r"Software\Google\Chrome\NativeMessagingHosts\org.honmono.host"]),
    ("firefox", [r"Software\Mozilla\NativeMessagingHosts\org.honmono.host"]),
    ("librewolf", [r"Software\Mozilla\NativeMessagingHosts\org.honmono.host"]),
]


@pytest.mark.parametrize(("browser", "keys"), KEYS, ids=[row[0] for row in KEYS])
def test_registry_keys(browser: str, keys: list[str]) -> None:
    assert list(registry_keys(Machine("windows", HOMES["windows"]), BY_ID[browser])) == keys
    assert registry_keys(Machine("linux", "/home/mai"), BY_ID[browser]) == ()


def test_config_home_is_followed_only_when_absolute() -> None:
    moved = Machine("linux", "/home/mai", {"XDG_CONFIG_HOME": "/conf"})
    assert manifest_path(moved, BY_ID["chromium"], "/d") == f"/conf/chromium/NativeMessagingHosts/{NAME}.json"
    assert manifest_path(moved, BY_ID["firefox"], "/d") == f"/home/mai/.mozilla/native-messaging-hosts/{NAME}.json"
    broken = Machine("linux", "/home/mai", {"XDG_CONFIG_HOME": "conf"})
    assert manifest_path(broken, BY_ID["chromium"], "/d").startswith("/home/mai/.config/chromium/")


@pytest.mark.parametrize("browser", BROWSERS, ids=lambda browser: browser.id)
def test_every_row_is_complete(browser: object) -> None:
    assert browser.rows, "a browser without any system"  # type: ignore[attr-defined]
    for system, row in browser.rows.items():  # type: ignore[attr-defined]
        assert row.programs
        assert bool(row.keys) == (system == "windows")
        assert bool(row.folder) == (system != "windows")


def program(folder: Path, name: str, content: bytes = b"\x7fELF") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "home").mkdir()
    return Machine("linux", str(tmp_path / "home"), {"PATH": str(tmp_path / "bin")}, root=str(tmp_path))


def test_nothing_is_found_on_a_bare_machine(machine: Machine) -> None:
    assert find_all(machine) == []
    assert notes(machine) == []


def test_found_by_its_program(machine: Machine, tmp_path: Path) -> None:
    program(tmp_path / "bin", "chromium")
    program(tmp_path / "bin", "firefox-esr")
    assert [found.browser.id for found in find_all(machine)] == ["chromium", "firefox"]


PROFILES = [
    ("brave", ".config/BraveSoftware/Brave-Browser"),
    ("vivaldi", ".config/vivaldi"),
    ("firefox", ".mozilla/firefox"),
    ("firefox", ".config/mozilla/firefox"),  # Firefox 147 and later
]


@pytest.mark.parametrize(("browser", "folder"), PROFILES)
def test_found_by_its_profile_when_the_program_is_elsewhere(machine: Machine, browser: str, folder: str) -> None:
    Path(machine.home, folder).mkdir(parents=True)
    found = find_all(machine)
    assert [item.browser.id for item in found] == [browser]
    assert found[0].program is None


def test_found_as_an_app_on_macos(tmp_path: Path) -> None:
    program(tmp_path / "Applications/Google Chrome.app/Contents/MacOS", "Google Chrome")
    machine = Machine("macos", str(tmp_path / "home"), {}, root=str(tmp_path))
    assert [found.browser.id for found in find_all(machine)] == ["chrome"]


def test_ubuntus_script_for_the_snap_is_not_taken_for_chromium(machine: Machine, tmp_path: Path) -> None:
    script = program(tmp_path / "bin", "chromium-browser", b"#!/bin/sh\nexec /snap/bin/chromium \"$@\"\n")
    assert is_snap(str(script))
    assert find(machine, BY_ID["chromium"]) is None
    (note,) = notes(machine)
    assert not note.works
    assert "snap" in note.about


def test_firefox_from_a_snap_is_registered_as_usual_and_said(machine: Machine, tmp_path: Path) -> None:
    program(tmp_path / "bin", "firefox", b"#!/bin/sh\nexec /snap/bin/firefox \"$@\"\n")
    assert [found.browser.id for found in find_all(machine)] == ["firefox"]
    (note,) = notes(machine)
    assert note.works


FLATPAKS = [
    ("org.mozilla.firefox", "var/lib/flatpak/app", "xdg-native-messaging-proxy"),
    ("com.google.Chrome", "home/.local/share/flatpak/app", "cannot start any program"),
]


@pytest.mark.parametrize(("app", "folder", "said"), FLATPAKS)
def test_flatpaks_are_named_with_what_to_do(machine: Machine, tmp_path: Path, app: str, folder: str, said: str) -> None:
    (tmp_path / folder / app).mkdir(parents=True)
    (note,) = notes(machine)
    assert not note.works
    assert said in note.text
    assert note.todo


POLICIES = [
    ("everything is blocked", {"NativeMessagingBlocklist": ["*"]}, 1),
    ("blocked, but we are allowed", {"NativeMessagingBlocklist": ["*"], "NativeMessagingAllowlist": [NAME]}, 0),
    ("another host is blocked", {"NativeMessagingBlocklist": ["com.example.other"]}, 0),
    ("hosts of single accounts are off", {"NativeMessagingUserLevelHosts": False}, 1),
    ("hosts of single accounts are on", {"NativeMessagingUserLevelHosts": True}, 0),
    ("nonsense in the policy", {"NativeMessagingBlocklist": "x", "NativeMessagingAllowlist": 3}, 0),
]


@pytest.mark.parametrize(("story", "policy", "count"), POLICIES, ids=[row[0] for row in POLICIES])
def test_policies(machine: Machine, tmp_path: Path, story: str, policy: object, count: int) -> None:
    folder = tmp_path / "etc/opt/chrome/policies/managed"
    folder.mkdir(parents=True)
    (folder / "office.json").write_text(json.dumps(policy))
    (folder / "broken.json").write_text("{")
    assert len(notes(machine)) == count
