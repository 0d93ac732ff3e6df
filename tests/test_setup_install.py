"""host/install.py: the parts that need no network. The whole run was tried by hand on a bare Debian."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from honmono.setup import packages, tools
from honmono.setup.packages import Missing

INSTALL = Path(__file__).parent.parent / "host" / "install.py"


def run(*arguments: str, before: str = "", environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run install.py in a process of its own, after some lines of Python."""
    code = f"import sys, runpy\nsys.argv = sys.argv[1:]\n{before}\nrunpy.run_path(sys.argv[0], run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-I", "-c", code, str(INSTALL), *arguments],
        capture_output=True, text=True, check=False, env=environ, timeout=120,
    )


def test_it_parses_on_python_3_6() -> None:
    ast.parse(INSTALL.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", ["(3, 6, 15)", "(3, 9, 2)"])
def test_an_old_python_is_told_what_is_needed(version: str) -> None:
    done = run("--demo", before=f"sys.version_info = {version}")
    assert done.returncode == 1
    assert "needs Python 3.10 or newer" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_is_worth_reading() -> None:
    done = run("--help")
    assert done.returncode == 0
    for words in ("--demo", "--uninstall", "exit status", "apt-get", "org.honmono.host.json", "pip settings"):
        assert words in done.stdout


WRONG = [("--nonsense",), ("--headless",), ("--keep-settings",), ("--demo", "--uninstall")]


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_arguments_end_with_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "ホーム dir"
    home.mkdir()
    done = run("--dry-run", "--demo", environ={"HOME": str(home), "PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stderr
    assert str(home) in done.stdout
    assert list(home.iterdir()) == []
    assert run("--uninstall", "--dry-run", environ={"HOME": str(home), "PATH": "/usr/bin:/bin"}).returncode == 0


def test_it_leaves_a_folder_alone_that_is_no_environment(tmp_path: Path) -> None:
    (tmp_path / "data" / "env").mkdir(parents=True)
    (tmp_path / "data" / "env" / "thesis.txt").write_text("x")
    done = run(environ={"HOME": str(tmp_path), "HONMONO_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    assert done.returncode == 1
    assert "not a Python environment" in done.stderr
    assert (tmp_path / "data" / "env" / "thesis.txt").exists()


def test_a_failed_step_shows_the_end_of_the_tools_output_and_the_advice(capsys: pytest.CaptureFixture[str]) -> None:
    code = "import sys\nfor number in range(50): print('line', number)\nsys.exit(9)"
    with pytest.raises(tools.Failure) as caught:
        tools.step("Doing it", [sys.executable, "-c", code], "Do it by hand.")
    message = str(caught.value)
    assert "status 9" in message
    assert "line 49" in message
    assert "line 34" not in message
    assert message.endswith("Do it by hand.")
    assert "Doing it … failed (" in capsys.readouterr().out


def test_a_tool_that_is_not_there_is_named() -> None:
    with pytest.raises(tools.Failure, match="/nowhere/tool cannot be started"):
        tools.step("Doing it", ["/nowhere/tool"], "")


def test_pips_variables_pass_and_pythons_do_not() -> None:
    kept = tools.clean({"PIP_INDEX_URL": "x", "PYTHONPATH": "/p", "PYTHONHOME": "/h", "HTTPS_PROXY": "y"})
    assert kept == {"PIP_INDEX_URL": "x", "HTTPS_PROXY": "y"}


VENV = Missing("python3-venv", "Python can make no environment without it", needed=True)
CHROMIUM = Missing("chromium", "the demo needs a browser")
FONT = Missing("fonts-ipafont-gothic", "boxes")
# story, missing, root?, allowed to install?, distribution, commands run (beginnings), what is said, does it stop?
SYSTEMS = [
    ("nothing is missing", [], True, True, "debian", [], "", False),
    ("root installs, having said so", [VENV, CHROMIUM], True, True, "debian",
     ["apt-get update", "apt-get install -y python3-venv chromium"], "You are root, so these are installed now", False),
    ("a person is given the command for what is needed", [VENV], False, True, "debian", [],
     "sudo apt-get install python3-venv", True),
    ("a person without a browser gets the verdicts in the terminal", [CHROMIUM, FONT], False, True, "debian", [],
     "sudo apt-get install chromium fonts-ipafont-gothic", False),
    ("root who said --no-apt", [CHROMIUM], True, False, "debian", [], "Install with:  apt-get install chromium", False),
    ("Ubuntu's chromium is no use", [CHROMIUM], True, True, "ubuntu", [], "snap", False),
    ("Ubuntu still gets the font", [CHROMIUM, FONT], True, True, "ubuntu",
     ["apt-get update", "apt-get install -y fonts-ipafont-gothic"], "snap", False),
]


@pytest.mark.parametrize(
    ("story", "wanted", "root", "may", "system", "commands", "said", "stops"), SYSTEMS, ids=[row[0] for row in SYSTEMS]
)
def test_system_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    story: str, wanted: list[Missing], root: bool, may: bool, system: str, commands: list[str], said: str, stops: bool,
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(packages, "step", lambda what, command, advice, environ=None: ran.append(" ".join(command)))
    monkeypatch.setattr(packages, "is_root", lambda: root)
    monkeypatch.setattr(packages, "distribution", lambda: system)
    monkeypatch.setattr(packages, "system_python", lambda: True)
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    message = ""
    try:
        packages.provide(wanted, may_install=may)
    except tools.Failure as failure:
        message = str(failure)
    assert bool(message) == stops
    assert ran == commands
    assert said in capsys.readouterr().out + message


def test_a_python_of_ones_own_without_ensurepip_is_told_to_use_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "system_python", lambda: False)
    with pytest.raises(tools.Failure, match="Run this with another Python"):
        packages.provide([VENV], may_install=True)
