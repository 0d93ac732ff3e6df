"""Default values of keys below HKEY_CURRENT_USER. Other systems have no registry, and nothing is ever asked of it."""

from __future__ import annotations

import sys
from typing import Protocol


class Registry(Protocol):
    """What registration needs of the Windows registry."""

    def read(self, key: str) -> str | None:
        """Default value of a key; None when the key or the value is not there."""

    def write(self, key: str, value: str) -> None:
        """Make the key and set its default value."""

    def delete(self, key: str) -> None:
        """Delete the key, which has no keys below it. Not being there is no error."""


class NoRegistry:
    """Outside Windows."""

    def read(self, key: str) -> str | None:
        return None

    def write(self, key: str, value: str) -> None:
        raise OSError("this system has no registry")

    def delete(self, key: str) -> None:
        return None


def of_this_system() -> Registry:
    """The registry of the account on Windows, an empty one elsewhere."""
    if sys.platform == "win32":
        return _Windows()
    return NoRegistry()


if sys.platform == "win32":
    import winreg

    class _Windows:
        """Both views (32 and 64 bit) share HKEY_CURRENT_USER\\Software, so one write is enough."""

        def read(self, key: str) -> str | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as handle:
                    return str(winreg.QueryValueEx(handle, "")[0])
            except FileNotFoundError:
                return None

        def write(self, key: str, value: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as handle:
                winreg.SetValueEx(handle, "", 0, winreg.REG_SZ, value)

        def delete(self, key: str) -> None:
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return
