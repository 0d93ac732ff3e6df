"""`python -m honmono.knowledge.generate [--packages DIR] [--report FILE]`: see the package's docstring."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from . import popular, words
from .choose import Report
from .curated import GENERATED, Curated
from .domains import Domains, entries
from .guards import Guards
from .hand import CARRIERS
from .nsi import Index
from .owners import generated_rows
from .packages import Packages
from .rows import write_rows

DATA = Path(__file__).resolve().parents[2] / "data"


def main(arguments: list[str] | None = None) -> int:
    """Make the three files. Exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m honmono.knowledge.generate", description=__doc__)
    parser.add_argument("--packages", type=Path, help="folder of unpacked packages; what it lacks is fetched")
    parser.add_argument("--data", type=Path, default=DATA, help="the data folder, with the curated rows")
    parser.add_argument("--report", type=Path, help="where to write what was left out and why (else the counts only)")
    options = parser.parse_args(arguments)
    if options.packages:
        generate(Packages(options.packages, fetch=True), options.data, options.report)
    else:
        with tempfile.TemporaryDirectory() as folder:
            generate(Packages(Path(folder), fetch=True), options.data, options.report)
    return 0


def generate(packages: Packages, data: Path, report_to: Path | None) -> None:
    """Read the packages and the curated rows; write generated.jsonl, words.txt and popular.txt."""
    domains, report = Domains(), Report()
    curated = Curated(data / "owners")
    index = Index(packages, domains)
    sites = popular.known_sites(packages, index, domains)
    plain = words.plain_words(packages)
    rows = generated_rows(packages, index, curated, Guards(packages, plain), domains, sites, report)
    write_rows(data / "owners" / GENERATED, rows)

    sure = {token for row in rows for token in row["host_tokens"] if token not in row["common_tokens"]}
    brands = {*curated.tokens, *curated.sure, *sure}
    listed = plain | words.rare_words(packages, {*curated.tokens, *sure})
    report.lines["names that are left out of the words"] = sorted(listed & brands)
    found = sorted(listed - brands)
    _write_list(data / "lists" / "words.txt", words.header(packages, len(found)), found)

    owned = {*curated.domains, *(domain for row in rows for domain in row["domains"])}
    known, doubtful = popular.without_imitations(sites, owned, curated, domains, set(entries(CARRIERS)))
    report.lines["sites that carry a curated name (look at them: carriers.txt)"] = doubtful
    _write_list(data / "lists" / "popular.txt", popular.header(packages, len(known)), known)

    print(f"{len(rows)} owners, {len(found)} words, {len(known)} popular domains")
    _tell(report, report_to)


def _write_list(path: Path, header: Iterable[str], lines: Iterable[str]) -> None:
    path.write_text("".join(line + "\n" for line in (*header, *lines)), "utf-8")


def _tell(report: Report, report_to: Path | None) -> None:
    for reason, lines in report.lines.items():
        print(f"{len(lines):6} {reason}")
    if report_to:
        text = "".join("\n".join([f"## {reason}", *lines, ""]) for reason, lines in report.lines.items())
        report_to.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
