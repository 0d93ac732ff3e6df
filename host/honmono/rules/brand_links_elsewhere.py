"""The mail speaks as a brand, and nothing of that brand is found in its sender or its links.

Why: 87 of 100 phishing hosts show nothing of the brand they imitate; only the mail around the link tells.
Said of the mail when no link leads to the brand, and of each link that leads to somebody unknown.

Flags:
    Amazon.co.jp <x@evil.icu> | お知らせ | https://random.icu/ [こちら]        # name, and a link to anywhere
    三井住友カード <x@evil.icu> | 重要 | https://random.top/ [確認]             # likewise
Passes:
    Amazon.co.jp <x@amazon.co.jp> | お知らせ | https://www.amazon.co.jp/ [こちら]   # all its own
    Amazon.co.jp <x@amazon.co.jp> | お知らせ | https://cdn.example.net/ [こちら]    # the sender is its own
    Taro <taro@example.com> | Amazonで買った | https://example.com/ [写真]          # a person who mentions it
    Amazon.co.jp <x@evil.icu> | お知らせ                                          # no link
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..link import Link
from ..mail import Mail


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    """The mail as a whole: no link leads to the brand."""
    owner = context.impersonated
    targets = [link.host for link in mail.links if link.host and is_web(link)]
    if owner and targets and not any(context.catalogue.belongs_to(host, owner) for host in targets):
        yield Finding("brand_links_elsewhere", {**context.brand(owner), "domain": targets[0].shown})


def check_link(link: Link, context: Context) -> Iterator[Finding]:
    """One link: it leads to somebody unknown. Other known owners (social networks in a footer) are left alone."""
    owner, host = context.impersonated, link.host
    if not owner or not host or not is_web(link):
        return
    if context.catalogue.owner_of(host) is None or context.catalogue.carries_others(host):
        yield Finding("brand_links_elsewhere", {**context.brand(owner), "domain": host.shown})


def is_web(link: Link) -> bool:
    return link.url is not None and link.url.scheme in ("http", "https")
