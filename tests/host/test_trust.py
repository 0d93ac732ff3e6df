"""What a person trusts: exactly that, and nobody who could hide behind it."""

from __future__ import annotations

from typing import Any

import pytest
from honmono.inspecting import judge_body
from honmono.judge import Judge

BAD = "https://newnamecardamazon.icu/"
SENDER = "billing@newnamecardamazonmail.cyou"
ROWS = [
    # story, trusted domains, trusted senders, link, level of the link, level of the sender
    ("nobody", [], [], BAD, "danger", "danger"),
    ("the link's domain", ["newnamecardamazon.icu"], [], BAD, "genuine", "danger"),
    ("its subdomains too", ["newnamecardamazon.icu"], [], "https://a.newnamecardamazon.icu/", "genuine", "danger"),
    ("a domain that only ends alike", ["amazon.icu"], [], BAD, "danger", "danger"),
    ("one level above", ["icu"], [], BAD, "danger", "danger"),
    ("the sender's address", [], [SENDER], "https://example.org/", "unknown", "genuine"),
    ("another address of the domain", [], ["x@newnamecardamazonmail.cyou"], BAD, "danger", "danger"),
    ("the sender's domain", ["newnamecardamazonmail.cyou"], [], "https://example.org/", "unknown", "genuine"),
    ("a trusted sender does not make a bad link good", [], [SENDER], BAD, "danger", "genuine"),
    ("a host of everybody's pages", ["web.app"], [], "https://amazon-login.web.app/", "danger", "danger"),
    ("one customer of such a host", ["amazon-login.web.app"], [], "https://amazon-login.web.app/", "genuine", "danger"),
    ("a shortener", ["bit.ly"], [], "https://bit.ly/3abc", "danger", "danger"),
    ("what a trusted link sends on to", ["example.org"], [], f"https://example.org/?to={BAD}", "danger", "danger"),
]


def verdict(judge: Judge, link: str, domains: list[str], senders: list[str], **more: Any) -> dict[str, Any]:
    body = {
        "sender": {"name": "Amazon.co.jp", "address": SENDER},
        "subject": "重要",
        "text": "",
        "links": [{"id": "0", "href": link}],
        "trusted": {"domains": domains, "senders": senders},
        **more,
    }
    return judge_body(body, judge)


@pytest.mark.parametrize(
    ("story", "domains", "senders", "link", "of_link", "of_sender"), ROWS, ids=[r[0] for r in ROWS]
)
def test_trust(
    judge: Judge, story: str, domains: list[str], senders: list[str], link: str, of_link: str, of_sender: str
) -> None:
    found = verdict(judge, link, domains, senders)
    assert (found["links"][0]["level"], found["sender"]["level"]) == (of_link, of_sender)


def test_false_letters_are_said_whoever_wrote(judge: Judge) -> None:
    """An address can be forged; nobody who is trusted writes Amazοn with a Greek letter."""
    found = verdict(judge, "https://example.org/", [], [SENDER], text="あなたのAmaz\u03bfnのアカウント")
    assert [finding["rule"] for finding in found["findings"]] == ["homoglyph_text"]
    assert found["level"] == "danger"


TRUSTABLE = [
    ("somebody's own domain", "https://www.example-shop.com/", True),
    ("one customer of a shared host", "https://my-shop.web.app/", True),
    ("a known owner's: genuine without trust", "https://www.amazon.co.jp/", False),
    ("a shortener", "https://bit.ly/abc", False),
    ("a page host", "https://docs.google.com/forms/x", False),
    ("a mail service's counting links", "https://x.list-manage.com/c", False),
    ("no domain", "mailto:a@example.org", False),
]


@pytest.mark.parametrize(("story", "link", "wanted"), TRUSTABLE, ids=[row[0] for row in TRUSTABLE])
def test_trustable(judge: Judge, story: str, link: str, wanted: bool) -> None:
    assert verdict(judge, link, [], [])["links"][0]["trustable"] is wanted
