"""Explain a rule, or a word, name or host letter by letter.

honmono explain homoglyph_text
honmono explain 'Amazοn'
honmono explain аррӏе.com
"""

from __future__ import annotations

import argparse
import inspect
import sys
import unicodedata

from . import rules
from .catalogue import Catalogue
from .claims import claims_in
from .confusables import misread_pairs, script_of, skeleton, strip_hidden
from .hostnames import Host, parse_host, to_unicode
from .imitation import hits_in
from .knowledge.load import Knowledge, KnowledgeError
from .knowledge.ready import open_knowledge
from .link import UnreadableUrl, parse_url
from .policy import SEVERITY


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("what", metavar="RULE|TEXT|HOST")


def run(args: argparse.Namespace) -> int:
    """Exit status 0; 3 without knowledge."""
    if args.what in rules.RULE_IDS and args.what != "rule_failed":
        print(explain_rule(args.what))
        return 0
    try:
        catalogue = Catalogue(open_knowledge())
    except KnowledgeError as error:
        print(f"honmono: {error}", file=sys.stderr)
        return 3
    print("\n".join([*letters(args.what, catalogue.knowledge), "", *readings(args.what, catalogue)]))
    return 0


def explain_rule(rule: str) -> str:
    """The rule's own words, with its severities."""
    grades = {key: value for key, value in SEVERITY.items() if key.partition(".")[0] == rule}
    severities = ", ".join(f"{key.partition('.')[2] or 'as a rule'}: {value}" for key, value in grades.items())
    return f"{rule}  ({severities})\n\n{inspect.getdoc(vars(rules)[rule])}"


def letters(text: str, knowledge: Knowledge) -> list[str]:
    """One line a character: itself, code point, script, Unicode name, what it passes for."""
    lines = []
    for char in to_unicode(text.lower()) if "xn--" in text.lower() else text:
        like = "" if char.isascii() else knowledge.fold.get(ord(char), "")
        passes = f"   passes for {like}" if like else "   is not seen" if not strip_hidden(char) else ""
        script = "" if not char.isalpha() else script_of(char, knowledge).replace("_", " ").capitalize()
        shown = char if char.isprintable() else " "
        lines.append(f"{shown}  U+{ord(char):04X}  {script:10} {unicodedata.name(char, 'unnamed')}{passes}")
    return lines


def readings(text: str, catalogue: Catalogue) -> list[str]:
    """What the whole passes for, as a name and as a host."""
    knowledge = catalogue.knowledge
    plain = skeleton(to_unicode(text), knowledge)
    lines = [f"reads as {plain}" if plain != text.lower() else "reads as it is written"]
    lines += [
        f"names {claim.owner.name} ({claim.how}), who is at {claim.owner.sites['*']}"
        for claim in claims_in(text, catalogue, True)
    ]
    host = _host(text, knowledge)
    if host is not None:
        owner = catalogue.owner_of(host)
        lines.append(f"as a host: {host.name}, registrable domain {host.registrable or 'none'}")
        if owner:
            lines.append(f"  belongs to {owner.name}")
        for hit in hits_in(host, catalogue):
            odd = ", ".join(f"{o['char']} for {o['like']}" for o in misread_pairs(hit.part, hit.token))
            lines.append(
                f"  {hit.kind} name of {hit.owner.name}: {hit.part} ~ {hit.token}{' (' + odd + ')' if odd else ''}"
            )
    return lines


def _host(text: str, knowledge: Knowledge) -> Host | None:
    if "." not in text or any(c.isspace() for c in text):
        return None
    try:
        url = parse_url(text if "://" in text else f"https://{text}", knowledge)
    except UnreadableUrl:
        return None
    return parse_host(url.host.name, knowledge) if url.host else None
