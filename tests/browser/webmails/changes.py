"""Webmails that have changed their pages: for each name that an adapter goes by, what happens without it."""

from __future__ import annotations

from dataclasses import dataclass

from ..pages import GMAIL, OUTLOOK, PROTON, SOGO, YAHOO, YAHOO_JAPAN, Site

CHANGE = """(changes) => {
  const templates = [...document.querySelectorAll('template')].map((template) => template.content);
  for (const root of [document, ...templates]) {
    for (const [css, name] of changes) root.querySelector(css)?.removeAttribute(name);
  }
}"""
"""Takes attributes away in a page that shows mails from its templates, before one is opened: of the first match only,
which is the webmail's own; what a mail brought along keeps its."""

FOUND, NO_ADDRESS = "popup_health", "popup_health_no_address"
NO_SENDER, NO_BODY = "popup_health_no_sender", "popup_health_no_body"

@dataclass(frozen=True)
class Change:
    """A webmail that has changed its page: attributes that are not there any more."""

    site: Site
    story: str
    gone: list[tuple[str, str]]
    """CSS and attribute."""
    health: str = FOUND
    of_text: bool = False
    """Whether it is the text that is looked for, not its sender."""


def gone(attribute: str, *selectors: str) -> list[tuple[str, str]]:
    return [(css, attribute) for css in selectors]


CHANGES = (
    Change(GMAIL, "the heading's class", gone("class", "h3.iw")),
    Change(GMAIL, "classes of heading and sender", gone("class", "h3.iw", ".gD")),
    Change(
        GMAIL,
        "the address but for the one in brackets",
        [*gone("email", "h3 [email]"), *gone("data-hovercard-id", "h3 .gD")],
    ),
    Change(
        GMAIL,
        "all that told the sender",
        [*gone("email", "h3 .gD"), *gone("data-hovercard-id", "h3 .gD"), *gone("class", ".go", ".gD")],
        NO_SENDER,
    ),
    Change(GMAIL, "the class of the text", gone("class", ".a3s"), of_text=True),
    Change(GMAIL, "all that told the text", gone("class", ".a3s", ".ii"), NO_BODY, of_text=True),
    Change(OUTLOOK, "the label of the sender", gone("aria-label", "[id$=_FROM] span")),
    Change(OUTLOOK, "the id of the sender", gone("id", "[id$=_FROM]")),
    Change(
        OUTLOOK,
        "label and id of the sender",
        [*gone("aria-label", "[id$=_FROM] span"), *gone("id", "[id$=_FROM]")],
    ),
    Change(
        OUTLOOK,
        "all that told the sender",
        [*gone("aria-label", "[id$=_FROM] span"), *gone("class", "[id$=_FROM] span"), *gone("id", "[id$=_FROM]")],
        NO_SENDER,
    ),
    Change(OUTLOOK, "the id of the text", gone("id", "[id^=UniqueMessageBody]"), of_text=True),
    Change(
        OUTLOOK,
        "id and container of the text",
        [*gone("id", "[id^=UniqueMessageBody]"), *gone("data-test-id", "[data-test-id=mailMessageBodyContainer]")],
        of_text=True,
    ),
    Change(
        OUTLOOK,
        "all that told the text",
        [
            *gone("id", "[id^=UniqueMessageBody]"),
            *gone("data-test-id", "[data-test-id=mailMessageBodyContainer]"),
            *gone("role", "[role=document]"),
        ],
        NO_BODY,
        of_text=True,
    ),
    Change(YAHOO, "the sender's title", gone("title", "header button")),
    Change(YAHOO, "the card with the sender", gone("data-test-id", "header button")),
    Change(YAHOO, "title and picture", [*gone("title", "header button"), *gone("src", "header img")], NO_ADDRESS),
    Change(
        YAHOO,
        "all that told the sender",
        [*gone("data-test-id", "header button"), *gone("src", "header img")],
        NO_SENDER,
    ),
    Change(YAHOO, "the name of the text", gone("data-test-id", ".msg-body"), of_text=True),
    Change(
        YAHOO,
        "all that told the text",
        [*gone("data-test-id", ".msg-body"), *gone("class", ".msg-body")],
        NO_BODY,
        of_text=True,
    ),
    Change(YAHOO_JAPAN, "the name of the sender's cell", gone("data-cy", "[data-open=forged] [title]")),
    Change(
        YAHOO_JAPAN,
        "all that told the sender",
        [*gone("data-cy", "[data-open=forged] [title]"), *gone("title", "[data-open=forged] [title]")],
        NO_SENDER,
    ),
    Change(YAHOO_JAPAN, "the name of the frame", gone("data-cy", "iframe")),
    Change(YAHOO_JAPAN, "the name of the area", gone("data-cy", "[data-cy=mailPreviewArea]")),
    Change(PROTON, "the name of the sender", gone("data-testid", "[data-testid='recipients:sender']")),
    Change(
        PROTON,
        "all but the address in brackets",
        [
            *gone("data-testid", "[data-testid='recipients:sender']"),
            *gone("title", ".message-recipient-item"),
            *gone("class", ".message-recipient-item"),
        ],
    ),
    Change(
        PROTON,
        "all that told the sender",
        [*gone("data-testid", "[data-testid='recipients:sender']"), *gone("class", ".message-header-expanded")],
        NO_SENDER,
    ),
    Change(PROTON, "the name of the frame", gone("data-testid", "iframe")),
    Change(PROTON, "names of frame and mail", gone("data-testid", "iframe", "article")),
    Change(SOGO, "the sender's name", gone("ng-bind", "[ng-bind$='from[0].name']")),
    Change(
        SOGO,
        "all that told the sender",
        gone("ng-bind", "[ng-bind$='from[0].name']", "[ng-bind$='from[0].email']"),
        NO_SENDER,
    ),
    Change(SOGO, "the class of the text's holder", gone("class", ".msg-body"), of_text=True),
    Change(SOGO, "all that told the text", gone("class", ".msg-body", ".mailer_htmlcontent"), NO_BODY, of_text=True),
)
"""Rows of one webmail are read in one visit. GMX has none: its text is a document of its own, known by its address."""
