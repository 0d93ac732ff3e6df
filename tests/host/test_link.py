"""URLs read as browsers read them."""

from __future__ import annotations

import pytest
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
