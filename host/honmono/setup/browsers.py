"""Browsers × systems: how each is found, and where it looks for native-messaging manifests of one person.

Sources, read in November 2026:
- Chrome, Chromium: developer.chrome.com/docs/extensions/develop/concepts/native-messaging
- Edge: learn.microsoft.com/microsoft-edge/extensions/developer-guide/native-messaging
- Firefox: developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests. Since 147 profiles may
  lie in ~/.config/mozilla, manifests still in ~/.mozilla (bugzilla 2005167; our own trial with ESR 153)
- Brave and Vivaldi on Windows read Chrome's key (keepassxc-browser #48), Chromium did so too (keepassxc #5111)
- Opera on Windows: its own key (keepassxc #2879); LibreWolf: ~/.librewolf (nixpkgs #414205); Waterfox: ~/.waterfox
  (BrowserWorks/waterfox #3241, #3763). Opera and Waterfox on macOS: by what other installers write, not tried
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Literal

from honmono.setup import HOST_NAME
from honmono.setup.machine import Machine, System

Family = Literal["chromium", "firefox"]

CHROME_KEY = r"Software\Google\Chrome\NativeMessagingHosts"
MOZILLA_KEY = r"Software\Mozilla\NativeMessagingHosts"


@dataclass(frozen=True)
class Row:
    """One browser on one system: patterns of `Machine.expand`; a name without colon or slash is looked up on PATH."""

    programs: tuple[str, ...]
    used: tuple[str, ...] = ()  # folders that are there once the browser has been started
    folder: str = ""  # for manifests (Linux, macOS)
    keys: tuple[str, ...] = ()  # below HKEY_CURRENT_USER (Windows)


@dataclass(frozen=True)
class Browser:
    """A browser that runs the extension."""

    id: str
    name: str
    family: Family
    rows: dict[System, Row] = field(default_factory=dict)
    snap: str = ""
    flatpaks: tuple[str, ...] = ()
    branded: bool = False  # takes no --load-extension (Chrome 137 and later)


@dataclass(frozen=True)
class Found:
    """A browser that is here, and what gave it away."""

    browser: Browser
    evidence: str
    program: str | None = None


def _chromium(linux: tuple[str, str], mac: tuple[str, str], windows: tuple[str, ...] = ()) -> dict[System, Row]:
    """Rows of a Chromium-like browser: Linux (programs, profile), macOS (app, profile), Windows (exe, keys …)."""
    here, there = f"config:{linux[1]}", f"support:{mac[1]}"
    rows: dict[System, Row] = {
        "linux": Row(tuple(linux[0].split()), (here,), f"{here}/NativeMessagingHosts"),
        "macos": Row(_apps(mac[0]), (there,), f"{there}/NativeMessagingHosts"),
    }
    if windows:
        rows["windows"] = Row(_executables(windows[0]), (), "", windows[1:])
    return rows


def _apps(name: str) -> tuple[str, ...]:
    inside = f"{name}.app/Contents/MacOS/{name}"
    return (f"/Applications/{inside}", f"home:Applications/{inside}")


def _executables(path: str) -> tuple[str, ...]:
    return tuple(f"{base}:{path}" for base in ("programs", "programs32", "local"))


BROWSERS: tuple[Browser, ...] = (
    Browser(
        "chrome", "Google Chrome", "chromium",
        _chromium(("google-chrome google-chrome-stable", "google-chrome"), ("Google Chrome", "Google/Chrome"),
                  ("Google/Chrome/Application/chrome.exe", CHROME_KEY)),
        flatpaks=("com.google.Chrome", "com.google.ChromeDev"), branded=True,
    ),
    Browser(
        "chrome-beta", "Google Chrome Beta", "chromium",
        _chromium(("google-chrome-beta", "google-chrome-beta"), ("Google Chrome Beta", "Google/Chrome Beta")),
        branded=True,
    ),
    Browser(
        "chrome-dev", "Google Chrome Dev", "chromium",
        _chromium(("google-chrome-unstable", "google-chrome-unstable"), ("Google Chrome Dev", "Google/Chrome Dev")),
        branded=True,
    ),
    Browser(
        "chromium", "Chromium", "chromium",
        _chromium(("chromium chromium-browser", "chromium"), ("Chromium", "Chromium"),
                  ("Chromium/Application/chrome.exe", r"Software\Chromium\NativeMessagingHosts", CHROME_KEY)),
        snap="chromium", flatpaks=("org.chromium.Chromium", "io.github.ungoogled_software.ungoogled_chromium"),
    ),
    Browser(
        "edge", "Microsoft Edge", "chromium",
        _chromium(("microsoft-edge microsoft-edge-stable", "microsoft-edge"), ("Microsoft Edge", "Microsoft Edge"),
                  ("Microsoft/Edge/Application/msedge.exe", r"Software\Microsoft\Edge\NativeMessagingHosts")),
        flatpaks=("com.microsoft.Edge",), branded=True,
    ),
    Browser(
        "brave", "Brave", "chromium",
        _chromium(("brave-browser brave brave-browser-stable", "BraveSoftware/Brave-Browser"),
                  ("Brave Browser", "BraveSoftware/Brave-Browser"),
                  ("BraveSoftware/Brave-Browser/Application/brave.exe", CHROME_KEY)),
        snap="brave", flatpaks=("com.brave.Browser",),
    ),
    Browser(
        "vivaldi", "Vivaldi", "chromium",
        _chromium(("vivaldi vivaldi-stable", "vivaldi"), ("Vivaldi", "Vivaldi"),
                  ("Vivaldi/Application/vivaldi.exe", CHROME_KEY)),
        snap="vivaldi", flatpaks=("com.vivaldi.Vivaldi",),
    ),
    Browser(
        "opera", "Opera", "chromium",
        _chromium(("opera", "opera"), ("Opera", "com.operasoftware.Opera"),
                  ("Programs/Opera/opera.exe", r"Software\Opera Software\NativeMessagingHosts", CHROME_KEY)),
        snap="opera", flatpaks=("com.opera.Opera",),
    ),
    Browser(
        "firefox", "Firefox", "firefox",
        {
            "linux": Row(("firefox", "firefox-esr"), ("home:.mozilla/firefox", "config:mozilla/firefox"),
                         "home:.mozilla/native-messaging-hosts"),
            "macos": Row(_apps("Firefox"), ("support:Firefox",), "support:Mozilla/NativeMessagingHosts"),
            "windows": Row(_executables("Mozilla Firefox/firefox.exe"), ("roaming:Mozilla/Firefox",), "",
                           (MOZILLA_KEY,)),
        },
        snap="firefox", flatpaks=("org.mozilla.firefox",),
    ),
    Browser(
        "librewolf", "LibreWolf", "firefox",
        {
            "linux": Row(("librewolf",), ("home:.librewolf",), "home:.librewolf/native-messaging-hosts"),
            "macos": Row(_apps("LibreWolf"), ("support:LibreWolf",), "support:LibreWolf/NativeMessagingHosts"),
            "windows": Row(_executables("LibreWolf/librewolf.exe"), ("roaming:LibreWolf",), "", (MOZILLA_KEY,)),
        },
        flatpaks=("io.gitlab.librewolf-community",),
    ),
    Browser(
        "waterfox", "Waterfox", "firefox",
        {
            "linux": Row(("waterfox",), ("home:.waterfox",), "home:.waterfox/native-messaging-hosts"),
            "macos": Row(_apps("Waterfox"), ("support:Waterfox",), "support:Waterfox/NativeMessagingHosts"),
            "windows": Row(_executables("Waterfox/waterfox.exe"), ("roaming:Waterfox",), "", (MOZILLA_KEY,)),
        },
        flatpaks=("net.waterfox.waterfox",),
    ),
)
BY_ID = {browser.id: browser for browser in BROWSERS}


def find(machine: Machine, browser: Browser) -> Found | None:
    """Whether this browser is here, outside any snap or flatpak (those: `sandboxed.notes`)."""
    row = browser.rows.get(machine.system)
    if row is None:
        return None
    for pattern in row.programs:
        path = machine.expand(pattern) if ":" in pattern or "/" in pattern else machine.which(pattern)
        if path and machine.exists(path) and not (is_snap(path) and browser.family == "chromium"):
            return Found(browser, path, path)
    for pattern in row.used:
        if machine.exists(machine.expand(pattern)):
            return Found(browser, machine.expand(pattern))
    return None


def find_all(machine: Machine) -> list[Found]:
    """Every browser of the table that is here, in the table's order."""
    return [found for browser in BROWSERS if (found := find(machine, browser))]


def manifest_path(machine: Machine, browser: Browser, data_folder: str) -> str:
    """The manifest's file. On Windows it lies among our own files and the registry points at it."""
    row = browser.rows[machine.system]
    if machine.system == "windows":
        return machine.join(data_folder, "manifests", f"{browser.family}.json")
    return machine.join(machine.expand(row.folder), f"{HOST_NAME}.json")


def registry_keys(machine: Machine, browser: Browser) -> tuple[str, ...]:
    """Keys below HKEY_CURRENT_USER whose default value is the manifest's path; none outside Windows."""
    return tuple(rf"{key}\{HOST_NAME}" for key in browser.rows[machine.system].keys)


def is_snap(program: str) -> bool:
    """A program of a snap, directly or through the small script that Ubuntu installs in its place."""
    real = os.path.realpath(program)
    if program.startswith("/snap/") or real.startswith("/snap/") or real == "/usr/bin/snap":
        return True
    try:
        with open(real, "rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return head.startswith(b"#!") and b"/snap/bin/" in head
