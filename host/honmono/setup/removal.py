"""`honmono uninstall`: takes back exactly what setup wrote, by its record, and nothing else."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from dataclasses import dataclass, field

from honmono.setup import files, places, record
from honmono.setup.registry import Registry, of_this_system


@dataclass
class Removed:
    """What removal did. `kept`: no longer what setup wrote, and why; `failed`: could not be removed, and why."""

    gone: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `honmono uninstall`."""
    parser.add_argument("--keep-settings", action="store_true", help="leave your own settings where they are")


def run(args: argparse.Namespace) -> int:
    """Remove; 0 when all that setup wrote is gone, 1 when something could not be removed."""
    status = take_all(args.keep_settings)
    print(last_words())
    return status


def take_all(keep_settings: bool) -> int:
    """Take everything back by the record and say what was removed; the exit status of `run`."""
    path = places.record_file()
    if not os.path.exists(path):
        print(f"Nothing to take back: there is no record of a set-up ({path}).")
    log = record.load(path)
    done = take_back(log, of_this_system())
    if not keep_settings:
        _settings(done)
    if done.failed:
        record.save(log, path)
    else:
        record.forget(path)
        done.gone += files.remove_empty([*log.folders, places.data_folder()])
    for word, paths in (("removed", done.gone), ("left alone", done.kept), ("COULD NOT REMOVE", done.failed)):
        for item in paths:
            print(f"  {word}: {item}")
    return 1 if done.failed else 0


def take_back(log: record.Record, registry: Registry) -> Removed:
    """Remove registry values and files that are still as setup wrote them; what is done with leaves `log`."""
    done = Removed()
    for key, value in list(log.registry.items()):
        try:
            if registry.read(key) == value:
                registry.delete(key)
                done.gone.append(rf"HKCU\{key}")
            del log.registry[key]
        except OSError as error:
            done.failed.append(rf"HKCU\{key}: {error.strerror or error}")
    for path, target in list(log.links.items()):
        if os.path.islink(path) and os.readlink(path) == target:
            os.unlink(path)
            done.gone.append(path)
        del log.links[path]
    for path, digest in list(log.files.items()):
        _file(path, digest, log, done)
    return done


def _file(path: str, digest: str, log: record.Record, done: Removed) -> None:
    content = files.read_bytes(path)
    if content is None and not os.path.lexists(path):
        del log.files[path]
        return
    own = os.path.dirname(path) == places.data_folder()  # `honmono update` writes there too
    if content is not None and files.digest(content) != digest and not own:
        done.kept.append(f"{path} (changed since by something else)")
        del log.files[path]
        return
    try:
        os.unlink(path)
    except OSError as error:
        done.failed.append(f"{path}: {error.strerror or error}")
        return
    done.gone.append(path)
    del log.files[path]


def _settings(done: Removed) -> None:
    folder = places.config_folder()
    if not os.path.isdir(folder):
        return
    try:
        shutil.rmtree(folder)
        done.gone.append(folder)
    except OSError as error:
        done.failed.append(f"{folder}: {error.strerror or error}")


def last_words() -> str:
    """What only the person can do."""
    lines = [
        "",
        "Honmono is no longer registered with any browser. Two things only you can do:",
        "  - remove the extension in each browser (chrome://extensions, about:addons)",
    ]
    if os.path.isdir(places.environment_folder()):
        again = "python3 host/install.py --uninstall" if sys.platform != "win32" else "py host\\install.py --uninstall"
        lines.append(f"  - remove the environment {places.environment_folder()} ({again} does both)")
    return "\n".join(lines)
