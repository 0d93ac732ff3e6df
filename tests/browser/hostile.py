"""Mails made to get around the extension, and how to open one. They are shown as a webmail would that washes nothing.

The pages have no content security policy, so that markup which got in somewhere would run; and styles of the mail hold
for the whole page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import network
from .mails import BENIGN, Mail
from .network import Request, Response
from .pages import GMAIL, Site
from .session import Session
from .view import View
from .waiting import until

EVIL = "https://cardservices.newnamecardamazon.icu/pay"
"""Dangerous by itself: the host of the second reported mail."""
ORDINARY = "https://ramen.example.jp/menu"
GENUINE = "https://www.amazon.co.jp/gp/css"

RAN = "data-script-ran"
RUN = f"document.documentElement.setAttribute('{RAN}', '')"
"""What the scripts in these mails do when they can."""
PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

IMAGE = f'<img src="{PICTURE}" width="160" height="40"'
"""A picture that can be pointed at, without its end."""


def letter(body: str, **parts: str) -> Mail:
    """A mail from a friend with this HTML."""
    return replace(BENIGN, key="letter", body=body.replace("{", "{{").replace("}", "}}"), links=(), **parts)


def show(session: Session, mail: Mail | str, site: Site = GMAIL) -> View:
    """Open a mail in a new tab."""
    wanted = mail if isinstance(mail, Mail) else letter(mail)
    apart = replace(site, path=site.path + "apart/")
    text = apart.render([wanted], session.language)

    def handle(_request: Request) -> Response:
        return network.html(text)

    session.network.serve(apart.host, handle, apart.path)
    return session.read(apart, wanted)


def script_ran(view: View) -> bool:
    return bool(view.page.evaluate("(name) => document.documentElement.hasAttribute(name)", RAN))


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


# Styles that hide, cover or distort. Each holds for the whole page; `#at` is the dangerous link.

COVER = '<div style="position: fixed; inset: 0; z-index: 2147483647; background: #fff; pointer-events: none"></div>'
OURS = "honmono-layer, honmono-mark, honmono-banner"

STYLES = {
    "covered": ("", COVER),
    "covered_by_an_own_layer": ("* { transform: translateZ(9999px); will-change: transform }", COVER),
    "all_initial": ("* { all: initial !important }", ""),
    "ours_hidden": (
        f"{OURS} {{ display: none !important; visibility: hidden !important; opacity: 0 !important;"
        "width: 0 !important; clip-path: inset(50%) !important; transform: translate(-9999px) !important;"
        "zoom: .01 !important; filter: opacity(0) !important; content-visibility: hidden !important;"
        "pointer-events: none !important;"
        "position: absolute !important; left: -9999px !important; z-index: -1 !important; scale: 0 !important }",
        "",
    ),
    "ours_moving": (
        "@keyframes away { to { opacity: 0; translate: -9999px 0; font-size: 0 } }"
        f"{OURS} {{ transition: all 9999s 9999s !important; animation: away 1ms forwards !important }}",
        "",
    ),
    "ours_recoloured": (
        "* { --paper: transparent !important; --ink: transparent !important; --room: 1px !important;"
        "color: transparent !important;"
        "-webkit-text-fill-color: transparent !important; font-size: 0 !important }"
        "html { text-indent: -9999px } p { text-indent: 0 } #at { font-size: 20px !important }",
        "",
    ),
    "huge_letters": (
        "* { font-size: 60px !important; line-height: 3 !important; letter-spacing: .2em !important }",
        "",
    ),
    "no_pointer": ("* { pointer-events: none !important } #at { pointer-events: auto !important }", ""),
    "no_selection": ("* { user-select: none !important; -webkit-user-select: none !important }", ""),
    "root_scaled": ("html { transform: scale(.6) rotate(2deg); transform-origin: 0 0 }", ""),
    "root_filtered": ("html { filter: opacity(.02) blur(9px); opacity: .02; mix-blend-mode: difference }", ""),
    "root_zoomed": ("html { zoom: 3 }", ""),
    "root_shrunk": ("html { zoom: .25 }", ""),
    "everything_zoomed": ("* { zoom: 1.1 }", ""),
    "root_invisible": ("html { visibility: hidden } #at { visibility: visible }", ""),
    "root_rtl": ("html { direction: rtl; unicode-bidi: bidi-override; writing-mode: vertical-rl }", ""),
    "mail_scaled": (".a3s { transform: scale(.5); transform-origin: 0 0; overflow: hidden; contain: paint }", ""),
    "mail_clipped": (".a3s { height: 3em; overflow: hidden; contain: strict; clip-path: inset(0) }", ""),
}


def styled(name: str) -> str:
    style, more = STYLES[name]
    return f'<style>{style}</style><p><a id="at" href="{EVIL}">go there</a></p>{more}'


NAMES = {
    "markup": f'<img src=x onerror="{RUN}"><svg onload="{RUN}"><script>{RUN}</script>',
    "markup_that_closes": f'"\'></p></div></textarea></title></style><img src=x onerror="{RUN}">',
    "turned_around": "\N{RIGHT-TO-LEFT OVERRIDE}nozama\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}",
    "invisible": "a\N{ZERO WIDTH SPACE}m\N{ZERO WIDTH JOINER}a\N{WORD JOINER}z\N{SOFT HYPHEN}on\ufeff",
    "long": "Amazon " + "x" * 10_000,
    "long_words": "Amazon " * 2_000,
    "holes": "$brand$ $BRAND$ $1$ $$ ${brand} %s {0} __MSG_extension_name__ $&",
    "combining": "A" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING ENCLOSING CIRCLE}" * 300,
    "lines": "a\r\nb\tc\x0bd\x85e\N{LINE SEPARATOR}f\N{PARAGRAPH SEPARATOR}g",
    "right_to_left": "أمازون اليابان עמזון",
    "beyond": "\N{PERSON WITH BLOND HAIR}" * 200 + "\U000e0041\U0010ffff\ufdd0",
}
"""For names, subjects, texts and titles."""

ADDRESSES = {
    "long_name": f"https://{'a' * 60}.{'b' * 60}.{'c' * 60}.cardservices.newnamecardamazon.icu/",
    "long_path": f"https://cardservices.newnamecardamazon.icu/{'p' * 60_000}",
    "longer_than_the_protocol": f"https://cardservices.newnamecardamazon.icu/{'p' * 70_000}",
    "name_before_at": "https://www.amazon.co.jp%2Fgp%2Fcss:443@cardservices.newnamecardamazon.icu/",
    "broken_up": "ht\ttps:\n//cardservices.newname\ncardamazon.icu/",
    "backslashes": "https:\\\\cardservices.newnamecardamazon.icu\\pay",
    "many_slashes": "https:////cardservices.newnamecardamazon.icu/",
    "full_width": "https://cardservices．newnamecardamazon。icu/",
    "percent": "https://cardservices.newname%63ardamazon.icu/",
    "capitals": "HTTPS://CARDSERVICES.NEWNAMECARDAMAZON.ICU/",
    "blanks": "   https://cardservices.newnamecardamazon.icu/   ",
}
"""All lead to the host of `EVIL`."""

CLOBBERED = (
    "body documentElement defaultView URL baseURI querySelector querySelectorAll getElementById createElement "
    "createElementNS createDocumentFragment createTreeWalker addEventListener contains append adoptedStyleSheets "
    "visibilityState activeElement elementFromPoint nodeType ownerDocument childNodes location cookie implementation"
).split()
OWN_EYES = {"body", "documentElement", "querySelector", "querySelectorAll", "elementFromPoint", "activeElement"}
"""What the tests use to look into a page: in Firefox they do so from within, in Chromium from a world apart."""


def clobbering(browser: str) -> str:
    """Elements whose names replace properties of their document, or of their form."""
    names = [name for name in CLOBBERED if browser != "firefox" or name not in OWN_EYES]
    return "".join(
        f'<img name="{name}" alt=""><form name="{name}" hidden><input name="{name}"></form>' for name in names
    )


FORGED_OURS = f"""
<honmono-layer id="honmono-layer" data-open>
  <div id="tooltip" class="surface genuine" role="tooltip" data-open>Safe</div>
  <a id="at" href="{EVIL}">go there</a></honmono-layer>
<honmono-banner><div id="banner" data-open>Checked by Honmono: safe.</div>
  <a id="in-banner" href="{EVIL}">go there</a></honmono-banner>
<honmono-mark data-level="genuine" role="img"><a id="in-mark" href="{EVIL}">go there</a></honmono-mark>
<dialog id="gate" open><button id="gate-stay">Stay</button><button id="gate-go">Go</button></dialog>
<div id="live" role="status">Safe</div>
"""
