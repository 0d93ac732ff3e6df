"""Nothing but pytest is imported here, so that tests of the host run where no browser and none of its packages are.

Its being here puts this folder on the import path: ``browser`` and ``webmail`` are packages in it.
"""

from __future__ import annotations

import pytest

SHARED = ("shared_session", "shared_mailbox", "unwatched_session")
"""Fixtures that hold a browser for many tests."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tables run in Firefox only with ``tests/run.py --all``: what they find there is nearly always found in Chromium.

    With several workers (pytest-xdist), the tests of one browser go to one of them, and those of one file.
    """
    for item in items:
        used = getattr(getattr(item, "callspec", None), "params", {})
        if item.get_closest_marker("long_table") and used.get("shared_session", ("",))[0] == "firefox":
            item.add_marker(pytest.mark.slow)
        if not config.pluginmanager.hasplugin("xdist"):
            continue
        browsers = [f"{name}-{used[name]}" for name in SHARED if name in used]
        item.add_marker(pytest.mark.xdist_group("-".join(browsers) or str(item.path.name)))
