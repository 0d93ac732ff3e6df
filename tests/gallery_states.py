"""Scenes of the gallery: what goes wrong with the host, mails out of the ordinary, and sites that are no webmail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from browser.host import NativeHost
from browser.hostile import letter, show
from browser.mails import HONEST_2, MAIL_1, MAIL_2
from browser.options_view import forget, store
from browser.pages import ANY_PAGE, CLIPPED, GMAIL, OUTLOOK
from browser.session import Session
from browser.tab import Shadow
from browser.view import LAYER, View
from browser.waiting import until

if TYPE_CHECKING:
    from gallery import Camera

GRANTED = f"https://{ANY_PAGE}/*"

FAULTS: dict[str, Callable[[NativeHost], None]] = {
    "not-installed": NativeHost.absent,
    "forbidden": NativeHost.forbidden,
    "exited": lambda host: host.bad("exits"),
    "timeout": lambda host: host.bad("silent"),
    "bad-reply": lambda host: host.bad("not_object"),
    "wrong-version": lambda host: host.bad("version"),
    "no-knowledge": lambda host: host.bad("error"),
    "host-error": lambda host: host.bad("internal"),
}

LONG = (
    "https://account-verification.secure-login.customer-support.www.amazon.co.jp."
    "a-shop-with-a-long-name-that-nobody-remembers.example/pay"
)
STRANGE = {
    "https://xn--pypal-4ve.com/": "PayPal",
    LONG: "https://www.amazon.co.jp/gp/css/homepage.html",
    "https://www.google.com/url?q=http%3A%2F%2F203.0.113.7%3A8081%2Fa&source=gmail": "写真",
    "https://amazon-co-jp.web.app/": "Amazon.co.jp",
    "https://bit.ly/3xYz": "https://bit.ly/3xYz",
    "javascript:alert(1)": "続ける",
    "https://www.amazon.co.jp@ramen.example.jp/": "amazon.co.jp",
}
FORM = '<form action="https://cardservices.newnamecardamazon.icu/pay"><input name="card"> <button>送信</button></form>'


def links(addresses: dict[str, str]) -> str:
    return "".join(f'<p><a href="{href}">{text}</a></p>' for href, text in addresses.items())


def faults(camera: Camera) -> None:
    """First: a mail that was judged once is not asked for again."""
    host, browser = camera.session.host, camera.session.browser
    store(browser, {"timeoutMs": 2_000})
    for name, begin in FAULTS.items():
        begin(host)
        host.kill()  # one that answers may have been started already
        view = camera.read(GMAIL, MAIL_2, "unchecked")
        if name == "not-installed":
            camera.tooltip(view, "tooltip-unchecked")
        camera.popup(view, f"popup-{name}")
        browser.close_tabs()
        host.good()
    host.kill()
    forget(browser)


def strange(camera: Camera) -> None:
    """Each thing that a line of the popup, the tooltip and the click step can hold."""
    view = show(camera.session, letter(links(STRANGE) + FORM, name="Amazon", address="a@xn--pypal-4ve.com"))
    camera.prepare(view.page)
    view.wait_for_badge("danger")
    for number, name in enumerate(("homoglyph", "long", "wrapped")):
        camera.tooltip(view, f"tooltip-{name}", number)
        view.close_by_escape()
    camera.popup(view, "popup-strange")
    for css, name in ((view.link(1), "gate-long"), (view.link(5), "gate-no-go"), ("form button", "gate-form")):
        view.surface.click(css)
        view.wait_for_gate()
        camera.take(view.page, name)
        view.page.click(Shadow(LAYER, "#gate-stay"))
        until(lambda: not view.gate_is_open(), "the step to close")


def many(camera: Camera) -> None:
    view = show(camera.session, links({f"https://ramen.example.jp/{number}": str(number) for number in range(210)}))
    view.wait_for_verdict("unknown")
    page = camera.session.browser.popup(view.page)
    until(lambda: page.exists("#more-links:not([hidden])"), "the number of links left out")
    page.evaluate("() => { for (const one of document.querySelectorAll('#links li:nth-child(n+3)')) one.remove(); }")
    camera.whole(page, camera.popup_width, "popup-many")
    thread = camera.session.browser.open(GMAIL.address(CLIPPED).replace(CLIPPED.key, f"{HONEST_2.key}+{MAIL_2.key}"))
    thread.click("[data-expand]")
    until(lambda: len(thread.attributes("honmono-mark", "data-level")) == 1, "the mark of the dangerous one")
    page = camera.session.browser.popup(thread)
    until(lambda: page.count("#mails button") == 2, "both mails of the thread")
    camera.whole(page, camera.popup_width, "popup-thread")


def next_steps(camera: Camera) -> None:
    page = camera.session.browser.popup(camera.read(GMAIL, MAIL_1, "danger").page)
    until(lambda: page.exists("#next details"), "what to do next")
    page.click("#next summary")
    camera.whole(page, camera.popup_width, "popup-next")


def keyboard(camera: Camera) -> None:
    """Focus by keys: on the link, and on the second answer of the click step, in a small window at 200 %."""
    view = camera.read(OUTLOOK, MAIL_1, "danger")
    view.wait_for_banner()
    view.page.focus_by_tab(view.link())
    camera.take(view.page, "focus-link")
    camera.prepare(view.page, (500, 420))
    view.page.press("Enter")
    view.wait_for_gate()
    view.page.press("Tab")
    camera.take(view.page, "focus-gate")


def sites(camera: Camera) -> None:
    """A page that nobody has allowed, before and after its links were checked once."""
    session = camera.session
    until(lambda: registered(session), "the site to be registered at the start")
    session.browser.control("(api) => api.scripting.unregisterContentScripts()")
    page = session.browser.open(f"https://{ANY_PAGE}/")
    popup = session.browser.popup(page)
    until(lambda: popup.exists("#cover button"), "the offer to check mail here")
    camera.whole(popup, camera.popup_width, "popup-uncovered")
    popup.evaluate("() => document.querySelector('#cover button:last-child').click()")
    until(lambda: popup.attribute("#verdict", "data-level") == "danger", "the page's verdict")
    camera.whole(popup, camera.popup_width, "popup-page")
    none = session.browser.popup(session.list(GMAIL))
    until(lambda: none.text("#verdict").strip(), "the popup's words")
    camera.whole(none, camera.popup_width, "popup-none")


def registered(session: Session) -> object:
    return session.browser.control("async (api) => (await api.scripting.getRegisteredContentScripts()).length")


def unreadable(camera: Camera) -> None:
    """A webmail that has changed so that the mail's text is not found."""
    page = camera.session.browser.open(GMAIL.address(MAIL_1).replace(f"#inbox/{MAIL_1.key}", ""))
    page.evaluate(
        """(key) => {
      document.querySelector(`template#${key}`).content.querySelector('.ii').remove();
      location.hash = `inbox/${key}`;
    }""",
        MAIL_1.key,
    )
    view = View(camera.session.browser, page, GMAIL, MAIL_1)
    view.wait_for_badge("unchecked")
    camera.popup(view, "popup-unreadable")


SCENES = (strange, many, next_steps, keyboard, sites, unreadable)
