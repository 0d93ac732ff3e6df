"""For eyes that see little and for ears: names and roles, the keyboard alone, contrast, zoom, forced colours, motion.

WCAG 2.2 A and AA as axe-core finds them, and what axe-core cannot see: contrast is computed here once more, of
every text and symbol.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from .chromium_tab import ChromiumPage
from .conftest import KINDS, english_only
from .looks import Node, axe, clipped, colours, moving, named, tree
from .mails import MAIL_1, MAIL_2
from .options_view import forget
from .pages import GMAIL
from .session import Session
from .surfaces import PLACES, come_to, emulating
from .view import LAYER, View
from .waiting import until
from .webmails.reader import words

pytestmark = [pytest.mark.browser, pytest.mark.long_table]

chromium_only = pytest.mark.parametrize("shared_session", [KINDS[0]], indirect=True, ids="-".join)
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])

in_each = pytest.mark.parametrize("place", PLACES)

_FOCUS = "(root) => root.activeElement?.id ?? ''"
_LIVE = "(root) => root.querySelector('#live').textContent"


def focus(view: View) -> str:
    """Id of what has the focus in our dialog."""
    return str(view.surface.in_shadow(LAYER, _FOCUS))


def spoken(view: View) -> str:
    text = str(view.surface.in_shadow(LAYER, _LIVE) or "")
    return text.translate({0x2068: None, 0x2069: None})  # the marks that keep writing directions apart


# ---------------------------------------------------------------- what a screen reader is told


@chromium_only
def test_a_link_is_read_out_with_its_mark(session: Session) -> None:
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    label = view.surface.attribute("honmono-mark", "aria-label") or ""
    nodes = tree(view.page)
    [link] = named(nodes, "link", MAIL_2.links[0].text)
    assert label.startswith(words("mark_danger", reason=""))
    assert "newnamecardamazon.icu" in label
    assert label in link.name
    assert [mark.name for mark in named(nodes, "image", label)] == [label]
    assert [node for node in nodes if node.role == "image" and not node.name] == []


@chromium_only
def test_banner_is_a_region(session: Session) -> None:
    view = session.read(GMAIL, MAIL_1)
    view.wait_for_banner()
    nodes = tree(view.page)
    assert len(named(nodes, "region", words("banner_label"))) == 1
    assert len(named(nodes, "button", words("banner_close"))) == 1


@chromium_only
def test_tooltip_is_one_and_speaks_to_the_keyboard_only(session: Session) -> None:
    """With a pointer, what is read out by itself would be noise; with the keyboard the reason is said at once."""
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    reason = view.hover().reasons[0]
    assert len(named(tree(view.page), "tooltip")) == 1
    assert spoken(view) == ""
    view.close_by_escape()
    view.page.focus_by_tab(view.link())
    until(lambda: spoken(view) == reason, lambda: f"{reason!r} to be said; {spoken(view)!r}")
    [live] = [node for node in tree(view.page) if node.role == "status"]
    assert live.properties["live"] == "polite"
    view.close_by_escape()
    assert spoken(view) == ""


@chromium_only
def test_dialog_has_name_and_description(session: Session) -> None:
    """Named by its question, described by where it goes and why not; nothing else of the page can be reached."""
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    view.surface.click(view.link())
    view.wait_for_gate()
    nodes = tree(view.page)
    [dialog] = [node for node in nodes if node.role == "dialog"]
    assert dialog.name == words("gate_title")
    assert "newnamecardamazon.icu" in dialog.description
    assert "amazon.co.jp" in dialog.description
    assert dialog.properties["modal"] is True
    assert named(nodes, "checkbox")[0].name.startswith(words("gate_confirm", domain="cardservices.")[:10])
    assert named(nodes, "link") == []


@chromium_only
@pytest.mark.parametrize(
    ("place", "landmarks"),
    [("popup", {"banner", "main", "contentinfo"}), ("options", {"banner", "main"})],
    ids=["popup", "options"],
)
def test_own_pages_have_landmarks_and_names(session: Session, place: str, landmarks: set[str]) -> None:
    page, _ = come_to(session, place)
    nodes = tree(page)
    roles = {node.role for node in nodes}
    assert landmarks <= roles, roles
    controls = ("button", "link", "checkbox", "combobox", "group", "image", "region", "DisclosureTriangle")

    def nameless(node: Node) -> bool:
        return node.role in controls and not node.name.strip()

    # <details> is a group without a name of its own: its summary has it.
    assert [node for node in nodes if nameless(node) and node.role != "group"] == []
    headings = [int(node.properties["level"]) for node in nodes if node.role == "heading"]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings)), headings
    forget(session.browser)


# ---------------------------------------------------------------- the keyboard alone


@english_only
def test_through_the_click_step_by_keyboard(session: Session) -> None:
    """Tab to the link, Enter, past both honest ways out, Space for the promise, and go."""
    mark = session.network.mark()
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    view.page.focus_by_tab(view.link())
    until(view.tooltip, "the tooltip at the focused link")
    view.page.press("Enter")
    view.wait_for_gate()
    order = [focus(view)]
    for _ in range(2):
        view.page.press("Tab")
        order.append(focus(view))
    assert order == ["gate-stay", "gate-genuine", "gate-confirm"]
    view.page.press(" ")
    until(lambda: view.gate_property("go", "disabled") is False, "the last choice to be offered")
    view.page.press("Tab")
    assert focus(view) == "gate-go"
    assert session.visits(mark) == []
    view.page.press("Enter")
    visits = until(lambda: session.visits(mark), "the host behind the link to be asked")
    assert {visit.url for visit in visits} == {MAIL_2.links[0].href}


@english_only
def test_escape_gives_the_focus_back(session: Session) -> None:
    """First the tooltip closes, and the focus stays; then the dialog, and the focus is on the link again."""
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    view.page.focus_by_tab(view.link())
    until(view.tooltip, "the tooltip at the focused link")
    view.close_by_escape()
    view.page.press("Enter")
    view.wait_for_gate()
    view.page.press("Escape")
    until(lambda: not view.gate_is_open(), "the step to close")
    assert view.surface.evaluate("(css) => document.activeElement.matches(css)", view.link())


# ---------------------------------------------------------------- what is seen


@english_only
@in_each
def test_axe_finds_nothing(session: Session, place: str) -> None:
    page, hosts = come_to(session, place)
    assert axe(page, *hosts) == []
    if isinstance(page, ChromiumPage):
        page.emulate(prefers_color_scheme="dark")
        assert axe(page, *hosts) == []
    forget(session.browser)


@chromium_only
def test_axe_looks_into_closed_roots(session: Session) -> None:
    """Control: a button of ours without a name is found."""
    page, hosts = come_to(session, "tooltip and banner")
    page.in_shadow("honmono-banner", "(root) => root.querySelector('.close').removeAttribute('aria-label')")
    page.in_shadow("honmono-banner", "(root) => { root.querySelector('.close').textContent = ''; }")
    assert "button-name" in " ".join(axe(page, *hosts))


@chromium_only
@schemes
@pytest.mark.parametrize("forced", ["none", "active"])
@in_each
def test_contrast(session: Session, place: str, forced: str, scheme: str) -> None:
    page, hosts = come_to(session, place, emulating(prefers_color_scheme=scheme, forced_colors=forced))
    found = colours(page, *hosts)
    assert len(found) >= 4
    assert [one for one in found if one.contrast < one.needed] == []
    forget(session.browser)


@chromium_only
@in_each
def test_nothing_moves_for_who_wants_no_motion(session: Session, place: str) -> None:
    page, hosts = come_to(session, place, emulating(prefers_reduced_motion="reduce"))
    assert moving(page, *hosts) == []
    forget(session.browser)


ZOOM = {"200 %": (640, 450, 2.0), "400 %": (320, 256, 4.0)}
"""To a page, a person's zoom is a smaller window with more device pixels; 320 wide is what WCAG 1.4.10 asks for."""


@english_only
@pytest.mark.parametrize("zoom", ZOOM)
@in_each
def test_nothing_is_clipped_when_zoomed(session: Session, place: str, zoom: str) -> None:
    page, hosts = come_to(session, place, lambda page: page.resize(*ZOOM[zoom]))
    view = (LAYER,) if hosts else ()  # what is in the mail is as narrow as the webmail makes it
    assert clipped(page, *view) == []
    forget(session.browser)


@english_only
def test_zoomed_with_the_tooltip_open(session: Session) -> None:
    """The window became narrower under it: at a focused link it finds its place anew, and stays."""
    view = session.read(GMAIL, MAIL_2)
    view.wait_for_marks("danger")
    view.page.focus_by_tab(view.link())
    until(view.tooltip, "the tooltip at the focused link")
    view.page.resize(*ZOOM["400 %"])
    until(lambda: not clipped(view.surface, LAYER), lambda: f"all to be inside; {clipped(view.surface, LAYER)}")
    assert view.tooltip()


@chromium_only
def test_things_move_a_little_for_others(session: Session) -> None:
    """Control of the test about motion."""
    page, hosts = come_to(session, "tooltip and banner", emulating(prefers_reduced_motion="no-preference"))
    assert moving(page, *hosts) != []
