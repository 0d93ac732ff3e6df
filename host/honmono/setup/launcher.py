"""The launcher: the small script that a browser starts, and the interpreter it names.

The interpreter is the real one, never the script that version managers (pyenv, asdf) put on PATH: that costs 80 ms a
start. It runs with -I -S -E (no variables, no user packages, no `site`), and is told where the packages are by an
argument: an argument goes through as bytes, so that folders with spaces, quotes or letters outside the locale's
encoding work. The path is no part of a `#!` line, which the kernel cuts (Linux: 127 or 255 bytes, no spaces).
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass

FLAGS = ("-I", "-S", "-E")
BETWEEN = "|"  # between folders in one argument; no folder on Windows can hold it, and `:` stands in every path there
BOOT = (
    f"import sys; sys.path += sys.argv.pop(1).split('{BETWEEN}'); "
    "from honmono.__main__ import main; raise SystemExit(main())"
)
_NOTE = "Written by `honmono setup`. Browsers start this, it starts the host. Taken back by `honmono uninstall`."


class LauncherError(Exception):
    """No interpreter that could be started was found."""


@dataclass(frozen=True)
class Launch:
    """All that the launcher holds. `packages`: folders that Honmono and its packages are imported from."""

    interpreter: str
    packages: tuple[str, ...]
    data_folder: str
    config_folder: str


def package_folders() -> tuple[str, ...]:
    """Where this very package lies and where its dependencies do: one folder in an environment, two in a checkout."""
    own = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    folders: dict[str, str] = {}
    for folder in (own, sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        folders.setdefault(os.path.realpath(folder), folder)
    return tuple(folders.values())


def is_script(path: str) -> bool:
    """Whether this 'interpreter' is itself a script, as a version manager's shim is."""
    try:
        with open(path, "rb") as file:
            return file.read(2) == b"#!"
    except OSError:
        return False


def real_interpreter() -> str:
    """The interpreter binary behind the one that runs now, tried out. Raises LauncherError."""
    tried = []
    for path in _candidates():
        fault = interpreter_fault(path)
        if not fault:
            return path
        tried.append(f"{path}: {fault}")
    raise LauncherError("no Python interpreter could be started:\n  " + "\n  ".join(tried))


def _candidates() -> Iterator[str]:
    base = getattr(sys, "_base_executable", None) or sys.executable
    real = os.path.realpath(base)
    # Homebrew's real path holds the patch version and is gone after its next upgrade; the link in `opt` stays.
    yield from (base, real) if f"{os.sep}Cellar{os.sep}" in real else (real, base)
    yield sys.executable


def interpreter_fault(path: str) -> str:
    """Why the launcher could not use this interpreter; empty when it can."""
    if not os.path.isabs(path) or not os.path.isfile(path):
        return "there is no such file"
    if is_script(path):
        return "it is a script, not an interpreter"
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([path, *FLAGS, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return f"it does not start ({error})"
    wanted = "{}.{}".format(*sys.version_info[:2])
    if done.returncode or done.stdout.strip() != wanted:
        return f"it is not Python {wanted}" if not done.returncode else f"it ends with status {done.returncode}"
    return ""


def render(launch: Launch, windows: bool = sys.platform == "win32") -> bytes:
    """The launcher's content."""
    return _batch(launch) if windows else _shell(launch)


def _shell(launch: Launch) -> bytes:
    """A POSIX script: variables so that the host finds the folders setup used, then exec (one process, no wrapper)."""
    lines = [
        "#!/bin/sh",
        f"# {_NOTE}",
        f"python={shlex.quote(launch.interpreter)}",
        f"packages={shlex.quote(BETWEEN.join(launch.packages))}",
        f"export HONMONO_DATA={shlex.quote(launch.data_folder)}",
        f"export HONMONO_CONFIG={shlex.quote(launch.config_folder)}",
        '[ -x "$python" ] || { echo "honmono: $python is gone; run python3 host/install.py again" >&2; exit 1; }',
        f'exec "$python" {" ".join(FLAGS)} -c {shlex.quote(BOOT)} "$packages" "$@"',
    ]
    return os.fsencode("\n".join(lines) + "\n")


def _batch(launch: Launch) -> bytes:
    """A batch file for Windows. UTF-8 code page only where it is needed, because switching costs time at each start."""

    def quoted(text: str) -> str:
        return '"' + text.replace("%", "%%") + '"'

    values = (launch.interpreter, *launch.packages, launch.data_folder, launch.config_folder)
    lines = [
        "@echo off",
        f"rem {_NOTE}",
        *([] if "".join(values).isascii() else ["chcp 65001 >nul"]),
        "setlocal DisableDelayedExpansion",
        "set " + quoted(f"HONMONO_DATA={launch.data_folder}"),
        "set " + quoted(f"HONMONO_CONFIG={launch.config_folder}"),
        f'{quoted(launch.interpreter)} {" ".join(FLAGS)} -u -c "{BOOT}" {quoted(BETWEEN.join(launch.packages))} %*',
    ]
    return ("\r\n".join(lines) + "\r\n").encode()
