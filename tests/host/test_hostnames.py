"""Hosts taken apart and compared."""

from __future__ import annotations

import pytest
from honmono.hostnames import Host, is_within, parse_host, same_site
from honmono.knowledge.load import Knowledge

PARTS = [
    # story, host, registrable, suffix, shared
    ("two labels of suffix", "www.amazon.co.jp", "amazon.co.jp", "co.jp", False),
    ("a final dot is nothing", "www.amazon.co.jp.", "amazon.co.jp", "co.jp", False),
    ("capitals are nothing", "WWW.Amazon.CO.JP", "amazon.co.jp", "co.jp", False),
    ("a wildcard rule", "shop.example.x.kawasaki.jp", "example.x.kawasaki.jp", "x.kawasaki.jp", False),
    ("its exception", "www.city.kawasaki.jp", "city.kawasaki.jp", "kawasaki.jp", False),
    ("the wildcard itself has no registrable domain", "x.kawasaki.jp", "", "x.kawasaki.jp", False),
    ("a bare suffix has none", "co.jp", "", "co.jp", False),
    ("a customer of a shared host", "www.evil.web.app", "evil.web.app", "web.app", True),
    ("the shared host itself", "web.app", "web.app", "app", True),
    ("a suffix nobody listed", "a.b.notasuffix", "b.notasuffix", "notasuffix", False),
    ("one label", "localhost", "", "localhost", False),
    ("an IPv4 address", "192.0.2.7", "192.0.2.7", "", False),
    ("an IPv6 address", "[2001:db8::1]", "[2001:db8::1]", "", False),
    ("a suffix in another script", "www.xn--80aswg.xn--p1ai", "xn--80aswg.xn--p1ai", "xn--p1ai", False),
]


@pytest.mark.parametrize(("story", "name", "registrable", "suffix", "shared"), PARTS, ids=[row[0] for row in PARTS])
def test_parts(story: str, name: str, registrable: str, suffix: str, shared: bool, knowledge: Knowledge) -> None:
    host = parse_host(name, knowledge)
    assert (host.registrable, host.suffix, host.shared) == (registrable, suffix, shared)


UNICODE = [
    ("ASCII stays", "www.example.com", "www.example.com"),
    ("a valid label", "xn--mnchen-3ya.de", "münchen.de"),
    ("a look-alike", "xn--80ak6aa92e.com", "аррӏе.com"),
    ("a label that IDNA 2008 does not allow, browsers may show", "xn--i-7iq.ws", "i❤.ws"),
    ("a label that is no punycode", "xn--\u00fc.com".encode("ascii", "ignore").decode(), "xn--.com"),
    ("an overflow", "xn--99999999999.com", "xn--99999999999.com"),
]


@pytest.mark.parametrize(("story", "name", "shown"), UNICODE, ids=[row[0] for row in UNICODE])
def test_unicode(story: str, name: str, shown: str, knowledge: Knowledge) -> None:
    assert parse_host(name, knowledge).unicode == shown


SITES = [
    ("a subdomain", "pay.amazon.co.jp", "www.amazon.co.jp", True),
    ("bay.de stands inside ebay.de", "bay.de", "ebay.de", False),
    ("a longer end", "amazon.co", "amazon.co.jp", False),
    ("two customers of one shared host", "a.web.app", "b.web.app", False),
    ("suffixes are nobody's", "co.jp", "co.jp", False),
]


@pytest.mark.parametrize(("story", "a", "b", "same"), SITES, ids=[row[0] for row in SITES])
def test_same_site(story: str, a: str, b: str, same: bool, knowledge: Knowledge) -> None:
    assert same_site(parse_host(a, knowledge), parse_host(b, knowledge)) == same


def test_is_within(knowledge: Knowledge) -> None:
    host: Host = parse_host("a.ebay.de", knowledge)
    assert is_within(host, "ebay.de") and is_within(host, "a.ebay.de")
    assert not is_within(host, "bay.de") and not is_within(host, "b.a.ebay.de")


def test_the_compiled_suffixes_agree_with_tldextract(knowledge: Knowledge) -> None:
    """The packages' own answer, for every rule of the list with labels in front."""
    import tldextract

    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
    rules = sorted(extract.tlds)
    assert len(rules) > 5000
    for rule in rules:
        name = rule.lstrip("!").replace("*.", "wild.")
        name = name if name.isascii() else name.encode("idna").decode()
        found = parse_host(f"www.example.{name}", knowledge)
        wanted = extract(f"www.example.{name}")
        assert (found.suffix, found.core) == (wanted.suffix, wanted.domain), rule
