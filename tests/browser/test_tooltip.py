"""The tooltip stands at its link, inside the window, can be entered and its text selected, and goes when told."""

from __future__ import annotations

import pytest

from .conftest import english_only
from .hostile import EVIL, PICTURE, show
from .session import Session
from .tab import Shadow
from .view import LAYER, View
from .waiting import until

pytestmark = [pytest.mark.browser, english_only]

TOOLTIP = Shadow(LAYER, "#tooltip")
BOX = """(root) => {
  const {left, top, right, bottom} = root.querySelector('#tooltip').getBoundingClientRect();
  return [left, top, right, bottom];
}"""


def box(view: View) -> tuple[float, float, float, float]:
    left, top, right, bottom = view.surface.in_shadow(LAYER, BOX)
    return left, top, right, bottom


def assert_inside(view: View) -> None:
    left, top, right, bottom = box(view)
    width, height = view.surface.evaluate("() => [innerWidth, innerHeight]")
    assert left >= 0, (left, top, right, bottom)
    assert top >= 0, (left, top, right, bottom)
    assert right <= width, (left, top, right, bottom, width)
    assert bottom <= height, (left, top, right, bottom, height)
    assert right - left > 150
    assert bottom - top > 60


CORNERS = ("left: 0; top: 0", "right: 0; top: 0", "left: 0; bottom: 0", "right: 0; bottom: 0")
WINDOWS = {
    "large": (1280, 900, 1.0),
    "twice_the_pixels": (1280, 900, 2.0),
    "zoom_200": (640, 450, 2.0),
    "zoom_400": (320, 300, 4.0),
    "phone": (360, 640, 3.0),
}


@pytest.mark.parametrize("window", WINDOWS)
def test_inside_the_window(session: Session, window: str) -> None:
    """In every corner, and at every size: to a page, a person's zoom is a smaller window with more device pixels."""
    links = "".join(
        f'<a id="at{number}" style="position: fixed; {corner}" href="{EVIL}?{number}">go</a>'
        for number, corner in enumerate(CORNERS)
    )
    view = show(session, f"<p>{links}</p>")
    view.page.resize(*WINDOWS[window])
    view.wait_for_marks(*["danger"] * len(CORNERS))
    for number in range(len(CORNERS)):
        view.surface.hover(f"#at{number}")
        until(view.tooltip, "the tooltip")
        assert_inside(view)
        view.close_by_escape()


def test_escape_where_it_had_to_cover_its_link(session: Session) -> None:
    """Closing it brings the pointer onto the link anew: that is no wish to read it again."""
    style = "position: fixed; left: 20px; top: 60px; width: 200px; height: 60px"
    view = show(session, f'<p><a id="at" style="{style}; display: block" href="{EVIL}">go</a></p>')
    view.page.resize(320, 190, 4)
    view.wait_for_marks("danger")
    view.page.hover("#at")
    until(view.tooltip, "the tooltip")
    assert box(view)[1] < 90 < box(view)[3], "it lies over the pointer"
    view.page.hover(TOOLTIP)
    view.close_by_escape()
    view.page.hover("#at")
    view.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert view.tooltip() is None
    view.page.focus_by_tab("#at")
    until(view.tooltip, "the tooltip, asked for by keyboard")


def test_follows_its_link_when_scrolled(session: Session) -> None:
    """Opened by the keyboard it stays with its link; opened by the pointer, which stays behind, it goes."""
    space = '<div style="height: 1500px"></div>'
    view = show(session, f'{space}<p><a id="at" href="{EVIL}">go</a></p>{space}')
    view.wait_for_marks("danger")
    view.page.focus_by_tab("#at")
    until(view.tooltip, "the tooltip")
    top = view.page.evaluate("""() => {
      scrollBy(0, 120);
      return document.querySelector('#at').getBoundingClientRect().top;
    }""")
    until(lambda: abs(box(view)[1] - top) < 60 or abs(box(view)[3] - top) < 60, "the tooltip to follow")
    assert_inside(view)
    view.close_by_escape()
    view.page.hover("#at")
    until(view.tooltip, "the tooltip")
    view.page.evaluate("() => scrollBy(0, 120)")
    until(lambda: view.tooltip() is None, "the tooltip to go")


def test_inside_what_is_seen_of_a_shrunk_frame(session: Session) -> None:
    """A webmail shrinks the frame of a wide mail; only a part of it is in the window."""
    inside = f"<p style='margin: 1400px 0 1400px 1500px'><a id='at' href='{EVIL}'>go there</a></p>"
    style = "width: 1700px; height: 2900px; border: 0; transform: scale(.5); transform-origin: 0 0"
    view = show(session, f'<iframe srcdoc="{inside}" style="{style}"></iframe>')
    view.surface = view.page.frame("about:srcdoc")
    view.wait_for_marks("danger")
    view.page.evaluate("() => document.querySelector('iframe').scrollIntoView({block: 'center'})")
    view.surface.evaluate("() => document.querySelector('#at').focus({preventScroll: true})")
    until(view.tooltip, "the tooltip")
    left, top, right, bottom = box(view)
    at_left, at_top, width, height = view.page.evaluate("""() => {
      const box = document.querySelector('iframe').getBoundingClientRect();
      return [box.left, box.top, innerWidth, innerHeight];
    }""")
    assert at_left + left / 2 >= 0
    assert at_top + top / 2 >= 0
    assert at_left + right / 2 <= width
    assert at_top + bottom / 2 <= height


def test_at_the_picture_that_an_area_is_in(session: Session) -> None:
    view = show(
        session,
        f'<p style="height: 200px"></p><img id="picture" src="{PICTURE}" width="160" height="40" usemap="#m" alt="">'
        f'<map name="m"><area id="at" href="{EVIL}" alt="go" coords="0,0,160,40"></map>',
    )
    view.wait_for_marks("danger")
    view.page.focus_by_tab("#at")
    until(view.tooltip, "the tooltip")
    left, top, right, bottom = view.page.evaluate("""() => {
      const {left, top, right, bottom} = document.querySelector('#picture').getBoundingClientRect();
      return [left, top, right, bottom];
    }""")
    shown = box(view)
    assert shown[0] < right
    assert shown[2] > left
    assert abs(shown[1] - bottom) < 20 or abs(shown[3] - top) < 20


def test_entered_and_selected(session: Session) -> None:
    """With the pointer on it, it stays, and its words can be selected; away from both, it goes."""
    below = '<div style="height: 600px"></div><p id="away">x</p>'
    view = show(session, f'<p><a id="at" href="{EVIL}">go there</a></p>{below}')
    view.wait_for_marks("danger")
    view.page.hover("#at")
    until(view.tooltip, "the tooltip")
    view.page.hover(TOOLTIP)
    view.page.drag(Shadow(LAYER, "#tooltip .reasons li"), 120)
    selected = """(root) => {
      const selection = root.getSelection?.() ?? getSelection();
      const [range] = selection.getComposedRanges?.({shadowRoots: [root]}) ?? [];
      return Boolean(range ? !range.collapsed : !selection.isCollapsed);
    }"""
    until(lambda: view.page.in_shadow(LAYER, selected), "selected words")
    assert view.tooltip()
    view.page.hover("#away")
    until(lambda: view.tooltip() is None, "the tooltip to go")
