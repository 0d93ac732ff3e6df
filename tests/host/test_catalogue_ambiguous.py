"""Names that are also ordinary words, parts of longer names or somebody else's: honest mail must not look false."""

from __future__ import annotations

import pytest
from honmono.claims import claims_in
from honmono.hostnames import parse_host
from honmono.inspecting import judge_body
from honmono.judge import Judge
from honmono.knowledge.generate.domains import entries
from honmono.knowledge.owners import read_owners
from honmono.knowledge.sources import DATA

OWNERS = {domain: row for row in read_owners(DATA / "owners") for domain in row["domains"]}


def serious(judge: Judge, sender: str, address: str, link: str = "") -> set[str]:
    """The rules that say more than a weak sign about a mail that presses nobody."""
    links = [{"id": "l0", "href": link, "text": ""}] if link else []
    mail = {"sender": {"name": sender, "address": address}, "subject": "", "links": links, "text": "", "locale": "en"}
    verdict = judge_body(mail, judge)
    parts = [verdict, verdict["sender"], *verdict["links"]]
    return {finding["rule"] for part in parts for finding in part["findings"] if finding["severity"] != "weak"}


HOSTS = [
    ("the women warriors, in French and Spanish", "amazones.fr"),
    ("Baldur's Gate, in whose letters baidu can be read", "baldursgate3.com"),
    ("a square, one letter from plala", "plaza.com"),
    ("BPL, whose l passes for an i of BPI", "bplonline.com"),
    ("simple learning, in whose letters Simplii can be read", "simplilearn.com"),
    ("a tent or a shrine, in whose letters ABEMA can be read", "tabernacle.org"),
    ("a safe, in Czech, Serbian and Hungarian", "trezory-praha.cz"),
    ("a market place for art, in Dutch", "kunstmarktplaats.nl"),
    ("one of many cooperative banks", "saraswatcooperativebank.com"),
    ("a public service, in French", "service-public-mairie.fr"),
    ("family allowances, in French", "allocationsfamiliales.lu"),
    ("a savings bank of a town", "www.sparkasse-rottal-inn.de"),
    ("the insurer of the same name in another country", "www.nationwide.com"),
    ("hotels named like the airline", "www.deltahotels.com"),
    ("a department store's company", "www.macysinc.com"),
    ("a bank of the same name in another country", "www.tsb.co.nz"),
    ("a bank below the banks' suffix", "netbanking.hdfc.bank.in"),
]


@pytest.mark.parametrize(("story", "host"), HOSTS, ids=[row[0] for row in HOSTS])
def test_hosts_are_left_alone(story: str, host: str, judge: Judge) -> None:
    assert not serious(judge, "Hanako", "hanako@example.com", f"https://{host}/")


STILL_SEEN = [
    ("the name with a luring word", "amazon-account-update.top"),
    ("another's bank's suffix in front", "hdfc.bank.in.evil.top"),
    ("a common name with a luring word", "trezor-login.top"),
    ("the whole of a common name to the eye", "paypai-login.top"),
]


@pytest.mark.parametrize(("story", "host"), STILL_SEEN, ids=[row[0] for row in STILL_SEEN])
def test_imitations_are_still_seen(story: str, host: str, judge: Judge) -> None:
    assert serious(judge, "Hanako", "hanako@example.com", f"https://{host}/")


SENDERS = [
    # story, sender's name, ids of the owners that it claims to be for sure
    ("the central bank", "日本銀行", ["boj"]),
    ("a bank whose name holds the central bank's", "東日本銀行", ["higashi-nippon"]),
    ("likewise, a bank that is not in the catalogue", "北日本銀行", []),
    ("a bank with its own row", "西日本シティ銀行", ["ncbank"]),
    ("tomorrow in Ginza", "明日銀座で会う会", []),
    ("a company of electric works: 九電工", "九電工", []),
    ("inspectors of wiring: 関東電気", "関東電気保安協会", []),
    ("a maker of connectors", "日本航空電子工業", []),
    ("the airline", "日本航空", ["jal"]),
    ("houses named like a lender", "アイフルホーム", []),
    ("the bank of the east of Tokyo", "東京東信用金庫", []),
    ("Nanjing East Road", "南京东路书店", []),
    ("a ten-million mansion", "千万豪宅", []),
    ("San Francisco, in Korean", "샌프란시스코 한인회", []),
    ("a person's name", "Kroger Family", []),
    ("a town's Latin name", "Mediolanum Festival", []),
    ("cards with oracles", "オラクルカード占い", []),
    ("the company in Chinese, alone", "京东", ["jd"]),
    ("the company in Chinese, with service", "百度 安全中心", ["baidu"]),
    ("a market place in Dutch", "Marktplaats voor kunst", []),
]


