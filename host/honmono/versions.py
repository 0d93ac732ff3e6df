"""Print the versions of Honmono, of the protocol it speaks and of the catalogue it knows."""

from __future__ import annotations

import argparse
import json
import platform
import sys

from . import PROTOCOL_VERSION, __version__
from .knowledge.load import KnowledgeError
from .knowledge.ready import open_knowledge


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    facts: dict[str, object] = {
        "honmono": __version__,
        "protocol": PROTOCOL_VERSION,
        "python": platform.python_version(),
    }
    status = 0
    try:
        knowledge = open_knowledge()
        facts |= {"catalogue": knowledge.date, "owners": knowledge.owner_count}
    except KnowledgeError as error:
        print(f"honmono: {error}", file=sys.stderr)
        status = 3
    print(json.dumps(facts) if args.json else "\n".join(f"{name} {value}" for name, value in facts.items()))
    return status
