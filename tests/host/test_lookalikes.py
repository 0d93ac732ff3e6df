"""Words that pass for a name to the eye: in Latin letters, and in Chinese and Japanese; in words and in hosts."""

from __future__ import annotations

import pytest
from honmono.claims import claims_in
from honmono.confusables import misread_letters
from honmono.hostnames import parse_host
from honmono.imitation import hits_in
from honmono.inspecting import judge_body
from honmono.judge import Judge
from honmono.knowledge.build import lookalike_names
from honmono.knowledge.characters import cjk_lookalikes, misread_keys
from honmono.knowledge.load import Knowledge
from honmono.misread import misread_cjk, misread_names, misread_words

WORDS = [
    # story, text, words found and the names for which they pass
    ("0 for o", "Your Amaz0n order", {"Amaz0n": "amazon"}),
    ("rn for m", "Your Arnazon order", {"Arnazon": "amazon"}),
    ("vv for w, in a name of two words", "vvells Fargo", {"vvells Fargo": "wellsfargo"}),
    ("1 for l", "Paypa1からのお知らせ", {"Paypa1": "paypal"}),
    ("capital I for l", "PayPaI", {"PayPaI": "paypal"}),
    ("capital I after a capital", "AIlianz", {"AIlianz": "allianz"}),
    ("small l among capitals", "NETFLlX", {"NETFLlX": "netflix"}),
    ("small l for the first letter", "lnstagram", {"lnstagram": "instagram"}),
    ("a word that is also a name", "AppIe", {"AppIe": "apple"}),
    ("with the word before it", "Bank of America, Arnerican Express", {"Arnerican Express": "americanexpress"}),
    ("the names themselves", "Amazon PayPal NETFLIX LinkedIn Instagram", {}),
    ("a name written with a capital too many", "IPhone AIrbus LinkedIN", {}),
    ("ordinary words", "modern barn, return, learn, vivid savvy", {}),
    ("names nobody protects", "Corning Marni Vivint Barnes Cornell", {}),
    ("numbers and versions", "Python 3.11, 0.9.post1, A10, B2B, 10am, R2D2", {}),
    ("a word with a number", "post1 and general1 and 0range", {}),
    ("codes", "G00-GLE-1, 4f0a1Bc90l, QmFzZTY0IGlzIGEgY29kZQ==", {}),
    ("pieces of an address", "me@paypa1.com /Amaz0n ?id=micr0soft #paypa1 g00gle_id=1", {}),
    ("short ones", "VlSA S0NY", {}),
    ("names with digits of their own", "1Passw0rd", {}),
]


@pytest.mark.parametrize(("story", "text", "found"), WORDS, ids=[row[0] for row in WORDS])
def test_words(story: str, text: str, found: dict[str, str], knowledge: Knowledge) -> None:
    assert {misread.word: misread.plain for misread in misread_words(text, knowledge)} == found


CJK = [
    # story, text, words found
    ("Han for katakana", "三井住友力ードをご利用", ["三井住友力ード"]),
    ("after katakana", "エポス力ード", ["エポス力ード"]),
    ("a radical", "ヤマ卜運輸よりお届け", ["ヤマ卜運輸"]),
    ("another Han", "楽夭市場", ["楽夭市場"]),
    ("a name of two characters", "楽夭からのお知らせ", ["楽夭"]),
    ("two characters for one", "メノレカリ", ["メノレカリ"]),
    ("katakana for Han", "山ロ銀行", ["山ロ銀行"]),
    ("after kana that goes with nothing", "お手元の力ルディコーヒーファーム", ["力ルディコーヒーファーム"]),
    ("the names themselves", "三井住友カード、エポスカード、ヤマト運輸、楽天市場、山口銀行", []),
    ("Han where they belong", "店舗口座、協力会社、力仕事、入力フォーム、サービス一覧、夕方、八カ月", []),
    ("katakana between Han", "数カ国、二ハ、一ニ三", []),
    (
        "the end of one word and the start of another",
        "加工ポスカード、協力ルディコーヒーファーム、第二トリ",
        [],
    ),
    ("katakana that runs on", "ハメノレカリバー", []),
    ("another spelling that is honest", "キャノン、ビユーカード、キユーピー", []),
    ("of another language", "國稅局 國稅廳", []),
    ("ASCII", "Meruoaki", []),
]


@pytest.mark.parametrize(("story", "text", "found"), CJK, ids=[row[0] for row in CJK])
def test_cjk(story: str, text: str, found: list[str], knowledge: Knowledge) -> None:
    """In a long text and in a short one alike."""
    for search in (misread_cjk, misread_names):
        assert [misread.word for misread in search(text, knowledge)] == found


def test_hiragana_only_where_little_is_read(knowledge: Knowledge) -> None:
    assert [misread.word for misread in misread_names("えきねつと", knowledge)] == ["えきねつと"]
    assert not list(misread_cjk("えきねつと", knowledge))


def test_a_text_full_of_odd_words_takes_no_longer(knowledge: Knowledge) -> None:
    text = " ".join(f"a{n}b" for n in range(9000)) + " Amaz0n"
    assert not list(misread_words(text, knowledge))


