"""Settings take effect at once in open mails, the options page shows them, and nothing stored can break the check."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from .conftest import english_only
from .mails import BENIGN, MAIL_2
from .options_view import Options, TrustingPopup, grant_site, store, stored
from .pages import GMAIL
from .session import Session
from .view import View
from .waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.long_table, english_only]

LINK_DOMAIN = "newnamecardamazon.icu"
SENDER = MAIL_2.address


def shows_mark(view: View) -> bool:
    return view.marks() == ["danger"]


def shows_banner(view: View) -> bool:
    """Asked in one step, because it may go at any time."""
    return bool(view.surface.in_shadow("honmono-banner", "(root) => root.querySelector('#banner[data-open]') !== null"))


def shows_tooltip(view: View) -> bool:
    """Comes to the link anew, from outside."""
    view.surface.hover("h2")
    view.surface.hover(view.link())
    return view.tooltip() is not None


@pytest.mark.parametrize(
    ("part", "shown"),
    [("marks", shows_mark), ("banner", shows_banner), ("tooltip", shows_tooltip)],
    ids=["marks", "banner", "tooltip"],
)
def test_part_is_switched_off_and_on(settings: Session, part: str, shown: Callable[[View], bool]) -> None:
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    until(lambda: shown(view), f"{part} to be drawn")
    options = Options(settings.browser)
    options.switch(part, on=False)
    until(lambda: not shown(view), f"{part} to go, without a reload")
    options.switch(part, on=True)
    until(lambda: shown(view), f"{part} to come back, without a reload")
    assert view.badge() == "!!", "the badge belongs to no switch"


def test_click_step_is_switched_off_and_on(settings: Session) -> None:
    """Following is what must not happen by itself, so the witness is the server behind the link."""
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    options = Options(settings.browser)
    mark = settings.network.mark()
    options.switch("clickStep", on=False)
    options.switch("marks", on=False)  # can be seen in the mail, and comes after the other
    view.wait_for_marks()
    view.surface.click(view.link())
    until(lambda: settings.visits(mark), "the link to be followed")
    assert not view.gate_is_open()

    options.page.activate()
    options.switch("clickStep", on=True)
    options.switch("marks", on=True)
    view.wait_for_marks("danger")
    mark = settings.network.mark()
    view.surface.click(view.link())
    view.wait_for_gate()
    assert settings.visits(mark) == []


CAUTIOUS, UNKNOWN = len(BENIGN.links), 0
"""Places of the links in the mail of :func:`read_cautious`."""


def read_cautious(session: Session) -> View:
    """An ordinary mail with one link more, to an address by number, which is a case for caution."""
    view = session.read(GMAIL, BENIGN)
    view.wait_for_verdict("unknown")
    view.page.evaluate(
        """(css) => {
          const link = document.createElement('a');
          link.href = 'https://203.0.113.9/album';
          link.textContent = 'album';
          document.querySelector(css).append(link);
        }""",
        GMAIL.body,
    )
    view.wait_for_marks("caution")
    return view


@pytest.mark.parametrize(
    ("setting", "value", "marks", "explained"),
    [
        ("marksFrom", "danger", [], {CAUTIOUS, UNKNOWN}),
        ("tooltipFrom", "danger", ["caution"], set()),
        ("tooltipFrom", "caution", ["caution"], {CAUTIOUS}),
    ],
    ids=["marks for danger only", "tooltip for danger only", "tooltip from caution on"],
)
def test_level_from_which_things_show(
    settings: Session, setting: str, value: str, marks: list[str], explained: set[int]
) -> None:
    view = read_cautious(settings)
    everything = {CAUTIOUS, UNKNOWN}

    def state() -> tuple[list[str | None], set[int]]:
        found = set()
        for number in everything:
            view.surface.hover("h2")
            view.surface.hover(view.link(number))
            tooltip = view.tooltip()
            text = ("203.0.113.9", "openstreetmap.org")[number == UNKNOWN]
            if tooltip and text in tooltip.domain:
                found.add(number)
        return view.marks(), found

    options = Options(settings.browser)
    usual = options.property(f"select[name={setting}]", "value")
    options.choose(setting, value)
    until(lambda: state() == (marks, explained), lambda: f"{setting} {value} in the mail: {state()}")
    options.choose(setting, usual)
    until(lambda: state() == (["caution"], everything), lambda: f"all to come back: {state()}")


def test_danger_and_unchecked_are_left_out_by_no_level(settings: Session, clean_session: Session) -> None:
    store(settings.browser, {"marksFrom": "danger", "tooltipFrom": "danger"})
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    assert shows_tooltip(view)
    view.surface.click(view.link())
    view.wait_for_gate()

    settings.host.absent()
    settings.host.kill()
    view = settings.read(GMAIL, BENIGN)
    view.wait_for_marks("unchecked", "unchecked")
    assert shows_tooltip(view)


def test_removing_from_the_list_and_undo(settings: Session) -> None:
    store(settings.browser, {"trustedDomains": {LINK_DOMAIN: "2026-01-02"}})
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_verdict("danger")
    assert view.marks() == []
    options = Options(settings.browser)
    options.wait_for_entry("trustedDomains", LINK_DOMAIN, "Jan 2, 2026")
    options.press("trustedDomains", LINK_DOMAIN)
    options.wait_for_entry("trustedDomains", LINK_DOMAIN, "No longer trusted")
    view.wait_for_marks("danger")
    assert stored(settings.browser)["trustedDomains"] == {}

    focused = "() => document.activeElement.closest('li')?.dataset.entry"
    assert options.page.evaluate(focused) == LINK_DOMAIN, "who presses keys goes on at the same place"
    options.page.activate()
    options.page.press("Enter")
    options.wait_for_entry("trustedDomains", LINK_DOMAIN, "Jan 2, 2026")
    view.wait_for_marks()
    assert stored(settings.browser)["trustedDomains"] == {LINK_DOMAIN: "2026-01-02"}


def test_added_site_is_removed(settings: Session) -> None:
    """The grant and the scripts go together; the webmails that came with the extension are named, and stay."""
    browser = settings.browser
    grant_site(browser, "https://mail.example.org/*")
    scripts = "async (api) => (await api.scripting.getRegisteredContentScripts()).flatMap((script) => script.matches)"
    until(lambda: browser.control(scripts) == ["https://mail.example.org/*"], "the scripts for the new site")
    options = Options(browser)
    assert "Outlook" in options.page.text("#shipped")
    options.wait_for_entry("sites", "https://mail.example.org")
    assert options.page.count("#sites li") == 1, "only what the person has added"
    assert options.diagnostics()["numbers"]["addedSites"] == 1

    options.page.click("#sites button")
    options.wait_for_entry("sites", "None")
    until(lambda: browser.control(scripts) == [], "the scripts to be unregistered")
    origins = browser.control("async (api) => (await api.permissions.getAll()).origins")
    assert "https://mail.example.org/*" not in origins
    assert "https://mail.google.com/*" in origins
    assert "mail.example.org" in options.page.text("#site-removed")


def test_language(settings: Session) -> None:
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    options = Options(settings.browser)
    folders = {path.parent.name for path in (settings.browser.extension.path / "_locales").glob("*/messages.json")}
    offered = set(options.page.evaluate("() => [...document.querySelectorAll('#language option')].map((o) => o.value)"))
    assert offered == {"", *folders}

    options.choose("language", "ja")
    options.wait_for_language("ja")
    assert "設定" in options.page.text("h1")
    assert options.page.attribute("html", "lang") == "ja"
    until(lambda: "危険" in view.hover().text, "the tooltip in Japanese, without a reload")
    assert "装" in view.wait_for_verdict("danger").verdict

    options.page.activate()
    options.choose("language", "")
    options.wait_for_language("en")
    view.surface.hover("h2")
    until(lambda: "Danger" in view.hover().text, "the tooltip in English again")


def test_keyboard_reaches_every_control(settings: Session) -> None:
    store(settings.browser, {"trustedDomains": {LINK_DOMAIN: "2026-01-02"}})
    options = Options(settings.browser)
    options.wait_for_entry("trustedDomains", LINK_DOMAIN)
    for name in ("marks", "marksFrom", "tooltip", "tooltipFrom", "banner"):
        options.page.focus_by_tab(f"[name={name}]")
    options.page.press(" ")
    until(lambda: stored(settings.browser).get("banner") is False, "the switch to obey the space bar")
    for css in ("[name=clickStep]", "[name=language]", "#trustedDomains button", "#copy"):
        options.page.focus_by_tab(css)


def test_options_are_found_from_the_popup(settings: Session) -> None:
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_badge("danger")
    popup = TrustingPopup(view)
    popup.page.click("#options")
    address = f"{settings.browser.extension_origin}/options/options.html"
    open_tabs = "async (api) => (await api.runtime.getContexts({contextTypes: ['TAB']})).map((one) => one.documentUrl)"
    until(lambda: address in settings.browser.control(open_tabs), "the options page")


def test_diagnostics_hold_nothing_of_any_mail(settings: Session) -> None:
    """Taken while a mail is open, entries are trusted, and the host has gone wrong."""
    private = ("hospital.example.org", "friend@private.example.org")
    store(
        settings.browser, {"trustedDomains": {private[0]: "2026-01-02"}, "trustedSenders": {private[1]: "2026-01-02"}}
    )
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_badge("danger")
    options = Options(settings.browser)
    found = options.diagnostics()
    assert found["host"]["state"] == "ready"
    assert found["host"]["catalogueDate"]
    manifest = json.loads((settings.browser.extension.path / "manifest.json").read_text(encoding="utf-8"))
    assert found["extension"] == manifest["version"]
    assert found["numbers"] == {"trustedDomains": 1, "trustedSenders": 1, "ownDomains": 0, "addedSites": 0}
    shown = options.page.text("#diagnostics")
    for words in (*private, "example", "mazon", "newname", MAIL_2.name, MAIL_2.subject, SENDER, "@", "mail.google"):
        assert words not in shown, words


def test_diagnostics_name_the_last_error(settings: Session, clean_session: Session) -> None:
    settings.host.absent()
    settings.host.kill()
    view = settings.read(GMAIL, BENIGN)
    view.wait_for_badge("unchecked")
    found = Options(settings.browser).diagnostics()
    assert found["host"]["state"] == "not_installed"
    assert found["host"]["lastError"]["state"] == "not_installed"
    settings.host.good()
    settings.browser.suspend_background()
    found = Options(settings.browser).diagnostics()
    assert found["host"]["state"] == "ready"
    assert found["host"]["lastError"]["state"] == "not_installed", "known also after the background has slept"


BAD_VALUES: dict[str, dict[str, object]] = {
    "switches of other types": {"marks": "no", "tooltip": 0, "banner": None, "clickStep": {"off": True}},
    "levels that do not exist": {"marksFrom": "never", "tooltipFrom": ["danger"]},
    "a waiting time of nothing": {"timeoutMs": 0},
    "a waiting time without end": {"timeoutMs": 1e300},
    "a language of nowhere": {"language": "../../etc"},
    "trust as a list": {"trustedDomains": [LINK_DOMAIN], "trustedSenders": [SENDER]},
    "trust without a date": {"trustedDomains": {LINK_DOMAIN: True}, "trustedSenders": {SENDER: None}},
    "trust on a day that never was": {"trustedDomains": {LINK_DOMAIN: "2026-99-99"}},
    "trust in what is no name": {"trustedDomains": {"https://x/": "2026-01-02", "a b": "2026-01-02"}},
    "trust as text": {"trustedDomains": LINK_DOMAIN, "trustedSenders": 3},
    "own domains, which only an organisation can name": {"ownDomains": [LINK_DOMAIN]},
    "names of the language itself": {"trustedDomains": {"__proto__": "2026-01-02", "constructor": "2026-01-02"}},
}


@pytest.mark.parametrize("values", BAD_VALUES.values(), ids=BAD_VALUES)
def test_bad_stored_value_breaks_nothing(settings: Session, values: dict[str, object]) -> None:
    store(settings.browser, values)
    view = settings.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    view.wait_for_banner()
    assert shows_tooltip(view)
    options = Options(settings.browser)
    assert all(options.checked(part) for part in ("marks", "tooltip", "banner", "clickStep"))
    assert options.diagnostics()["settings"]["timeoutMs"] == 10_000
