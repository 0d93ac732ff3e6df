"""From packages and curated rows to generated.jsonl: the steps in their order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import choose, icons
from .choose import Report
from .curated import Curated
from .domains import Domains
from .guards import Guards
from .nsi import Index
from .packages import Packages
from .rows import identifiers, row_of
from .tokens import Neighbours, tokens_of


def generated_rows(
    packages: Packages,
    index: Index,
    curated: Curated,
    guards: Guards,
    domains: Domains,
    sites: Iterable[str],
    report: Report,
) -> list[dict[str, Any]]:
    """All rows, in no order. `sites`: all registrable domains that the packages know, whosever."""
    found = [*index.candidates(), *icons.icons(packages, domains), *icons.exchanges(packages, domains)]
    found = choose.without_curated(found, curated, domains, report)
    found = choose.merged(found, domains)
    found = choose.without_shared_domains(found, domains, report)
    found = choose.large_enough(found, report)
    found, weak = choose.with_good_names(found, guards, index.namesakes(), domains, report)
    neighbours = Neighbours({*sites, *curated.domains, *(d for one in found for d in one.sites)}, domains, guards)
    ids = identifiers(found, curated, domains)
    rows = []
    for one in found:
        tokens = tokens_of(one, domains, guards, neighbours, curated)
        rows.append(row_of(one, ids[one.key], weak[one.key], tokens, domains))
    return rows
