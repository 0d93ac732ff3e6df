"""Link wrappers of mail services, search engines and social networks, unpacked offline: what a link is once its
envelope is opened.

A wrapper is known by its exact host (or a name below its domain), never by the look of a URL: anybody can write
https://google.evil.example/url?q=https://www.google.com/. Nesting is followed to a bounded depth. What cannot be read
offline is said to be opaque. Each form was seen in November 2026 in two independent places (addresses that people left
in public source and text, https://github.com/ClearURLs/Rules, https://github.com/macieklamberski/urlpurify, the README
of https://github.com/einaregilsson/Redirector, the service's own documents), but Google's /url on maps, images and cse
and the parameter pcurl in one only.
"""

from __future__ import annotations

from typing import NamedTuple

from .hostnames import Host, is_within
from .link import Link, UnreadableUrl, Url, make_link, parse_url
from .redirects import (
    amp_cache,
    amp_viewer,
    base64_parameter,
    between_underscores,
    nowhere,
    parameter,
    path_after,
    proofpoint_2,
    proofpoint_3,
    translated,
    whole_query,
    yahoo_search,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .knowledge.load import Knowledge

MAX_DEPTH = 6


class Wrapper(NamedTuple):
    """`host`: exact name; with a leading dot that name and any below; `google.*` for each of Google's own country
    domains. `path`: the whole path, or with a slash at its end what it begins with. `read` gives the wrapped URL."""

    host: str
    path: str
    read: Callable[[Url], str | None]


def unwrap(link: Link, knowledge: Knowledge) -> Link:
    """The link as it finally goes, with the wrappers that were opened in `via`; unchanged when there is none."""
    url = link.url
    if url is None or wrapper_of(url, knowledge) is None:
        return link
    via, opaque, seen = list(link.via), "", set()
    while url is not None and url.host is not None and len(via) < MAX_DEPTH and url.href not in seen:
        wrapper = wrapper_of(url, knowledge)
        if wrapper is None:
            break
        seen.add(url.href)
        inner = wrapper.read(url)
        try:
            opened = parse_url(inner, knowledge) if inner else None
        except UnreadableUrl:
            opened = None
        if opened is None:
            opaque = url.host.registrable
            break
        via.append(url.host.registrable)
        url = opened
    if not via and not opaque:
        return link
    return make_link(link.id, link.href, link.text, link.title, url, knowledge, tuple(via), opaque)


def wrapper_of(url: Url, knowledge: Knowledge) -> Wrapper | None:
    """The wrapper that this URL is, if any."""
    host = url.host
    if host is None:
        return None
    # Nearly every link is out after this look, by the label that stands for the service: google of www.google.co.jp.
    candidates = _BY_LABEL.get(host.suffix if host.shared else host.core)
    if candidates is None:
        return None
    for wrapper in candidates:
        if _is_path(url.path, wrapper.path) and _is_host(host, wrapper.host, knowledge):
            return wrapper
    return None


def is_redirector(url: Url, knowledge: Knowledge) -> bool:
    """A wrapper of a general service: whoever sends the mail can get such an address for any page. The others are the
    recipient's own mail service's, which put them into the mail."""
    return wrapper_of(url, knowledge) in REDIRECTORS


def _is_path(path: str, wanted: str) -> bool:
    return path.startswith(wanted) if wanted[-1] == "/" else path == wanted or path == wanted + "/"


def _is_host(host: Host, pattern: str, knowledge: Knowledge) -> bool:
    if pattern.endswith(".*"):
        if knowledge.domains.get(host.registrable) != b"google":
            return False
        pattern = pattern[:-1] + host.suffix
    return is_within(host, pattern[1:]) if pattern.startswith(".") else host.name == pattern


GATEWAYS = (
    Wrapper(".safelinks.protection.outlook.com", "/", parameter("url")),
    Wrapper(".safelinks.protection.office365.us", "/", parameter("url")),
    Wrapper("outlook.office.com", "/mail/safelink.html", parameter("url")),
    Wrapper("statics.teams.cdn.office.net", "/", parameter("url")),
    Wrapper("urldefense.com", "/v3/", proofpoint_3),
    Wrapper("urldefense.us", "/v3/", proofpoint_3),
    Wrapper("urldefense.proofpoint.com", "/v1/", parameter("u")),
    Wrapper("urldefense.proofpoint.com", "/v2/", proofpoint_2),
    Wrapper("urldefense.com", "/v2/", proofpoint_2),
    Wrapper("deref-gmx.net", "/", parameter("redirectUrl")),
    Wrapper("deref-gmx.com", "/", parameter("redirectUrl")),
    Wrapper("deref-web.de", "/", parameter("redirectUrl")),
    Wrapper("deref-mail.com", "/", parameter("redirectUrl")),
    Wrapper("linkprotect.cudasvc.com", "/url", parameter("a")),
    Wrapper("secure-web.cisco.com", "/", path_after("/")),
    Wrapper(".protection.sophos.com", "/", base64_parameter("u")),
    Wrapper(".trendmicro.com", "/", parameter("url")),
    Wrapper("protect2.fireeye.com", "/", parameter("u")),
    Wrapper("protect.checkpoint.com", "/v2/", between_underscores),
    Wrapper("url.avanan.click", "/v2/", between_underscores),
    Wrapper("scanmail.trustwave.com", "/", parameter("u")),
    Wrapper("atpscan.global.hornetsecurity.com", "/", parameter("u")),
    Wrapper("clicktime.symantec.com", "/", parameter("u")),
    Wrapper("urlsand.esvalabs.com", "/", parameter("u")),
    Wrapper("link.edgepilot.com", "/", parameter("u")),
    Wrapper("url.emailprotection.link", "/", nowhere),
    Wrapper(".mimecast.com", "/s/", nowhere),
    Wrapper(".mimecastprotect.com", "/", nowhere),
)
"""Of mail security and webmail."""

REDIRECTORS = (
    Wrapper(".google.*", "/url", parameter("q", "url")),
    Wrapper("google.*", "/amp/", amp_viewer),
    Wrapper("www.google.*", "/amp/", amp_viewer),
    Wrapper("www.google.*", "/aclk", parameter("adurl")),
    Wrapper("www.google.*", "/travel/clk", parameter("pcurl")),
    Wrapper("www.google.*", "/travel/clk/f", nowhere),
    Wrapper("www.google.*", "/travel/clk/g", nowhere),
    Wrapper("translate.google.*", "/translate", parameter("u")),
    Wrapper("scholar.google.*", "/scholar_url", parameter("url")),
    Wrapper("meet.google.com", "/linkredirect", parameter("dest")),
    Wrapper(".translate.goog", "/", translated),
    Wrapper(".cdn.ampproject.org", "/", amp_cache),
    Wrapper("www.googleadservices.com", "/pagead/aclk", parameter("adurl")),
    Wrapper("adclick.g.doubleclick.net", "/", parameter("adurl")),
    Wrapper("googleads.g.doubleclick.net", "/", parameter("adurl")),
    Wrapper("ad.doubleclick.net", "/ddm/", whole_query),
    Wrapper("www.bing.com", "/ck/a", base64_parameter("u", "a1")),
    Wrapper("bing.com", "/ck/a", base64_parameter("u", "a1")),
    Wrapper("r.search.yahoo.com", "/", yahoo_search),
    Wrapper("duckduckgo.com", "/l/", parameter("uddg")),
    Wrapper("www.baidu.com", "/link", nowhere),
    Wrapper(".awstrack.me", "/L0/", path_after("/L0/")),
    Wrapper("l.facebook.com", "/l.php", parameter("u")),
    Wrapper("lm.facebook.com", "/l.php", parameter("u")),
    Wrapper("l.messenger.com", "/l.php", parameter("u")),
    Wrapper("l.instagram.com", "/", parameter("u")),
    Wrapper("l.threads.net", "/", parameter("u")),
    Wrapper("www.linkedin.com", "/redir/redirect", parameter("url")),
    Wrapper("www.linkedin.com", "/safety/go", parameter("url")),
    Wrapper("www.linkedin.com", "/slink", nowhere),
    Wrapper("out.reddit.com", "/", parameter("url")),
    Wrapper("slack-redir.net", "/link", parameter("url")),
    Wrapper("t.umblr.com", "/redirect", parameter("z")),
    Wrapper("href.li", "/", whole_query),
    Wrapper("anonym.to", "/", whole_query),
    Wrapper("exit.sc", "/", parameter("url")),
    Wrapper("medium.com", "/r/", parameter("url")),
    Wrapper("steamcommunity.com", "/linkfilter/", parameter("u", "url")),
    Wrapper("vk.com", "/away.php", parameter("to")),
    Wrapper("www.youtube.com", "/redirect", parameter("q")),
    Wrapper("m.youtube.com", "/redirect", parameter("q")),
)
"""Of search engines, advertising and social networks."""


def _by_label() -> dict[str, tuple[Wrapper, ...]]:
    """By the last label but one of the host, or all of it where names below are domains (translate.goog)."""
    found: dict[str, tuple[Wrapper, ...]] = {}
    for wrapper in (*GATEWAYS, *REDIRECTORS):
        name = wrapper.host.lstrip(".")
        label = name if name == "translate.goog" else name.split(".")[-2]
        found[label] = (*found.get(label, ()), wrapper)
    return found


_BY_LABEL = _by_label()
