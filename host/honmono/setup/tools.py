"""Running other programs for install.py: quietly, with seconds and the last lines of a failure, or openly."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence

TAIL = 15  # lines of a failed tool's output that are shown


class Failure(Exception):
    """A step failed; the message is for the person and names the next step."""


def step(what: str, command: Sequence[str], advice: str, environ: Mapping[str, str] | None = None) -> None:
    """Run a tool, saying what is done and for how long. When it fails: Failure with its last lines and the advice."""
    began = time.monotonic()
    _say(f"{what} …")
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=clean(environ)
            )
        except OSError as error:
            _say(" failed\n")
            raise Failure(f"{command[0]} cannot be started: {error.strerror}") from error
        try:
            _wait(process, what, began)
        except BaseException:
            process.terminate()
            process.wait()
            _say(" stopped\n")
            raise
        _say(f" {'failed' if process.returncode else 'done'} ({time.monotonic() - began:.0f} s)\n")
        if process.returncode == 0:
            return
        output.seek(0)
        said = output.read().decode("utf-8", "replace").splitlines()
    shown = "\n".join(f"    {line}" for line in [line for line in said if line.strip()][-TAIL:])
    raise Failure(f"“{what}” ended with status {process.returncode}:\n{shown}\n{advice}")


def run_openly(command: Sequence[str]) -> int:
    """Run a program whose output is for the person; gives its exit status."""
    sys.stdout.flush()
    return subprocess.run(command, env=clean(None), check=False).returncode


def clean(environ: Mapping[str, str] | None) -> dict[str, str]:
    """Variables without those that would mix another Python's packages into the environment's."""
    source = os.environ if environ is None else environ
    return {name: value for name, value in source.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def _wait(process: subprocess.Popen[bytes], what: str, began: float) -> None:
    """A terminal sees the seconds run; a log gets a word every 20 s."""
    terminal = sys.stdout.isatty()
    while True:
        try:
            process.wait(1 if terminal else 20)
            return
        except subprocess.TimeoutExpired:
            seconds = f"{time.monotonic() - began:.0f} s"
            _say(f"\r{what} … {seconds}" if terminal else f" {seconds} …")


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
