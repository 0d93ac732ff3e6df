"""`honmono setup`: compile the knowledge, write the launcher, register with every browser found, check itself."""

from __future__ import annotations

import argparse
import os
import sys

from honmono.setup import command, guidance, places, record, register, selfcheck
from honmono.setup.browsers import BY_ID, Browser, find_all
from honmono.setup.extension import ExtensionError, chromium_id, extension_folder, is_extension
from honmono.setup.launcher import Launch, LauncherError, package_folders, real_interpreter, render
from honmono.setup.machine import Machine
from honmono.setup.progress import Progress
from honmono.setup.registry import of_this_system
from honmono.setup.sandboxed import notes


class SetupError(Exception):
    """A step failed. The message says which, and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `honmono setup`."""
    parser.add_argument("--extension", metavar="DIR", help="the folder of the extension that you load in the browser")
    parser.add_argument(
        "--browser",
        action="append",
        choices=sorted(BY_ID),
        metavar="NAME",
        help="register with this browser too, found or not; may be given again. One of: " + ", ".join(BY_ID),
    )
    parser.add_argument("--only-say", action="store_true", help="change nothing, say the steps that are left to you")
    parser.add_argument("--quiet-end", action="store_true", help=argparse.SUPPRESS)  # install.py goes on to the demo


def run(args: argparse.Namespace) -> int:
    """Set up; 0 when all of it works, 1 otherwise. Running it again repairs."""
    machine = Machine.here()
    log = record.load(places.record_file())
    try:
        browsers = _browsers(args.browser or [], machine)
        if not args.only_say:
            try:
                _steps(args.extension, browsers, machine, log)
            finally:
                record.save(log, places.record_file())  # what was written is on record, even when a later step failed
        if not args.quiet_end:
            print(guidance.next_steps(machine, browsers, extension_folder(log.extension)))
    except (SetupError, ExtensionError, LauncherError, register.RegisterError, OSError) as error:
        print(f"\nNot set up: {error}\nPut that right, then:  {command.typed()} setup", file=sys.stderr)
        return 1
    return 0


def _steps(extension: str | None, browsers: list[Browser], machine: Machine, log: record.Record) -> None:
    progress = Progress(4)
    log.extension = _extension(extension, log)
    identity = chromium_id(log.extension)
    with progress.step("Compiling what Honmono knows: owners, suffixes, look-alike letters"):
        _compile(progress, log)
    with progress.step("Writing the launcher"):
        log.interpreter = real_interpreter()
        launch = Launch(log.interpreter, package_folders(), places.data_folder(), places.config_folder())
        log.put(places.launcher_file(), render(launch), 0o755)
        progress.detail(f"{places.launcher_file()} starts {log.interpreter}")
        if link := command.link(machine, log):
            progress.detail(f"{link}: the command for you")
    with progress.step("Registering with the browsers of this account"):
        outcomes = register.register(
            machine,
            browsers,
            log,
            of_this_system(),
            data_folder=places.data_folder(),
            launcher=places.launcher_file(),
            chromium_id=identity,
        )
        _tell(progress, machine, outcomes)
    with progress.step("Starting the host as a browser would, and asking it about a forged mail"):
        check = selfcheck.run(selfcheck.browser_command(places.launcher_file(), identity))
        if not check.ok:
            raise SetupError(f"the self-check failed at the step `{check.failed}`: {check.why}")
        progress.detail(f"it answered `danger`, as it must ({check.seconds * 1000:.0f} ms from start to end)")
    unwritten = [outcome.browser.name for outcome in outcomes if outcome.problem]
    if unwritten:
        raise SetupError(f"{', '.join(unwritten)} could not be registered, see above.")


def _extension(given: str | None, log: record.Record) -> str:
    if given is None:
        return extension_folder(log.extension)
    folder = os.path.abspath(given)
    if not is_extension(folder):
        raise SetupError(f"{folder} does not hold Honmono's extension (no manifest.json with its id)")
    return folder


def _compile(progress: Progress, log: record.Record) -> None:
    try:
        from honmono.knowledge.build import compile_to  # late: it imports all packages, which removal does not need
    except ImportError as error:
        raise SetupError(f"a package is missing ({error}). Install again: python3 host/install.py") from error
    path = places.knowledge_file()
    log.make_folder(os.path.dirname(path))
    try:
        compile_to(path, progress.detail)
    except Exception as error:  # whatever a package throws, the person gets the step's name and the cause
        raise SetupError(f"the knowledge could not be compiled: {type(error).__name__}: {error}") from error
    log.note(path)


def _browsers(named: list[str], machine: Machine) -> list[Browser]:
    found = {item.browser.id: item.browser for item in find_all(machine)}
    for name in named:
        if machine.system not in BY_ID[name].rows:
            raise SetupError(f"{BY_ID[name].name} is not known on {machine.system}")
        found[name] = BY_ID[name]
    return list(found.values())


def _tell(progress: Progress, machine: Machine, outcomes: list[register.Outcome]) -> None:
    for outcome in outcomes:
        state = (
            f"FAILED: {outcome.problem}"
            if outcome.problem
            else "registered"
            if outcome.changed
            else "registered already"
        )
        progress.detail(f"{outcome.browser.name}: {state} ({outcome.path})")
    if not outcomes:
        progress.detail("no browser found; install one, then set up again")
    for note in notes(machine):
        progress.detail(f"{note.about}: {note.text}; {note.todo}")
