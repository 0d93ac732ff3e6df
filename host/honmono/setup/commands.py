"""Commands of setup for the command line: name → (help, add_arguments(parser), run(args) → exit status)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module

Command = tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]


def lazily(module: str) -> tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]:
    """The two functions of a module that is imported only when one of them is called."""

    def add_arguments(parser: argparse.ArgumentParser) -> None:
        import_module(module).add_arguments(parser)

    def run(args: argparse.Namespace) -> int:
        return int(import_module(module).run(args))

    return add_arguments, run


def add_host_command(parser: argparse.ArgumentParser) -> None:
    """`honmono host-command` has no arguments."""


def run_host_command(args: argparse.Namespace) -> int:
    """Print, one argument a line, exactly what a Chromium-like browser would start."""
    from honmono.setup import extension, places, record, selfcheck

    if os.path.isfile(places.launcher_file()):
        log = record.load(places.record_file())
        identity = extension.chromium_id(extension.extension_folder(log.extension))
        command = selfcheck.browser_command(places.launcher_file(), identity)
    else:
        print("not set up yet: this is the host without its launcher", file=sys.stderr)
        command = [sys.executable, "-m", "honmono"]
    print("\n".join(command))
    return 0


COMMANDS: dict[str, Command] = {
    "setup": (
        "compile the knowledge, register with every browser found, check that it works",
        *lazily("honmono.setup.installing"),
    ),
    "doctor": (
        "look at every part of the installation and say how to mend what is wrong",
        *lazily("honmono.setup.doctor"),
    ),
    "uninstall": ("take back everything that setup wrote", *lazily("honmono.setup.removal")),
    "host-command": ("print what a browser would start, one argument a line", add_host_command, run_host_command),
    "demo": ("show a sample inbox in a browser with a throw-away profile", *lazily("honmono.setup.demo")),
}
