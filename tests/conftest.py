"""Nothing but pytest is imported here, so that tests of the host run where no browser and none of its packages are.

Its being here puts this folder on the import path: ``browser`` and ``webmail`` are packages in it.
"""

from __future__ import annotations

from typing import Any

import pytest

SHARED = ("shared_session", "shared_mailbox", "unwatched_session")
"""Fixtures that hold a browser for many tests."""
OTHER_NAMES = ("outlook_office", "outlook_office365", "outlook_cloud", "yahoo_uk")
"""Hosts of a webmail that another host stands for in Firefox."""


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks at the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is found in Firefox by a long table is nearly always found in Chromium: there it is slow.

    With several workers (pytest-xdist), the tests of one browser go to one of them, and those of one file.
    """
    for item in items:
        used = getattr(getattr(item, "callspec", None), "params", {})
        if is_repetition(item, used):
            item.add_marker(pytest.mark.slow)
        if config.pluginmanager.hasplugin("xdist"):
            browsers = [f"{name}-{used[name]}" for name in SHARED if name in used]
            item.add_marker(pytest.mark.xdist_group("-".join(browsers) or str(item.path.name)))


def is_repetition(item: pytest.Item, used: dict[str, Any]) -> bool:
    """A row of a long table in Firefox, or on another webmail than the first; a webmail under another of its names."""
    firefox = "firefox" in str(used.get("shared_session", used.get("browser_name", "")))
    site = getattr(used.get("site"), "key", "")
    if item.get_closest_marker("long_table"):
        return firefox or site not in ("", "gmail")
    return firefox and site in OTHER_NAMES
