"""Hosts in letters beyond ASCII: which are odd, by which check, and which are somebody's ordinary name.

A row is a host in Unicode, the name of the check that speaks ("" for none), and its story.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from honmono import idn_checks
from honmono.hostnames import POPULAR, Host, parse_host
from honmono.idn_scripts import Label, code_points, odd_labels, script
from honmono.inspecting import judge_body
from honmono.judge import Judge
from honmono.knowledge.load import Knowledge

ODD = [
    # IDNA 2008
    ("bank‑online.com", "not_idna", "a non-breaking hyphen"),
    ("20°.com", "not_idna", "a sign"),
    ("key🔒.com", "not_idna", "a padlock promises what a picture cannot"),
    ("red⭕ne.com", "not_idna", "a circle that passes for o"),
    ("שלוםabc1.com", "not_idna", "two directions in one label"),
    ("日本゠東京.jp", "not_idna", "the kana double hyphen"),
    ("한!글.com", "not_idna", "an exclamation mark hidden in punycode"),
    # signs of one language
    ("col·lecta.com", "foreign_apostrophe", "Catalan's dot outside Catalan suffixes passes for a dot"),
    ("a·b.cat", "not_idna", "not between two l's"),
    ("o\u02bcbrien.com", "foreign_apostrophe", "a letter that passes for an apostrophe"),
    ("hawai\u02bbi.com", "foreign_apostrophe", "no suffix of Hawaiian's own"),
    ("कार्\u200dय.com", "foreign_apostrophe", "an unseen joiner"),
    # scripts and letters
    ("ᚠᚢᚦ.com", "uncommon_script", "runes"),
    ("ᏣᎳᎩ.com", "uncommon_script", "Cherokee: limited use, most letters have Latin twins"),
    ("abˈc.com", "uncommon_script", "a stress mark of IPA passes for an apostrophe"),
    ("ꜗabc.com", "uncommon_script", "a tone letter"),
    ("ѵино.ru", "uncommon_letter", "a letter that Russian gave up in 1918"),
    ("שׁ.com", "uncommon_letter", "Hebrew with points"),
    ("ㇷ゚.jp", "uncommon_letter", "small kana for Ainu, unseen at this size"),
    ("ʀestaurant.com", "rare_latin", "a small capital"),
    ("ɑpricot.com", "rare_latin", "IPA's a"),
    ("bookɩng.com", "rare_latin", "iota, under a suffix of no language that has it"),
    ("oĸtober.com", "rare_latin", "kra"),
    ("lǐnk.com", "rare_latin", "a letter of Pinyin, which nobody uses for names"),
    ("þorn.com", "rare_latin", "thorn outside Iceland passes for p"),
    ("ɗan.com", "rare_latin", "Hausa outside its countries"),
    ("əli.com", "rare_latin", "schwa outside Azerbaijan passes for e"),
    # marks
    ("goog\u0332le.com", "misplaced_mark", "an underline that did not compose"),
    ("mai\u0307l.com", "misplaced_mark", "a second dot on an i, unseen"),
    ("é\u0301te.com", "misplaced_mark", "the same mark twice"),
    ("กี\u0e35.com", "misplaced_mark", "the same Thai vowel twice"),
    ("東\u0301京.jp", "misplaced_mark", "an accent on a Han character"),
    ("か\u309a.jp", "misplaced_mark", "a kana mark that did not compose"),
    # numbers
    ("भारत1२.in", "mixed_numbers", "ASCII and Devanagari digits"),
    ("שלום٣.com", "mixed_numbers", "an Arabic digit after Hebrew letters"),
    # East Asia
    ("caféラテ.jp", "marked_latin_beside_cjk", "é beside kana"),
    ("ー日本.jp", "misplaced_kana_sign", "a long-vowel sign with nothing to prolong is a dash"),
    ("pay-ー.com", "misplaced_kana_sign", "after a hyphen"),
    ("secure・login.jp", "not_idna", "a kana dot without kana"),
    ("login・日本.jp", "misplaced_kana_sign", "a kana dot beside Latin"),
    ("すヾ.jp", "misplaced_kana_sign", "katakana's repeat after hiragana"),
    ("本ゞ.jp", "misplaced_kana_sign", "hiragana's repeat after Han"),
    ("カーへル.jp", "misplaced_kana_sign", "also after a long-vowel sign"),
    ("ラッへン.jp", "misplaced_kana_sign", "hiragana he in a katakana word"),
    ("bank丿com.cn", "lone_stroke", "a stroke as a slash"),
    ("bankノ東京.jp", "lone_stroke", "no on the Latin side of Han"),
    ("bankンpay.jp", "lone_stroke", "n as a slash"),
    ("shop十.com", "lone_stroke", "ten as t or plus"),
    ("乙ip.com", "lone_stroke", "at the start"),
    ("payㄒ.tw", "lone_stroke", "one bopomofo letter in a Latin word"),
    # whole-script twins
    ("сосо.com", "whole_script_twin", "Cyrillic that reads as coco"),
    ("рау-24.net", "whole_script_twin", "with digits and a hyphen"),
    ("мвтк.com", "whole_script_twin", "rough twins and no vowel: no word"),
    ("ұзѕ.com", "whole_script_twin", "Kazakh and Macedonian letters: no language"),
    ("ανα.com", "whole_script_twin", "Greek"),
    ("סמס2.com", "", "mem has no twin"),
    ("סוס.com", "whole_script_twin", "Hebrew: s, l, s"),
    ("นบท.com", "whole_script_twin", "Thai: n, u, n"),
    ("ບນ9.com", "whole_script_twin", "Lao and a digit"),
    ("ဝဝ.com", "whole_script_twin", "Burmese: two circles"),
    ("ቨ.com", "", "no twin"),
    ("ዐፐ.com", "whole_script_twin", "Ethiopic: o, T"),
    ("หนู.com", "", "a Thai word with a vowel sign"),
    ("8ვ.com", "whole_script_twin", "Georgian that passes for a 3 beside a digit"),
    ("१२३.com", "whole_script_twin", "figures of another script"),
    ("ഠഠ.com", "whole_script_twin", "Malayalam: two circles"),
    ("۵۵.com", "whole_script_twin", "Persian digits that look like o"),
]

ORDINARY = [
    ("bücher-straße.de", "German"),
    ("garçon-œuvre.fr", "French"),
    ("žluťoučký.cz", "Czech"),
    ("łódź.pl", "Polish"),
    ("đường-phố.vn", "Vietnamese"),
    ("kapıcı.com.tr", "Turkish"),
    ("fjölskylda.com", "Icelandic without thorn"),
    ("þing.is", "Icelandic with thorn"),
    ("seyðisfjørð.fo", "Faroese"),
    ("həyat.az", "Azerbaijani"),
    ("gal·la.cat", "Catalan"),
    ("ɓarna.ng", "Hausa"),
    ("toʻlov.uz", "Uzbek"),
    ("ħobż.com", "Maltese"),
    ("șapte.ro", "Romanian"),
    ("ŝtono.com", "Esperanto"),
    ("столица.com", "Russian with letters that have no twin"),
    ("ресторан.com", "Russian, rough twins only, one word"),
    ("хор.ru", "all twins, at home"),
    ("сахар.рф", "all twins, under a suffix of the script"),
    ("со.kz", "all twins, in a country that reads them"),
    ("подія-сімʼя.com", "Ukrainian apostrophe in a Cyrillic word"),
    ("αθηνα.gr", "Greek at home"),
    ("ελληνικός.com", "Greek with a final sigma"),
    ("κέντρο.com", "Greek with a mark"),
    ("երեւան.com", "Armenian"),
    ("თბილისი.com", "Georgian"),
    ("שלום.co.il", "Hebrew"),
    ("מזרח.com", "Hebrew with letters that have no twin"),
    ("مدرسه.com", "Arabic"),
    ("خانه\u200cها.ir", "Persian needs the non-joiner"),
    ("شركة٢٠.com", "Arabic with Arabic digits"),
    ("विद्यालय.com", "Hindi"),
    ("पुणे-२४.in", "Marathi with its digits"),
    ("வணிகம்.com", "Tamil"),
    ("ක්\u200dරීඩා.lk", "Sinhala needs the joiner"),
    ("โรงเรียน.com", "Thai"),
    ("๒๔.th", "Thai figures in Thailand"),
    ("ພາສາ.com", "Lao"),
    ("ភាសា.com", "Khmer"),
    ("ያሬድ.com", "Ethiopic"),
    ("東京タワー.jp", "Han and katakana with its long-vowel sign"),
    ("らーめん屋.jp", "hiragana with a long-vowel sign"),
    ("ロック・フェス.jp", "a kana dot between katakana"),
    ("いすゞ.jp", "a hiragana repeat"),
    ("丸ノ内.jp", "no between Han"),
    ("パソコンpc.jp", "n at the end of a katakana word, then Latin"),
    ("ノートb.jp", "a katakana word before Latin"),
    ("pcソフト.jp", "so at the start of a katakana word, after Latin"),
    ("東京へ.jp", "hiragana he after Han"),
    ("銀座4丁目.jp", "a stroke-like character in a word"),
    ("一番b.jp", "one beside Han"),
    ("x線.jp", "a Latin letter and a Han character that is no stroke"),
    ("佐々木.jp", "a Han repeat"),
    ("k팝.kr", "Hangul and Latin"),
    ("大家ㄉ店.tw", "bopomofo in Han"),
    ("人民网.cn", "Han"),
    ("𠮷野家.jp", "Han of plane 2"),
    ("i❤.ws", "an emoji"),
    ("🍕.ws", "nothing but an emoji"),
]


def host_of(name: str, knowledge: Knowledge) -> Host:
    """As a browser serialises it, valid or not: a browser refuses some of these, other programs do not."""
    labels = [unicodedata.normalize("NFC", label) for label in name.split(".")]
    return parse_host(
        ".".join(label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in labels),
        knowledge,
    )


def found_in(host: Host, knowledge: Knowledge) -> tuple[str, str]:
    for label in odd_labels(host, knowledge):
        check, odd = idn_checks.odd_in(label)
        if odd:
            return check, odd
    return "", ""


@pytest.mark.parametrize(("name", "check", "story"), ODD, ids=[row[2] for row in ODD])
def test_odd(name: str, check: str, story: str, knowledge: Knowledge) -> None:
    assert found_in(host_of(name, knowledge), knowledge)[0] == check


@pytest.mark.parametrize(("name", "story"), ORDINARY, ids=[row[1] for row in ORDINARY])
def test_ordinary(name: str, story: str, knowledge: Knowledge) -> None:
    assert found_in(host_of(name, knowledge), knowledge) == ("", "")


def test_each_check_is_shown_by_a_row_and_says_its_source() -> None:
    shown = {check for _, check, _ in ODD}
    for check in idn_checks.CHECKS:
        assert check.__name__ in shown | {"popular_twin"}
        assert check.__doc__


def findings(href: str, judge: Judge) -> list[dict[str, Any]]:
    link = {"id": "l0", "href": href, "text": ""}
    mail = {"sender": None, "subject": "", "links": [link], "text": ""}
    found: list[dict[str, Any]] = judge_body(mail, judge)["links"][0]["findings"]
    return found


@pytest.mark.parametrize(
    ("href", "odd", "story"),
    [
        ("http://xn--ommend-3tb9460a.com/", None, "the rule, through the whole path"),
        ("http://a!b.com/", ["!"], "the URL standard lets ! into a host"),
        ("http://..com/", ["."], "an empty label"),
        ("http://a_b.example.com/", [], "an underscore is ordinary in subdomains"),
        ("http://192.0.2.1/", [], "an address"),
        ("http://[2001:db8::1]/", [], "an address in brackets"),
        ("http://example.com./", [], "a dot at the end"),
        ("http://example.xn--com-5k4c1d/", None, "a stroke in the last label"),
    ],
    ids=str,
)
def test_whole_path(href: str, odd: list[str] | None, story: str, judge: Judge) -> None:
    found = [finding for finding in findings(href, judge) if finding["rule"] == "odd_characters_host"]
    if odd is None:
        assert len(found) <= 1
        return
    assert [entry["char"] for finding in found for entry in finding["params"]["odd"]] == odd
    assert all(finding["severity"] == "caution" for finding in found)


def test_evidence_says_what_a_character_passes_for(judge: Judge) -> None:
    (found,) = [f for f in findings("http://bank丿com.cn/", judge) if f["rule"] == "odd_characters_host"]
    assert found["params"]["odd"] == [
        {"char": "丿", "code": "U+4E3F", "name": "CJK UNIFIED IDEOGRAPH-4E3F", "like": "/"}
    ]


@pytest.mark.parametrize(
    ("href", "domain"),
    [("http://www.þorn.com/", "þorn.com"), ("http://þorn.example.com/", "þorn.example.com")],
)
def test_the_domain_named_holds_the_character(href: str, domain: str, judge: Judge) -> None:
    (found,) = [f for f in findings(href, judge) if f["rule"] == "odd_characters_host"]
    assert found["params"]["domain"] == domain


def test_names_of_popular_sites_in_other_letters(knowledge: Knowledge) -> None:
    """With a list of popular sites of our own: the real one changes."""

    class Popular:
        host_bits = staticmethod(lambda name: POPULAR if name == "habr.com" else 0)
        fold, lists, scripts = knowledge.fold, knowledge.lists, knowledge.scripts

    def judged(text: str, registrable: bool = True) -> str:
        scripts = tuple(script(char, knowledge) for char in text)
        return idn_checks.popular_twin(Label(text, scripts, registrable, "com", Popular))  # type: ignore[arg-type]

    assert judged("навг") == "навг"
    assert judged("ħabr") == "ħ", "a bar"
    assert judged("hábr") == "", "a mark only: another word in many languages"
    assert judged("навг", registrable=False) == "", "anybody may call a subdomain so"
    assert judged("нива") == "", "no popular site"


def test_a_label_that_cannot_exist_costs_no_time(knowledge: Knowledge) -> None:
    assert found_in(host_of("\u0301" * 5000 + ".com", knowledge), knowledge) == ("", "")


def test_ranges() -> None:
    assert code_points("0041 0043-0045") == {0x41, 0x43, 0x44, 0x45}
    assert code_points("") == frozenset()


def test_lists_of_letters_hold_one_character_a_line() -> None:
    folder = Path(idn_checks.__file__).parent / "data" / "lists"
    for name in ("lookalikes", "script_twins", "cjk_shapes", "alphabets"):
        for entry in (folder / f"{name}.txt").read_text("utf-8").splitlines():
            if entry.startswith("#"):
                continue
            char, _, value = entry.partition(" ")
            assert len(char) == 1, entry
            assert value, entry
