"""The mail speaks as a brand, and nothing of that brand is found in its sender or its links.

Why: 87 of 100 phishing hosts show nothing of the brand they imitate; only the mail around the link tells.
Said of the mail when no link leads to the brand, and of each link that leads to somebody unknown. Danger when the
sender's name is false, or the place one that anybody gets for nothing: even a brand's own address can be forged. A name
in the text alone is never danger: a colleague may write of it.

Flags:
    Amazon.co.jp <x@evil.icu> | お知らせ | https://random.icu/ [こちら]        # name, and a link to anywhere
    三井住友カード <x@evil.icu> | 重要 | https://random.top/ [確認]             # likewise
    Amazon <x@amazon.co.jp> | 重要 | https://x.run.app/ [確認]                # forged address, anybody's page
Passes:
    Amazon.co.jp <x@amazon.co.jp> | お知らせ | https://www.amazon.co.jp/ [こちら]   # all its own
    Amazon.co.jp <x@amazon.co.jp> | お知らせ | https://x.list-manage.com/c [こちら]  # counted by a mail service
    Taro <taro@example.com> | Amazonで買った | https://example.com/ [写真]          # a person who mentions it
    Amazon.co.jp <x@evil.icu> | お知らせ                                          # no link
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import ABUSED, MAIL_SERVICE, PAGE_HOST, Host
from ..link import WEB
from ..mail import Mail


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    """The mail as a whole: no link leads to the brand."""
    if context.speaking is None or context.leads_home:
        return
    hosts = [link.host for link in mail.links if link.host and link.traits & WEB and is_elsewhere(link.host, context)]
    if hosts:
        worst = next((host for host in hosts if is_throwaway(host)), hosts[0])
        params = {**context.brand(context.speaking.owner), "domain": worst.shown}
        yield Finding("brand_links_elsewhere", params, grade(worst, context))


def check_target(host: Host, context: Context) -> Iterator[Finding]:
    """The host of one web link: it is somebody unknown."""
    speaking = context.speaking
    if speaking is None:
        return
    false_sender = speaking.how in ("sender", "loose") and speaking.own is False
    if (false_sender or not context.leads_home) and is_elsewhere(host, context):
        yield Finding(
            "brand_links_elsewhere", {**context.brand(speaking.owner), "domain": host.shown}, grade(host, context)
        )


def is_elsewhere(host: Host, context: Context) -> bool:
    """Nobody in the catalogue, or a page that anybody could put there. Other known owners (the social networks of a
    footer) and mail services' counting links are neither the brand's nor a lie."""
    if context.speaking and context.speaking.own and host.domain_bits & MAIL_SERVICE:
        return False
    return host.shared or context.catalogue.owner_of(host) is None


def is_throwaway(host: Host) -> bool:
    """It costs its maker next to nothing and names nobody: a page on a shared host, a number, a suffix sold in bulk."""
    return host.shared or host.ip or bool(host.suffix_bits & ABUSED or host.name_bits & PAGE_HOST)


def grade(host: Host, context: Context) -> str:
    """What the claim rests on: the sender's name; its own address, which can be forged; the subject or the text."""
    speaking = context.speaking
    if speaking is None or (speaking.how == "sender" and speaking.own is False):
        return ""
    if is_throwaway(host) and speaking.how != "text":
        return "throwaway"
    if speaking.own:
        return "forged"
    return "unaddressed" if speaking.how == "sender" else speaking.how
