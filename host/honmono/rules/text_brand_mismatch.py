"""The link's words offer to do something at a brand's site, and the link goes elsewhere.

Why: "Sign in to PayPal" over a link to a host that is not PayPal's. A name alone is no offer (icons of social networks
and tracked links are everywhere), so a word of action must stand with it.

Flags:
    https://evil.icu/ [Sign in to PayPal]                  # action and name
    https://evil.icu/x [Amazonにログイン]                    # in Japanese
    https://evil.icu/ [Update your Netflix account]        # likewise
Passes:
    https://www.paypal.com/signin [Sign in to PayPal]      # the owner's own
    https://evil.icu/ [Facebook]                           # a name alone
    https://evil.icu/ [Update your apple recipes]          # an ordinary word
    https://evil.icu/ [Sign in]                            # no name
    https://click.mailer.example/?to=https%3A%2F%2Fwww.paypal.com%2Fsignin [Sign in to PayPal]   # a tracking link to it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..claims import claims_in
from ..context import Context
from ..finding import Finding
from ..lazy import pattern
from ..link import HAS_TEXT, Link

NEEDS = HAS_TEXT

_ACTION = pattern(
    r"\b(sign.?in|log.?in|log on|verify|confirm|update|unlock|restore|activate|pay now|my account|your account)\b"
    r"|ログイン|サインイン|確認|更新|認証|再開|解除|手続",
    re.IGNORECASE,
)


def check(link: Link, context: Context) -> Iterator[Finding]:
    target = link.host
    if target is None or not link.url or not link.text or not _ACTION.search(link.text):
        return
    catalogue, sender = context.catalogue, context.mail.sender.host
    if catalogue.owner_of(target) is not None:
        return
    for claim in claims_in(link.text, catalogue):
        if sender and catalogue.belongs_to(sender, claim.owner):
            continue
        if any(domain in link.url.query.lower() for domain in claim.owner.domains):
            continue
        yield Finding("text_brand_mismatch", {**context.brand(claim.owner), "domain": target.shown})
        return
