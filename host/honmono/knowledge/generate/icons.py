"""Owners of simple-icons (names, aliases; CC0) and of ccxt (crypto exchanges; MIT)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from .candidates import Candidate
from .domains import Domains
from .guards import fold
from .packages import Packages

ICONS, EXCHANGES = "simple-icons", "ccxt"
_LANGUAGES = {"ja-JP": "ja", "zh-CN": "zh", "zh-TW": "zh", "ko-KR": "ko", "ru-RU": "ru", "fa-IR": "fa", "he-IL": "he"}
_TAKEN = json.loads(Path(__file__).with_name("icons.json").read_text("utf-8"))["icons"]


def icons(packages: Packages, domains: Domains) -> Iterator[Candidate]:
    """Those of icons.json whose name is the registrable label of the logo's source: the source alone says little."""
    groups = {title: group for group, titles in _TAKEN.items() for title in titles}
    package = packages[ICONS]
    rows = json.loads((packages.path(ICONS) / "data" / "simple-icons.json").read_text("utf-8"))
    for row in rows:
        domain, key = domains.registrable(row["source"]), fold(row["title"])
        group = groups.get(row["title"])
        if not group or not domain or domains.is_shared(domain) or domains.label(domain).replace("-", "") != key:
            continue
        candidate = Candidate(f"icon-{key}", row["title"], group, [package.source], package.date, weight=20)
        candidate.add_name("mul", row["title"])
        aliases = row.get("aliases", {})
        for name in aliases.get("aka", []):
            candidate.add_name("mul", name)
        for locale, name in sorted(aliases.get("loc", {}).items()):
            candidate.add_name(_LANGUAGES.get(locale, "mul"), name)
        candidate.sites[domain] = domain
        yield candidate


def exchanges(packages: Packages, domains: Domains) -> Iterator[Candidate]:
    """Crypto exchanges with the domains of their sites; one module an exchange."""
    package = packages[EXCHANGES]
    for path in sorted((packages.path(EXCHANGES) / "js" / "src").glob("*.js")):
        text = path.read_text("utf-8")
        name = re.search(r"""'name': '([^']+)'""", text)
        www = re.search(r"""'www': (?:'([^']+)'|\[\s*'([^']+)')""", text)
        if not name or not www or "'countries'" not in text:
            continue
        domain = domains.registrable(www[1] or www[2])
        if not domain or domains.is_shared(domain):
            continue
        candidate = Candidate(f"ccxt-{path.stem}", name[1], "crypto", [package.source], package.date, weight=20)
        candidate.add_name("mul", name[1])
        candidate.sites[domain] = domain
        yield candidate
