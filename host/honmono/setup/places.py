"""Where Honmono keeps its files on this account.

| variable       | meaning                                                                                |
| -------------- | -------------------------------------------------------------------------------------- |
| HONMONO_DATA   | the data folder itself; the launcher sets it, so the host a browser starts finds the   |
|                | same knowledge as the terminal did, whatever variables the desktop session has         |
| HONMONO_CONFIG | the settings folder itself; set by the launcher likewise                               |
| HONMONO_HOME   | both below one folder (tests, trials)                                                  |

Without them: the system's usual folders for one person. The host imports this module at every start, hence only `os`
and `sys`, strings instead of path objects, and no work at import time.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def data_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> str:
    """Environment, compiled knowledge, launcher and the record of what was written."""
    return _folder("data", os.environ if environ is None else environ, platform)


def config_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> str:
    """Settings that a person made; kept by `honmono uninstall --keep-settings`."""
    return _folder("config", os.environ if environ is None else environ, platform)


def _folder(kind: str, env: Mapping[str, str], platform: str) -> str:
    if chosen := env.get(f"HONMONO_{kind.upper()}"):
        return chosen
    if below := env.get("HONMONO_HOME"):
        return os.path.join(below, kind)
    is_data = kind == "data"
    if platform == "win32":
        return _windows(env, *(("LOCALAPPDATA", "Local") if is_data else ("APPDATA", "Roaming"))) + "\\Honmono"
    if platform == "darwin":
        return _home(env) + "/Library/Application Support/Honmono" + ("" if is_data else "/settings")
    usual = ("XDG_DATA_HOME", ".local/share") if is_data else ("XDG_CONFIG_HOME", ".config")
    return _xdg(env, *usual) + "/honmono"


def knowledge_file() -> str:
    """The compiled read-only index that the host maps at start."""
    return os.path.join(data_folder(), "knowledge.bin")


def launcher_file(platform: str = sys.platform) -> str:
    """The program that browsers are told to start."""
    return os.path.join(data_folder(), "honmono-host.bat" if platform == "win32" else "honmono-host")


def environment_folder() -> str:
    """The Python environment that install.py makes."""
    return os.path.join(data_folder(), "env")


def record_file() -> str:
    """What setup wrote, so that removal takes back exactly that."""
    return os.path.join(data_folder(), "installed.json")


def _home(env: Mapping[str, str]) -> str:
    return env.get("HOME") or os.path.expanduser("~")


def _xdg(env: Mapping[str, str], name: str, usual: str) -> str:
    """XDG base directory; a relative value is invalid and ignored (Base Directory Specification, "Basics")."""
    value = env.get(name, "")
    return value.rstrip("/") or "/" if value.startswith("/") else f"{_home(env)}/{usual}"


def _windows(env: Mapping[str, str], name: str, usual: str) -> str:
    profile = env.get("USERPROFILE") or os.path.expanduser("~")
    return env.get(name) or f"{profile}\\AppData\\{usual}"
