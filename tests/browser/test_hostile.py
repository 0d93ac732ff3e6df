"""Hostile mails: no script runs, nothing breaks, the right target is judged, and what we draw is on top and readable.

That no console holds an error, and that nothing else was requested, is asserted after every test by its session.
"""

from __future__ import annotations

import json

import pytest

from .conftest import english_only
from .host import REPO
from .hostile import (
    ADDRESSES,
    EVIL,
    FORGED_OURS,
    GENUINE,
    NAMES,
    STYLES,
    clobbering,
    letter,
    script_ran,
    show,
    styled,
)
from .mails import MAIL_1
from .pages import GMAIL, SITES, Site
from .session import Session
from .tab import Surface
from .view import LAYER, View
from .waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.long_table, english_only]

LOOK = """(root, css) => {
  const part = root.querySelector(css), box = part.getBoundingClientRect(), style = getComputedStyle(part);
  const inset = 12;  // round corners are not its own
  const points = [[box.left + inset, box.top + inset], [box.right - inset, box.top + inset],
    [box.left + inset, box.bottom - inset], [box.right - inset, box.bottom - inset],
    [box.left + box.width / 2, box.top + box.height / 2]];
  const hit = points.map(([x, y]) => root.elementFromPoint(x, y)?.closest(css) === part);
  const text = getComputedStyle(part.querySelector('.reasons') ?? part);
  return {
    onTop: hit.every(Boolean),
    inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
    visible: part.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true}),
    letters: parseFloat(text.fontSize) * (part.currentCSSZoom ?? 1),
    opaque: !/rgba\\(.*, 0\\)|transparent/.test(style.backgroundColor + text.color + text.webkitTextFillColor),
    upright: text.direction === 'ltr' && text.writingMode === 'horizontal-tb',
    size: [box.width, box.height], box: JSON.stringify(box),
  };
}"""


def assert_readable(surface: Surface, css: str) -> None:
    """It is the topmost thing at its middle and corners, inside the window, and its words have a size to read."""
    look = surface.in_shadow(LAYER, LOOK, css)
    for quality in ("onTop", "inside", "visible", "opaque", "upright"):
        assert look[quality], f"{css} is not {quality}: {look}"
    assert 11 <= look["letters"] <= 22, look
    assert look["size"][0] >= 150, look
    assert look["size"][1] >= 60, look


def sound(session: Session, view: View, css: str = "#at") -> None:
    """Mark, tooltip and click step work on a dangerous link as they should, and no script of the mail has run."""
    view.wait_for_badge("danger")
    mark = session.network.mark()
    view.surface.hover(css)
    tooltip = until(view.tooltip, "the tooltip")
    assert "newnamecardamazon.icu" in tooltip.domain
    assert tooltip.reasons
    assert_readable(view.surface, "#tooltip")
    view.close_by_escape()
    view.surface.click(css)
    outer = View(view.browser, view.page, view.site, view.mail)
    assert "newnamecardamazon.icu" in outer.wait_for_gate()
    assert_readable(view.page, "#gate")
    view.page.click(outer.gate("stay"))
    until(lambda: not outer.gate_is_open(), "the step to close")
    assert session.visits(mark) == []
    assert not script_ran(view)


@pytest.mark.parametrize("style", STYLES)
def test_style(session: Session, style: str) -> None:
    view = show(session, styled(style))
    view.wait_for_marks("danger")
    shown = view.page.evaluate("() => getComputedStyle(document.querySelector('honmono-mark')).display")
    assert shown == "inline-block"
    sound(session, view)


def test_popover_of_the_mail(session: Session) -> None:
    """A mail can open one without a script, in the same layer as ours; ours comes back on top."""
    cover = "position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; padding: 9em"
    again = f'<a id="inside" href="{EVIL}">go there</a>'
    view = show(
        session,
        f'<p><a id="at" href="{EVIL}">go there</a></p><div id="cover" popover="manual" style="{cover}">{again}</div>',
    )
    view.wait_for_marks("danger", "danger")
    view.page.focus_by_tab("#at")
    until(view.tooltip, "the tooltip")
    view.page.evaluate("() => document.querySelector('#cover').showPopover()")
    until(lambda: view.page.in_shadow(LAYER, LOOK, "#tooltip")["onTop"], "the tooltip to come back on top")
    view.close_by_escape()
    sound(session, view, "#inside")


