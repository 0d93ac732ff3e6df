"""A person who reads mail at a webmail while the popup stands open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..host import REPO
from ..mails import Mail
from ..pages import Site
from ..session import Session
from ..tab import Page, Surface
from ..view import BADGES
from ..waiting import until

WORDS = json.loads((REPO / "extension/_locales/en/messages.json").read_text(encoding="utf-8"))

CLICK = """(css) => {
  const look = (root) => root.querySelector(css) ??
    [...root.querySelectorAll('*')].reduce((found, one) => found ?? (one.shadowRoot && look(one.shadowRoot)), null);
  const element = look(document);
  element?.click();
  return element !== null;
}"""
SAID = """() => {
  const text = (css) => document.querySelector(css).textContent.trim();
  const shown = (css) => document.querySelector(css).checkVisibility();
  const all = (css, each) => shown(css) ? [...document.querySelectorAll(`${css} ${each}`)] : [];
  return {
    level: document.querySelector('#verdict').dataset.level,
    verdict: text('#verdict'),
    sender: shown('#sender') ? text('#sender') : '',
    mails: all('#mails', 'button').map((one) => one.textContent.trim()),
    links: all('#links', 'li[data-level]').map((one) => one.dataset.level),
    notes: shown('#notes') ? text('#notes') : '',
    health: text('#health'),
  };
}"""
TABS = "async (api) => (await api.tabs.query({})).map((tab) => tab.id)"


def words(key: str, **values: object) -> str:
    """A sentence of the extension's, with its placeholders filled in."""
    text = str(WORDS[key]["message"])
    for name, value in values.items():
        text = text.replace(f"${name.upper()}$", str(value))
    return text


@dataclass(frozen=True)
class Tab:
    """A tab that the tests did not open themselves: all there is to know of it."""

    tab: int


@dataclass
class Reader:
    """A person at one webmail with the popup open all the time."""

    session: Session
    site: Site
    page: Any
    """A :class:`~.driver.Page`, or a :class:`Tab` where only badge and popup are looked at."""
    popup: Page

    def choose(self, key: str) -> None:
        """Click on a mail in the list, after going back to the list if it is not in sight; ``""`` only goes back."""
        surface: Surface = self.page.frame(self.site.list_frame) if self.site.list_frame else self.page

        def click(which: str) -> bool:
            return bool(surface.evaluate(CLICK, f"[data-open='{which}']"))

        until(lambda: click(key) or (click("") and click(key)), f"{key or 'the inbox'} in the list")

    def said(self) -> dict[str, Any]:
        return dict(self.popup.evaluate(SAID))

    def wait(self, **wanted: Any) -> dict[str, Any]:
        """Until the popup says all of this; texts may be parts."""

        def fits(said: dict[str, Any]) -> bool:
            return all(
                value in said[name] if isinstance(value, str) and value else said[name] == value
                for name, value in wanted.items()
            )

        def probe() -> dict[str, Any] | None:
            said = self.said()
            return said if fits(said) else None

        return until(probe, lambda: f"the popup to say {wanted}; it says {self.said()}")

    def wait_for_badge(self, level: str) -> None:
        badge = self.session.browser.badge
        until(lambda: badge(self.page) == BADGES.get(level, ""), lambda: f"badge {level}; it is {badge(self.page)!r}")

    def text(self) -> Surface:
        """The document that the text of the open mail is in."""
        surface: Surface = self.page.frame(self.site.text_frame) if self.site.text_frame else self.page
        return surface

    def marks(self) -> list[str | None]:
        return self.text().attributes("honmono-mark", "data-level")

    def wait_for_marks(self, *levels: str) -> None:
        until(lambda: self.marks() == list(levels), lambda: f"marks {levels}; they are {self.marks()}")

    def wait_for_list(self) -> None:
        """No mail is open. Where the list belongs to another host than the mails, nobody is at work there."""
        health = words("popup_health_none", site=self.site.title)
        self.wait(
            level="", links=[], mails=[], health=words("popup_health_unknown") if self.site.list_frame else health
        )

    def wait_for_sender(self, mail: Mail, **wanted: Any) -> dict[str, Any]:
        """The popup names the webmail and the sender, or says that it knows no sender."""
        which, sender = "popup_health", mail.address
        if not self.site.shows_sender:
            which, sender = "popup_health_no_sender", words("popup_no_sender")
        health = words(which, site=self.site.title, count=len(mail.links))
        return self.wait(sender=sender, health=health, **wanted)


@contextmanager
def reading(session: Session, site: Site, address: str = "") -> Iterator[Reader]:
    page = session.browser.open(address or site.address())
    yield Reader(session, site, page, session.browser.popup(page))
