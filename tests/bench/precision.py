#!/usr/bin/env python3
"""Measure each rule on labelled mail and hosts, and write the table of host/honmono/rules/README.md.

    python3 tests/bench/precision.py --data DIR [--write]

DIR holds files of the form that `honmono inspect --jsonl` reads, one mail a line, named `bad*.jsonl` and `good*.jsonl`;
or the collections this project is measured with (mails_phish.jsonl, mails_ham.jsonl, urls_jpcert.jsonl,
urls_phishtank.jsonl, domains_legit.txt, senders_legit.jsonl). Nothing of the data gets into the table but counts.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "host"))

from honmono.judge import Judge  # noqa: E402
from honmono.knowledge.ready import open_knowledge  # noqa: E402
from honmono.policy import SEVERITY  # noqa: E402
from honmono.protocol import parse_mail  # noqa: E402

HEAD = """# Rules

One rule a file; its docstring says why, and its examples are its tests. Severities are in `../policy.py`.

Measured with `python3 tests/bench/precision.py --data DIR --write` on {bad:,} bad and {good:,} good items:
{sets}.
"Bad" and "good" count the items on which the rule (and grade of its evidence) spoke; precision is bad / (bad + good).
A dash: it spoke on none of these, and its examples are all there is. Weak rules are not meant to tell bad from good by
themselves.

| rule | severity | bad | good | precision |
| --- | --- | --- | --- | --- |
"""


def mail(sender: tuple[str, str | None] | None = None, **fields: Any) -> dict[str, Any]:
    shown = {"name": sender[0] or "", "address": sender[1] or None} if sender else None
    return {"sender": shown, "subject": "", "links": [], "text": "", "locale": "en", **fields}


def link(href: str, text: str = "", number: int = 0) -> dict[str, str]:
    return {"id": f"l{number}", "href": href, "text": text}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def real_mail(row: dict[str, Any]) -> dict[str, Any]:
    links = [
        link(item["href"], item.get("text") or item.get("alt") or "", n)
        for n, item in enumerate(row["links"])
        if item.get("href")
    ]
    sender = (row.get("from_name") or "", row.get("from_addr"))
    return mail(
        sender,
        subject=row.get("subject") or "",
        links=links[:2000],
        text=(row.get("text") or "")[:20000],
        locale=row.get("lang") or "en",
    )


def collections_of(data: Path) -> Iterator[tuple[str, bool, list[dict[str, Any]]]]:
    """Name, whether it is bad, and its mails."""
    for bad in (True, False):
        for path in sorted(data.glob("bad*.jsonl" if bad else "good*.jsonl")):
            yield path.stem, bad, list(rows(path))
    known = {
        "mails_phish.jsonl": (True, real_mail),
        "mails_ham.jsonl": (False, real_mail),
        "urls_jpcert.jsonl": (True, lambda row: mail(links=[link(row["url"])])),
        "urls_phishtank.jsonl": (True, lambda row: mail(links=[link(row["url"])])),
        "senders_legit.jsonl": (False, lambda row: mail((row["from_name"], row["from_addr"]))),
    }
    for name, (bad, convert) in known.items():
        if (data / name).exists():
            yield name.partition(".")[0], bad, [convert(row) for row in rows(data / name)]
    if (data / "domains_legit.txt").exists():
        hosts = (data / "domains_legit.txt").read_text("utf-8").split()
        yield "domains_legit", False, [mail(links=[link(f"https://{host}/")]) for host in hosts]


def rules_on(judge: Judge, body: dict[str, Any]) -> set[str]:
    parsed, trust, _ = parse_mail(body, judge.catalogue.knowledge)
    verdict = judge.judge(parsed, trust)
    parts = (verdict, verdict.sender, *verdict.links)
    return {f"{f.rule}.{f.grade}" if f.grade else f.rule for part in parts for f in part.findings}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write host/honmono/rules/README.md instead of printing")
    args = parser.parse_args()
    judge = Judge(open_knowledge())
    counts: dict[bool, collections.Counter[str]] = {True: collections.Counter(), False: collections.Counter()}
    sizes: dict[bool, int] = {True: 0, False: 0}
    names = []
    for name, bad, mails in collections_of(args.data):
        for body in mails:
            counts[bad].update(rules_on(judge, body))
        sizes[bad] += len(mails)
        names.append(f"{name} {len(mails):,}")
        print(f"{name}: {len(mails)} items", file=sys.stderr)
    if not names:
        parser.error(f"{args.data} holds none of the files named above")
    table = HEAD.format(bad=sizes[True], good=sizes[False], sets=", ".join(names))
    for key, severity in sorted(SEVERITY.items()):
        hit, miss = counts[True][key], counts[False][key]
        share = f"{hit / (hit + miss):.1%}" if hit + miss else "–"
        table += f"| `{key}` | {severity} | {hit:,} | {miss:,} | {share} |\n"
    if args.write:
        (ROOT / "host/honmono/rules/README.md").write_text(table, "utf-8")
    else:
        print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
