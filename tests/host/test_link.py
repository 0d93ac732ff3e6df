"""URLs read as browsers read them."""

from __future__ import annotations

import pytest
from honmono.inspecting import judge_body
from honmono.judge import Judge
from honmono.knowledge.load import Knowledge
from honmono.link import UnreadableUrl, parse_url, scheme_of

URLS = [
    # story, href, scheme, host, port, userinfo
    ("plain", "https://www.amazon.co.jp/gp/x?a=b#c", "https", "www.amazon.co.jp", None, ""),
    ("a default port is none", "http://example.com:80/", "http", "example.com", None, ""),
    ("another port", "https://example.com:8443/", "https", "example.com", 8443, ""),
    ("no path", "https://example.com", "https", "example.com", None, ""),
    ("a backslash ends the host", "http://evil.com\\@good.com/", "http", "evil.com", None, ""),
    ("an at sign begins it", "http://good.com@evil.com/", "http", "evil.com", None, "good.com"),
    ("a user name with a password", "https://a:b@evil.com/", "https", "evil.com", None, "a:b"),
    ("an IPv4 address in octal and hex", "http://0300.0x0.2.1/", "http", "192.0.2.1", None, ""),
    ("a whole IPv4 address as one number", "http://3221225985/", "http", "192.0.2.1", None, ""),
    ("fullwidth letters", "http://ＡＭＡＺＯＮ.co.jp/", "http", "amazon.co.jp", None, ""),
    ("an ideographic full stop", "http://amazon。co。jp/", "http", "amazon.co.jp", None, ""),
    ("Cyrillic", "http://аррӏе.com/", "http", "xn--80ak6aa92e.com", None, ""),
    ("escaped letters", "http://%61mazon.com/", "http", "amazon.com", None, ""),
    ("tabs and newlines are dropped", "ht\ntp://exa\tmple.com/", "http", "example.com", None, ""),
    ("slashes too many", "https:////example.com/", "https", "example.com", None, ""),
    ("slashes missing", "https:example.com", "https", "example.com", None, ""),
    ("an underscore", "https://a_b.example.com/", "https", "a_b.example.com", None, ""),
    ("an address of mail", "mailto:info@example.com", "mailto", None, None, ""),
    ("a port over the edge is not plain", "ftp://ftp.example.org:2121/x", "ftp", "ftp.example.org", 2121, ""),
]


@pytest.mark.parametrize(("story", "href", "scheme", "host", "port", "userinfo"), URLS, ids=[row[0] for row in URLS])
def test_url(
    story: str, href: str, scheme: str, host: str | None, port: int | None, userinfo: str, knowledge: Knowledge
) -> None:
    url = parse_url(href, knowledge)
    found = url.host.name if url.host else None
    assert (url.scheme, found, url.port, url.userinfo) == (scheme, host, port, userinfo)


UNREADABLE = [
    "https://exa mple.com/",
    "http://[::1",
    "https://",
    "example.com",
    "",
    "http://example.com:99999/",
    "http://a<b>.com",
]


@pytest.mark.parametrize("href", UNREADABLE)
def test_unreadable(href: str, knowledge: Knowledge) -> None:
    with pytest.raises(UnreadableUrl):
        parse_url(href, knowledge)


def test_the_browser_has_the_last_word(knowledge: Knowledge) -> None:
    url = parse_url("https://shown.example/", knowledge, "opened.example")
    assert url.host and url.host.name == "opened.example"


def test_the_fast_way_agrees_with_the_url_standard(knowledge: Knowledge) -> None:
    """Whatever the strict expression accepts, ada_url takes apart the same way."""
    import ada_url
    from honmono.link import _PLAIN
    from hypothesis import given, settings
    from hypothesis import strategies as st

    pieces = st.lists(
        st.sampled_from(
            [
                "a",
                "b1",
                "-",
                "_",
                ".",
                "com",
                "co.jp",
                "xn--a",
                "0x1",
                "1",
                "/",
                "?",
                "#",
                ":",
                "80",
                "é",
                "@",
                "%41",
                " ",
            ]
        )
    )

    @settings(max_examples=500, deadline=None)
    @given(pieces)
    def agree(parts: list[str]) -> None:
        href = "https://" + "".join(parts)
        if not _PLAIN.fullmatch(href) or "xn--" in href:
            return
        ours = parse_url(href, knowledge)
        theirs = ada_url.URL(href)
        assert ours.host and (ours.host.name, str(ours.port or "")) == (theirs.hostname.rstrip("."), theirs.port)

    agree()


SCHEMES = [
    ("javascript:alert(1)", "javascript"),
    (" \x01JaVa\nScRiPt:x", "javascript"),
    ("/relative:x", ""),
    ("x", ""),
    ("1a:b", ""),
]


