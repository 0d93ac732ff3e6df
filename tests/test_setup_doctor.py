"""`honmono setup`, `doctor` and `uninstall` on a whole installation: each part is broken in turn and must be named."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from honmono.knowledge import build
from honmono.setup import doctor, places, record
from honmono.setup.commands import COMMANDS
from honmono.setup.machine import Machine
from honmono.setup.registry import NoRegistry


def command(name: str, *arguments: str) -> int:
    """Run a command of setup as the command line would."""
    _, add_arguments, run = COMMANDS[name]
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(arguments))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("knowledge") / "knowledge.bin"
    build.compile_to(str(path))
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: Path) -> Path:
    """An empty home with two browsers on PATH, and no set-up yet."""
    home = tmp_path / "ホーム 本物"
    programs = tmp_path / "bin"
    for folder in (home, programs):
        folder.mkdir()
    for name in ("chromium", "firefox"):
        (programs / name).write_bytes(b"\x7fELF")
        (programs / name).chmod(0o755)
    for name in ("HONMONO_DATA", "HONMONO_CONFIG", "HONMONO_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    machine = Machine("linux", str(home), {"PATH": str(programs)}, root=str(tmp_path))
    monkeypatch.setattr(Machine, "here", lambda: machine)
    monkeypatch.setattr(build, "compile_to", lambda path, progress=None: shutil.copy(compiled, path))
    return home


@pytest.fixture
def installed(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert command("setup") == 0, capsys.readouterr()
    capsys.readouterr()
    return home


def failing() -> dict[str, doctor.Line]:
    lines = doctor.examine(Machine.here(), NoRegistry())
    return {line.part: line for line in lines if line.status != "ok"}


def test_a_whole_installation_is_healthy(installed: Path) -> None:
    assert failing() == {}
    assert command("doctor") == 0


def test_setup_says_the_two_steps_that_are_left(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("setup") == 0
    said = capsys.readouterr().out
    for words in ("chrome://extensions", "about:debugging", "Open your webmail", os.sep + "extension"):
        assert words in said


def test_setting_up_again_repairs(installed: Path) -> None:
    Path(places.launcher_file()).unlink()
    Path(places.knowledge_file()).write_bytes(b"")
    assert failing()
    assert command("setup") == 0
    assert failing() == {}


def chromium_manifest(home: Path) -> Path:
    return home / ".config/chromium/NativeMessagingHosts/org.honmono.host.json"


def point_elsewhere(home: Path) -> None:
    path = chromium_manifest(home)
    path.write_text(json.dumps({**json.loads(path.read_text()), "path": "/old/honmono-host"}))


def break_interpreter(home: Path) -> None:
    log = record.load(places.record_file())
    log.interpreter = "/gone/python3"
    record.save(log, places.record_file())


# what is broken, how, the parts that doctor must name
BREAKS: list[tuple[str, Callable[[Path], object], set[str]]] = [
    ("knowledge missing", lambda home: Path(places.knowledge_file()).unlink(), {"knowledge", "self-check"}),
    ("knowledge empty", lambda home: Path(places.knowledge_file()).write_bytes(b""), {"knowledge", "self-check"}),
    ("knowledge damaged", lambda home: Path(places.knowledge_file()).write_bytes(b"x" * 9999), {"self-check"}),
    ("launcher missing", lambda home: Path(places.launcher_file()).unlink(), {"launcher", "self-check"}),
    ("launcher not executable", lambda home: Path(places.launcher_file()).chmod(0o644), {"launcher", "self-check"}),
    ("launcher edited", lambda home: Path(places.launcher_file()).write_text("#!/bin/sh\nexit 7\n"),
     {"launcher", "self-check"}),
    ("interpreter gone", break_interpreter, {"interpreter", "launcher"}),
    ("manifest of Chromium missing", lambda home: chromium_manifest(home).unlink(), {"Chromium"}),
    ("manifest of Chromium not JSON", lambda home: chromium_manifest(home).write_text("{"), {"Chromium"}),
    ("manifest of Chromium points elsewhere", point_elsewhere, {"Chromium"}),
    ("record gone", lambda home: Path(places.record_file()).unlink(), {"interpreter", "launcher"}),
]


@pytest.mark.parametrize(("story", "harm", "named"), BREAKS, ids=[row[0] for row in BREAKS])
def test_doctor_names_the_broken_part(
    installed: Path, story: str, harm: Callable[[Path], object], named: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    harm(installed)
    found = failing()
    assert set(found) == named
    assert all(line.fix for line in found.values()), "every fault comes with what to do"
    assert command("doctor", "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["healthy"] is False
    assert named == {part["part"] for part in report["parts"] if part["status"] != "ok"}
    assert command("setup") == 0
    assert failing() == {}, "setting up again mends it"


def test_a_browser_installed_later_is_named(installed: Path, tmp_path: Path) -> None:
    path = tmp_path / "bin" / "vivaldi"
    path.write_bytes(b"\x7fELF")
    path.chmod(0o755)
    assert set(failing()) == {"Vivaldi"}
    assert command("setup") == 0
    assert failing() == {}


def test_without_any_browser_setup_works_and_doctor_warns(home: Path, tmp_path: Path) -> None:
    for name in ("chromium", "firefox"):
        (tmp_path / "bin" / name).unlink()
    assert command("setup") == 0
    found = failing()
    assert set(found) == {"browsers"}
    assert found["browsers"].status == "warn"
    assert command("doctor") == 0


def test_a_part_that_cannot_be_looked_at_does_not_hide_the_others(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(path: str) -> str:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr(doctor, "interpreter_fault", crash)
    found = failing()
    assert "disk on fire" in found["interpreter"].text
    assert set(found) == {"interpreter"}


def test_failures_of_setup_name_the_step(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(path: str, progress: object = None) -> None:
        raise ValueError("owners/world.json line 3")

    monkeypatch.setattr(build, "compile_to", fail)
    assert command("setup") == 1
    said = capsys.readouterr().err
    assert "knowledge could not be compiled" in said
    assert "owners/world.json line 3" in said


def test_a_wrong_extension_folder_is_refused(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("setup", "--extension", str(tmp_path)) == 1
    assert "does not hold Honmono's extension" in capsys.readouterr().err


def test_host_command_is_what_a_browser_starts(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("host-command") == 0
    before = capsys.readouterr()
    assert before.out.splitlines()[1:] == ["-m", "honmono"]
    assert "not set up" in before.err
    command("setup")
    capsys.readouterr()
    assert command("host-command") == 0
    launcher, origin = capsys.readouterr().out.splitlines()
    manifest = json.loads(chromium_manifest(home).read_text())
    assert launcher == manifest["path"]
    assert [origin] == manifest["allowed_origins"]


def test_uninstall_leaves_an_empty_home(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("uninstall") == 0
    assert sorted(installed.rglob("*")) == []
    assert "remove the extension in each browser" in capsys.readouterr().out
    assert command("uninstall") == 0


def test_uninstall_leaves_what_is_not_ours(installed: Path) -> None:
    theirs = installed / ".config/chromium/NativeMessagingHosts/com.example.other.json"
    theirs.write_text("{}")
    mine = Path(places.data_folder(), "notes.txt")
    mine.write_text("a person's own file")
    assert command("uninstall") == 0
    assert {path for path in installed.rglob("*") if path.is_file()} == {theirs, mine}
