"""Manifests: what is written, that writing twice changes nothing, that removal takes back exactly what was written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from honmono.setup import command, files, places, record, removal
from honmono.setup.browsers import BY_ID
from honmono.setup.extension import ExtensionError, chromium_id, extension_folder, id_of_key
from honmono.setup.machine import Machine
from honmono.setup.register import RegisterError, fault, register, render, template_folder

ID = "a" * 32
LAUNCHERS = [
    "/home/mai/.local/share/honmono/honmono-host",
    "/home/舞 さん/with \"quotes\" and 'single'/honmono-host",
    "/home/mai/back\\slash $(id)/honmono-host",
    "C:\\Users\\舞\\AppData\\Local\\Honmono\\honmono-host.bat",
]


class Keys:
    """A registry in memory."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def read(self, key: str) -> str | None:
        return self.values.get(key)

    def write(self, key: str, value: str) -> None:
        self.values[key] = value

    def delete(self, key: str) -> None:
        self.values.pop(key, None)


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_rendered_manifests_are_json_with_the_path_unchanged(launcher: str) -> None:
    chromium = json.loads(render("chromium", launcher, ID))
    firefox = json.loads(render("firefox", launcher, ID))
    assert chromium["path"] == firefox["path"] == launcher
    assert chromium["name"] == firefox["name"] == "org.honmono.host"
    assert chromium["type"] == firefox["type"] == "stdio"
    assert chromium["allowed_origins"] == [f"chrome-extension://{ID}/"]
    assert firefox["allowed_extensions"] == ["honmono@honmono.org"]
    assert "allowed_extensions" not in chromium  # each family refuses the other's field
    assert "allowed_origins" not in firefox


def test_no_mark_is_left_in_a_rendered_manifest() -> None:
    for family in ("chromium", "firefox"):
        assert b"@LAUNCHER@" not in render(family, "/l", ID)  # type: ignore[arg-type]
        assert b"@EXTENSION_ID@" not in render(family, "/l", ID)  # type: ignore[arg-type]


