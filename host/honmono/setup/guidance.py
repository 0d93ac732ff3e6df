"""The two steps that are left to the person: load the extension, open a mail."""

from __future__ import annotations

from collections.abc import Sequence

from honmono.setup import command
from honmono.setup.browsers import Browser
from honmono.setup.machine import Machine

_PAGES = {
    "edge": "edge://extensions",
    "brave": "brave://extensions",
    "vivaldi": "vivaldi://extensions",
    "opera": "opera://extensions",
}


def next_steps(machine: Machine, browsers: Sequence[Browser], extension: str) -> str:
    """What to do now, for the browsers found here (for all kinds when none was found)."""
    chromium = [browser for browser in browsers if browser.family == "chromium"]
    firefox = [browser for browser in browsers if browser.family == "firefox"]
    lines = [
        "",
        "Two steps are left to you.",
        "",
        "1. Load the extension from this folder, and leave the folder where it is:",
        "",
        f"     {extension}",
        "",
    ]
    if chromium or not browsers:
        lines += _chromium_lines(chromium)
    if firefox or not browsers:
        lines += _firefox_lines(machine, firefox, extension)
    lines += [
        "2. Open your webmail and a mail in it. Links that do not lead where they claim are marked;",
        "   rest the pointer on one to read why.",
        "",
        f"Something does not work? Ask for the cause:  {command.typed()} doctor",
    ]
    return "\n".join(lines)


def _chromium_lines(browsers: Sequence[Browser]) -> list[str]:
    names = ", ".join(browser.name for browser in browsers) or "Chrome, Edge and their kin"
    pages = dict.fromkeys(_PAGES.get(browser.id, "chrome://extensions") for browser in browsers) or [
        "chrome://extensions"
    ]
    return [
        f"   {names}: open {' or '.join(pages)}, switch on “Developer mode”,",
        "   press “Load unpacked” and choose the folder.",
        "",
    ]


def _firefox_lines(machine: Machine, browsers: Sequence[Browser], extension: str) -> list[str]:
    names = ", ".join(browser.name for browser in browsers) or "Firefox"
    return [
        f"   {names}: open about:debugging#/runtime/this-firefox, press “Load Temporary Add-on…” and choose",
        f"   {machine.join(extension, 'manifest.json')}.",
        "   Firefox forgets an unsigned extension when it is closed: load it again then.",
        "",
    ]
