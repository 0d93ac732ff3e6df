#!/usr/bin/env python3
"""Pictures of what a person sees: ``python3 tests/gallery.py [folder]`` (``.gallery/`` unless given).

Real Chromium, the real extension and host, pages under the real host names; English and Japanese, light and dark.
Look at ``index.html`` in the folder. Uses the environment that tests/run.py makes.
"""

from __future__ import annotations

import html
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent / ".test-env" / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
if not importlib.util.find_spec("websockets"):
    if not PYTHON.exists() or sys.prefix == str(PYTHON.parents[1]):
        sys.exit("tests/gallery.py: run python3 tests/run.py once; it makes the environment that this needs")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])
sys.path[:0] = [str(HERE), str(HERE.parent / "host")]

from browser.chromium import ChromiumPage  # noqa: E402
from browser.driver import until  # noqa: E402
from browser.mails import BENIGN, HONEST_1, MAIL_1, MAIL_2, Mail  # noqa: E402
from browser.pages import GMAIL, SITES, Site  # noqa: E402
from browser.session import Session, running  # noqa: E402
from browser.view import View  # noqa: E402
from gallery_options import SCENES as OPTIONS_SCENES  # noqa: E402

LANGUAGES = ("en", "ja")
SCHEMES = ("light", "dark")
PAGE = (1000, 620)
POPUP_WIDTH = 420
OUTLOOK = SITES[1]


class Camera:
    """Takes pictures of one session, each under its name."""

    def __init__(self, session: Session, scheme: str, folder: Path) -> None:
        self.session = session
        self.scheme = scheme
        self.folder = folder

    def read(self, site: Site, mail: Mail, level: str) -> View:
        view = self.session.read(site, mail)
        self.prepare(view.page, PAGE)
        view.wait_for_badge(level)
        return view

    def prepare(self, page: object, size: tuple[int, int]) -> None:
        assert isinstance(page, ChromiumPage)
        page.emulate(prefers_color_scheme=self.scheme)
        page.resize(*size, scale=2)

    def take(self, page: object, name: str) -> None:
        assert isinstance(page, ChromiumPage)
        page.screenshot(self.folder / f"{name}-{self.session.language}-{self.scheme}.png")

    def popup(self, view: View, name: str) -> None:
        page = self.session.browser.popup(view.page)
        self.prepare(page, (POPUP_WIDTH, 600))
        until(lambda: page.attribute("#verdict", "data-level"), "the popup's verdict")
        self.prepare(page, (POPUP_WIDTH, page.evaluate("() => document.documentElement.scrollHeight")))
        self.take(page, name)


def tooltip(camera: Camera) -> None:
    for site, mail, name in ((GMAIL, MAIL_2, "gmail-tooltip"), (OUTLOOK, MAIL_1, "outlook-tooltip")):
        view = camera.read(site, mail, "danger")
        view.wait_for_banner()
        view.hover()
        camera.take(view.page, name)
        camera.popup(view, f"popup-{mail.key}")


def banner(camera: Camera) -> None:
    view = camera.read(GMAIL, MAIL_1, "danger")
    view.wait_for_banner()
    camera.take(view.page, "gmail-banner")


def gate(camera: Camera) -> None:
    view = camera.read(GMAIL, MAIL_2, "danger")
    view.wait_for_marks("danger")
    view.surface.click(view.link())
    view.wait_for_gate()
    camera.take(view.page, "gmail-gate")


def honest(camera: Camera) -> None:
    for mail, level in ((HONEST_1, "genuine"), (BENIGN, "unknown")):
        view = camera.read(GMAIL, mail, level)
        view.wait_for_verdict(level)
        view.hover()
        camera.take(view.page, f"gmail-{level}")
        camera.popup(view, f"popup-{level}")


def unchecked(camera: Camera) -> None:
    """First: a mail that was judged once is not asked for again."""
    camera.session.host.absent()
    view = camera.read(GMAIL, MAIL_2, "unchecked")
    view.hover()
    camera.take(view.page, "gmail-unchecked")
    camera.popup(view, "popup-unchecked")
    camera.session.host.good()


SCENES: tuple[Callable[[Camera], None], ...] = (unchecked, tooltip, banner, gate, honest, *OPTIONS_SCENES)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        for scheme in SCHEMES:
            with (
                tempfile.TemporaryDirectory(prefix="honmono-gallery-", ignore_cleanup_errors=True) as home,
                running("chromium", Path(home), language=language, scheme=scheme) as session,
            ):
                for scene in SCENES:
                    scene(Camera(session, scheme, folder))
                    session.browser.close_tabs()
            print(f"{language} {scheme}", flush=True)
    (folder / "index.html").write_text(index(folder), encoding="utf-8")
    print(folder / "index.html")


def index(folder: Path) -> str:
    names = sorted({path.stem.rsplit("-", 2)[0] for path in folder.glob("*-*-*.png")})
    rows = []
    for name in names:
        cells = "".join(
            f'<td><img src="{html.escape(file)}" alt="{html.escape(file)}" width="480">'
            for file in (f"{name}-{language}-{scheme}.png" for language in LANGUAGES for scheme in SCHEMES)
            if (folder / file).exists()
        )
        rows.append(f"<tr><th>{html.escape(name)}{cells}")
    return (
        "<!doctype html><meta charset=utf-8><title>Honmono gallery</title><style>th{writing-mode:vertical-rl}"
        "td{vertical-align:top;padding:8px}img{border:1px solid #888}</style><table>" + "\n".join(rows) + "</table>\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / ".gallery")