@pytest.mark.parametrize(("href", "scheme"), SCHEMES)
def test_scheme_of(href: str, scheme: str) -> None:
    assert scheme_of(href) == scheme


LEVELS = [
    # story, href, level of the link
    ("a program", "javascript:alert(1)", "danger"),
    ("a program after nothing", "javascript:void(0)?alert(1)", "danger"),
    ("a program in a line after a comment", "javascript://%0aalert(1)", "danger"),
    ("a program inside of void", "javascript:void(alert(1))", "danger"),
    ("nothing", "javascript:void(0);", "unknown"),
    ("nothing at all", "javascript:", "unknown"),
    ("no navigation", "javascript:return%20false", "unknown"),
    ("a page inside", "data:text/html,x", "danger"),
    ("a picture with programs", "data:image/svg+xml;base64,x", "danger"),
    ("a picture", "data:image/png;base64,text/html", "unknown"),
    ("a text", "data:,hello", "unknown"),
    ("a foreign folder", "search-ms:query=x&crumb=location:%5C%5Cevil.icu", "danger"),
    ("a handler of Windows", "ms-msdt:/id%20PCWDiagnostic", "danger"),
    ("a document in a program", "ms-excel:ofe|u|https://evil.example/a.xlsm", "caution"),
    ("a file of the office", "file://fileserver/share/x", "unknown"),
    ("the same, as Windows writes it", "file:\\\\fileserver\\share\\x", "unknown"),
    ("a file of a suffix of no registry", "file://fs.contoso.local/x", "unknown"),
    ("a file by a private number", "file://10.1.2.3/share", "unknown"),
    ("a file of this machine", "file:///etc/passwd", "unknown"),
    ("a file of the internet", "file://files.example.com/x", "caution"),
    ("the same behind four slashes", "file:////files.example.com/x", "caution"),
    ("a file by a public number", "smb://203.0.113.4/share", "caution"),
    ("a public number behind four slashes", "file:////203.0.113.4/share", "caution"),
    ("a user name like an address", "https://bitbucket.org@evil.example/", "danger"),
    ("a plain user name", "https://taro@evil.example/", "caution"),
    ("a clone address", "https://taro@bitbucket.org/team/work.git", "genuine"),
    ("a clone address of a company's", "https://contoso@dev.azure.com/contoso/x/_git/x", "genuine"),
    ("a password in one", "https://taro:secret@bitbucket.org/team/work.git", "caution"),
    ("a brand's name before another's host", "https://paypal@docs.google.com/forms", "caution"),
    ("an escaped name in one", "https://a%2F@bitbucket.org/", "danger"),
    ("a public resolver", "https://1.1.1.1/", "unknown"),
    ("the same in the newer form", "https://[2606:4700:4700::1111]/", "unknown"),
    ("its neighbour", "https://1.1.1.4/", "caution"),
    ("a bracket swallowed", "https://www.example.co.jp）", "unknown"),
    ("a bracket and what follows", "https://www.example.co.jp」をご覧ください", "unknown"),
    ("a bracket in the middle", "https://www.example.co.jp）.example.org/", "caution"),
    ("a stroke at the end", "https://www.example.coǃ", "caution"),
    ("not filled in", "https://{{unsubscribe}}", "unknown"),
    ("not filled in, before a domain", "https://{{region}}.example.com/x", "unknown"),
    ("braces inside a label", "https://exa{{x}}.com/", "caution"),
    ("not filled in, with percent signs", "https://%%link%%", "unknown"),
    ("not filled in, in brackets", "http://[URL]", "unknown"),
    ("a bracket left open", "http://[URL", "caution"),
    ("percent signs before a domain", "https://%%link%%.evil.example/", "caution"),
    ("an A-label of nothing", "https://xn--99999999.com/", "caution"),
    ("an A-label of plain letters", "https://www.xn--example-.com/", "caution"),
]


@pytest.mark.parametrize(("story", "href", "level"), LEVELS, ids=[row[0] for row in LEVELS])
def test_what_is_merely_odd_is_no_alarm(story: str, href: str, level: str, judge: Judge) -> None:
    mail = {"sender": {"name": "Taro", "address": "taro@example.com"}, "subject": "", "text": "", "locale": "en"}
    verdict = judge_body(mail | {"links": [{"id": "l0", "href": href, "text": ""}]}, judge)
    assert verdict["links"][0]["level"] == level, verdict["links"][0]["findings"]


def test_an_a_label_of_plain_letters_is_not_shown_as_them(knowledge: Knowledge) -> None:
    host = parse_url("https://www.xn--example-.com/", knowledge).host
    assert host and host.unicode == "www.xn--example-.com"
