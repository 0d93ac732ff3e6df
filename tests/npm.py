"""Programs and libraries from npm, at the exact versions of a ``package.json`` beside the tests that use them."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

ENVIRONMENT = Path(__file__).resolve().parents[1] / ".test-env"
LIMIT = 600.0


def install(package: Path, name: str) -> Path:
    """``node_modules`` with what ``package`` asks for, in ``.test-env/name``: made on first use, and after a change."""
    if not shutil.which("npm"):
        pytest.skip("no npm here: apt-get install nodejs npm")
    wanted = package.read_bytes()
    made = ENVIRONMENT / name
    if not is_made(made, wanted):
        ENVIRONMENT.mkdir(exist_ok=True)
        # Made aside: another worker may want it at the same moment, and then either's will do.
        fresh = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=ENVIRONMENT))
        (fresh / "package.json").write_bytes(wanted)
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, timeout=LIMIT)
        if done.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            pytest.skip(f"npm cannot install {name}: {done.stderr.strip()[-300:]}")
        (fresh / "complete").touch()
        if is_made(made, wanted):
            shutil.rmtree(fresh, ignore_errors=True)  # another worker was first, and may be using it
        else:
            shutil.rmtree(made, ignore_errors=True)
            with contextlib.suppress(OSError):
                fresh.rename(made)
    return made / "node_modules"


def is_made(made: Path, wanted: bytes) -> bool:
    return (made / "complete").exists() and (made / "package.json").read_bytes() == wanted
