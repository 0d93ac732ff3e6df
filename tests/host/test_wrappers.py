"""Wrappers opened offline: by exact host only, nested, bounded, honest about what cannot be read."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from honmono.inspecting import judge_body
from honmono.judge import Judge
from honmono.knowledge.load import Knowledge
from honmono.link import Link, make_link, parse_url
from honmono.wrappers import GATEWAYS, MAX_DEPTH, REDIRECTORS, Wrapper, unwrap, wrapper_of

EVIL = "https://evil.example/a?b=c"
CODED = quote(EVIL, safe="")
BASE64 = "aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYT9iPWM"


def opened(href: str, knowledge: Knowledge) -> Link:
    return unwrap(make_link("l", href, "", "", parse_url(href, knowledge), knowledge), knowledge)


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
    ("YouTube for telephones", f"https://m.youtube.com/redirect?event=video_description&q={CODED}"),
    ("Google in Japan", f"https://www.google.co.jp/url?q={CODED}"),
    ("Google in Brazil", f"https://google.com.br/url?sa=t&url={CODED}"),
    ("Google Maps", f"https://maps.google.com/url?q={CODED}"),
    ("Google's pictures", f"https://images.google.de/url?q={CODED}"),
    ("Google's search for sites", f"https://cse.google.com/url?q={CODED}"),
    ("Google's clients", f"https://clients1.google.com/url?q={CODED}"),
    ("Google, with a slash", f"https://www.google.com/url/?q={CODED}"),
    ("Google's AMP viewer", "https://www.google.com/amp/s/evil.example/a?b=c"),
    ("the same in France", "https://www.google.fr/amp/s/evil.example/a?b=c"),
    ("the same, escaped", "https://google.com/amp/s/evil%2Eexample%2Fa?b=c"),
    ("the same, with a scheme", "https://www.google.com/amp/s/https://evil.example/a?b=c"),
    ("an advertisement of Google's", f"https://www.google.com/aclk?sa=l&ai=x&adurl={CODED}"),
    ("an advertisement on another site", f"https://www.googleadservices.com/pagead/aclk?sa=L&ai=x&adurl={CODED}"),
    ("DoubleClick", f"https://adclick.g.doubleclick.net/pcs/click?xai=x&sig=y&urlfix=1&adurl={CODED}"),
    ("DoubleClick's other host", f"https://googleads.g.doubleclick.net/pcs/click?adurl={CODED}"),
    ("Campaign Manager", "https://ad.doubleclick.net/ddm/clk/5008;3083;u?https://evil.example/a?b=c"),
    ("Campaign Manager, escaped", f"https://ad.doubleclick.net/ddm/trackclk/N1.2/B3;dc_trk_aid=4;%3F{CODED}"),
    ("Google Travel", f"https://www.google.com/travel/clk?pc=x&pcurl={CODED}"),
    ("Google Translate", f"https://translate.google.com/translate?sl=auto&tl=ja&u={CODED}"),
    ("Google Scholar", f"https://scholar.google.co.uk/scholar_url?url={CODED}&hl=en"),
    ("Google Meet", f"https://meet.google.com/linkredirect?dest={CODED}"),
    ("a translated page", "https://evil-example.translate.goog/a?b=c&_x_tr_sl=auto&_x_tr_tl=ja"),
    ("the AMP cache", "https://evil-example.cdn.ampproject.org/c/s/evil.example/a?b=c"),
    ("the AMP cache under its own name", "https://cdn.ampproject.org/v/s/evil.example/a?b=c"),
    ("the AMP cache by its host", "https://evil-example.cdn.ampproject.org/a?b=c"),
    ("Bing", f"https://www.bing.com/ck/a?!&&p=x&ptn=3&u=a1{BASE64}&ntb=1"),
    ("Bing, padded", f"https://www.bing.com/ck/a?!&&p=x&u=a1{BASE64}%3d"),
    ("Yahoo Search", f"https://r.search.yahoo.com/_ylt=x/RV=2/RE=1/RO=10/RU={CODED}/RK=2/RS=y-"),
    ("DuckDuckGo", f"https://duckduckgo.com/l/?uddg={CODED}&rut=x"),
    ("Messenger", f"https://l.messenger.com/l.php?u={CODED}&h=AT"),
    ("Instagram", f"https://l.instagram.com/?u={CODED}&e=AT"),
    ("Threads", f"https://l.threads.net/?u={CODED}&e=AT"),
    ("LinkedIn's warning", f"https://www.linkedin.com/safety/go?url={CODED}&trk=x"),
    ("Slack", f"https://slack-redir.net/link?url={CODED}"),
    ("Reddit", f"https://out.reddit.com/t3_x?url={CODED}&token=y"),
    ("Tumblr", f"https://t.umblr.com/redirect?z={CODED}&t=x"),
    ("href.li", "https://href.li/?https://evil.example/a?b=c"),
    ("anonym.to", f"https://anonym.to/?{CODED}"),
    ("SoundCloud", f"https://exit.sc/?url={CODED}"),
    ("Medium", f"https://medium.com/r/?url={CODED}"),
    ("Check Point", "https://protect.checkpoint.com/v2/r01/___https://evil.example/a?b=c___.YzJ1OmE"),
    ("Check Point, older and escaped", "https://protect.checkpoint.com/v2/___https%3A//evil.example/a?b=c___.YzJ1"),
    ("Check Point, one slash", "https://protect.checkpoint.com/v2/r02/___https:/evil.example/a?b=c___.YzJ1"),
    ("Check Point's other host", "https://url.avanan.click/v2/r01/___https://evil.example/a?b=c___.YXAz"),
    ("Trustwave", "https://scanmail.trustwave.com/?c=2&d=x&u=https%3a%2f%2fevil%2eexample%2fa%3fb%3dc"),
    ("Hornetsecurity", f"https://atpscan.global.hornetsecurity.com/?d=x&f=y&i=&k=z&u={CODED}"),
    ("Symantec", f"https://clicktime.symantec.com/3TkWXr?u={CODED}"),
    ("Libraesva", f"https://urlsand.esvalabs.com/?u={CODED}&e=1&h=2&f=y&p=y"),
    ("EdgePilot", f"https://link.edgepilot.com/s/12ab/xyz?u={CODED}"),
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
    ("AMP of a host that begins like Google", "https://google.evil.example/amp/s/x.example/"),
    ("Google's name under a suffix that is not Google's", f"https://www.google.icu/url?q={CODED}"),
    ("Google in Japan in front of another domain", f"https://www.google.co.jp.evil.icu/url?q={CODED}"),
    ("a path that only begins like a redirector's", f"https://www.google.com/urlaub?q={CODED}"),
    ("a page below it", f"https://www.google.com/url/help?q={CODED}"),
    ("a map", f"https://www.google.com/maps?q={CODED}"),
    ("a hotel", "https://www.google.com/travel/hotels?pcurl=x"),
    ("a text to translate", f"https://translate.google.com/?text={CODED}"),
    ("AMP of the publisher's own", "https://www.example.com/amp/s/evil.example/a"),
    ("AMP's own site", "https://amp.dev/c/s/evil.example/a"),
    ("a domain that ends like the AMP cache", "https://evilcdn.ampproject.org.example/c/s/x.example/"),
    ("the AMP project's site", "https://www.ampproject.org/c/s/evil.example/a"),
    ("a domain that ends like the translator", "https://a.evil-translate.goog.example/x"),
    ("a search with Bing", f"https://www.bing.com/search?u=a1{BASE64}"),
    ("an account of Yahoo's", f"https://login.yahoo.com/x/RU={CODED}/RK=2"),
    ("a profile", "https://www.instagram.com/?u=someone"),
    ("a shop's own parameter", f"https://shop.example/out?u={CODED}"),
    ("a campaign's own host", "https://t.info.example.com/r/?id=h1,2,3&p1=https://evil.example/"),
    ("Check Point's site", "https://www.checkpoint.com/v2/___https://evil.example/___.x"),
    ("Slack itself", f"https://slack.com/link?url={CODED}"),
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
    ("Bing without its mark", f"https://www.bing.com/ck/a?u={BASE64}", "bing.com"),
    ("Bing with something else", "https://www.bing.com/ck/a?u=a1%%%", "bing.com"),
    ("AMP of no host", "https://www.google.com/amp/s/help", "google.com"),
    ("an advertisement that says nothing", "https://www.google.com/aclk?sa=l&ai=x", "google.com"),
    ("a flight", "https://www.google.com/travel/clk/f?u=EtkgCg", "google.com"),
    ("Campaign Manager", "https://ad.doubleclick.net/ddm/clk/4443;2480;n", "doubleclick.net"),
    ("an AMP host that is a hash", "https://abc123.cdn.ampproject.org/", "ampproject.org"),
    ("Baidu", "https://www.baidu.com/link?url=JsmYC3ve2sFzXj8Ao8d", "baidu.com"),
    ("LinkedIn's short form", "https://www.linkedin.com/slink?code=dZhKEx5", "linkedin.com"),
    ("Check Point with no address", "https://protect.checkpoint.com/v2/r01/___mailto:x___.y", "checkpoint.com"),
    ("AppRiver", "https://url.emailprotection.link/?b6t_II7rHq~", "emailprotection.link"),
]


@pytest.mark.parametrize(("story", "href", "domain"), OPAQUE, ids=[row[0] for row in OPAQUE])
def test_opaque(story: str, href: str, domain: str, knowledge: Knowledge) -> None:
    assert opened(href, knowledge).opaque == domain


WORDED = [
    ("dots and hyphens", "https://www-my--shop-example.translate.goog/a?_x_tr_sl=de", "https://www.my-shop.example/a"),
    (
        "a name too long for one label",
        "https://example.translate.goog/?_x_tr_hp=a-very-long-",
        "https://a.very.long.example/",
    ),
    ("Japanese", "https://0-r8jz45g-jp.translate.goog/?_x_tr_enc=0", "https://xn--r8jz45g.jp/"),
    ("a name that begins with 0-", "https://1-0--a-jp.translate.goog/?_x_tr_enc=1", "https://0-a.jp/"),
    ("not secure", "https://evil-example.translate.goog/a?_x_tr_sch=http", "http://evil.example/a"),
    ("AMP, not secure", "https://www.google.com/amp/evil.example/a", "http://evil.example/a"),
    (
        "a page to translate, without a scheme",
        "https://translate.google.com/translate?u=evil.example",
        "http://evil.example",
    ),
]


@pytest.mark.parametrize(("story", "href", "inner"), WORDED, ids=[row[0] for row in WORDED])
def test_host_encodings(story: str, href: str, inner: str, knowledge: Knowledge) -> None:
    url = opened(href, knowledge).url
    assert url and url.href == inner


@pytest.mark.parametrize("wrapper", [*GATEWAYS, *REDIRECTORS], ids=lambda wrapper: wrapper.host + wrapper.path)
def test_each_is_found_by_its_label(wrapper: Wrapper, knowledge: Knowledge) -> None:
    host = "a" + wrapper.host if wrapper.host.startswith(".") else wrapper.host
    url = parse_url(f"https://{host.replace('*', 'co.jp')}{wrapper.path}", knowledge)
    assert wrapper_of(url, knowledge) is wrapper


PRESSING = "Your account will be suspended. Verify it within 24 hours."
HIDING = [
    ("a redirector of LinkedIn's in a mail that presses", "https://www.linkedin.com/slink?code=x", PRESSING, "caution"),
    ("an advertisement", "https://www.google.com/aclk?sa=l&ai=x", PRESSING, "caution"),
    ("the same in a mail that does not press", "https://www.linkedin.com/slink?code=x", "See you soon.", "unknown"),
    ("the recipient's own mail service", "https://protect-eu.mimecast.com/s/abc", PRESSING, "unknown"),
]


@pytest.mark.parametrize(("story", "href", "text", "level"), HIDING, ids=[row[0] for row in HIDING])
def test_how_bad_an_opaque_one_is(story: str, href: str, text: str, level: str, judge: Judge) -> None:
    mail = {"sender": {"name": "Service", "address": "x@example.com"}, "subject": "", "text": text, "locale": "en"}
    verdict = judge_body(mail | {"links": [{"id": "l0", "href": href, "text": "Verify"}]}, judge)
    assert verdict["links"][0]["level"] == level


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