def test_script_would_be_seen(session: Session) -> None:
    """The guard sees what it is there to see: in these pages, markup that got in does run."""
    view = show(session, "<p>x</p>")
    view.page.evaluate("(css, html) => { document.querySelector(css).innerHTML = html; }", ".a3s", NAMES["markup"])
    until(lambda: script_ran(view), "the script to run")


@pytest.mark.parametrize("words", NAMES)
def test_words(session: Session, words: str) -> None:
    """In the sender's name, the subject, the text and the title of a link, and an address in the text."""
    nasty = NAMES[words]
    text = nasty.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    body = f'<p>{text}</p><p><a id="at" href="{EVIL}" title="{text}">go <bdi>{text[:40]}</bdi></a></p>'
    mail = letter(body, name=f"Amazon.co.jp {nasty}", address=MAIL_1.address, subject=nasty)
    view = show(session, mail)
    view.wait_for_marks("danger")
    assert view.wait_for_banner()
    sound(session, view)
    popup_is_sound(session, view)


def popup_is_sound(session: Session, view: View) -> None:
    page = session.browser.popup(view.page)
    until(lambda: page.attribute("#verdict", "data-level") == "danger", "the popup's verdict")
    state = page.evaluate("""() => ({
      images: document.querySelectorAll('img[src="x"], script:not([src])').length,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    })""")
    assert state == {"images": 0, "wide": False}
    page.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_address(session: Session, address: str) -> None:
    """What counts is what the browser makes of it."""
    view = show(session, f'<p><a id="at" href="{ADDRESSES[address]}">go there</a></p>')
    view.wait_for_marks("danger")
    sound(session, view)


def test_name_of_ten_thousand_letters(session: Session) -> None:
    """No browser resolves it; nothing breaks, and the end, which says whose it would be, can be read."""
    host = ".".join(["a" * 49] * 200) + ".newnamecardamazon.icu"
    view = show(session, f'<p><a id="at" href="https://{host}/">go</a> <a id="other" href="{EVIL}">go</a></p>')
    view.wait_for_badge("danger")
    view.surface.hover("#at")
    tooltip = until(view.tooltip, "the tooltip")
    assert "newnamecardamazon.icu" in tooltip.domain
    assert_readable(view.surface, "#tooltip")
    view.close_by_escape()
    sound(session, view, "#other")


FORGED_ATTRIBUTES = " ".join(
    f'{name}="{GENUINE}"'
    for name in (
        "originalsrc",
        "data-originalsrc",
        "data-saferedirecturl",
        "data-ogsc",
        "data-auth",
        "data-linkindex",
        "data-href",
        "xlink:href",
        "title",
        "shash",
        "data-level",
        "data-honmono",
        "cite",
        "longdesc",
    )
)


@pytest.mark.parametrize("site", SITES[:2], ids=lambda site: site.key)
def test_forged_attributes(session: Session, site: Site) -> None:
    """What a webmail or a wrapper would add proves nothing: the browser's own address is judged."""
    mark = session.network.mark()
    view = show(session, f'<p><a id="at" href="{EVIL}" {FORGED_ATTRIBUTES}>go there</a></p>', site)
    view.wait_for_marks("danger")
    sound(session, view)
    assert session.visits(mark) == []


def test_mail_that_can_be_typed_into(session: Session) -> None:
    """Drafts are left out; a received mail with a field for typing is no draft."""
    for site in SITES[:2]:
        view = show(session, f'<p contenteditable="true">x</p><p><a id="at" href="{EVIL}">go there</a></p>', site)
        view.wait_for_marks("danger")


# What a mail can be made of


def test_names_that_replace_properties(session: Session) -> None:
    view = show(session, f'{clobbering(session.browser.name)}<p><a id="at" href="{EVIL}">go there</a></p>')
    view.wait_for_marks("danger")
    assert view.wait_for_banner()
    sound(session, view)


