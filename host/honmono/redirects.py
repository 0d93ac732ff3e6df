"""Addresses inside addresses: how wrappers write the one that they hold.

Each reader of a wrapper's form takes its Url and returns the address inside, None where it cannot be read. None of
them looks at the host: wrappers.py says which form stands where.
"""

from __future__ import annotations

import base64
import re

from .link import Url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def parameter(*names: str) -> Callable[[Url], str | None]:
    """The address is the value of the first of these parameters."""
    return lambda url: _absolute(query_value(url.query, *names))


def query_value(query: str, *names: str) -> str | None:
    """The first of these parameters in a query string, decoded once."""
    for name in names:
        for part in query.split("&"):
            key, equals, value = part.partition("=")
            if equals and key == name and value:
                return _unquote(value)
    return None


def whole_query(url: Url) -> str | None:
    """All that follows the question mark, which ad.doubleclick.net may escape: https://href.li/?https://example.com/."""
    for text in (url.query, _unquote(url.query), _unquote(url.path).partition("?")[2]):
        if re.match(r"https?://", text):
            return text
    return None


def path_after(prefix: str) -> Callable[[Url], str | None]:
    """The address stands percent-encoded as one segment of the path after the prefix."""

    def read(url: Url) -> str | None:
        for segment in url.path[len(prefix) :].split("/"):
            plain = _unquote(segment)
            if re.match(r"https?:", plain):
                return plain
        found = re.search(r"https?:/{1,2}[^/].*", _unquote(url.path[len(prefix) :]))
        return _two_slashes(found[0]) if found else None

    return read


def base64_parameter(name: str, before: str = "") -> Callable[[Url], str | None]:
    """The parameter is the address in base64 or base64url, after a fixed `before` (Bing: a1)."""

    def read(url: Url) -> str | None:
        coded = query_value(url.query, name) or ""
        try:
            padded = coded.removeprefix(before) + "==="
            return base64.b64decode(padded, altchars=b"-_").decode("utf-8") if coded.startswith(before) else None
        except (ValueError, UnicodeDecodeError):
            return None

    return read


def between_underscores(url: Url) -> str | None:
    """Check Point: /v2/r01/___https://example.com/___.SIGNATURE, also with one slash only."""
    found = re.match(r"/v2/(?:[^/_]+/)?___(https?(?::|%3a).+?)(?:___|$)", _path_and_query(url), re.IGNORECASE)
    if not found:
        return None
    return _two_slashes(found[1] if ":/" in found[1][:7] else _unquote(found[1]))


def yahoo_search(url: Url) -> str | None:
    """r.search.yahoo.com: …/RU=ADDRESS/RK=…"""
    found = re.search(r"/RU=([^/]+)/R[KS]=", url.path)
    return _unquote(found[1]) if found else None


def proofpoint_2(url: Url) -> str | None:
    """v2: `-` stands for `%` and `_` for `/` in the parameter u."""
    coded = query_value(url.query, "u")
    return _absolute(_unquote(coded.replace("-", "%").replace("_", "/"))) if coded else None


def proofpoint_3(url: Url) -> str | None:
    """v3: `/v3/__URL__;BYTES!…`: each `*` in the URL is one character of BYTES (base64url), `**X` a run of them."""
    found = re.match(r"/v3/__(.+?)__;([^!]*)!", _path_and_query(url), re.DOTALL)
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
    return None if at > len(kept) else _absolute(_two_slashes(text))


def amp_viewer(url: Url) -> str | None:
    """Google's viewer: /amp/s/HOST/PATH, without the s for http."""
    found = re.match(r"/amp/(s/)?(?:https?:/+)?([^/]+\.[^/]+.*)", _unquote(url.path))
    return _whole(bool(found[1]), found[2], url.query) if found else None


def amp_cache(url: Url) -> str | None:
    """Google's AMP cache: /c/s/HOST/PATH (a letter or two for the kind, s for https); else the host says whose it is.

    https://developers.google.com/amp/cache/overview
    """
    found = re.match(r"/[a-z]{1,2}/(s/)?([^/]+\.[^/]+.*)", _unquote(url.path))
    if found:
        return _whole(bool(found[1]), found[2], url.query)
    label = url.host.sub[0] if url.host else ""
    name = _dots_from_hyphens(label)
    return None if label.startswith("xn--") or "." not in name else _whole(True, name + url.path, url.query)


def translated(url: Url) -> str | None:
    """Google's translating proxy, www-example-com.translate.goog: the steps that Google gives, with a name's beginning
    in _x_tr_hp and what is encoded in _x_tr_enc (0: it lost xn--, 1: it began with 0- or 1-).

    https://developers.google.com/search/docs/appearance/ad-network-and-translation
    """
    encoded = (query_value(url.query, "_x_tr_enc") or "").split(",")
    name = (query_value(url.query, "_x_tr_hp") or "") + (url.host.core if url.host else "")
    if "1" in encoded:
        name = name.removeprefix("1-")
    is_idn = "0" in encoded and name.startswith("0-")
    name = _dots_from_hyphens(name.removeprefix("0-") if is_idn else name)
    query = "&".join(part for part in url.query.split("&") if not part.startswith("_x_tr_"))
    whole = _whole(query_value(url.query, "_x_tr_sch") != "http", ("xn--" if is_idn else "") + name + url.path, query)
    return whole if "." in name else None


def nowhere(_url: Url) -> str | None:
    """The address stands in the service's own tables only."""
    return None


def _dots_from_hyphens(label: str) -> str:
    return re.sub(r"\b-\b", ".", label).replace("--", "-")


def _whole(secure: bool, rest: str, query: str) -> str:
    return ("https://" if secure else "http://") + rest + ("?" + query if query else "")


def _path_and_query(url: Url) -> str:
    return url.path + ("?" + url.query if url.query else "")


def _two_slashes(text: str) -> str:
    """Some services and mail programs make one slash of two."""
    return re.sub(r"^(https?):/+", r"\1://", text)


def _absolute(text: str | None) -> str | None:
    """Wrapped addresses have a scheme; a few services leave it out."""
    if not text:
        return None
    return text if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text) else "http://" + text.lstrip("/")


def _unquote(text: str) -> str:
    from urllib.parse import unquote  # only here: most links hold no other

    return unquote(text)
