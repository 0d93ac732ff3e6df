"""An opened mail as a person sees it with Honmono: the only place in the tests that knows the extension's elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .driver import Browser
from .mails import Mail
from .pages import Site
from .tab import Page, Shadow, Surface
from .waiting import until

LAYER = ":root > honmono-layer"
"""Ours; a mail may bring elements of the same name."""
BADGES = {"danger": "!!", "caution": "!", "unchecked": "?"}
"""Badge text of a level; all others have none."""

_OPEN = "(root, css) => root.querySelector(css)?.hasAttribute('data-open') ?? false"
_TEXT = "(root, css) => [...root.querySelectorAll(css)].map((element) => element.textContent.trim())"
_GATE = "(root) => root.querySelector('#gate')?.open ?? false"


@dataclass(frozen=True)
class Tooltip:
    """What the tooltip says; ``text`` is all of it."""

    text: str
    domain: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Popup:
    level: str
    verdict: str
    sender: str
    links: tuple[tuple[str, str], ...]
    """Level and text of each."""
    findings: tuple[str, ...]
    host_state: str
    fix: str
    text: str


class View:
    """``surface`` is the document that the mail's links are in: the page, unless it is a frame."""

    def __init__(self, browser: Browser, page: Page, site: Site, mail: Mail, surface: Surface | None = None) -> None:
        self.browser = browser
        self.page = page
        self.site = site
        self.mail = mail
        self.surface = surface or page

    # marks and badge

    def marks(self) -> list[str | None]:
        return self.surface.attributes("honmono-mark", "data-level")

    def badge(self) -> str:
        return self.browser.badge(self.page)

    def wait_for_badge(self, level: str, limit: float = 30) -> None:
        wanted = BADGES.get(level, "")
        until(lambda: self.badge() == wanted or None, lambda: f"the badge {wanted!r}; {self.state()}", limit)

    def wait_for_marks(self, *levels: str, limit: float = 30) -> None:
        until(lambda: self.marks() == list(levels) or None, lambda: f"marks {levels}; {self.state()}", limit)

    def state(self) -> str:
        """How things stand, for the message of a failed test."""
        return (
            f"badge {self.badge()!r}, marks {self.marks()}, banner {self.banner()!r}, "
            f"complaints {self.browser.complaints()[-5:]}"
        )

    # tooltip

    def link(self, number: int = 0) -> str:
        """CSS of a link of the mail, by its place in it."""
        key = f"data-test-link-{number}"
        self.surface.evaluate(
            """(css, number, key) => {
          document.querySelectorAll(css)[number]?.setAttribute(key, '');
        }""",
            self.site.links(),
            number,
            key,
        )
        return f"a[{key}]"

    def tooltip(self) -> Tooltip | None:
        if not self.surface.in_shadow(LAYER, _OPEN, "#tooltip"):
            return None

        def texts(css: str) -> list[str]:
            return list(self.surface.in_shadow(LAYER, _TEXT, css) or [])

        return Tooltip(
            " ".join(texts("#tooltip")), " ".join(texts("#tooltip .domain")), tuple(texts("#tooltip .reasons li"))
        )

    def hover(self, number: int = 0) -> Tooltip:
        self.surface.hover(self.link(number))
        return until(self.tooltip, f"a tooltip on link {number}")

    def close_by_escape(self) -> None:
        self.page.press("Escape")
        until(lambda: self.tooltip() is None, "the tooltip to close")

    # banner

    def banner(self) -> str:
        """Text of the banner, ``""`` when none is shown."""
        for host in ("honmono-banner", LAYER):
            if self.surface.in_shadow(host, _OPEN, "#banner"):
                return " ".join(self.surface.in_shadow(host, _TEXT, "#banner"))
        return ""

    def wait_for_banner(self) -> str:
        return until(self.banner, "the banner")

    # click step

    def gate_is_open(self) -> bool:
        return bool(self.surface.in_shadow(LAYER, _GATE))

    def wait_for_gate(self) -> str:
        """Text of the click step's dialog, once it is open."""
        until(self.gate_is_open, "the click step")
        return " ".join(self.surface.in_shadow(LAYER, _TEXT, "#gate"))

    def gate(self, name: str) -> Shadow:
        """A part of the dialog: ``stay``, ``genuine``, ``confirm`` or ``go``."""
        return Shadow(LAYER, f"#gate-{name}")

    def gate_property(self, name: str, what: str) -> Any:
        return self.surface.in_shadow(
            LAYER, "(root, css, what) => root.querySelector(css)?.[what]", f"#gate-{name}", what
        )

    # popup

    def popup(self) -> Popup:
        """What the popup says about this tab, once it has a verdict."""
        page = self.browser.popup(self.page)
        try:
            until(lambda: page.attribute("#verdict", "data-level"), "the popup's verdict")
            return read_popup(page)
        finally:
            page.close()

    def wait_for_verdict(self, *levels: str) -> Popup:
        """The popup, once its level is one of ``levels``."""
        page = self.browser.popup(self.page)
        try:
            until(lambda: page.attribute("#verdict", "data-level") in levels, f"the popup to say one of {levels}")
            return read_popup(page)
        finally:
            page.close()


def read_popup(page: Page) -> Popup:
    def text(css: str) -> str:
        return page.text(css).strip()

    levels = page.attributes("#links li[data-level]", "data-level")
    return Popup(
        page.attribute("#verdict", "data-level") or "",
        text("#verdict"),
        text("#sender"),
        tuple(
            (level or "", words.strip())
            for level, words in zip(levels, page.texts("#links li[data-level]"), strict=True)
        ),
        tuple(words.strip() for words in page.texts("#findings li")),
        page.attribute("#host-state", "data-state") or "",
        text("#fix"),
        text("body"),
    )
