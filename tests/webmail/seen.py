"""What a person sees of an imitation, and of an honest mail, in whatever webmail."""

from __future__ import annotations

from browser.driver import until
from browser.test_opened_mail import IN_POPUP, IN_TOOLTIP, KANA
from browser.view import View


def imitation(view: View) -> None:
    """Badge, mark, tooltip, banner and popup say so, each with its reasons, in Japanese."""
    kind = view.mail.key.removesuffix("_plain")
    view.wait_for_badge("danger")
    view.wait_for_marks("danger")
    tooltip = view.hover()
    for evidence in IN_TOOLTIP[kind]:
        assert evidence in tooltip.text
    assert KANA.search(" ".join(tooltip.reasons))
    view.close_by_escape()
    assert "amazon.co.jp" in view.wait_for_banner()
    popup = view.wait_for_verdict("danger")
    for evidence in (view.mail.address, *IN_POPUP[kind]):
        assert evidence in popup.text
    assert view.mail.address in popup.sender
    assert [level for level, _ in popup.links] == ["danger"]
    view.page.activate()


def imitation_by_keyboard(view: View) -> None:
    view.wait_for_badge("danger")
    view.wait_for_marks("danger")
    view.page.focus_by_tab(view.link(), limit=150)
    tooltip = until(view.tooltip, "a tooltip on the focused link")
    for evidence in IN_TOOLTIP[view.mail.key.removesuffix("_plain")]:
        assert evidence in tooltip.text


def nothing(view: View) -> None:
    """No sign of danger, once the mail was judged; a tooltip still tells where a link leads."""
    popup = view.wait_for_verdict("genuine", "unknown")
    assert view.mail.address in popup.sender
    tooltip = view.hover()
    assert tooltip.domain
    assert tooltip.reasons == ()
    assert view.marks() == []
    assert view.badge() == ""
    assert view.banner() == ""
    view.close_by_escape()