def test_a_damaged_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "chromium.json").write_text("{")
    with pytest.raises(RegisterError, match=r"chromium\.json"):
        render("chromium", "/l", ID, str(tmp_path))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    home = tmp_path / "ホーム dir"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("HONMONO_HOME", str(tmp_path / "own"))
    for name in ("HONMONO_DATA", "HONMONO_CONFIG", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return Machine("linux", str(home), {})


def everything_in(folder: str | Path) -> set[str]:
    return {os.path.join(base, name) for base, folders, names in os.walk(folder) for name in [*folders, *names]}


def test_register_twice_then_remove_leaves_the_home_as_it_was(machine: Machine, tmp_path: Path) -> None:
    other = Path(machine.home, ".config/google-chrome/NativeMessagingHosts/com.example.other.json")
    other.parent.mkdir(parents=True)
    other.write_text("{}")
    before = everything_in(machine.home)
    log = record.Record()
    browsers = [BY_ID[name] for name in ("chrome", "chromium", "firefox")]

    def again() -> list[bool]:
        outcomes = register(
            machine, browsers, log, Keys(), data_folder=places.data_folder(), launcher="/l/honmono-host", chromium_id=ID
        )
        assert not any(outcome.problem for outcome in outcomes)
        return [outcome.changed for outcome in outcomes]

    assert again() == [True, True, True]
    assert again() == [False, False, False]
    record.save(log, places.record_file())
    assert removal.take_all(keep_settings=False) == 0
    assert everything_in(machine.home) == before
    assert other.read_text() == "{}"
    assert not Path(places.data_folder()).exists()


def test_removal_leaves_a_manifest_that_something_else_has_changed(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    log = record.Record()
    (outcome,) = register(
        machine, [BY_ID["firefox"]], log, Keys(), data_folder=places.data_folder(), launcher="/l", chromium_id=ID
    )
    record.save(log, places.record_file())
    Path(outcome.path).write_text('{"name": "org.honmono.host", "path": "/opt/office/honmono"}')
    assert removal.take_all(keep_settings=False) == 0
    assert "/opt/office/honmono" in Path(outcome.path).read_text()
    assert f"left alone: {outcome.path}" in capsys.readouterr().out


def test_removal_keeps_or_removes_settings(machine: Machine) -> None:
    settings = Path(places.config_folder(), "settings.json")
    settings.parent.mkdir(parents=True)
    settings.write_text("{}")
    removal.take_all(keep_settings=True)
    assert settings.exists()
    removal.take_all(keep_settings=False)
    assert not settings.parent.exists()


def test_removal_without_a_set_up_is_no_error(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert removal.take_all(keep_settings=False) == 0
    assert "Nothing to take back" in capsys.readouterr().out


def test_one_browser_that_cannot_be_written_does_not_keep_the_others_from_it(machine: Machine) -> None:
    Path(machine.home, ".config").mkdir()
    Path(machine.home, ".config/chromium").write_text("a file where a folder should be")
    chromium, firefox = register(
        machine, [BY_ID["chromium"], BY_ID["firefox"]], record.Record(), Keys(),
        data_folder=places.data_folder(), launcher="/l", chromium_id=ID,
    )
    assert chromium.problem
    assert not firefox.problem
    assert Path(firefox.path).exists()


def test_windows_writes_files_among_our_own_and_points_the_registry_at_them(tmp_path: Path) -> None:
    keys, log = Keys(), record.Record()
    windows = Machine("windows", str(tmp_path))
    data = str(tmp_path / "data")
    values = {"data_folder": data, "launcher": "C:\\l.bat", "chromium_id": ID}
    for _ in range(2):
        register(windows, [BY_ID["chrome"], BY_ID["firefox"]], log, keys, **values)
    assert set(keys.values) == {
        r"Software\Google\Chrome\NativeMessagingHosts\org.honmono.host",
        r"Software\Mozilla\NativeMessagingHosts\org.honmono.host",
    }
    key = r"Software\Google\Chrome\NativeMessagingHosts\org.honmono.host"
    assert not fault(windows, BY_ID["chrome"], keys, **values)
    keys.values[key] = "C:\\elsewhere.json"
    assert "registry key" in fault(windows, BY_ID["chrome"], keys, **values)
    removal.take_back(log, keys)
    assert keys.values == {key: "C:\\elsewhere.json"}, "a value that is not ours any more stays"


FAULTS = [
    ("another launcher", {"path": "/old/honmono-host"}, "path"),
    ("another extension", {"allowed_origins": ["chrome-extension://" + "b" * 32 + "/"]}, "allowed_origins"),
    ("another name", {"name": "com.example.other"}, "name"),
    ("no type", {"type": None}, "type"),
]


@pytest.mark.parametrize(("story", "change", "named"), FAULTS, ids=[row[0] for row in FAULTS])
def test_faults_of_a_manifest_are_named(machine: Machine, story: str, change: dict[str, object], named: str) -> None:
    def look() -> str:
        return fault(machine, BY_ID["chromium"], Keys(), data_folder="/d", launcher="/l", chromium_id=ID)

    assert "missing" in look()
    (outcome,) = register(
        machine, [BY_ID["chromium"]], record.Record(), Keys(), data_folder="/d", launcher="/l", chromium_id=ID
    )
    assert look() == ""
    path = Path(outcome.path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    assert f"`{named}`" in look()
    path.write_text("{")
    assert "cannot be read" in look()


def test_writing_is_atomic_and_sets_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert files.write(str(path), b"one", 0o755)
    assert path.stat().st_mode & 0o777 == 0o755
    assert not files.write(str(path), b"one", 0o755)
    path.chmod(0o600)
    assert files.write(str(path), b"one", 0o755)
    assert path.stat().st_mode & 0o777 == 0o755
    assert [item.name for item in tmp_path.iterdir()] == ["file"], "no temporary file is left"


def test_a_link_in_the_way_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "theirs"
    target.write_bytes(b"theirs")
    link = tmp_path / "link"
    link.symlink_to(target)
    files.write(str(link), b"ours")
    assert not link.is_symlink()
    assert target.read_bytes() == b"theirs"


def test_a_damaged_record_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "installed.json"
    for content in ("", "{", "[]", '{"format": 99}', '{"format": 1, "files": 3, "folders": null}'):
        path.write_text(content)
        assert record.load(str(path)) == record.Record()


def test_extension_id_is_the_one_chromium_computes() -> None:
    assert id_of_key("AAAA") == "hajoiamiieihkcebbobooenpljpcckig"  # sha256 of three zero bytes
    assert chromium_id(extension_folder()) == "bglcafkcofpddlhbeleaoemcklcgphid"  # as Chromium 156 calls it
    with pytest.raises(ExtensionError, match="base64"):
        id_of_key("not base64!")


def test_the_extension_here_has_an_id_and_a_removed_folder_falls_back(tmp_path: Path) -> None:
    folder = extension_folder()
    assert len(chromium_id(folder)) == 32
    assert extension_folder(str(tmp_path / "gone")) == folder
    manifest = {"browser_specific_settings": {"gecko": {"id": "honmono@honmono.org"}}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert extension_folder(str(tmp_path)) == str(tmp_path)
    with pytest.raises(ExtensionError, match="key"):
        chromium_id(str(tmp_path))


def test_templates_are_found() -> None:
    assert {"chromium.json", "firefox.json", "README.md"} <= set(os.listdir(template_folder()))


# story, what stands at ~/.local/bin/honmono before, is our link there afterwards?
LINKS = [
    ("nothing is there", None, True),
    ("a program of the person's own", "file", False),
    ("a link to something else", "link", False),
]


@pytest.mark.parametrize(("story", "before", "ours"), LINKS, ids=[row[0] for row in LINKS])
def test_the_command_is_linked_where_that_harms_nobody(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: str, before: str | None, ours: bool
) -> None:
    script = tmp_path / "env-honmono"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.setattr(command, "script", lambda: str(script))
    folder = Path(machine.home, ".local/bin")
    place = folder / "honmono"
    log = record.Record()
    assert command.link(machine, log) is None, "the folder is not on PATH"
    on_path = Machine("linux", machine.home, {"PATH": f"/usr/bin:{folder}"})
    assert command.link(on_path, log) is None, "the folder is not there"
    folder.mkdir(parents=True)
    if before == "file":
        place.write_text("mine")
    elif before == "link":
        place.symlink_to("/usr/bin/true")
    for _ in range(2):
        assert (command.link(on_path, log) is not None) == ours
    assert (place.is_symlink() and os.readlink(place) == str(script)) == ours
    record.save(log, places.record_file())
    removal.take_all(keep_settings=False)
    assert os.path.lexists(place) == (not ours)


def test_the_command_is_named_so_that_it_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "env dir" / "honmono"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.setattr(command, "script", lambda: str(script))
    monkeypatch.setenv("PATH", "/usr/bin")
    assert command.typed() == f"'{script}'"
    monkeypatch.setenv("PATH", str(script.parent))
    assert command.typed() == "honmono"
    script.unlink()
    assert command.typed().endswith("-m honmono.cli")
