"""`honmono doctor`: looks at every part of the installation and says what is wrong with it and how to mend that."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

import honmono
from honmono.setup import command, places, record, register, selfcheck
from honmono.setup.browsers import find_all
from honmono.setup.extension import ExtensionError, chromium_id, extension_folder
from honmono.setup.files import read_bytes
from honmono.setup.launcher import Launch, interpreter_fault, package_folders, render
from honmono.setup.machine import Machine
from honmono.setup.registry import Registry, of_this_system
from honmono.setup.sandboxed import notes

Status = Literal["ok", "warn", "fail"]
AGAIN = "set up again"
INSTALL = "install again: python3 host/install.py in the checkout"


@dataclass(frozen=True)
class Line:
    """One part, its state in a sentence, and what to do about it (empty when nothing has to be done)."""

    part: str
    status: Status
    text: str
    fix: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `honmono doctor`."""
    parser.add_argument("--json", action="store_true", help="print the parts as JSON, for programs")


def run(args: argparse.Namespace) -> int:
    """Examine and print; 0 when nothing failed, else 1."""
    lines = examine(Machine.here(), of_this_system())
    healthy = not any(line.status == "fail" for line in lines)
    if args.json:
        print(json.dumps({"healthy": healthy, "parts": [asdict(line) for line in lines]}, ensure_ascii=False, indent=2))
        return 0 if healthy else 1
    for line in lines:
        print(f"{line.status:<4} {line.part}: {line.text}")
        if line.fix:
            print(f"     → {line.fix}")
    if healthy:
        print(
            "\nHonmono works."
            if all(line.status == "ok" for line in lines)
            else "\nHonmono works, with the limits above."
        )
    else:
        print("\nEach `fail` keeps Honmono from working; the arrow says what to do.")
        print(f"To set up again:  {command.typed()} setup")
    return 0 if healthy else 1


def examine(machine: Machine, registry: Registry) -> list[Line]:
    """Every part, in the order a request passes through them. A check that crashes fails its own part only."""
    log = record.load(places.record_file())
    checks: list[tuple[str, Callable[[], Iterator[Line]]]] = [
        ("environment", lambda: _environment()),
        ("extension", lambda: _extension(log)),
        ("interpreter", lambda: _interpreter(log)),
        ("knowledge", lambda: _knowledge()),
        ("launcher", lambda: _launcher(log)),
        ("browsers", lambda: _browsers(machine, registry, log)),
        ("self-check", lambda: _selfcheck(log)),
    ]
    lines: list[Line] = []
    for part, check in checks:
        try:
            lines += check()
        except Exception as error:  # a part that cannot even be looked at must not hide the others
            lines.append(Line(part, "fail", f"could not be examined: {error}", INSTALL))
    return lines


def _environment() -> Iterator[Line]:
    missing = [
        name for name in ("idna", "tldextract", "confusable_homoglyphs", "ada_url", "requests") if not _importable(name)
    ]
    where = f"Honmono {honmono.__version__}, Python {sys.version.split()[0]}, {package_folders()[0]}"
    if missing:
        yield Line("environment", "fail", f"{where}; packages missing: {', '.join(missing)}", INSTALL)
    else:
        yield Line("environment", "ok", where)


def _extension(log: record.Record) -> Iterator[Line]:
    try:
        folder = extension_folder(log.extension)
        identity = chromium_id(folder)
    except ExtensionError as error:
        yield Line("extension", "fail", str(error), f"{AGAIN}, with --extension DIR")
        return
    if log.extension and folder != log.extension:
        yield Line(
            "extension",
            "warn",
            f"{log.extension} is gone, so a browser that loaded it from there has lost it",
            f"load {folder} in the browser instead, then {AGAIN}",
        )
    else:
        yield Line("extension", "ok", f"{folder} (id {identity})")


def _interpreter(log: record.Record) -> Iterator[Line]:
    if not log.interpreter:
        yield Line("interpreter", "fail", "not set up yet", AGAIN)
        return
    fault = interpreter_fault(log.interpreter)
    if fault:
        yield Line("interpreter", "fail", f"{log.interpreter}: {fault}", f"{AGAIN}, or {INSTALL} if that fails too")
    else:
        yield Line("interpreter", "ok", log.interpreter)


def _knowledge() -> Iterator[Line]:
    path = places.knowledge_file()
    try:
        stat = os.stat(path)
    except OSError as error:
        yield Line("knowledge", "fail", f"{path}: {error.strerror or error}", AGAIN)
        return
    made = datetime.fromtimestamp(stat.st_mtime)
    if not stat.st_size:
        yield Line("knowledge", "fail", f"{path} is empty", AGAIN)
    elif (datetime.now() - made).days > 180:
        yield Line(
            "knowledge",
            "warn",
            f"compiled on {made:%Y-%m-%d}, more than half a year ago",
            f"update the checkout, then {INSTALL}",
        )
    else:
        yield Line("knowledge", "ok", f"compiled on {made:%Y-%m-%d %H:%M}, {stat.st_size // 1024:,} KiB")


def _launcher(log: record.Record) -> Iterator[Line]:
    path = places.launcher_file()
    content = read_bytes(path)
    wanted = render(Launch(log.interpreter, package_folders(), places.data_folder(), places.config_folder()))
    if content is None:
        yield Line("launcher", "fail", f"{path} is missing", AGAIN)
    elif content != wanted:
        yield Line("launcher", "fail", f"{path} is not what this Honmono would write", AGAIN)
    elif not os.access(path, os.X_OK):
        yield Line("launcher", "fail", f"{path} may not be executed", AGAIN)
    else:
        yield Line("launcher", "ok", path)


def _browsers(machine: Machine, registry: Registry, log: record.Record) -> Iterator[Line]:
    identity = chromium_id(extension_folder(log.extension))
    found = find_all(machine)
    for item in found:
        fault = register.fault(
            machine,
            item.browser,
            registry,
            data_folder=places.data_folder(),
            launcher=places.launcher_file(),
            chromium_id=identity,
        )
        if fault:
            yield Line(item.browser.name, "fail", fault, AGAIN)
        else:
            yield Line(item.browser.name, "ok", "registered")
    sandboxed = notes(machine)
    for note in sandboxed:
        yield Line(note.about, "ok" if note.works else "warn", note.text, note.todo)
    if not found and not any(note.works for note in sandboxed):
        yield Line("browsers", "warn", "no browser found in which Honmono could work", f"install one, then {AGAIN}")


def _selfcheck(log: record.Record) -> Iterator[Line]:
    identity = chromium_id(extension_folder(log.extension))
    result = selfcheck.run(selfcheck.browser_command(places.launcher_file(), identity))
    if not result.ok:
        yield Line("self-check", "fail", f"step `{result.failed}`: {result.why}", AGAIN)
        return
    catalogue = result.hello.get("catalogue") or {}
    text = (
        f"answered in {result.seconds * 1000:.0f} ms; "
        f"{catalogue.get('owners')} owners, catalogue of {catalogue.get('date')}"
    )
    if result.hello.get("version") != honmono.__version__:
        yield Line(
            "self-check",
            "warn",
            f"the host is version {result.hello.get('version')}, this is {honmono.__version__}",
            AGAIN,
        )
    yield Line("self-check", "ok", text)


def _importable(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None
