"""Links however they are made: each is marked, judged by where it leads, and held; without danger it leads there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from .conftest import english_only
from .driver import Page, until
from .hostile import EVIL, GENUINE, ORDINARY, PICTURE, show
from .session import Session
from .view import View

pytestmark = [pytest.mark.browser, english_only]

Act = Callable[[View, str], None]


def click(view: View, css: str) -> None:
    view.surface.click(css)


def enter(view: View, css: str) -> None:
    """With the keyboard: the focus on it, then Enter."""
    view.surface.evaluate("(css) => document.querySelector(css).focus()", css)
    view.page.activate()
    view.page.press("Enter")


def space(view: View, css: str) -> None:
    view.surface.evaluate("(css) => document.querySelector(css).focus()", css)
    view.page.activate()
    view.page.press(" ")


@dataclass(frozen=True)
class Form:
    """``markup`` leads to ``@``. ``css`` is what a person points at. ``frame`` is part of the address of its frame."""

    story: str
    markup: str
    css: str = "#at"
    act: Act = click
    frame: str = ""
    explains: bool = True
    """Pointer or focus on it brings the tooltip."""
    inner: bool = False
    """It is in a frame of that frame."""
    only: str = ""
    """Name of the only browser that follows it."""


IMAGE = f'<img src="{PICTURE}" width="160" height="40"'

FORMS = {
    "a": Form("an ordinary link", '<a id="at" href="@">go</a>'),
    "a_blank": Form("opens a tab", '<a id="at" href="@" target="_blank">go</a>'),
    "a_ping": Form("tells another address of the click", '<a id="at" href="@" ping="@/ping">go</a>'),
    "a_download": Form("asks for a file", '<a id="at" href="@" download>go</a>'),
    "a_no_scheme": Form("scheme of the page", '<a id="at" href="//@@">go</a>'),
    "a_block": Form("around a whole block", '<a href="@"><div id="at"><p>go</p></div></a>'),
    "a_picture": Form("around a picture", f'<a href="@">{IMAGE} id="at" alt="go"></a>'),
    "a_in_label": Form("in the label of a box", '<label><input type="checkbox"> <a id="at" href="@">go</a></label>'),
    "a_in_summary": Form(
        "in what opens a part", '<details><summary><a id="at" href="@">go</a></summary>more</details>'
    ),
    "area": Form(
        "part of a picture",
        f'<div id="at" style="width:160px">{IMAGE} usemap="#m" alt="">'
        '<map name="m"><area href="@" alt="go" shape="rect" coords="0,0,160,40"></map></div>',
    ),
    "area_by_key": Form(
        "part of a picture, by keyboard",
        f'{IMAGE} usemap="#m" alt=""><map name="m"><area id="at" href="@" alt="go" coords="0,0,160,40"></map>',
        act=enter,
    ),
    "svg": Form(
        "in a drawing", '<svg id="at" width="90" height="30"><a href="@"><rect width="90" height="30"/></a></svg>'
    ),
    "svg_xlink": Form(
        "in a drawing, as it was written before 2018",
        '<svg id="at" width="90" height="30"><a xlink:href="@"><rect width="90" height="30"/></a></svg>',
    ),
    "svg_animated": Form(
        "in a drawing; an animation gives it another address than its attribute",
        f'<svg id="at" width="90" height="30"><a href="{GENUINE}"><set attributeName="href" to="@"/>'
        '<rect width="90" height="30"/></a></svg>',
    ),
    "math": Form(
        "in a formula",
        '<math display="block"><mtext href="@"><mtext id="at">formula</mtext></mtext></math>',
        only="firefox",
    ),
    "form": Form("button of a form", '<form action="@"><button id="at">go</button></form>'),
    "form_post": Form(
        "a form that posts", '<form action="@" method="post"><input type="submit" id="at" value="go"></form>'
    ),
    "form_by_enter": Form(
        "Enter in a form without a button",
        '<form action="@"><input id="at" name="q"></form>',
        act=enter,
        explains=False,
    ),
    "form_by_enter_with_button": Form(
        "Enter in a form with a button",
        '<form action="@"><input id="at" name="q"><button>go</button></form>',
        act=enter,
        explains=False,
    ),
    "form_by_space": Form(
        "the space bar on a button", '<form action="@"><button id="at">go</button></form>', act=space
    ),
    "form_button_elsewhere": Form(
        "a button outside its form", '<form id="f" action="@"></form><button id="at" form="f">go</button>'
    ),
    "form_label": Form(
        "the label of a button that is out of sight",
        '<form action="@"><input type="submit" id="s" style="position:absolute;left:-999px"></form>'
        '<label id="at" for="s">go</label>',
        explains=False,
    ),
    "form_field_names": Form(
        "fields named as what a form is asked for",
        '<form action="@">'
        + "".join(
            f'<input type="hidden" name="{name}">'
            for name in ("action", "localName", "href", "getAttribute", "baseURI", "closest", "isConnected", "matches")
        )
        + '<button id="at">go</button></form>',
    ),
    "formaction": Form(
        "a button with an address of its own",
        f'<form action="{ORDINARY}"><button id="at" formaction="@">go</button></form>',
    ),
    "formaction_input": Form(
        "the same as a field", f'<form action="{ORDINARY}"><input type="submit" id="at" formaction="@"></form>'
    ),
    "formaction_image": Form(
        "the same as a picture",
        f'<form action="{ORDINARY}"><input type="image" src="{PICTURE}" width="90" height="30" id="at" alt="go" '
        'formaction="@"></form>',
    ),
    "base": Form("an address under the mail's own base", '<base href="@"><a id="at" href="next">go</a>'),
    "base_jump": Form("a jump, away because of the mail's own base", '<base href="@"><a id="at" href="#top">go</a>'),
    "base_empty": Form("an empty address under the mail's own base", '<base href="@"><a id="at" href="">go</a>'),
    "srcdoc": Form(
        "in a frame",
        """<iframe srcdoc="<a id='at' href='@' target='_blank'>go</a>"></iframe>""",
        frame="about:srcdoc",
    ),
    "srcdoc_form": Form(
        "a form in a frame",
        """<iframe srcdoc="<form action='@' target='_blank'><button id='at'>go</button></form>"></iframe>""",
        frame="about:srcdoc",
    ),
    "frame_in_frame": Form(
        "in a frame in a frame",
        """<iframe srcdoc="<iframe srcdoc=&quot;<a id='at' href='@' target='_blank'>go</a>&quot;>"></iframe>""",
        frame="about:srcdoc",
        inner=True,
    ),
}
forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def open_form(session: Session, form: Form, target: str) -> View:
    markup = form.markup.replace("//@@", target.removeprefix("https:")).replace("@", target)
    view = show(session, f"<p>{markup}</p>" if "<form" not in markup and "<div" not in markup else markup)
    if form.frame:
        view.surface = view.page.frame(form.frame, depth=2 if form.inner else 1)
    return view


def outer(view: View) -> View:
    """The same mail in the document of the tab, where the click step asks."""
    return View(view.browser, view.page, view.site, view.mail)


def hold(view: View, act: Callable[[], object]) -> str:
    """Do it; the click step must ask; stay."""
    act()
    page = outer(view)
    words = page.wait_for_gate()
    page.page.click(page.gate("stay"))
    until(lambda: not page.gate_is_open(), "the step to close")
    return words


@forms
def test_dangerous(session: Session, form: Form) -> None:
    mark = session.network.mark()
    view = open_form(session, form, EVIL)
    view.wait_for_marks("danger")
    view.wait_for_badge("danger")
    tabs, address = session.browser.tabs(), view.page.url
    if form.explains:
        if form.act is click:
            view.surface.hover(form.css)
        else:
            view.page.focus_by_tab(form.css)
        tooltip = until(view.tooltip, "the tooltip")
        assert "newnamecardamazon.icu" in tooltip.domain
    words = hold(view, lambda: form.act(view, form.css))
    assert "newnamecardamazon.icu" in words, "the step names where it leads"
    assert session.browser.tabs() == tabs
    assert view.page.url == address
    assert session.visits(mark) == []


@forms
def test_control(session: Session, form: Form) -> None:
    """The same form, leading to an ordinary place, is followed there by the same act."""
    if form.only and form.only != session.browser.name:
        pytest.skip(f"only {form.only} follows these")
    view = open_form(session, form, ORDINARY)
    view.wait_for_verdict("unknown", "genuine")
    mark = session.network.mark()
    form.act(view, form.css)
    until(lambda: session.visits(mark), "the ordinary place to be asked")


def add_frame(view: View, write: str) -> None:
    """As webmails do: a frame of no address in the mail, filled by script."""
    view.page.evaluate(
        """(css, write) => {
          const frame = document.createElement('iframe');
          document.querySelector(css).append(frame);
          const inside = frame.contentDocument;
          if (write.startsWith('<!doctype')) { inside.open(); inside.write(write); inside.close(); }
          else inside.body.innerHTML = write;
        }""",
        view.site.body,
        write,
    )
    view.surface = view.page.frame("")


@pytest.mark.parametrize("head", ("<!doctype html><title>written</title>", ""), ids=("written", "filled"))
@pytest.mark.parametrize("target", (EVIL, ORDINARY), ids=("dangerous", "control"))
def test_frame_filled_by_script(session: Session, head: str, target: str) -> None:
    mark = session.network.mark()
    view = show(session, "<p>see below</p>")
    view.wait_for_verdict("unknown")
    add_frame(view, f"{head}<a id=at href='{target}' target=_blank>go</a>")
    if target is EVIL:
        view.wait_for_marks("danger")
        hold(view, lambda: view.surface.click("#at"))
        assert session.visits(mark) == []
        # A later text in the same frame is read too.
        view.surface.evaluate("(href) => { document.body.innerHTML = `<a id=at href='${href}'>a</a>`; }", ORDINARY)
        view.wait_for_marks()
    else:
        outer(view).wait_for_verdict("unknown")
        view.surface.click("#at")
        until(lambda: session.visits(mark), "the ordinary place to be asked")


def test_link_added_later_in_a_frame(session: Session) -> None:
    view = show(session, """<iframe srcdoc="<p id='text'>nothing yet</p>"></iframe>""")
    view.wait_for_verdict("unknown")
    view.surface = view.page.frame("about:srcdoc")
    view.surface.evaluate("(href) => { document.body.innerHTML = `<a id=at href='${href}'>a</a>`; }", EVIL)
    view.wait_for_marks("danger")
    hold(view, lambda: view.surface.click("#at"))


def test_address_that_changes_later(session: Session) -> None:
    """The mark follows it, both ways; a link that leads nowhere any more loses it too."""
    view = show(session, f'<a id="at" href="{ORDINARY}">go</a>')
    view.wait_for_verdict("unknown")
    change = (
        "(href) => { const at = document.querySelector('#at'); href ? at.href = href : at.removeAttribute('href'); }"
    )
    for href, marks in ((EVIL, ["danger"]), (ORDINARY, []), (EVIL, ["danger"]), ("", [])):
        view.page.evaluate(change, href)
        view.wait_for_marks(*marks)


def test_alternative_text_of_a_picture(session: Session) -> None:
    """What the picture says counts as the text of the link."""
    view = show(session, f'<a href="{ORDINARY}">{IMAGE} id="at" alt="https://www.amazon.co.jp/"></a>')
    view.wait_for_marks("danger")
    view.page.hover("#at")
    tooltip = until(view.tooltip, "the tooltip")
    assert "ramen.example.jp" in tooltip.domain
    assert any("amazon.co.jp" in reason for reason in tooltip.reasons)


def test_address_in_plain_text(session: Session) -> None:
    """No link, so nothing to mark or to hold; but a person may copy it: badge, banner and popup say what it is."""
    mark = session.network.mark()
    view = show(session, f"<p>見て: {EVIL}。それと {ORDINARY}.</p><p>{EVIL}</p>")
    view.wait_for_badge("danger")
    popup = view.wait_for_verdict("danger")
    assert [level for level, _ in popup.links] == ["danger", "unknown"], "each once, without the full stop"
    assert EVIL in popup.links[0][1]
    assert view.marks() == []
    view.page.click(".a3s p")
    assert not view.gate_is_open()
    view.page.evaluate("(href) => { document.querySelector('.a3s p').textContent = 'gone'; }", EVIL)
    view.page.evaluate("() => { document.querySelector('.a3s p + p').textContent = 'gone'; }")
    view.wait_for_badge("none")
    assert session.visits(mark) == []


def test_address_shown_by_a_link_is_listed_once(session: Session) -> None:
    view = show(session, f'<p><a href="{EVIL}">{EVIL}</a></p>')
    view.wait_for_marks("danger")
    assert len(view.wait_for_verdict("danger").links) == 1


def test_text_that_can_be_edited(session: Session) -> None:
    """Browsers follow no plain click on a link in such text; it is marked all the same."""
    view = show(session, f'<div contenteditable="true"><p>x <a id="at" href="{EVIL}">go</a></p></div>')
    view.wait_for_marks("danger")


LEFT_ALONE = {
    "context_menu": ("contextmenu", lambda page: page.click("#at", "right")),
    "drag": ("dragstart", lambda page: page.drag("#at", 60, 30)),
    "selection": ("selectstart", lambda page: page.drag("#before", 120)),
}


@pytest.mark.parametrize("kind", LEFT_ALONE)
@pytest.mark.parametrize("target", (EVIL, ORDINARY), ids=("dangerous", "control"))
def test_left_alone(session: Session, kind: str, target: str) -> None:
    """Context menu, dragging and selecting work on a dangerous link as on any other, and ask nothing."""
    event, act = LEFT_ALONE[kind]
    mark = session.network.mark()
    view = show(session, f'<p><span id="before">some words before</span> <a id="at" href="{target}">go there</a></p>')
    view.wait_for_verdict("danger", "unknown")
    watch_event(view.page, event)
    act(view.page)
    until(lambda: view.page.attribute("html", "data-seen") == "false", f"{event}, not cancelled")
    assert not view.gate_is_open()
    assert session.visits(mark) == []


def test_copy_is_left_alone(session: Session) -> None:
    view = show(session, f'<p><a id="at" href="{EVIL}">go there</a></p>')
    view.wait_for_marks("danger")
    watch_event(view.page, "copy")
    view.page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#at'))")
    view.page.press("c", ["Control"])
    until(lambda: view.page.attribute("html", "data-seen") == "false", "copy, not cancelled")


def watch_event(page: Page, name: str) -> None:
    page.evaluate(
        """(name) => addEventListener(name, (event) => {
          document.documentElement.setAttribute('data-seen', event.defaultPrevented);
        })""",
        name,
    )
