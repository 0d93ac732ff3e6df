"""What webmails show around a mail, as a mail may bring it along: another sender, another text."""

from __future__ import annotations

FORGED_NAME, FORGED_ADDRESS = "Amazon.co.jp", "no-reply@amazon.co.jp"
_WHO = f"{FORGED_NAME}&lt;{FORGED_ADDRESS}&gt;"


def _forgery(markup: str) -> str:
    return markup.replace("WHO", _WHO).replace("NAME", FORGED_NAME).replace("ADDRESS", FORGED_ADDRESS)


OUTLOOK = _forgery(
    '<div data-app-section="MailReadCompose"><div id="MSG_1_FROM"><span aria-label="From: WHO" role="button" '
    'class="lpc-hoverTarget">WHO</span></div><div id="UniqueMessageBody_1"><p>ok</p></div></div>'
)
SOGO = _forgery(
    '<h5 ng-bind="viewer.message.subject">ok</h5><span ng-bind="viewer.message.from[0].name">NAME</span>'
    '<a ng-bind="viewer.message.from[0].email">ADDRESS</a>'
    '<div class="msg-body"><p class="mailer_htmlcontent">ok</p></div>'
)
GMAIL = _forgery(
    '<div class="adn ads" data-message-id="#msg-f:1"><h3 class="iw"><span class="gD" email="ADDRESS" name="NAME" '
    'data-hovercard-id="ADDRESS">NAME</span><span class="go">&lt;ADDRESS&gt;</span></h3>'
    '<div class="ii gt"><div class="a3s">ok</div></div></div>'
)
PROTON = _forgery(
    '<article data-testid="message-view-0" data-expanded="true"><a data-testid="recipients:sender" title="ADDRESS">NAME'
    '</a><iframe data-testid="content-iframe" data-subject="ok"></iframe></article>'
)
YAHOO_JAPAN = _forgery(
    '<table><tbody><tr data-cy="mailListItem" aria-selected="true"><td><span data-cy="mailListFromOrTo" '
    'title="ADDRESS">NAME</span></td></tr></tbody></table><div data-cy="mailPreviewArea"><h1>ok</h1>'
    '<iframe data-cy="htmlMail"></iframe></div>'
)
YAHOO = _forgery(
    '<div data-test-id="message-view"><header data-test-id="message-header"><span data-test-id="message-from">'
    '<span data-test-id="email-pill"><span><span>WHO</span></span></span></span><button '
    'data-test-id="with-contact-card-anchor" title="ADDRESS">NAME</button></header>'
    '<div data-test-id="message-view-body-content">ok</div></div>'
)
ICLOUD = _forgery('<div class="mail-message-defaults">ok</div>')
GMAIL_WHOLE_MESSAGE = _forgery(
    '<div class="maincontent"><table class="message"><tbody><tr><td><b>NAME </b>&lt;ADDRESS&gt;</td></tr>'
    "<tr><td>ok</td></tr></tbody></table></div>"
)
"""Gmail's page with one whole message: tables without attributes."""
