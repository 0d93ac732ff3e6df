"""The link shows one address and goes to another.

Why: https://www.amazon.co.jp/ as text over a link to dfaddfg.shop is a lie about where it goes.
Quiet, because honest mail does it all the time: the same site in another spelling, sister domains of one owner, links
that hold the shown address whole, the sender's own site, addresses of e-mail. Weak where a mail service counts its
clicks. Danger when the shown address is a known owner's, unless it is only counted and the mail does not speak of them.

Flags:
    https://dfaddfg.shop/login [https://www.amazon.co.jp/gp/css/homepage.html]   # shows Amazon's, goes elsewhere
    https://evil.icu/ [www.paypal.com]                                           # without a scheme
    https://evil.icu/ [Please visit https://www.paypal.com/signin now]           # inside a sentence
    https://a.example.net/ [http://b-example.org/]                               # nobody known: caution
    https://evil.icu/paypal.com/signin [www.paypal.com]                          # the name in the path proves nothing
    https://www.google.com/url?q=https%3A%2F%2Fevil.icu%2F [www.paypal.com]      # nor does an envelope
    https://x.list-manage.com/c?u=1 [https://www.youtube.com/watch?v=1]          # counted by a mail service: weak
Passes:
    https://www.amazon.co.jp/gp/x [https://www.amazon.co.jp/]                    # the same site
    https://amazon.co.jp/ [www.Amazon.co.jp/]                                    # in another spelling
    https://amazon.com/ [amazon.co.jp]                                           # a sister domain
    https://click.mailer.example/?u=https%3A%2F%2Fpaypal.com%2F [www.paypal.com]   # tracking, to what it shows
    https://www.google.com/url?q=https%3A%2F%2Fa.example.net%2F [google.com]     # shows its own envelope
    https://evil.icu/ [info@paypal.com]                                          # an address of e-mail
    https://evil.icu/ [click here]                                               # no address
    https://evil.icu/ [readme.txt]                                               # a file name
    https://evil.icu/ [Booking.com で予約]                                        # a name that has a dot
"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims import claims_in
from ..context import Context
from ..finding import Finding
from ..hostnames import MAIL_SERVICE, Host, same_site
from ..lazy import pattern
from ..link import SHOWS_A_DOT, WEB, Link
from ..shown import shown_host

NEEDS = SHOWS_A_DOT
_CODE = pattern(r"[A-Za-z0-9_=-]{16,}")  # by which a counter knows link and reader


def check(link: Link, context: Context) -> Iterator[Finding]:
    target = link.host
    if target is None or not link.traits & WEB or link.opaque:  # what is in an envelope that stays shut: who knows
        return
    shown = shown_host(link.text, context.knowledge)
    if shown is None or is_honest(shown, target, link, context):
        return
    grade = "owner" if context.catalogue.owner_of(shown) else ""
    if is_counted(target, link, context) and not (grade and speaks_of(shown, context)):
        grade = "counted"
    yield Finding("text_host_mismatch", {"shown": shown.shown, "domain": target.shown}, grade)


def is_honest(shown: Host, target: Host, link: Link, context: Context) -> bool:
    """The same site, the same owner's, the sender's own, its own envelope, or an address that holds the shown one."""
    owner, belongs_to = context.catalogue.owner_of(shown), context.catalogue.belongs_to
    if same_site(shown, target) or shown.registrable in link.via or (owner and belongs_to(target, owner)):
        return True
    sender, inner = context.mail.sender.host, link.inner
    own = sender is not None and (same_site(sender, shown) or (owner is not None and belongs_to(sender, owner)))
    return own or (inner is not None and same_site(inner, shown))


def is_counted(target: Host, link: Link, context: Context) -> bool:
    """A mail service's counter, or one on another host of the sender's own site (url123.example.com/c/3fQx…)."""
    sender = context.mail.sender.host
    apart = sender is not None and same_site(sender, target) and target.sub not in ((), ("www",), sender.sub)
    coded = link.url is not None and _CODE.search(f"{link.url.path}?{link.url.query}")
    return bool((apart and coded) or target.domain_bits & MAIL_SERVICE)


def speaks_of(shown: Host, context: Context) -> bool:
    """The mail presses, or names the shown address's owner at its top: then counting is no excuse."""
    mail, catalogue, owner = context.mail, context.catalogue, context.catalogue.owner_of(shown)
    top = f"{mail.sender.name}\n{mail.subject}\n{mail.text[:400]}"
    named = owner and any(catalogue.same_family(claim.owner, owner) for claim in claims_in(top, catalogue))
    return bool(context.pressure or named)
