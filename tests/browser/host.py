"""The native messaging host as browsers start it, with ways to misbehave that can be chosen while the browser runs."""

from __future__ import annotations

import atexit
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from .extension import Extension

NAME = "org.honmono.host"
REPO = Path(__file__).resolve().parents[2]

STAND_IN = Path(__file__).with_name("bad_host.py")
"""Plays the hosts that go wrong; its docstring lists the ways."""


class NativeHost:
    """A launcher that a browser's manifest points at. Every start writes its process id to ``pids``."""

    def __init__(self, folder: Path, manifests: Path, extension: Extension, browser: str) -> None:
        """``manifests``: where the browser looks (``Browser.native_hosts``); ``folder``: a place for our files."""
        self._pids = folder / "host.pids"
        self._pids.touch()
        self._launcher = folder / "host.sh"
        self._manifest = manifests / f"{NAME}.json"
        allowed = (
            {"allowed_origins": [f"chrome-extension://{extension.chromium_id}/"]}
            if browser == "chromium"
            else {"allowed_extensions": [extension.gecko_id]}
        )
        self._content = json.dumps(
            {"name": NAME, "description": "Honmono host under test", "type": "stdio", "path": str(self._launcher)}
            | allowed
        )
        self.good()

    def good(self) -> None:
        """The real host."""
        self._become([*real_command()])

    def offline(self) -> None:
        """The real host, started where there is no network at all."""
        self._become([*without_network(), *real_command()])

    def counted(self) -> None:
        """The real host, with everything that is sent to it kept for :meth:`requests`."""
        self._become(["sh", "-c", 'tee -a "$HONMONO_TEST/sent" | exec "$0" "$@"', *real_command()])

    def requests(self) -> int:
        """How many mails a :meth:`counted` host has been asked about."""
        sent = self._launcher.parent / "sent"
        return sent.read_bytes().count(b'"type":"inspect"') if sent.exists() else 0

    def bad(self, way: str) -> None:
        """A host that goes wrong in the ``way`` that ``bad_host.py`` describes."""
        self._become([sys.executable, str(STAND_IN), way])

    def absent(self) -> None:
        """Not installed: no manifest."""
        self._manifest.unlink()

    def forbidden(self) -> None:
        """Installed, but registered for another extension."""
        content: dict[str, object] = json.loads(self._content)
        allowed = "allowed_origins" if "allowed_origins" in content else "allowed_extensions"
        other = f"chrome-extension://{'a' * 32}/" if allowed == "allowed_origins" else "another@example.org"
        self._manifest.write_text(json.dumps(content | {allowed: [other]}))

    def pids(self) -> list[int]:
        """Process ids of all starts so far, the newest last."""
        return [int(line) for line in self._pids.read_text().split()]

    def kill(self) -> None:
        """End whatever the browser started, as a crash would."""
        for pid in self.pids():
            try:
                if str(self._launcher.parent) in Path(f"/proc/{pid}/environ").read_text(errors="replace"):
                    os.kill(pid, signal.SIGKILL)
            except (ProcessLookupError, FileNotFoundError):
                pass

    def _become(self, command: list[str]) -> None:
        """Processes already started go on as they are; the next start is of ``command``."""
        script = (
            "#!/bin/sh\n"
            f"echo $$ >> {shlex.quote(str(self._pids))}\n"
            f'HONMONO_TEST={shlex.quote(str(self._launcher.parent))} exec {shlex.join(command)} "$@"\n'
        )
        new = self._launcher.with_suffix(".new")
        new.write_text(script)
        new.chmod(0o755)
        new.replace(self._launcher)
        self._manifest.write_text(self._content)


@cache
def real_command() -> tuple[str, ...]:
    """What starts the host: the very launcher that ``honmono setup`` writes, over knowledge compiled from this tree."""
    from honmono.knowledge.build import compile_to
    from honmono.knowledge.sources import DATA, Sources
    from honmono.setup.launcher import Launch, package_folders, real_interpreter, render

    folder = tempfile.mkdtemp(prefix="honmono-test-data-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    compile_to(os.path.join(folder, "knowledge.bin"), sources=Sources(DATA))
    launcher = Path(folder, "honmono-host")
    launcher.write_bytes(render(Launch(real_interpreter(), package_folders(), folder, folder)))
    launcher.chmod(0o755)
    return (str(launcher),)


@cache
def without_network() -> list[str]:
    """A prefix that runs a command in an own network namespace, where nothing is reachable; [] if not allowed."""
    for prefix in (["unshare", "--net", "--"], ["unshare", "--map-root-user", "--net", "--"]):
        if shutil.which(prefix[0]) and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
            return prefix
    return []
