"""Who names a brand without speaking as it, and who does: the same pressing words from both."""

from __future__ import annotations

from typing import Any

import pytest
from honmono.inspecting import judge_body
from honmono.judge import Judge

PRESSING = "24時間以内に会員情報をご確認ください。確認されない場合、アカウントをロックします。"

LOCKED = "Your account is suspended"

WORDS = [
    # story, sender's name, subject, text, level of the link to the sender's own site
    ("a way to pay", "花屋", "ご注文", f"花屋です。お支払い方法：PayPay。{PRESSING}", "unknown"),
    ("a carrier", "ことり書店", "発送", f"配送業者:ヤマト運輸。{PRESSING}", "unknown"),
    ("a warning of fraud", "情報課", "お知らせ", f"PayPayを騙るメール。{PRESSING}", "unknown"),
    ("a trade mark", "Kotori Games", LOCKED, "Google Play is a trademark.", "unknown"),
    ("two owners in one sentence", "Team", LOCKED, "PayPal or Netflix?", "unknown"),
    ("a shop that names itself", "Kotori Books", "Your PayPal order", f"Kotori Books\n{PRESSING}", "unknown"),
    ("speaks as the brand in its subject", "Support", "Your Netflix account is suspended", "", "caution"),
    ("in its text", "お知らせ", "重要", f"楽天カードをご利用いただきありがとうございます。{PRESSING}", "caution"),
    ("a thing one has there", "Billing", "Action required: your Norton subscription expired", "", "caution"),
    ("the same word without it", "Billing", "Action required: your account with Mr Norton expired", "", "unknown"),
    ("names the sender nowhere", "Kotori", "Your Netflix account is suspended", "", "caution"),
]


@pytest.mark.parametrize(("story", "name", "subject", "text", "level"), WORDS, ids=[row[0] for row in WORDS])
def test_words(story: str, name: str, subject: str, text: str, level: str, judge: Judge) -> None:
    body = mail(name, "info@kotori.example.jp", subject, text, "https://www.kotori.example.jp/my")
    verdict = judge_body(body, judge)
    assert verdict["links"][0]["level"] == level
    assert "pressure_language" in {finding["rule"] for finding in verdict["findings"]}, "the words press nobody"


NAMES = [
    # story, sender's name, its address, where the link leads, level of the sender in mail that presses
    ("a help desk", "Spotify", "help@spotify.zendesk.com", "https://spotify.zendesk.com/hc/1", "unknown"),
    ("a help desk that leads elsewhere", "Spotify", "help@x.zendesk.com", "https://evil.example/", "caution"),
    ("who could not deliver", "Microsoft Outlook", "postmaster@example.com", "https://www.microsoft.com/", "unknown"),
    ("the same, leading elsewhere", "Microsoft Outlook", "postmaster@example.com", "https://evil.example/", "danger"),
    ("a user of a platform", "Nintendo", "notifications@github.com", "https://github.com/a/b", "caution"),
    ("a firm's department, vetted", "楽天市場担当 高橋", "t@example.co.jp", "https://example.co.jp/", "caution"),
    ("the bare name, vetted", "楽天市場", "t@example.co.jp", "https://example.co.jp/", "danger"),
    ("a department, not vetted", "楽天市場担当 高橋", "t@example.cn", "https://example.cn/", "danger"),
    ("a dealer", "ドコモショップ渋谷店", "t@example.jp", "https://example.jp/", "caution"),
    ("a dealer where fraud likes to be", "ドコモショップ渋谷店", "t@example.icu", "https://example.icu/", "danger"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "name", "address", "href", "level"), NAMES, ids=[row[0] for row in NAMES])
def test_names(story: str, name: str, address: str, href: str, level: str, judge: Judge) -> None:
    assert judge_body(mail(name, address, "重要", PRESSING, href), judge)["sender"]["level"] == level


def test_logo(judge: Judge) -> None:
    """A brand's bare name as the text of a link speaks as the brand in mail that presses."""
    body = mail("お知らせ", "x@kotori.example.jp", "重要", PRESSING, "https://www.kotori.example.jp/")
    assert judge_body(body, judge)["links"][0]["level"] == "unknown"
    body["links"][0]["text"] = "Netflix"
    assert judge_body(body, judge)["links"][0]["level"] == "caution"


def mail(name: str, address: str, subject: str, text: str, href: str) -> dict[str, Any]:
    links = [{"id": "l0", "href": href, "text": "こちら"}]
    sender = {"name": name, "address": address}
    return {"sender": sender, "subject": subject, "text": text, "links": links, "locale": "ja"}
