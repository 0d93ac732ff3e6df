"""Nothing but pytest is imported here, so that tests of the host run where no browser and none of its packages are.

Its being here puts this folder on the import path: ``browser`` and ``webmail`` are packages in it.
"""

from __future__ import annotations

import pytest

SHARED = ("shared_session", "shared_mailbox", "unwatched_session")
"""Fixtures that hold a browser for many tests."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several workers (pytest-xdist), the tests of one browser go to one of them, and those of one file."""
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        used = getattr(getattr(item, "callspec", None), "params", {})
        browsers = [f"{name}-{used[name]}" for name in SHARED if name in used]
        item.add_marker(pytest.mark.xdist_group("-".join(browsers) or str(item.path.name)))
