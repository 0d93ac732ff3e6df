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
    https://click.mailer.example/?u=https%3A%2F%2Fwww.paypal.com%2F [www.paypal.com]   # a tracking link to what it shows
    https://evil.icu/ [info@paypal.com]                                          # an address of e-mail
    https://evil.icu/ [click here]                                               # no address
    https://evil.icu/ [readme.txt]                                               # a file name
    https://evil.icu/ [Ver. 2.0]                                                 # no host
    https://evil.icu/ [Booking.com で予約]                                        # a name that has a dot
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import Host, parse_host, same_site
from ..link import Link, UnreadableUrl, parse_url

_WITH_SCHEME = re.compile(r"https?://[^\s<>\"'()\[\]「」（）]+", re.IGNORECASE)
_BARE = re.compile(r"[<(\[「（\s]*((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+)(?::\d+)?(?:[/?#]\S*)?[>)\]」）\s.,;:!]*", re.IGNORECASE)


def check(link: Link, context: Context) -> Iterator[Finding]:
    target = link.host
    if target is None or not link.url or link.url.scheme not in ("http", "https") or "." not in link.text:
        return
    shown = shown_host(link.text, context)
    if shown is None or is_honest(shown, target, link, context):
        return
    owner = context.catalogue.owner_of(shown)
    params = {"shown": shown.shown, "domain": target.shown}
    yield Finding("text_host_mismatch", params, "owner" if owner else "")


def shown_host(text: str, context: Context) -> Host | None:
    """The host of the first address in the text, if the text shows one."""
    found = _WITH_SCHEME.search(text)
    if found:
        try:
            host = parse_url(found[0].rstrip(".,;:!?"), context.knowledge).host
        except UnreadableUrl:
            return None
    else:
        bare = _BARE.fullmatch(text)
        if not bare:
            return None
        host = parse_host(bare[1], context.knowledge)
        if not context.knowledge.suffix_bits(host.suffix) or is_file_name(host, text):
            return None
    return host if host and (host.core or host.ip) else None


def is_file_name(host: Host, text: str) -> bool:
    """readme.md, setup.py, photos.zip: suffixes that are top level domains as well as endings of files."""
    return not host.sub and "/" not in text and host.suffix in ("md", "py", "zip", "sh", "mov", "rs", "pl", "ps", "app")


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
