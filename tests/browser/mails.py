"""The mails that the tests show: the two that people reported, their honest twins, and an ordinary one.

All content is made up after the reports; nothing is ever sent. The hosts are only ever reached on the loopback address.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Mail:
    """``address`` is empty where the webmail does not show it. ``body`` is HTML in which ``{0}``, ``{1}``, … stand for
    the links, which every webmail writes in its own way.
    """

    key: str
    name: str
    address: str
    subject: str
    body: str
    links: tuple[Link, ...]


MAIL_1 = Mail(
    "mail_1",
    "amazon.co.jp",
    "kefu@dfaddfg.shop",
    "<重要>",
    "<p>amazon.co.jp「お客様情報の更新」</p>"
    "<p>お支払い方法に問題があり、プライム特典をご利用いただけない状況です。お支払い方法の情報を更新してください。</p>"
    "<p>{0}</p><p>Amazon カスタマーサービス</p>",
    (Link("支払方法の情報を更新する", "https://member.dfaddfg.shop/ap/signin?openid=1"),),
)
"""The display name is a domain; the address and the link are somewhere else."""

MAIL_2 = Mail(
    "mail_2",
    "Amazon.co.jp",
    "apikey@newnamecardamazonmail.cyou",
    "もう一度確認してから、あなたのアカウントを利用してください",
    "<p>あなたのAmaz\N{GREEK SMALL LETTER OMICRON}nのアカウントに異常なログインが検出されました。</p>"
    "<p>24時間以内にご確認がない場合、アカウントをロックいたします。</p><p>{0}</p>",
    (Link("続けるにはこちらをクリック", "http://cardservices.newnamecardamazon.icu/"),),
)
"""A Greek omicron in the name, and the brand inside the names of two foreign domains."""

HONEST_1 = replace(
    MAIL_1,
    key="honest_1",
    address="account-update@amazon.co.jp",
    links=(Link("支払方法の情報を更新する", "https://www.amazon.co.jp/cpe/yourpayments/wallet"),),
)

HONEST_2 = replace(
    MAIL_2,
    key="honest_2",
    address="no-reply@amazon.co.jp",
    body=MAIL_2.body.replace("\N{GREEK SMALL LETTER OMICRON}", "o"),
    links=(Link("続けるにはこちらをクリック", "https://www.amazon.co.jp/"),),
)

BENIGN = Mail(
    "benign",
    "友達 花子",
    "hanako@example.jp",
    "Re: 週末",
    "<p>土曜の10時に駅前で。</p><p>地図: {0}</p><p>お店: {1}</p>",
    (
        Link("地図", "https://www.openstreetmap.org/node/240109189"),
        Link("ラーメン花月", "https://ramen.example.jp/menu"),
    ),
)

COLLEAGUE = replace(BENIGN, key="colleague", name="山田 一郎", address="")
"""Outlook shows people of the same company by name only: their address is not in the page."""

WRAPPED = replace(
    MAIL_2,
    key="wrapped",
    links=(
        Link(
            "続けるにはこちらをクリック",
            "https://apc01.safelinks.protection.outlook.com/?url=http%3A%2F%2Fcardservices.newnamecardamazon.icu%2F"
            "&data=05%7C02%7Cuser%40example.jp%7C0&sdata=c2lnbmF0dXJl&reserved=0",
        ),
    ),
)
"""Mail 2 as Outlook's Safe Links hands it on: what a link really opens stands inside another address."""

SUSPECT = (MAIL_1, MAIL_2)
HONEST = (HONEST_1, HONEST_2, BENIGN)
ALL = (*SUSPECT, *HONEST)
SERVED = (*ALL, COLLEAGUE, WRAPPED)

HOSTS = sorted({link.href.split("/")[2].removeprefix("www.") for mail in SERVED for link in mail.links})
"""Hosts that the links of these mails lead to; names under them count as well."""
