"""Where files go, per system and per variable."""

from __future__ import annotations

import subprocess
import sys

import pytest
from honmono.setup import places

# story, platform, variables, data folder, config folder
FOLDERS = [
    ("plain Linux account", "linux", {"HOME": "/home/mai"},
     "/home/mai/.local/share/honmono", "/home/mai/.config/honmono"),
    ("XDG folders moved", "linux", {"HOME": "/home/mai", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/conf/"},
     "/data/honmono", "/conf/honmono"),
    ("relative XDG values are invalid and ignored", "linux", {"HOME": "/home/mai", "XDG_DATA_HOME": "data"},
     "/home/mai/.local/share/honmono", "/home/mai/.config/honmono"),
    ("empty XDG values count as unset", "linux", {"HOME": "/home/mai", "XDG_DATA_HOME": ""},
     "/home/mai/.local/share/honmono", "/home/mai/.config/honmono"),
    ("a home with a space and Japanese letters", "linux", {"HOME": "/home/舞 さん"},
     "/home/舞 さん/.local/share/honmono", "/home/舞 さん/.config/honmono"),
    ("macOS", "darwin", {"HOME": "/Users/mai"},
     "/Users/mai/Library/Application Support/Honmono", "/Users/mai/Library/Application Support/Honmono/settings"),
    ("Windows", "win32", {"LOCALAPPDATA": r"C:\Users\mai\AppData\Local", "APPDATA": r"C:\Users\mai\AppData\Roaming"},
     r"C:\Users\mai\AppData\Local\Honmono", r"C:\Users\mai\AppData\Roaming\Honmono"),
    ("Windows without the two variables", "win32", {"USERPROFILE": r"C:\Users\mai"},
     r"C:\Users\mai\AppData\Local\Honmono", r"C:\Users\mai\AppData\Roaming\Honmono"),
    ("a trial below one folder", "linux", {"HOME": "/home/mai", "HONMONO_HOME": "/tmp/t"},
     "/tmp/t/data", "/tmp/t/config"),
    ("the launcher says where, whatever else is set", "linux",
     {"HOME": "/home/mai", "HONMONO_HOME": "/tmp/t", "XDG_DATA_HOME": "/x", "HONMONO_DATA": "/d",
      "HONMONO_CONFIG": "/c"}, "/d", "/c"),
]


@pytest.mark.parametrize(("story", "platform", "environ", "data", "config"), FOLDERS, ids=[row[0] for row in FOLDERS])
def test_folders(story: str, platform: str, environ: dict[str, str], data: str, config: str) -> None:
    assert places.data_folder(environ, platform) == data
    assert places.config_folder(environ, platform) == config


def test_files_lie_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.delenv("HONMONO_DATA", raising=False)
    monkeypatch.setenv("HONMONO_HOME", str(tmp_path))
    assert places.knowledge_file() == f"{tmp_path}/data/knowledge.bin"
    assert places.launcher_file("linux") == f"{tmp_path}/data/honmono-host"
    assert places.launcher_file("win32").endswith("honmono-host.bat")
    assert places.record_file() == f"{tmp_path}/data/installed.json"


def test_the_hosts_start_imports_nothing_heavy_through_places() -> None:
    """places.py is on the path of every start: os and sys only (DESIGN.md, "Where time goes")."""
    code = (
        "import sys, os; before = set(sys.modules); sys.path.append(sys.argv[1]); import honmono.setup.places; "
        "print(sorted(set(sys.modules) - before))"
    )
    host = places.__file__.rsplit("/honmono/", 1)[0]
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code, host], capture_output=True, text=True, check=True)
    loaded = [name for name in eval(done.stdout) if not name.startswith("honmono") and name != "__future__"]
    assert loaded == []
