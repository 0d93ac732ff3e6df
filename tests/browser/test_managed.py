"""Settings that an organisation has made, put where each browser looks for them, from the templates in manifest/."""

from __future__ import annotations

import copy
import json
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import chromium, firefox
from .host import REPO
from .mails import MAIL_1, MAIL_2
from .options_view import Options, TrustingPopup, store
from .pages import GMAIL
from .session import Session, running, watched

pytestmark = pytest.mark.browser

POLICIES = REPO / "manifest" / "policies"
# Mail 1: the false letter in mail 2 is said whoever is trusted.
LINK_DOMAIN = "dfaddfg.shop"
SENDER = MAIL_1.address
MANAGED = {
    "marks": False,
    "banner": "certainly",  # no such value
    "trustedSenders": [SENDER.upper()],
    "ownDomains": ["EXAMPLE.jp", LINK_DOMAIN],
}


def filled(template: str, *way: str) -> Any:
    """A template with :data:`MANAGED` in the place of its own settings."""
    whole = copy.deepcopy(json.loads((POLICIES / template).read_text(encoding="utf-8")))
    inner = whole
    for step in way[:-1]:
        inner = inner[step]
    assert way[-1] in inner
    inner[way[-1]] = MANAGED
    return whole


def seen_by_one_process(browser: str, folder: Path, file: str, content: Any, home: Path) -> Path:
    """A program that starts ``browser`` where ``folder`` holds ``file`` and nothing else, for it alone."""
    prefix = next(
        (
            prefix
            for prefix in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"])
            if shutil.which("unshare")
            and folder.is_dir()
            and subprocess.run([*prefix, "mount", "-t", "tmpfs", "none", folder], capture_output=True).returncode == 0
        ),
        None,
    )
    if prefix is None:
        pytest.skip(f"nothing can be laid over {folder} here")
    policy = home / "policy.json"
    policy.write_text(json.dumps(content), encoding="utf-8")
    target = folder / file
    lay = f"mount -t tmpfs none {folder} && mkdir -p {target.parent} && cp {shlex.quote(str(policy))} {target}"
    program = home / "bin" / Path(browser).name
    program.parent.mkdir()
    laid = shlex.join([*prefix, "sh", "-c", lay + ' && exec "$@"', "sh", browser])
    program.write_text(f'#!/bin/sh\nexec {laid} "$@"\n')
    program.chmod(0o755)
    return program.parent


@pytest.fixture
def home() -> Iterator[Path]:
    """Chromium's socket lies below it, and a socket's address is short."""
    with tempfile.TemporaryDirectory(prefix="honmono-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(params=["chromium policy", "firefox policy", "firefox storage manifest"])
def managed_session(
    request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    manifest = json.loads((REPO / "extension" / "manifest.json").read_text(encoding="utf-8"))
    gecko = manifest["browser_specific_settings"]["gecko"]["id"]
    name = str(request.param).split()[0]
    browser = (chromium if name == "chromium" else firefox).executable()
    if not browser:
        pytest.skip(f"no {name} here")
    if request.param == "firefox storage manifest":
        place = home / ".mozilla" / "managed-storage" / f"{gecko}.json"
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps(filled("firefox-storage.json", "data")), encoding="utf-8")
    else:
        if name == "chromium":
            from .extension import chromium_id

            content = filled("chromium.json", "3rdparty", "extensions", chromium_id(manifest["key"]))
            folder, file = Path("/etc/chromium"), "policies/managed/honmono.json"
        else:
            content = filled("firefox-policies.json", "policies", "3rdparty", "Extensions", gecko)
            folder, file = Path(f"/usr/share/{Path(browser).name}/distribution"), "policies.json"
        bin_folder = seen_by_one_process(browser, folder, file, content, home)
        monkeypatch.setenv("PATH", str(bin_folder), prepend=":")
    with running(name, home) as session, watched(session):
        yield session


def test_settings_of_an_organisation(managed_session: Session) -> None:
    """They win, are shown, and cannot be changed; a value of another type is as none; what is not set stays free."""
    session = managed_session
    store(
        session.browser,
        {
            "marks": True,
            "trustedSenders": {"friend@example.net": "2026-01-02"},
            "trustedDomains": {"x.example": "2026-01-02"},
        },
    )
    view = session.read(GMAIL, MAIL_1)
    popup = view.wait_for_verdict("genuine")
    assert popup.text.count("Your organisation trusts it.") == 2, popup.text
    assert view.badge() == ""

    options = Options(session.browser)
    assert options.diagnostics()["setByOrganisation"] == ["marks", "trustedSenders", "ownDomains"]
    assert options.page.evaluate(
        "() => [...document.querySelectorAll('[name]')].filter((one) => one.disabled).map((one) => one.name)"
    ) == ["marks", "marksFrom"]
    assert not options.checked("marks")
    assert options.checked("banner")
    assert options.entries("trustedSenders") == [
        f"{SENDER}Given by your organisation",
        "Your organisation has set this. It cannot be changed here.",
    ]
    assert options.entries("trustedDomains") == [
        *(f"{domain}Given by your organisation" for domain in ("example.jp", LINK_DOMAIN)),
        "x.exampleTrusted on Jan 2, 2026Remove",
    ]
    assert options.page.count(".locked") == 2

    view = session.read(GMAIL, MAIL_2)
    view.wait_for_badge("danger")
    assert view.marks() == [], "the organisation has switched them off"
    popup_of_danger = TrustingPopup(view)
    popup_of_danger.wait_for_level("#sender", "danger")
    assert popup_of_danger.page.count("#sender .trust") == 0, "its list of senders is closed"
    assert popup_of_danger.page.count("#links details.trust") == 1, "that of domains is not"