SENDERS = [
    # story, sender's name, owners that it surely claims to be
    ("a look-alike", "PayPaI", ["paypal"]),
    ("a look-alike of an ordinary word, with a word of service", "AppIe Support", ["apple"]),
    ("a look-alike domain", "Arnazon.co.jp", ["amazon"]),
    ("Japanese", "三井住友力ード", ["smbc-card"]),
    ("Japanese with a word of service", "ヤマ卜運輸 サポート", ["yamato"]),
    ("with spaces", "三井 住友 カード", ["smbc-card"]),
    ("a name that begins inside a word", "南三井 住友 カード", []),
    ("words that a name runs together", "Face Book Club", []),
    ("with another alphabet and spaces", "PayPay 資産 運用", ["paypay"]),
    ("a person", "高島 屋敷", []),
    ("a person whose name is one", "高島 屋", []),
    ("a building", "Wells Fargo Center", []),
    ("a ground", "State Farm Stadium Tickets", []),
    ("no building", "PayPal Resolution Center", ["paypal"]),
    ("a number", "Post1", []),
    ("a handle", "0range", []),
]


@pytest.mark.parametrize(("story", "name", "owners"), SENDERS, ids=[row[0] for row in SENDERS])
def test_sender(story: str, name: str, owners: list[str], judge: Judge) -> None:
    claims = claims_in(name, judge.catalogue, whole=True)
    assert [claim.owner.id for claim in claims if claim.how != "loose"] == owners


HOSTS = [
    # story, host, kinds of hits
    ("a hyphen between the words of a name", "vvells-fargo.com", ["shape"]),
    ("the same without a trick", "ama-zon.com", ["near"]),
    ("Japanese", "メノレカリ.com", ["shape"]),
    ("Japanese in a part", "ヤマ卜運輸-login.jp", ["shape"]),
    ("Japanese and right", "メルカリ.com", []),
    ("the owner's own letters", "żabka.pl", ["exact"]),
    ("and a hyphen", "crédit-coopératif.fr", ["exact"]),
    ("in a part", "żabka-login.pl", ["part"]),
    ("marks that are not the owner's", "amazón.com", ["shape"]),
    ("others than the owner's", "źabka.pl", ["shape"]),
    ("words", "warm-corner.com", []),
]


@pytest.mark.parametrize(("story", "name", "kinds"), HOSTS, ids=[row[0] for row in HOSTS])
def test_hosts(story: str, name: str, kinds: list[str], judge: Judge) -> None:
    host = parse_host(name, judge.catalogue.knowledge)
    assert [hit.kind for hit in hits_in(host, judge.catalogue)] == kinds


def _mail(href: str, text: str = "") -> dict:
    links = [{"id": "l0", "href": href, "text": ""}]
    return {"sender": None, "subject": "", "links": links, "text": text, "locale": "en"}


def test_a_warning_says_both(judge: Judge) -> None:
    """Whoever explains a look-alike sets the name beside it; whoever uses one does not."""

    def found(text: str) -> list[str]:
        return [finding["rule"] for finding in judge_body(_mail("https://example.com/", text), judge)["findings"]]

    assert found("Some wrote rnicrosoft.com where microsoft.com was meant.") == []
    assert found("三井住友力ード(正しくは三井住友カード)") == []
    assert found("Log in at rnicrosoft.com to keep your account.") == ["homoglyph_text"]


def test_a_venue_does_not_lure(judge: Judge) -> None:
    def severities(host: str) -> set[str]:
        verdict = judge_body(_mail(f"https://{host}/"), judge)
        return {found["severity"] for found in verdict["links"][0]["findings"] if found["rule"] == "brand_in_host"}

    assert severities("barclayscenter.com") == severities("barclays-arena.com") == {"weak"}
    assert severities("barclays-login-center.com") == severities("barclays-remboursement.com") == {"caution"}


@pytest.mark.parametrize(
    ("word", "plain", "odd"),
    [
        ("Arnazon", "amazon", [("rn", "m")]),
        ("PayPaI", "paypal", [("I", "l")]),
        ("NETFLlX", "netflix", [("l", "I")]),
        ("G00gle", "google", [("0", "o")]),
        ("メノレ力リ", "メルカリ", [("ノレ", "ル"), ("力", "カ")]),
        ("Amazon", "amazon", []),
    ],
)
def test_the_odd_letters_are_named(word: str, plain: str, odd: list[tuple[str, str]]) -> None:
    assert [(found["char"], found["like"]) for found in misread_letters(word, plain)] == odd


def test_what_is_written_for_a_name() -> None:
    stead = cjk_lookalikes()
    assert "三井住友力ード" in misread_keys("三井住友カード", stead)
    assert "三井住友力一ド" in misread_keys("三井住友カード", stead)
    assert misread_keys("ビザ", stead) == misread_keys("力石", stead) == set()
    assert all(char != other for char, others in stead.items() for other, _ in others)
    assert len(misread_keys("ソニーネットワークコミュニケーションズ", stead)) < 500  # the knowledge stays small


def test_what_passes_for_a_name_and_is_one_is_that_one() -> None:
    entry = [("one", False, 1, "")]
    found = lookalike_names({"エポス": entry, "工ポス": [("two", False, 1, "")]}, {"エ": [("工", 3)]})
    assert found == {}
    assert lookalike_names({"エポス": entry}, {"エ": [("工", 3)]}) == {"工ポス": [("one", False, 1, "エポス")]}
