"""Fixtures for tests in real browsers. One browser of a kind and language serves all tests that want it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .options_view import forget
from .session import Session, running, watched

KINDS = [(name, language) for name in ("chromium", "firefox") for language in ("en", "ja")]


@pytest.fixture(scope="session", params=KINDS, ids="-".join)
def shared_session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """In both browsers and both languages; ``english_only`` leaves out one of them."""
    name, language = request.param
    with running(name, tmp_path_factory.mktemp(f"{name}-{language}"), language=language) as session:
        yield session


@pytest.fixture
def session(shared_session: Session) -> Iterator[Session]:
    with watched(shared_session):
        try:
            yield shared_session
        finally:
            shared_session.browser.close_tabs()


@pytest.fixture
def clean_session(session: Session) -> Iterator[Session]:
    """As when the browser has just started: no host is running, and the extension remembers no mail."""

    def forget() -> None:
        session.browser.close_tabs()
        session.host.good()
        session.host.kill()
        session.browser.suspend_background()

    forget()
    yield session
    forget()


@pytest.fixture
def settings(session: Session) -> Iterator[Session]:
    """A session whose settings are as after installation, before and after."""
    forget(session.browser)
    yield session
    session.browser.close_tabs()  # first: no mail has to be judged anew for a page that is about to go
    forget(session.browser)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def unwatched_session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A browser for one module's tests alone, which may cause errors and requests."""
    with running(request.param, tmp_path_factory.mktemp(request.param)) as session:
        yield session


english_only = pytest.mark.parametrize(
    "shared_session", [kind for kind in KINDS if kind[1] == "en"], indirect=True, ids="-".join
)
"""For tests in which no words matter: both browsers, English."""
