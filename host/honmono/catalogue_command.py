"""Look into the catalogue of owners, and add to it.

  honmono catalogue show amazon              what is known of an owner (its id, or a name)
  honmono catalogue owner vpass.ne.jp        whose domain this is
  honmono catalogue add --name 'My Bank' --domain mybank.example --domain mybank-mail.example
  honmono catalogue remove my-bank           take an own addition back

Own additions are kept in the folder of your settings; no update touches them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from pathlib import Path
from typing import Any

from .catalogue import Catalogue, Owner
from .claims import claims_in
from .hostnames import parse_host
from .knowledge.build import compile_to
from .knowledge.load import KnowledgeError
from .knowledge.owners import read_owner_lines, row_faults
from .knowledge.ready import open_knowledge
from .knowledge.sources import own_owners_file
from .link import UnreadableUrl, parse_url, scheme_of
from .names import key_of
from .setup.places import knowledge_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="what is known of an owner")
    show.add_argument("what", metavar="ID|NAME")
    owner = actions.add_parser("owner", help="whose domain this is")
    owner.add_argument("host", metavar="HOST|URL")
    for action in (show, owner):
        action.add_argument("--json", action="store_true", help="for programs")
    add = actions.add_parser("add", help="add an owner of your own")
    add.add_argument("--name", action="append", required=True, help="a name that its mail uses (again for more)")
    add.add_argument(
        "--domain", action="append", required=True, help="a registrable domain of its own (again for more)"
    )
    add.add_argument("--site", help="the address to open (default: the first domain)")
    add.add_argument("--group", default="other", help="bank, shop, … (default: other)")
    remove = actions.add_parser("remove", help="take an own addition back")
    remove.add_argument("id")


def run(args: argparse.Namespace) -> int:
    """Exit status 0, 1 where nothing was found or changed, 3 without knowledge."""
    try:
        catalogue = Catalogue(open_knowledge())
    except KnowledgeError as error:
        print(f"honmono: {error}", file=sys.stderr)
        return 3
    actions = {"show": _show, "owner": _owner, "add": _add, "remove": _remove}
    try:
        return actions[args.action](args, catalogue)
    except (ValueError, OSError) as error:
        print(f"honmono: {error}", file=sys.stderr)
        return 1


def _show(args: argparse.Namespace, catalogue: Catalogue) -> int:
    try:
        found = [catalogue.owner(args.what)]
    except KeyError:
        found = [claim.owner for claim in claims_in(args.what, catalogue, whole=True)]
    if not found:
        print(f"No owner is known as {args.what!r}.", file=sys.stderr)
        return 1
    for owner in found:
        print(json.dumps(owner._asdict(), ensure_ascii=False) if args.json else describe(owner))
    return 0


def describe(owner: Owner) -> str:
    """Some lines about an owner, for people."""
    lines = [f"{owner.name}  ({owner.id}, {owner.group}{', of ' + owner.parent if owner.parent else ''})"]
    lines += [f"  {language:4} {', '.join(names)}" for language, names in sorted(owner.names.items())]
    lines += [
        f"  site {site}" + ("" if language == "*" else f" ({language})") for language, site in owner.sites.items()
    ]
    lines.append(f"  owns {', '.join(owner.domains) or 'nothing of its own'}")
    return "\n".join(lines)


def _owner(args: argparse.Namespace, catalogue: Catalogue) -> int:
    try:
        url = parse_url(args.host if scheme_of(args.host) else f"https://{args.host}", catalogue.knowledge)
    except UnreadableUrl as error:
        raise ValueError(f"{args.host} is no host name") from error
    host = url.host
    owner = catalogue.owner_of(host) if host else None
    domain = host.registrable if host else ""
    if args.json:
        print(
            json.dumps({"domain": domain, "owner": owner.id if owner else None, "name": owner.name if owner else None})
        )
    else:
        shared = ", but shows other people's pages" if host and catalogue.carries_others(host) else ""
        print(
            f"{domain} belongs to {owner.name} ({owner.id}){shared}" if owner else f"{domain or args.host}: not known"
        )
    return 0 if owner else 1


def _own_rows() -> dict[str, dict[str, Any]]:
    path = Path(own_owners_file())
    rows = read_owner_lines(path.read_text("utf-8"), str(path)) if path.exists() else []
    return {row["id"]: row for row in rows}


def _add(args: argparse.Namespace, catalogue: Catalogue) -> int:
    domains = sorted(domain.lower() for domain in args.domain)
    for domain in domains:
        if parse_host(domain, catalogue.knowledge).registrable != domain:
            raise ValueError(f"{domain} is no registrable domain (give example.com, not www.example.com)")
        owner = catalogue.owner_of_domain(domain)
        if owner:
            raise ValueError(f"{domain} is known already: it belongs to {owner.name} ({owner.id})")
    slug = "-".join(key_of(word) for word in args.name[0].split())
    row: dict[str, Any] = {
        "id": "own-" + (slug if slug.isascii() and slug else domains[0].replace(".", "-")),
        "name": args.name[0],
        "names": {"mul": args.name},
        "common": [],
        "host_tokens": [],
        "common_tokens": [],
        "sites": {"*": (args.site or args.domain[0]).lower()},
        "domains": domains,
        "group": args.group,
        "sources": ["added by hand"],
        "checked": datetime.date.today().isoformat(),
    }
    faults = list(row_faults(row))
    if faults:
        raise ValueError("; ".join(faults))
    _save({**_own_rows(), row["id"]: row})
    print(f"Added as {row['id']}. Browsers use it from their next start.")
    return 0


def _remove(args: argparse.Namespace, _catalogue: Catalogue) -> int:
    rows = _own_rows()
    if args.id not in rows:
        raise ValueError(f"{args.id} is none of your own additions ({', '.join(rows) or 'there are none'})")
    del rows[args.id]
    _save(rows)
    print(f"Removed {args.id}.")
    return 0


def _save(rows: dict[str, dict[str, Any]]) -> None:
    """Write the person's rows, atomically, and build the knowledge with them; on a failure the old rows stay."""
    path = own_owners_file()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    before = Path(path).read_bytes() if os.path.exists(path) else b""
    content = "".join(json.dumps(rows[key], ensure_ascii=False) + "\n" for key in sorted(rows))
    _write(path, content.encode())
    try:
        compile_to(knowledge_file())
    except BaseException:
        _write(path, before)
        raise


def _write(path: str, content: bytes) -> None:
    with open(path + ".new", "wb") as file:
        file.write(content)
    os.replace(path + ".new", path)
