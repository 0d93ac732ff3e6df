"""The link's words offer to do something at a brand's site, and the link goes elsewhere.

Why: "Sign in to PayPal" over a link to a host that is not PayPal's. A name alone is no offer (icons of social networks
and tracked links are everywhere), so a word of action must stand with it; nor is a name as the means ("sign in with
Google"). Weak where a mail service counts its clicks and the mail does not press.

Flags:
    https://evil.icu/ [Sign in to PayPal]                  # action and name
    https://evil.icu/x [Amazonにログイン]                    # in Japanese
    https://evil.icu/ [Update your Netflix account]        # likewise
Passes:
    https://www.paypal.com/signin [Sign in to PayPal]      # the owner's own
    https://evil.icu/ [Facebook]                           # a name alone
    https://evil.icu/ [Update your apple recipes]          # an ordinary word
    https://evil.icu/ [Sign in]                            # no name
    https://example.com/ [Sign in with Google]             # the name is the means
    https://example.com/ [Googleでログイン]                 # likewise
    https://click.mailer.example/?to=https%3A%2F%2Fwww.paypal.com%2Fsignin [Sign in to PayPal]   # a tracking link to it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..claims import claims_in
from ..context import Context
from ..finding import Finding
from ..hostnames import MAIL_SERVICE
from ..lazy import pattern
from ..link import HAS_TEXT, WEB, Link

NEEDS = HAS_TEXT

_ACTION = pattern(
    r"\b(sign.?in|log.?in|log on|verify|confirm|update|unlock|restore|activate|pay now|my account|your account)\b"
    r"|ログイン|サインイン|確認|更新|認証|再開|解除|手続",
    re.IGNORECASE,
)
_MEANS = pattern(
    r"\b(sign|log|check|verify).{0,4}\b(in|on|out|up)? ?(with|using|via)\b|で(ログイン|サインイン|認証)", re.IGNORECASE
)


def check(link: Link, context: Context) -> Iterator[Finding]:
    target = link.host
    if target is None or not link.traits & WEB or not _ACTION.search(link.text) or _MEANS.search(link.text):
        return
    catalogue, sender = context.catalogue, context.mail.sender.host
    if catalogue.owner_of(target) is not None:
        return
    for claim in claims_in(link.text, catalogue):
        if sender and catalogue.belongs_to(sender, claim.owner):
            continue
        if link.inner is not None and catalogue.belongs_to(link.inner, claim.owner):
            continue
        counted = target.domain_bits & MAIL_SERVICE and not context.pressure
        params = {**context.brand(claim.owner), "domain": target.shown}
        yield Finding("text_brand_mismatch", params, "counted" if counted else "")
        return