def test_names_that_replace_properties_of_a_frame(session: Session) -> None:
    inside = f"{clobbering(session.browser.name)}<p><a id='at' href='{EVIL}'>go there</a></p>".replace('"', "&quot;")
    view = show(session, f'<iframe width="600" height="500" srcdoc="{inside}"></iframe>')
    view.surface = view.page.frame("about:srcdoc")
    view.wait_for_marks("danger")
    sound(session, view)


def test_names_that_replace_our_global(session: Session) -> None:
    """Where the scripts come into a page that stands already, a mail may have made a global of our name."""
    page = show(session, '<form id="honmono"><input name="life"><input name="dom"></form>').page
    core = (REPO / "extension/content/core.js").read_text(encoding="utf-8")
    ours = page.evaluate(
        """(core) => {
          globalThis.chrome ??= {runtime: {}};
          (0, eval)(core);
          return globalThis.honmono.life instanceof AbortController;
        }""",
        core,
    )
    assert ours


@pytest.mark.parametrize("link", ("#at", "#in-banner", "#in-mark"))
def test_forged_copies_of_ours(session: Session, link: str) -> None:
    """Elements with our names are the mail's own: judged like everything, and nothing of ours goes astray in them."""
    view = show(session, FORGED_OURS)
    until(lambda: view.marks().count("danger") == 3, lambda: f"three marks; {view.state()}")
    sound(session, view, link)


@pytest.mark.parametrize("count", (2_000, 2_101))
def test_many_links(session: Session, count: int) -> None:
    """All are judged, however many questions it takes; the last one is the dangerous one."""
    links = "".join(f'<a href="https://ramen.example.jp/{number}">{number}</a> ' for number in range(count - 1))
    view = show(session, f'<p>{links}<a id="at" href="{EVIL}">go there</a></p>')
    view.wait_for_marks("danger", limit=90)
    popup = view.wait_for_verdict("danger")
    assert str(count) in popup.text.replace(",", "").replace(".", ""), "the popup says how many"
    sound(session, view)
    view.page.hover(f".a3s a:nth-of-type({count - 10})")
    until(lambda: "ramen.example.jp" in getattr(view.tooltip(), "domain", ""), "a link near the end to be known too")


@pytest.mark.parametrize("depth", (400, 5_000))
def test_deeply_nested(session: Session, depth: int) -> None:
    view = show(session, "<p>see below</p>")
    view.wait_for_verdict("unknown")
    view.page.evaluate(
        """(css, depth, href) => {
          const link = document.createElement('a');
          Object.assign(link, {href, id: 'at', textContent: 'go there'});
          let whole = link;
          for (let level = 0; level < depth; level++) {
            const around = document.createElement('span');
            around.append(whole);
            whole = around;
          }
          document.querySelector(css).append(whole);
        }""",
        view.site.body,
        depth,
        EVIL,
    )
    view.wait_for_marks("danger")
    view.wait_for_badge("danger")
    if depth < 1_000:  # what lies deeper, Firefox does not draw
        sound(session, view)


def test_webmails_own_clicks_work(session: Session) -> None:
    """Beside a hostile mail, and after the click step was answered."""
    view = show(session, f"{clobbering(session.browser.name)}{styled('covered')}")
    view.wait_for_marks("danger")
    sound(session, view)
    view.page.evaluate("""() => {
      document.querySelector('.gb').insertAdjacentHTML('beforeend', '<button id="own">Archive</button>');
      const button = document.querySelector('#own');
      button.addEventListener('click', () => button.setAttribute('data-clicked', ''));
    }""")
    view.page.click("#own")
    assert view.page.attribute("#own", "data-clicked") == ""


def test_popup_says_that_no_mail_reaches_it(session: Session) -> None:
    words = json.loads((REPO / "extension/_locales/en/messages.json").read_text(encoding="utf-8"))
    view = show(session, f'<p><a id="at" href="{EVIL}">go there</a></p>', GMAIL)
    assert words["popup_beyond_reach"]["message"] in view.wait_for_verdict("danger").text
