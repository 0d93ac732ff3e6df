"""The launcher and the self-check, with a small host of our own in place of Honmono's: both are real processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from honmono.setup import selfcheck
from honmono.setup.launcher import Launch, interpreter_fault, is_script, real_interpreter, render

# A host that speaks the protocol; what it does wrong is in a file beside it, as variables would not reach every case.
FAKE_HOST = '''
import json, os, sys
from honmono.framing import read_message, write_message

def main():
    mode = open(os.path.join(os.path.dirname(__file__), "mode")).read()
    if mode == "crash":
        sys.exit("the packages are broken")
    if mode == "print":
        print("hello from a careless print()", flush=True)
    level = "unknown" if mode == "blind" else "danger"
    while True:
        frame = read_message(sys.stdin.buffer)
        if frame is None:
            break
        request = json.loads(frame)
        if request["type"] == "hello":
            reply = {"type": "hello", "version": "9", "argv": sys.argv[1:], "path": sys.path, "flags": list(sys.flags),
                     "data": os.environ.get("HONMONO_DATA"), "config": os.environ.get("HONMONO_CONFIG"),
                     "loaded": sorted(sys.modules)}
        elif mode == "error":
            reply = {"type": "error", "code": "no_knowledge"}
        elif mode == "dies":
            os._exit(3)
        else:
            reply = {"type": "verdict", "level": level}
        write_message(sys.stdout.buffer, json.dumps({"v": 1, "id": request["id"], **reply}).encode())
    if mode == "lingers":
        import time
        time.sleep(60)
    return 5 if mode == "bad end" else 0
'''
# folders that the launcher has to survive
PLACES = ["plain", "with space", "日本語 フォルダ", "it's \"quoted\" $HOME `id` \\ & ; ", "ö" * 100 + "/" + "x" * 100]


def fake_packages(folder: Path, mode: str = "good") -> Path:
    """A folder from which a `honmono` with our small host is imported."""
    package = folder / "honmono"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(FAKE_HOST)
    (package / "mode").write_text(mode)
    real = Path(sys.modules["honmono.framing"].__file__ or "")
    shutil.copy(real, package / "framing.py")
    return folder


def write_launcher(folder: Path, mode: str = "good", interpreter: str | None = None) -> str:
    packages = fake_packages(folder / "packages", mode)
    launch = Launch(interpreter or real_interpreter(), (str(packages),), str(folder / "data"), str(folder / "config"))
    path = folder / "honmono-host"
    path.write_bytes(render(launch, windows=False))
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("name", PLACES)
def test_launcher_works_in_any_folder(tmp_path: Path, name: str) -> None:
    launcher = write_launcher(tmp_path / name)
    result = selfcheck.run(selfcheck.browser_command(launcher, "a" * 32))
    assert result.ok, result.why
    assert result.hello["argv"] == [f"chrome-extension://{'a' * 32}/"]
    assert result.hello["data"] == str(tmp_path / name / "data")
    assert result.hello["config"] == str(tmp_path / name / "config")


def test_launcher_works_with_an_interpreter_behind_a_long_path_with_spaces(tmp_path: Path) -> None:
    folder = tmp_path / ("long folder " * 15)
    folder.mkdir()
    interpreter = folder / "python 本物"
    interpreter.symlink_to(real_interpreter())
    assert len(str(interpreter)) > 160
    assert selfcheck.run([write_launcher(tmp_path / "l", interpreter=str(interpreter)), "x"]).ok


def test_launcher_ignores_pythons_variables_and_loads_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere/else")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONHASHSEED", "nonsense")  # would end a Python that reads it
    result = selfcheck.run([write_launcher(tmp_path), "x"])
    assert result.ok, result.why
    assert "/somewhere/else" not in result.hello["path"]
    assert result.hello["path"][-1] == str(tmp_path / "packages"), "packages come last: they cannot shadow the library"
    assert "site" not in result.hello["loaded"]


@pytest.mark.parametrize("locale", ["C", "POSIX", "ja_JP.eucJP", "en_US.UTF-8", ""])
def test_launcher_works_in_any_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert selfcheck.run([write_launcher(tmp_path / "日本語"), "x"]).ok


def test_launcher_says_so_when_its_interpreter_is_gone(tmp_path: Path) -> None:
    launcher = write_launcher(tmp_path, interpreter=str(tmp_path / "gone" / "python3"))
    result = selfcheck.run([launcher, "x"])
    assert result.failed == "start"
    assert "is gone" in result.why
    assert "install.py" in result.why


def test_launcher_replaces_its_shell(tmp_path: Path) -> None:
    """One process, so that the browser's kill reaches the host itself."""
    launcher = write_launcher(tmp_path)
    with subprocess.Popen([launcher], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for _ in range(100):
            command = Path(f"/proc/{process.pid}/cmdline")
            if not command.exists():
                pytest.skip("no /proc here")
            if b"honmono.__main__" in command.read_bytes() and b"/bin/sh" not in command.read_bytes():
                break
            time.sleep(0.05)
        else:
            pytest.fail("the shell was not replaced")
        process.communicate()


def test_windows_launcher_quotes_percent_signs_and_switches_code_page_only_when_needed() -> None:
    plain = render(Launch("C:\\Py\\python.exe", ("C:\\100%\\site",), "C:\\d", "C:\\c"), windows=True).decode()
    assert plain.startswith("@echo off\r\n")
    assert '"C:\\100%%\\site" %*' in plain
    assert "chcp" not in plain
    assert "-I -S -E -u" in plain
    assert "chcp 65001" in render(Launch("C:\\舞\\python.exe", ("C:\\s",), "C:\\d", "C:\\c"), windows=True).decode()


def test_the_real_interpreter_is_no_script_and_no_link() -> None:
    path = real_interpreter()
    assert os.path.isabs(path)
    assert not is_script(path)
    assert interpreter_fault(path) == ""


def test_a_version_managers_shim_is_refused(tmp_path: Path) -> None:
    shim = tmp_path / "python3"
    shim.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    shim.chmod(0o755)
    assert "script" in interpreter_fault(str(shim))


FAULTY = [
    ("there is nothing", str, "no such file"),
    ("it does not start", lambda path: path.write_bytes(b"\x7fELF") or path.chmod(0o755), "does not start"),
    ("it may not be executed", lambda path: path.write_bytes(b"x"), "does not start"),
]


@pytest.mark.parametrize(("story", "make", "said"), FAULTY, ids=[row[0] for row in FAULTY])
def test_faulty_interpreters_are_named(tmp_path: Path, story: str, make: object, said: str) -> None:
    path = tmp_path / "python3"
    make(path)  # type: ignore[operator]
    assert said in interpreter_fault(str(path))


# what the host does, the step that is named, words in the reason
BROKEN_HOSTS = [
    ("good", "", ""),
    ("crash", "start", "the packages are broken"),
    ("print", "hello", "hell"),
    ("error", "inspect", "no_knowledge"),
    ("dies", "inspect", "nothing"),
    ("blind", "verdict", "unknown"),
    ("bad end", "end", "status 5"),
]


@pytest.mark.parametrize(("mode", "failed", "why"), BROKEN_HOSTS)
def test_self_check_names_the_step(tmp_path: Path, mode: str, failed: str, why: str) -> None:
    result = selfcheck.run([write_launcher(tmp_path, mode), "x"])
    assert result.failed == failed
    assert why in result.why


def test_self_check_does_not_wait_for_ever(tmp_path: Path) -> None:
    began = time.monotonic()
    result = selfcheck.run([write_launcher(tmp_path, "lingers"), "x"], limit=3)
    assert result.failed == "end"
    assert time.monotonic() - began < 20


def test_self_check_without_a_launcher(tmp_path: Path) -> None:
    assert selfcheck.run([str(tmp_path / "gone"), "x"]).failed == "launcher"
    unreadable = tmp_path / "not-executable"
    unreadable.write_text("#!/bin/sh\n")
    assert selfcheck.run([str(unreadable), "x"]).failed == "start"
