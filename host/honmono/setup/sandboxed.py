"""Browsers in a snap or flatpak, and offices that forbid native messaging: what will not work, and what to do instead.

Sources, read in November 2026: keepassxreboot/keepassxc #12741 (Chromium's snap has no native messaging) and #8756
(Firefox's snap has it through the WebExtensions portal, with the manifest in the usual folder); xdg-desktop-portal #655
(Firefox 157 talks to xdg-native-messaging-proxy, Chromium-like flatpaks do not);
chromeenterprise.google/policies/#NativeMessagingUserLevelHosts.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

from honmono.setup import HOST_NAME
from honmono.setup.browsers import BROWSERS, Browser, is_snap
from honmono.setup.machine import Machine

_POLICY_FOLDERS = {
    "Google Chrome": "/etc/opt/chrome/policies/managed",
    "Chromium": "/etc/chromium/policies/managed",
    "Microsoft Edge": "/etc/opt/edge/policies/managed",
    "Brave": "/etc/brave/policies/managed",
}
_SEALED = "this {} cannot start any program outside itself, so every mail stays unchecked"


@dataclass(frozen=True)
class Note:
    """One thing about this machine that a person should know. `works` False: Honmono cannot answer there."""

    about: str
    works: bool
    text: str
    todo: str


def notes(machine: Machine) -> list[Note]:
    """Snaps, flatpaks and policies found here (Linux only: elsewhere there are none of these)."""
    if machine.system != "linux":
        return []
    found = [note for browser in BROWSERS for note in (_snap(machine, browser), _flatpak(machine, browser)) if note]
    return found + _policies(machine)


def _snap(machine: Machine, browser: Browser) -> Note | None:
    if not browser.snap:
        return None
    row = browser.rows["linux"]
    programs = [path for name in row.programs if (path := machine.which(name)) and is_snap(path)]
    if not programs and not machine.exists(machine.expand(f"/snap/{browser.snap}")):
        return None
    if browser.family == "firefox":
        return Note(
            f"{browser.name} (snap)",
            True,
            "works through the desktop's WebExtensions portal (Ubuntu 22.04 and later)",
            "answer yes when the desktop asks whether the extension may start a program",
        )
    return Note(
        f"{browser.name} (snap)",
        False,
        _SEALED.format("snap"),
        f"install {browser.name} from its maker's own package, or use Firefox; then set up again",
    )


def _flatpak(machine: Machine, browser: Browser) -> Note | None:
    folders = ("/var/lib/flatpak/app", "home:.local/share/flatpak/app")
    for app in browser.flatpaks:
        if not any(machine.exists(machine.expand(f"{folder}/{app}")) for folder in folders):
            continue
        if browser.id == "firefox":
            return Note(
                f"{browser.name} (flatpak)",
                False,
                "can start the host from Firefox 157 on, and only with xdg-native-messaging-proxy",
                "install xdg-native-messaging-proxy, or a Firefox that is no flatpak; then set up again",
            )
        return Note(
            f"{browser.name} (flatpak)",
            False,
            _SEALED.format("flatpak"),
            f"install {browser.name} from its maker's or your system's packages; then set up again",
        )
    return None


def _policies(machine: Machine) -> list[Note]:
    """Managed policies that keep hosts of one person from being started."""
    out = []
    for name, folder in _POLICY_FOLDERS.items():
        for policy in _managed(machine.expand(folder)):
            blocked = policy.get("NativeMessagingBlocklist")
            allowed = policy.get("NativeMessagingAllowlist")
            listed = isinstance(allowed, list) and HOST_NAME in allowed
            if isinstance(blocked, list) and ({"*", HOST_NAME} & {str(item) for item in blocked}) and not listed:
                todo = f"ask whoever manages this machine to allow {HOST_NAME} (manifest/policy.json)"
                out.append(Note(f"{name} (policy)", False, "a policy of this machine blocks native messaging", todo))
            if policy.get("NativeMessagingUserLevelHosts") is False:
                todo = f"ask whoever manages this machine to install {HOST_NAME} for all accounts (manifest/README.md)"
                out.append(
                    Note(f"{name} (policy)", False, "a policy of this machine ignores hosts of single accounts", todo)
                )
    return out


def _managed(folder: str) -> list[dict[str, object]]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))
    except OSError:
        return []
    policies = []
    for name in names:
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                policy = json.load(file)
        except (OSError, ValueError):
            continue
        if isinstance(policy, dict):
            policies.append(policy)
    return policies
