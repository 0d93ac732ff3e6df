"""The machine as the rest of setup sees it: system, home, variables, and which files are there.

Everything that depends on the system asks a `Machine`, so that the paths of macOS and Windows can be tested on Linux
and no test has to touch the real home.
"""

from __future__ import annotations

import ntpath
import os
import posixpath
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

System = Literal["linux", "macos", "windows"]


@dataclass(frozen=True)
class Machine:
    """One account on one machine. `root` stands before absolute paths outside the home (tests put a folder there)."""

    system: System
    home: str
    environ: Mapping[str, str] = field(default_factory=dict)
    root: str = ""

    @classmethod
    def here(cls) -> Machine:
        """The machine this runs on."""
        systems: dict[str, System] = {"darwin": "macos", "win32": "windows"}
        environ = dict(os.environ)
        home = environ.get("HOME") or os.path.expanduser("~")
        return cls(systems.get(sys.platform, "linux"), home, environ)

    def join(self, *parts: str) -> str:
        """Join by this machine's rules, also when they are not those of the machine that runs the test."""
        return ntpath.join(*parts) if self.system == "windows" else posixpath.join(*parts)

    def expand(self, pattern: str) -> str:
        """Fill the leading word of a table entry (`home:`, `config:`, `support:`, …), or put `root` before `/`."""
        word, colon, rest = pattern.partition(":")
        if pattern.startswith("/") or not colon:
            return self.root + pattern
        rest = rest.replace("/", "\\") if self.system == "windows" else rest
        return self.join(self._base(word), rest)

    def _base(self, word: str) -> str:
        if word == "home":
            return self.home
        if word == "support":
            return self.join(self.home, "Library", "Application Support")
        if word == "config":  # relative values are invalid and ignored: XDG Base Directory Specification
            chosen = self.environ.get("XDG_CONFIG_HOME", "")
            return chosen if chosen.startswith("/") else self.join(self.home, ".config")
        variable = {
            "local": "LOCALAPPDATA",
            "roaming": "APPDATA",
            "programs": "ProgramFiles",
            "programs32": "ProgramFiles(x86)",
        }
        usual = {
            "local": self.join(self.home, "AppData", "Local"),
            "roaming": self.join(self.home, "AppData", "Roaming"),
            "programs": "C:\\Program Files",
            "programs32": "C:\\Program Files (x86)",
        }
        return self.environ.get(variable[word]) or usual[word]

    def which(self, name: str) -> str | None:
        """A program on this machine's PATH."""
        return shutil.which(name, path=self.environ.get("PATH", os.defpath))

    def exists(self, path: str) -> bool:
        """Whether a file or folder is there."""
        return os.path.exists(path)
