"""Wrappers opened offline: by exact host only, nested, bounded, honest about what cannot be read."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from honmono.knowledge.load import Knowledge
from honmono.link import Link, make_link, parse_url
from honmono.wrappers import MAX_DEPTH, unwrap

EVIL = "https://evil.example/a?b=c"
CODED = quote(EVIL, safe="")


def opened(href: str, knowledge: Knowledge) -> Link:
    return unwrap(make_link("l", href, "", "", parse_url(href, knowledge)), knowledge)


WRAPPED = [
    ("Google", f"https://www.google.com/url?sa=t&q={CODED}&ust=1"),
    ("Google's other parameter", f"https://www.google.com/url?url={CODED}"),
    ("Outlook Safe Links", f"https://eur01.safelinks.protection.outlook.com/?url={CODED}&data=05%7C01"),
    ("Safe Links for governments", f"https://gcc02.safelinks.protection.office365.us/?url={CODED}"),
    ("Safe Links in the web client", f"https://outlook.office.com/mail/safelink.html?url={CODED}"),
    (
        "Safe Links in Teams",
        f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={CODED}",
    ),
    ("Proofpoint 1", f"https://urldefense.proofpoint.com/v1/url?u={CODED}&k=x"),
    ("Proofpoint 2", "https://urldefense.proofpoint.com/v2/url?u=https-3A__evil.example_a-3Fb-3Dc&d=DwMF"),
    ("Proofpoint 3", "https://urldefense.com/v3/__https://evil.example/a*b=c__;Pw!!abc$"),
    ("Proofpoint 3 without bytes", "https://urldefense.com/v3/__https://evil.example/a?b=c__;!!abc$"),
    ("GMX", f"https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl={CODED}"),
    ("WEB.DE", f"https://deref-web.de/mail/client/x/dereferrer/?redirectUrl={CODED}"),
    ("Barracuda", f"https://linkprotect.cudasvc.com/url?a={CODED}&c=E,1"),
    ("Cisco", f"https://secure-web.cisco.com/1abcDEF/{CODED}"),
    ("Sophos", "https://eu-west-1.protection.sophos.com/?d=evil.example&u=aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYT9iPWM=&i=1"),
    ("Trend Micro", f"https://ca-1801.ctp.trendmicro.com/wis/clicktime/v1/query?url={CODED}"),
    ("FireEye", f"https://protect2.fireeye.com/v1/url?k=1&q=1&u={CODED}"),
    ("Amazon SES", f"https://abc.r.us-east-1.awstrack.me/L0/{CODED}/1/0100/x"),
    ("Facebook", f"https://l.facebook.com/l.php?u={CODED}&h=AT"),
    ("LinkedIn", f"https://www.linkedin.com/redir/redirect?url={CODED}&urlhash=x"),
    ("Steam", f"https://steamcommunity.com/linkfilter/?u={CODED}"),
    ("VK", f"https://vk.com/away.php?to={CODED}"),
    ("YouTube", f"https://www.youtube.com/redirect?q={CODED}"),
]


@pytest.mark.parametrize(("story", "href"), WRAPPED, ids=[row[0] for row in WRAPPED])
def test_wrapped(story: str, href: str, knowledge: Knowledge) -> None:
    link = opened(href, knowledge)
    assert link.url and link.url.href == EVIL
    assert len(link.via) == 1 and not link.opaque


LEFT_ALONE = [
    ("only looks like Google", f"https://google.evil.example/url?q={CODED}"),
    ("Google in front of another domain", f"https://www.google.com.evil.example/url?q={CODED}"),
    ("another page of Google", f"https://www.google.com/search?q={CODED}"),
    ("a domain that ends like a wrapper's", f"https://evilawstrack.me/L0/{CODED}/1"),
    ("an ordinary link", "https://example.com/"),
]


@pytest.mark.parametrize(("story", "href"), LEFT_ALONE, ids=[row[0] for row in LEFT_ALONE])
def test_left_alone(story: str, href: str, knowledge: Knowledge) -> None:
    link = opened(href, knowledge)
    assert link.url and link.url.href == href
    assert (link.via, link.opaque) == ((), "")


OPAQUE = [
    ("Mimecast", "https://protect-eu.mimecast.com/s/abcDEF?domain=example.com", "mimecast.com"),
    ("a wrapper without its parameter", "https://www.google.com/url?sa=t", "google.com"),
    ("a wrapper around nonsense", "https://l.facebook.com/l.php?u=http%3A%2F%2F%5B", "facebook.com"),
    ("broken bytes", "https://urldefense.com/v3/__https://e/*__;%%!!x$", "urldefense.com"),
]


@pytest.mark.parametrize(("story", "href", "domain"), OPAQUE, ids=[row[0] for row in OPAQUE])
def test_opaque(story: str, href: str, domain: str, knowledge: Knowledge) -> None:
    assert opened(href, knowledge).opaque == domain


def test_nested(knowledge: Knowledge) -> None:
    inner = f"https://www.google.com/url?q={CODED}"
    outer = f"https://eur01.safelinks.protection.outlook.com/?url={quote(inner, safe='')}"
    link = opened(outer, knowledge)
    assert link.url and link.url.href == EVIL
    assert link.via == ("outlook.com", "google.com")


def test_nesting_is_bounded(knowledge: Knowledge) -> None:
    href = EVIL
    for _ in range(MAX_DEPTH + 3):
        href = f"https://www.google.com/url?q={quote(href, safe='')}"
    assert len(opened(href, knowledge).via) == MAX_DEPTH
