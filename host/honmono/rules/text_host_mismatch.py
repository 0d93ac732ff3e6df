"""The link shows one address and goes to another.

Why: https://www.amazon.co.jp/ as text over a link to dfaddfg.shop is a lie about where it goes.
Quiet, because honest mail does it all the time: the same site in another spelling, sister domains of one owner, a
sender's own tracking links (the target's query holds the shown address, or the sender belongs to the shown site),
addresses of e-mail as text. Danger when the shown address is a known owner's.

Flags:
    https://dfaddfg.shop/login [https://www.amazon.co.jp/gp/css/homepage.html]   # shows Amazon's, goes elsewhere
    https://evil.icu/ [www.paypal.com]                                           # without a scheme
    https://evil.icu/ [Please visit https://www.paypal.com/signin now]           # inside a sentence
    https://a.example.net/ [http://b-example.org/]                               # nobody known: caution
Passes:
    https://www.amazon.co.jp/gp/x [https://www.amazon.co.jp/]                    # the same site
    https://amazon.co.jp/ [www.Amazon.co.jp/]                                    # in another spelling
    https://amazon.com/ [amazon.co.jp]                                           # a sister domain
    https://click.mailer.example/?u=https%3A%2F%2Fpaypal.com%2F [www.paypal.com]   # tracking, to what it shows
    https://evil.icu/ [info@paypal.com]                                          # an address of e-mail
    https://evil.icu/ [click here]                                               # no address
    https://evil.icu/ [readme.txt]                                               # a file name
    https://evil.icu/ [Ver. 2.0]                                                 # no host
    https://evil.icu/ [Booking.com で予約]                                        # a name that has a dot
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import Host, same_site
from ..link import SHOWS_A_DOT, Link
from ..shown import shown_host

NEEDS = SHOWS_A_DOT


def check(link: Link, context: Context) -> Iterator[Finding]:
    target = link.host
    if target is None or not link.url or link.url.scheme not in ("http", "https") or "." not in link.text:
        return
    shown = shown_host(link.text, context.knowledge)
    if shown is None or is_honest(shown, target, link, context):
        return
    owner = context.catalogue.owner_of(shown)
    params = {"shown": shown.shown, "domain": target.shown}
    yield Finding("text_host_mismatch", params, "owner" if owner else "")


def is_honest(shown: Host, target: Host, link: Link, context: Context) -> bool:
    """The same site, the same owner's, a tracking link to what it shows, or the sender's own redirector."""
    catalogue = context.catalogue
    if same_site(shown, target):
        return True
    owner = catalogue.owner_of(shown)
    if owner and catalogue.belongs_to(target, owner):
        return True
    sender = context.mail.sender.host
    if sender and (same_site(sender, shown) or (owner and catalogue.belongs_to(sender, owner))):
        return True
    return bool(link.via) or (link.url is not None and shown.registrable in (link.url.query + link.url.path).lower())
