"""Link wrappers of mail services and social networks, unpacked offline: what a link is once its envelope is opened.

A wrapper is known by its exact host (or a name below its domain), never by the look of a URL: anybody can write
https://google.evil.example/url?q=https://www.google.com/. Nesting is followed to a bounded depth. What cannot be read
offline is said to be opaque.
"""

from __future__ import annotations

import base64
import re
from typing import NamedTuple

from .hostnames import Host, is_within
from .link import Link, UnreadableUrl, Url, make_link, parse_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .knowledge.load import Knowledge

MAX_DEPTH = 6


class Wrapper(NamedTuple):
    """`host`: exact name; with a leading dot any name below. `decode` gives the wrapped URL, None if opaque."""

    host: str
    path: str
    decode: Callable[[Url], str | None]


def unwrap(link: Link, knowledge: Knowledge) -> Link:
    """The link as it finally goes, with the wrappers that were opened in `via`; unchanged when there is none."""
    url = link.url
    if url is None or wrapper_of(url) is None:
        return link
    via, opaque, seen = list(link.via), "", set()
    while url is not None and url.host is not None and len(via) < MAX_DEPTH and url.href not in seen:
        wrapper = wrapper_of(url)
        if wrapper is None:
            break
        seen.add(url.href)
        inner = wrapper.decode(url)
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
    return make_link(link.id, link.href, link.text, link.title, url, tuple(via), opaque)


def wrapper_of(url: Url) -> Wrapper | None:
    """The wrapper that this URL is, if any."""
    host = url.host
    if host is None or host.registrable not in _KNOWN_DOMAINS:
        return None
    for wrapper in _WRAPPERS:
        if _is_host(host, wrapper.host) and url.path.startswith(wrapper.path):
            return wrapper
    return None


def _is_host(host: Host, pattern: str) -> bool:
    return is_within(host, pattern[1:]) if pattern.startswith(".") else host.name == pattern


def query_value(query: str, *names: str) -> str | None:
    """The first of these parameters in a query string, decoded once."""
    from urllib.parse import unquote  # only here: most links are no wrappers

    for name in names:
        for part in query.split("&"):
            key, equals, value = part.partition("=")
            if equals and key == name and value:
                return unquote(value)
    return None


def _parameter(*names: str) -> Callable[[Url], str | None]:
    return lambda url: _absolute(query_value(url.query, *names))


def _absolute(text: str | None) -> str | None:
    """Wrapped addresses have a scheme; a few services leave it out."""
    if not text:
        return None
    return text if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text) else "http://" + text.lstrip("/")


def _proofpoint_2(url: Url) -> str | None:
    """v2: `-` stands for `%` and `_` for `/` in the parameter u."""
    from urllib.parse import unquote

    coded = query_value(url.query, "u")
    return _absolute(unquote(coded.replace("-", "%").replace("_", "/"))) if coded else None


def _proofpoint_3(url: Url) -> str | None:
    """v3: `/v3/__URL__;BYTES!…`: each `*` in the URL is one character of BYTES (base64url), `**X` a run of them."""
    found = re.match(r"/v3/__(.+?)__;([^!]*)!", url.path + ("?" + url.query if url.query else ""), re.DOTALL)
    if not found:
        return None
    try:
        padded = found[2] + "=" * (-len(found[2]) % 4)
        kept = base64.urlsafe_b64decode(padded).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return None
    at = 0

    def put_back(match: re.Match[str]) -> str:
        nonlocal at
        size = _RUN_LENGTHS.find(match[1]) + 2 if match[1] else 1
        at += size
        return kept[at - size : at]

    text = re.sub(r"\*(?:\*([A-Za-z0-9_-]))?", put_back, found[1])
    return None if at > len(kept) else _absolute(re.sub(r"^(https?):/+", r"\1://", text))


_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _path_after(prefix: str) -> Callable[[Url], str | None]:
    """The target stands percent-encoded as one segment of the path after the prefix."""

    def decode(url: Url) -> str | None:
        from urllib.parse import unquote

        for segment in url.path[len(prefix) :].split("/"):
            plain = unquote(segment)
            if re.match(r"https?:", plain):
                return plain
        found = re.search(r"https?:/{1,2}[^/].*", unquote(url.path[len(prefix) :]))
        return re.sub(r"^(https?):/+", r"\1://", found[0]) if found else None

    return decode


def _sophos(url: Url) -> str | None:
    """The parameter u is the target in base64."""
    coded = query_value(url.query, "u")
    try:
        return base64.b64decode((coded or "") + "===", altchars=b"-_").decode("utf-8") or None
    except (ValueError, UnicodeDecodeError):
        return None


def _opaque(_url: Url) -> str | None:
    return None


_WRAPPERS = (
    Wrapper("www.google.com", "/url", _parameter("q", "url")),
    Wrapper("google.com", "/url", _parameter("q", "url")),
    Wrapper(".safelinks.protection.outlook.com", "/", _parameter("url")),
    Wrapper(".safelinks.protection.office365.us", "/", _parameter("url")),
    Wrapper("outlook.office.com", "/mail/safelink.html", _parameter("url")),
    Wrapper("statics.teams.cdn.office.net", "/", _parameter("url")),
    Wrapper("urldefense.com", "/v3/", _proofpoint_3),
    Wrapper("urldefense.us", "/v3/", _proofpoint_3),
    Wrapper("urldefense.proofpoint.com", "/v1/", _parameter("u")),
    Wrapper("urldefense.proofpoint.com", "/v2/", _proofpoint_2),
    Wrapper("urldefense.com", "/v2/", _proofpoint_2),
    Wrapper("deref-gmx.net", "/", _parameter("redirectUrl")),
    Wrapper("deref-gmx.com", "/", _parameter("redirectUrl")),
    Wrapper("deref-web.de", "/", _parameter("redirectUrl")),
    Wrapper("deref-mail.com", "/", _parameter("redirectUrl")),
    Wrapper("linkprotect.cudasvc.com", "/url", _parameter("a")),
    Wrapper("secure-web.cisco.com", "/", _path_after("/")),
    Wrapper(".protection.sophos.com", "/", _sophos),
    Wrapper(".trendmicro.com", "/", _parameter("url")),
    Wrapper("protect2.fireeye.com", "/", _parameter("u")),
    Wrapper(".awstrack.me", "/L0/", _path_after("/L0/")),
    Wrapper("l.facebook.com", "/l.php", _parameter("u")),
    Wrapper("lm.facebook.com", "/l.php", _parameter("u")),
    Wrapper("www.linkedin.com", "/redir/redirect", _parameter("url")),
    Wrapper("steamcommunity.com", "/linkfilter/", _parameter("u", "url")),
    Wrapper("vk.com", "/away.php", _parameter("to")),
    Wrapper("www.youtube.com", "/redirect", _parameter("q")),
    Wrapper(".mimecast.com", "/s/", _opaque),
    Wrapper(".mimecastprotect.com", "/", _opaque),
)
# What is looked up first: nearly every link is out after one look.
_KNOWN_DOMAINS = frozenset(
    "google.com outlook.com office365.us office.com office.net urldefense.com urldefense.us proofpoint.com "
    "deref-gmx.net deref-gmx.com deref-web.de deref-mail.com cudasvc.com cisco.com sophos.com trendmicro.com "
    "fireeye.com awstrack.me facebook.com linkedin.com steamcommunity.com vk.com youtube.com mimecast.com "
    "mimecastprotect.com".split()
)
