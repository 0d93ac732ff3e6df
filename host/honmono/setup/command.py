"""The `honmono` command itself: what a person types for it, and the link that makes that short."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from honmono.setup.machine import Machine
from honmono.setup.record import Record


def script() -> str:
    """The command of the environment that runs now."""
    return os.path.join(os.path.dirname(sys.executable), "honmono.exe" if sys.platform == "win32" else "honmono")


def typed() -> str:
    """What a person types: `honmono` where that is this one, else its whole path."""
    path = script()
    if not os.path.exists(path):
        return f"{_quoted(sys.executable)} -m honmono.cli"
    on_path = shutil.which("honmono")
    return "honmono" if on_path and os.path.samefile(on_path, path) else _quoted(path)


def link(machine: Machine, record: Record) -> str | None:
    """Put the command into ~/.local/bin where that is on PATH (not on Windows); gives the link or None.

    A `honmono` that is there and is not our link is left alone.
    """
    folder = machine.join(machine.home, ".local", "bin")
    path = machine.join(folder, "honmono")
    target = script()
    if machine.system == "windows" or folder not in machine.environ.get("PATH", "").split(os.pathsep):
        return None
    if not os.path.exists(target) or not os.path.isdir(folder):
        return None
    if os.path.islink(path) and (os.readlink(path) == target or path in record.links):
        os.unlink(path)
    elif os.path.lexists(path):
        return None
    os.symlink(target, path)
    record.links[path] = target
    return path


def _quoted(path: str) -> str:
    return subprocess.list2cmdline([path]) if sys.platform == "win32" else shlex.quote(path)
