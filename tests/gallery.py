#!/usr/bin/env python3
"""Pictures of what a person sees, in every language, light and dark, on one page to look at.

    python3 tests/gallery.py                                   # everything: .gallery/index.html
    python3 tests/gallery.py --languages en,ja --schemes light --scenes gate,banner /tmp/pictures

Real Chromium, the real extension and host, pages under the real host names. Uses the environment that tests/run.py
makes. Pictures that are there already stay until they are taken anew, so that a few can be done again.
A language whose letters no font here has shows boxes: Debian has fonts-noto-cjk for Chinese, Japanese and Korean.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent / ".test-env" / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
if not importlib.util.find_spec("websockets"):
    if not PYTHON.exists() or sys.prefix == str(PYTHON.parents[1]):
        sys.exit("tests/gallery.py: run python3 tests/run.py once; it makes the environment that this needs")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])
sys.path[:0] = [str(HERE), str(HERE.parent / "host")]

from browser.chromium_tab import ChromiumPage  # noqa: E402
from browser.mails import BENIGN, COLLEAGUE, HONEST_1, MAIL_1, MAIL_2, SERVED, Link, Mail  # noqa: E402
from browser.pages import CLIPPED, GMAIL, OUTLOOK, Site  # noqa: E402
from browser.session import Session, running  # noqa: E402
from browser.tab import Page  # noqa: E402
from browser.view import View  # noqa: E402
from browser.waiting import until  # noqa: E402
from gallery_options import SCENES as OPTIONS_SCENES  # noqa: E402
from gallery_states import GRANTED, faults  # noqa: E402
from gallery_states import SCENES as STATES_SCENES  # noqa: E402

LANGUAGES = sorted(
    (folder.name for folder in (HERE.parent / "extension" / "_locales").iterdir()),
    key=lambda name: (name not in ("en", "ja"), name),
)
SCHEMES = ("light", "dark")
PAGE = (1000, 840)
NARROW = (320, 640)

CAUTIOUS = replace(
    BENIGN, key="cautious", body=BENIGN.body + "<p>{2}</p>", links=(*BENIGN.links, Link("写真", "http://203.0.113.7/p"))
)


class Camera:
    """Takes pictures of one session, each under its name."""

    popup_width = 420

    def __init__(self, session: Session, scheme: str, folder: Path) -> None:
        self.session = session
        self.scheme = scheme
        self.folder = folder

    def read(self, site: Site, mail: Mail, level: str) -> View:
        view = self.session.read(site, mail)
        self.prepare(view.page)
        view.wait_for_badge(level)
        return view

    def prepare(self, page: object, size: tuple[int, int] = PAGE) -> None:
        assert isinstance(page, ChromiumPage)
        # No picture of a thing that is still coming in.
        page.emulate(prefers_color_scheme=self.scheme, prefers_reduced_motion="reduce")
        page.resize(*size, scale=2)

    def take(self, page: object, name: str) -> None:
        assert isinstance(page, ChromiumPage)
        page.activate()
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.screenshot(self.folder / f"{name}.{self.session.language.replace('-', '_')}.{self.scheme}.png")

    def tooltip(self, view: View, name: str, link: int = 0) -> None:
        def taken() -> bool:
            """A mail that is judged anew, or a window that came to the front, can take the tooltip away."""
            view.hover(link)
            self.take(view.page, name)
            return view.tooltip() is not None

        until(taken, f"a picture of the tooltip for {name}")

    def popup(self, view: View, name: str) -> None:
        page = self.session.browser.popup(view.page)
        until(lambda: page.attribute("#verdict", "data-level"), "the popup's verdict")
        self.whole(page, self.popup_width, name)

    def whole(self, page: Page, width: int, name: str) -> None:
        """A picture of all of a page."""
        self.prepare(page, (width, 300))
        self.prepare(page, (width, page.evaluate("() => document.documentElement.scrollHeight")))
        self.take(page, name)


def tooltip(camera: Camera) -> None:
    for site, mail, name in ((GMAIL, MAIL_2, "gmail-tooltip"), (OUTLOOK, MAIL_1, "outlook-tooltip")):
        view = camera.read(site, mail, "danger")
        view.wait_for_banner()
        camera.tooltip(view, name)
        camera.popup(view, f"popup-{mail.key}")


def banner(camera: Camera) -> None:
    view = camera.read(GMAIL, MAIL_1, "danger")
    view.wait_for_banner()
    camera.take(view.page, "banner")
    camera.prepare(view.page, NARROW)
    camera.take(view.page, "banner-narrow")


def gate(camera: Camera) -> None:
    for size, name in ((PAGE, "gate"), (NARROW, "gate-narrow")):
        view = camera.read(GMAIL, MAIL_2, "danger")
        camera.prepare(view.page, size)
        view.wait_for_marks("danger")
        view.wait_for_banner()  # it moves the link
        view.surface.click(view.link())
        view.wait_for_gate()
        camera.take(view.page, name)


def other_levels(camera: Camera) -> None:
    for mail, level, link in ((HONEST_1, "genuine", 0), (BENIGN, "unknown", 0), (CAUTIOUS, "caution", 2)):
        view = camera.read(GMAIL, mail, level)
        view.wait_for_verdict(level)
        camera.tooltip(view, f"tooltip-{level}", link)
        camera.popup(view, f"popup-{level}")


def special(camera: Camera) -> None:
    """Mails of which not everything can be read."""
    camera.popup(camera.read(GMAIL, CLIPPED, "danger"), "popup-clipped")
    camera.popup(camera.read(OUTLOOK, COLLEAGUE, "unknown"), "popup-no-address")


SCENES: tuple[Callable[[Camera], None], ...] = (
    faults,
    tooltip,
    banner,
    gate,
    other_levels,
    special,
    *STATES_SCENES,
    *OPTIONS_SCENES,
)


def shoot(folder: Path, language: str, scheme: str, scenes: list[str]) -> None:
    """All pictures in one language and one scheme: a browser of their own."""
    with (
        tempfile.TemporaryDirectory(prefix="honmono-gallery-", ignore_cleanup_errors=True) as home,
        running(
            "chromium",
            Path(home),
            language=language.replace("_", "-"),
            scheme=scheme,
            mails=(*SERVED, CAUTIOUS),
            granted=(GRANTED,),
        ) as session,
    ):
        for scene in SCENES:
            if scene.__name__ in scenes:
                scene(Camera(session, scheme, folder))
                session.browser.close_tabs()
    print(f"{language} {scheme}", flush=True)


def index(folder: Path) -> str:
    """One table: a row for each scene, a column for each language and scheme of which there is a picture."""
    pictures = sorted(tuple(path.name.split(".")[:3]) for path in folder.glob("*.*.*.png"))
    have = {(language, scheme) for _, language, scheme in pictures}
    columns = [(language, scheme) for language in LANGUAGES for scheme in SCHEMES if (language, scheme) in have]
    head = "".join(f"<th>{language}, {scheme}" for language, scheme in columns)
    rows = []
    for name in dict.fromkeys(name for name, _, _ in pictures):
        cells = ""
        for language, scheme in columns:
            file = html.escape(f"{name}.{language}.{scheme}.png")
            there = (name, language, scheme) in pictures
            cells += f'<td><a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>' if there else "<td>"
        rows.append(f'<tr><th scope="row">{html.escape(name)}{cells}')
    return (
        "<!doctype html><meta charset=utf-8><title>Honmono gallery</title><style>th{position:sticky;top:0;left:0;"
        "background:#fff;font:14px sans-serif;padding:4px}td{vertical-align:top;padding:8px}"
        "img{width:480px;border:1px solid #888}</style><table><tr><th>" + head + "\n".join(rows) + "</table>\n"
    )


def main() -> None:
    def among(known: Sequence[str]) -> Callable[[str], list[str]]:
        def parse(words: str) -> list[str]:
            wrong = sorted({*words.split(",")} - {*known})
            if wrong:
                raise argparse.ArgumentTypeError(f"{', '.join(wrong)}: not among {', '.join(known)}")
            return words.split(",")

        return parse

    names = [scene.__name__ for scene in SCENES]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent / ".gallery", help="default: .gallery/")
    for what, known in (("languages", LANGUAGES), ("schemes", SCHEMES), ("scenes", names)):
        parser.add_argument(
            f"--{what}", type=among(known), default=known, metavar="A,B", help=f"some of {', '.join(known)}"
        )
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for language in given.languages:
        for scheme in given.schemes:
            shoot(given.folder, language, scheme, given.scenes)
    (given.folder / "index.html").write_text(index(given.folder), encoding="utf-8")
    print(given.folder / "index.html")


if __name__ == "__main__":
    main()
