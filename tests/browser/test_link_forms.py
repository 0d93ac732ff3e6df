"""Links however they are made: each is marked, judged by where it leads, and held; without danger it leads there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from .conftest import english_only
from .hostile import EVIL, GENUINE, IMAGE, ORDINARY, PICTURE, hold, show
from .session import Session
from .view import View
from .waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.long_table, english_only]

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
