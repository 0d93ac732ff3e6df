"""Linters and type checkers over the host and the extension: no finding is let through."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from npm import install

HERE = Path(__file__).parent
REPO = HERE.parents[1]
LIMIT = 600.0

UNAVOIDABLE = {
    "BACKGROUND_SERVICE_WORKER_IGNORED",  # one manifest for both: Firefox takes background.scripts
}


def run(*command: str | Path, folder: Path = REPO) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=LIMIT)


@pytest.fixture(scope="module")
def node() -> Path:
    """The folder of npm's programs at the versions in package.json, installed on first use."""
    return install(HERE / "package.json", "node") / ".bin"


def test_ruff() -> None:
    done = run(sys.executable, "-m", "ruff", "check", "--no-cache", "host", "tests")
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_strict() -> None:
    done = run(sys.executable, "-m", "mypy", "--strict", "host/honmono")
    assert done.returncode == 0, done.stdout + done.stderr


def test_tsc_strict(node: Path) -> None:
    done = run(node / "tsc", "--project", HERE / "tsconfig.json")
    assert done.returncode == 0, done.stdout + done.stderr


def test_web_ext_lint(node: Path) -> None:
    done = run(
        node / "web-ext", "lint", "--source-dir", REPO / "extension", "--output", "json", "--no-config-discovery"
    )
    assert done.stdout.strip(), done.stderr
    report = json.loads(done.stdout)
    found = [
        message
        for kind in ("errors", "warnings", "notices")
        for message in report[kind]
        if message["code"] not in UNAVOIDABLE
    ]
    assert found == [], json.dumps(found, indent=2)
