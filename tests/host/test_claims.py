"""Whom a text names: in any script, as whole words, and ordinary words only when they stand alone."""

from __future__ import annotations

import pytest
from honmono.claims import claims_in
from honmono.judge import Judge

SENDERS = [
    # story, sender's name, ids of the owners it claims to be
    ("the name", "Amazon", ["amazon"]),
    ("a domain", "Amazon.co.jp", ["amazon"]),
    ("an address", "no-reply@amazon.co.jp", ["amazon"]),
    ("letters set apart", "N.E.T.F.L.I.X", ["netflix"]),
    ("letters set apart by spaces", "A m a z o n Support", ["amazon"]),
    ("words run together by capitals", "AmazonSupportTeam", ["amazon"]),
    ("with a trade mark's sign", "Amazon™", ["amazon"]),
    ("one of several pieces", "UPS | Paket Service", ["ups"]),
    ("passed on by a list", "Amazon Fans via Groups", []),
    ("in kana", "アマゾン", ["amazon"]),
    ("fullwidth", "ＡＭＡＺＯＮ", ["amazon"]),
    ("with a Greek letter", "Amaz\u03bfn", ["amazon"]),
    ("with an invisible one", "Ama\u200bzon", ["amazon"]),
    ("with strokes laid over its letters", "A\u0336m\u0336a\u0336z\u0336o\u0336n\u0336", ["amazon"]),
    ("with one", "Ama\u0337zon Support", ["amazon"]),
    ("with words of service", "Amazon カスタマーサービス", ["amazon"]),
    ("two words", "Wells Fargo Online", ["wells-fargo"]),
    ("run together", "WellsFargo", ["wells-fargo"]),
    ("written in one and in two words", "LIFE CARD", ["lifecard"]),
    ("with a colon inside", "J:COM", ["jcom"]),
    ("before a colon", "Amazon: ご注文", ["amazon"]),
    ("inside a longer word", "Amazonian Travel", []),
    ("an ordinary word alone", "Apple", ["apple"]),
    ("an ordinary word with service", "Apple Support", ["apple"]),
    ("an ordinary word with others", "Apple Orchard Farm", []),
    ("an ordinary word in brackets of Japanese", "【LINE】重要なお知らせ", ["line"]),
    ("a word that ends like it", "Pineapple", []),
    ("a person", "山田 太郎", []),
    ("nothing", "", []),
    ("signs only", "<<<!!!>>>", []),
]


@pytest.mark.parametrize(("story", "name", "owners"), SENDERS, ids=[row[0] for row in SENDERS])
def test_sender(story: str, name: str, owners: list[str], judge: Judge) -> None:
    claims = claims_in(name, judge.catalogue, whole=True)
    assert [claim.owner.id for claim in claims if claim.how != "loose"] == owners


def test_in_running_text_ordinary_words_are_ordinary(judge: Judge) -> None:
    text = "We chase the deadline online, eat an apple on the airline, and buy it from Amazon."
    assert [claim.owner.id for claim in claims_in(text, judge.catalogue)] == ["amazon"]
