"""From addresses in packages to registrable domains that are somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tldextract

_HERE = Path(__file__).parent
_LISTS = _HERE.parent.parent / "data" / "lists"
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_PUBLIC = re.compile(r"\.(gov|gob|gouv|govt|gub|go|mil|edu|ac)\.[a-z]{2}$")
_LOCALE_PATH = re.compile(r"/?(([a-z]{2}([-_][a-z]{2})?|index|home|default|main|web|site|portal|www)(\.\w+)?/?)*", re.I)


def entries(path: Path) -> list[str]:
    """Lines of a list file without comments and blank lines."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line]


class Domains:
    """Cuts hosts at the public suffix, offline, and knows which domains show other people's pages."""

    def __init__(self) -> None:
        offline: dict[str, Any] = {
            "suffix_list_urls": (),
            "cache_dir": None,
            "extra_suffixes": tuple(entries(_LISTS / "public_suffixes.txt")),
        }
        self._extract = tldextract.TLDExtract(**offline)
        self._private = tldextract.TLDExtract(**offline, include_psl_private_domains=True)
        self.shared = {*entries(_HERE / "pages.txt")}
        for name in ("shared_hosts", "shared_suffixes", "page_hosts", "dynamic_dns", "shorteners"):
            path = _LISTS / f"{name}.txt"
            self.shared.update(entries(path) if path.exists() else ())
        self._restricted = tuple("." + suffix for suffix in entries(_LISTS / "restricted_suffixes.txt"))

    def registrable(self, url: str) -> str:
        """The registrable domain of a URL or host, in ASCII; "" where there is none that anybody could own: an IP
        address, a suffix itself, a customer's name below a shared suffix."""
        host = self.site(url)
        found = self._extract(host)
        domain = found.top_domain_under_public_suffix
        if not domain or not found.suffix or not _DOMAIN.fullmatch(domain) or len(domain) > 80:
            return ""
        return domain if self._private(host).top_domain_under_public_suffix == domain else ""

    def label(self, domain: str) -> str:
        """The registrable label: amazon of amazon.co.jp."""
        return self._extract(domain).domain

    def suffix(self, domain: str) -> str:
        """The public suffix: co.jp of amazon.co.jp."""
        return self._extract(domain).suffix

    def is_shared(self, domain: str) -> bool:
        """Other people's pages stand there."""
        return domain in self.shared

    def is_restricted(self, domain: str) -> bool:
        """Only governments, schools or the military register there; such hosts are owned by class."""
        return domain.endswith(self._restricted)

    def is_public(self, domain: str) -> bool:
        """As `is_restricted`, and likely so by the country's custom."""
        return self.is_restricted(domain) or bool(_PUBLIC.search(domain))

    def site(self, url: str) -> str:
        """The host of a URL in ASCII, without trailing dot, port and path; "" where it has none."""
        try:
            host = (urlsplit(url if "//" in url else "//" + url).hostname or "").rstrip(".").lower()
            return host if host.isascii() else host.encode("idna").decode()
        except (ValueError, UnicodeError):
            return ""


def is_front_page(url: str) -> bool:
    """The address is a whole site's, not a page of somebody's site: no path, or only a language."""
    parts = urlsplit(url)
    return bool(_LOCALE_PATH.fullmatch(parts.path or "/")) and not parts.query


def shortest_first(names: Iterable[str]) -> list[str]:
    """Sorted by length, then by spelling: the plainest address of several comes first."""
    return sorted(set(names), key=lambda name: (len(name), name))
