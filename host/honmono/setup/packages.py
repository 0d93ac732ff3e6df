"""What install.py needs of the system: a Python that can make environments, and for the demo a browser and a font.

On Debian and its kin, as root, missing packages are installed with apt-get, having said so; else they are named.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec

from honmono.setup.browsers import find_all
from honmono.setup.machine import Machine
from honmono.setup.tools import Failure, step

UBUNTU = "Ubuntu's chromium is a snap, which cannot start the host: install Google Chrome or Firefox from its maker."
WITHOUT = "Going on without: the demo will print its verdicts here."


@dataclass(frozen=True)
class Missing:
    """A package by Debian's name, and why it is wanted. Without a `needed` one there is no installation at all."""

    name: str
    why: str
    needed: bool = False


def missing(demo: bool) -> list[Missing]:
    """What this system lacks."""
    wanted = []
    if find_spec("ensurepip") is None:
        wanted.append(Missing(venv_package(), "Python can make no environment without it", needed=True))
    if demo and sys.platform.startswith("linux"):
        if not any(item.program and item.browser.family == "chromium" for item in find_all(Machine.here())):
            wanted.append(Missing("chromium", "the demo needs a browser"))
        if not has_japanese_font():
            wanted.append(Missing("fonts-ipafont-gothic", "without a Japanese font the sample mails show as boxes"))
    return wanted


def provide(wanted: list[Missing], may_install: bool) -> None:
    """Install what is missing, or name the command. Raises Failure when a needed package stays missing."""
    if not wanted:
        return
    print("This system lacks:")
    for item in wanted:
        print(f"  {item.name}: {item.why}")
    needed = [item for item in wanted if item.needed]
    if needed and not system_python():
        raise Failure(
            f"{sys.executable} cannot make environments (it has no `ensurepip`), and no system package gives it that.\n"
            "Run this with another Python, for example /usr/bin/python3."
        )
    if distribution() == "ubuntu" and any(item.name == "chromium" for item in wanted):
        print(UBUNTU)
        wanted = [item for item in wanted if item.name != "chromium"]
    names = [item.name for item in wanted]
    if names and shutil.which("apt-get") and is_root() and may_install:
        _apt(names, needed)
        return
    if not names:
        advice = ""
    elif shutil.which("apt-get"):
        advice = f"Install with:  {'' if is_root() else 'sudo '}apt-get install {' '.join(names)}"
    else:
        advice = "Those are Debian's names. Install the same with your system's package manager."
    if needed:
        raise Failure(f"{needed[0].name} is missing.\n{advice}\nThen run the same command again.")
    print("\n".join(filter(None, (advice, WITHOUT))))


def _apt(names: list[str], needed: list[Missing]) -> None:
    print(f"You are root, so these are installed now: apt-get update, apt-get install {' '.join(names)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        step("apt-get update", ["apt-get", "update"], "Check the network and /etc/apt.", environ)
    except Failure as failure:
        print(f"{failure}\nTrying with the package lists that are here.")
    try:
        step(f"apt-get install {' '.join(names)}", ["apt-get", "install", "-y", *names],
             "Install them by hand, then run the same command again.", environ)
    except Failure as failure:
        if needed:
            raise
        print(f"{failure}\n{WITHOUT}")
    probe = [sys.executable, "-I", "-c", "import ensurepip"]
    if needed and subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        raise Failure(f"{needed[0].name} was installed, yet {sys.executable} has no `ensurepip`. Use /usr/bin/python3.")


def has_japanese_font() -> bool:
    """By fontconfig; without fontconfig there are no fonts either."""
    if not shutil.which("fc-list"):
        return False
    done = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, check=False)
    return bool(done.stdout.strip())


def venv_package() -> str:
    """Debian's name of the package that gives this Python `ensurepip`."""
    default = os.path.realpath("/usr/bin/python3") == os.path.realpath(sys.executable)
    return "python3-venv" if default else "python{}.{}-venv".format(*sys.version_info[:2])


def system_python() -> bool:
    """Whether this Python came with a system that has packages."""
    return os.path.realpath(sys.executable).startswith("/usr/bin/")


def distribution() -> str:
    """ID in /etc/os-release, or nothing."""
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            fields = dict(line.strip().split("=", 1) for line in file if "=" in line)
    except OSError:
        return ""
    return fields.get("ID", "").strip('"')


def is_root() -> bool:
    """Whether this runs as root."""
    return sys.platform != "win32" and os.geteuid() == 0
