"""The two mails that must always work, and the same mails when they are honest."""

from __future__ import annotations

from typing import Any

import pytest
from honmono.inspecting import judge_body
from honmono.judge import Judge

MAIL_1: dict[str, Any] = {
    "sender": {"name": "amazon.co.jp", "address": "kefu@dfaddfg.shop"},
    "subject": "<重要>",
    "links": [{"id": "l0", "href": "https://www.dfaddfg.shop/ap/signin", "text": "支払方法の情報を更新する"}],
    "text": "amazon.co.jp「お客様情報の更新」お支払い方法の情報を更新してください。",
    "locale": "ja",
}
MAIL_2: dict[str, Any] = {
    "sender": {"name": "Amazon.co.jp", "address": "apikey@newnamecardamazonmail.cyou"},
    "subject": "もう一度確認してから、あなたのアカウントを利用してください",
    "links": [{"id": "l0", "href": "http://cardservices.newnamecardamazon.icu/", "text": "続けるにはこちらをクリック"}],
    "text": "あなたのAmaz\u03bfnのアカウントに異常なログイン。24時間以内に確認されない場合、ロックします。",
    "locale": "ja",
}


def findings(part: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {finding["rule"]: finding["params"] for finding in part["findings"]}


def test_mail_1(judge: Judge) -> None:
    verdict = judge_body(MAIL_1, judge)
    sender = findings(verdict["sender"])["sender_brand_mismatch"]
    assert sender == {"brand": "Amazon", "genuine": "amazon.co.jp", "domain": "dfaddfg.shop"}
    assert (verdict["level"], verdict["sender"]["level"], verdict["links"][0]["level"]) == ("danger",) * 3
    assert findings(verdict["links"][0])["brand_links_elsewhere"]["genuine"] == "amazon.co.jp"


def test_mail_2(judge: Judge) -> None:
    verdict = judge_body(MAIL_2, judge)
    assert (verdict["level"], verdict["sender"]["level"], verdict["links"][0]["level"]) == ("danger",) * 3
    sender, link, mail = (findings(part) for part in (verdict["sender"], verdict["links"][0], verdict))
    assert sender["sender_brand_mismatch"]["genuine"] == "amazon.co.jp"
    for found, domain in ((sender, "newnamecardamazonmail.cyou"), (link, "newnamecardamazon.icu")):
        assert found["brand_in_host"] == {
            "brand": "Amazon",
            "genuine": "amazon.co.jp",
            "domain": domain,
            "part": "amazon",
        }
    assert mail["homoglyph_text"]["odd"] == [
        {"char": "ο", "code": "U+03BF", "name": "GREEK SMALL LETTER OMICRON", "like": "o"}
    ]
    assert mail["homoglyph_text"]["genuine"] == "amazon.co.jp"


@pytest.mark.parametrize("mail", [MAIL_1, MAIL_2], ids=["mail 1", "mail 2"])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_japanese_mail_offers_the_japanese_site_whatever_the_reader_speaks(
    mail: dict, locale: str, judge: Judge
) -> None:
    verdict = judge_body({**mail, "locale": locale}, judge)
    assert findings(verdict["sender"])["sender_brand_mismatch"]["genuine"] == "amazon.co.jp"


@pytest.mark.parametrize("mail", [MAIL_1, MAIL_2], ids=["mail 1", "mail 2"])
def test_the_same_mail_from_the_real_sender_shows_nothing(mail: dict[str, Any], judge: Judge) -> None:
    honest = {
        **mail,
        "sender": {**mail["sender"], "address": "no-reply@amazon.co.jp"},
        "text": mail["text"].replace("\u03bf", "o"),
        "links": [{**mail["links"][0], "href": "https://www.amazon.co.jp/gp/css/homepage.html"}],
    }
    verdict = judge_body(honest, judge)
    shown = [
        f
        for part in (verdict, verdict["sender"], *verdict["links"])
        for f in part["findings"]
        if f["severity"] != "weak"
    ]
    assert (verdict["level"], verdict["sender"]["level"], verdict["links"][0]["level"], shown) == ("genuine",) * 3 + (
        [],
    )