@pytest.mark.parametrize(("story", "name", "owners"), SENDERS, ids=[row[0] for row in SENDERS])
def test_senders(story: str, name: str, owners: list[str], judge: Judge) -> None:
    claims = claims_in(name, judge.catalogue, whole=True)
    assert [claim.owner.id for claim in claims if claim.how != "loose"] == owners


NAMESAKES = [
    ("the building society", "Nationwide", "news@nationwide.co.uk"),
    ("the insurer", "Nationwide", "news@nationwide.com"),
    ("the British bank", "TSB", "news@tsb.co.uk"),
    ("the bank of New Zealand", "TSB", "news@tsb.co.nz"),
    ("the shop of Australia", "Target", "news@target.com.au"),
    ("the convenience store of Thailand", "7-Eleven", "news@7eleven.co.th"),
    ("the bank under its new suffix", "HDFC Bank", "alerts@hdfc.bank.in"),
]


@pytest.mark.parametrize(("story", "name", "address"), NAMESAKES, ids=[row[0] for row in NAMESAKES])
def test_namesakes_write_as_themselves(story: str, name: str, address: str, judge: Judge) -> None:
    assert not serious(judge, name, address)


LENT = [domain for domain in entries(DATA / "lists" / "freemail.txt") if domain in OWNERS]


@pytest.mark.parametrize("domain", LENT)
def test_providers_write_from_the_domain_that_they_lend(domain: str, judge: Judge) -> None:
    assert not serious(judge, OWNERS[domain]["name"], f"info@{domain}")


LENDERS = """docomo.ne.jp au.com ezweb.ne.jp softbank.ne.jp biglobe.ne.jp nifty.com ocn.ne.jp plala.or.jp so-net.ne.jp
dion.ne.jp t-online.de gmx.de web.de orange.fr free.fr laposte.net libero.it naver.com hanmail.net daum.net qq.com
163.com comcast.net verizon.net btinternet.com 139.com"""


@pytest.mark.parametrize("domain", LENDERS.split())
def test_an_address_that_anybody_gets_makes_nobody_genuine(domain: str, judge: Judge) -> None:
    assert judge.catalogue.lends_addresses(parse_host(domain, judge.catalogue.knowledge))
    assert serious(judge, "Netflix", f"x@{domain}")


PAGES = """x.hatenablog.com x.jimdofree.com x.wixsite.com x.weebly.com x.notion.site x.my.canva.site x.framer.website
x.webflow.io x.github.io x.pages.dev x.workers.dev pub-x.r2.dev x.vercel.app x.netlify.app x.web.app x.firebaseapp.com
x.azurewebsites.net x.blob.core.windows.net x.s3.amazonaws.com x.myshopify.com x.square.site x.typeform.com
x.ngrok-free.app x.trycloudflare.com x.thebase.in x.shop-pro.jp x.peraichi.com x.edgeone.app x.onmicrosoft.com
x.cybozu.com note.com booth.pm x.fanbox.cc ameblo.jp docs.google.com forms.gle forms.office.com x.lolipop.jp
b.hatena.ne.jp canva.com"""


@pytest.mark.parametrize("host", PAGES.split())
def test_other_peoples_pages(host: str, judge: Judge) -> None:
    assert judge.catalogue.carries_others(parse_host(host, judge.catalogue.knowledge))


CLASSES = """x.gov.ua x.gov.ph bangsamoro.gov.ph x.gob.ve x.gub.uy x.go.jp x.lg.jp x.gv.at x.gc.ca x.gov.np x.govt.nz
x.nic.in x.bank.in x.fin.in x.b.br x.bank x.go.id x.mil.kr x.ac.in x.edu.hk"""


@pytest.mark.parametrize("host", CLASSES.split())
def test_suffixes_of_a_class(host: str, judge: Judge) -> None:
    found = parse_host(host, judge.catalogue.knowledge)
    assert judge.catalogue.is_restricted(found) and found.core


OPEN = "x.com.ua x.com.ph x.co.jp x.or.jp x.com.br x.co.in x.in x.banking x.gov.io x.mil.com gov.ua.evil.com"


@pytest.mark.parametrize("host", OPEN.split())
def test_suffixes_that_anybody_registers_under(host: str, judge: Judge) -> None:
    assert not judge.catalogue.is_restricted(parse_host(host, judge.catalogue.knowledge))
