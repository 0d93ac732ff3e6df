"""Judge a URL, the mails of an .eml or .mbox file, or mails given as JSON, one object a line.

  honmono inspect https://www.amazon.co.jp.example.icu/
  honmono inspect --text 'Sign in to PayPal' https://example.icu/
  honmono inspect mail.eml --json
  honmono inspect --jsonl < mails.jsonl > verdicts.jsonl

With --jsonl each line of standard input is a `mail` object of host/PROTOCOL.md, and each line of standard output its
verdict, in order; a line that cannot be judged gives {"type": "error", ...} and "level": "unchecked".
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from .judge import Judge
from .knowledge.load import KnowledgeError
from .knowledge.ready import open_knowledge
from .link import scheme_of
from .mailfiles import MailFileError, read_mails
from .protocol import ProtocolError, parse_json, parse_mail
from .replies import fields_of, verdict_fields
from .report import report

STATUS = {"genuine": 0, "unknown": 0, "caution": 1, "danger": 2, "unchecked": 3}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument(
        "what",
        nargs="*",
        metavar="URL|FILE",
        help="a URL, an .eml or an .mbox file; - reads a mail from standard input",
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help="mails as JSON lines on standard input, verdicts as JSON lines on standard output",
    )
    parser.add_argument("--json", action="store_true", help="verdicts as JSON, one a line")
    parser.add_argument("--text", default="", help="the text that the link shows (with a URL)")
    parser.add_argument("--sender", default="", metavar="'NAME <ADDRESS>'", help="the sender (with a URL)")
    parser.add_argument(
        "--locale",
        default=None,
        help="language of the reader: chooses names and genuine addresses (default: from LANG)",
    )
    parser.add_argument("--knowledge", default=None, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    if not args.jsonl and not args.what:
        print("honmono inspect: give a URL, a file, or --jsonl (see --help)", file=sys.stderr)
        return 2
    try:
        judge = Judge(open_knowledge(args.knowledge))
    except KnowledgeError as error:
        print(f"honmono: {error}", file=sys.stderr)
        return 3
    if args.jsonl:
        return _jsonl(judge)
    try:
        return _report(args, judge)
    except MailFileError as error:
        print(f"honmono: {error}", file=sys.stderr)
        return 3


def _report(args: argparse.Namespace, judge: Judge) -> int:
    worst = 0
    for title, mail in _mails(args):
        level, verdict = _judge(mail, judge)
        worst = max(worst, STATUS[level])
        if args.json:
            _print_json(f"{fields_of({'mail': title})},{verdict}")
            sys.stdout.buffer.flush()
        else:
            print(report(title, mail, json.loads(f"{{{verdict}}}")))
    return worst


def judge_body(mail: dict[str, Any], judge: Judge) -> dict[str, Any]:
    """The verdict on a `mail` object, or an error with level `unchecked`; the same code path as the browser's."""
    verdict: dict[str, Any] = json.loads(f"{{{_judge(mail, judge)[1]}}}")
    return verdict


def _judge(mail: dict[str, Any], judge: Judge) -> tuple[str, str]:
    """The level, and all of the verdict as JSON text without its braces."""
    try:
        parsed, trust, truncated = parse_mail(mail, judge.catalogue.knowledge)
    except ProtocolError as error:
        return _unchecked(error)
    verdict = judge.judge(parsed, trust)
    return verdict.level, verdict_fields(verdict, truncated)


def _unchecked(error: ProtocolError) -> tuple[str, str]:
    level = "unchecked"
    nothing: dict[str, Any] = {"sender": None, "links": [], "findings": []}
    return level, fields_of({"type": "error", "level": level, "code": error.code, "params": error.params, **nothing})


def _jsonl(judge: Judge) -> int:
    worst = 0
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            level, verdict = _judge(parse_json(line), judge)
        except ProtocolError as error:
            level, verdict = _unchecked(error)
        worst = max(worst, STATUS[level])
        _print_json(verdict)
    sys.stdout.buffer.flush()
    return worst


def _print_json(fields: str) -> None:
    sys.stdout.buffer.write(f"{{{fields}}}\n".encode("utf-8", "replace"))


def _mails(args: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any]]]:
    locale = args.locale or _locale()
    for what in args.what:
        if _is_url(what):
            yield what, _url_mail(what, args, locale)
        else:
            yield from _numbered(what, read_mails(what, locale))


def _numbered(what: str, mails: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, mail in enumerate(mails, 1):
        yield (what if number == 1 else f"{what} #{number}"), mail


def _is_url(what: str) -> bool:
    """Has a scheme, or begins like a host name; a path that exists and names of mail files are files."""
    if what == "-" or os.path.exists(what) or what.lower().endswith((".eml", ".mbox", ".mbx")):
        return False
    return bool(scheme_of(what)) or "." in what.partition("/")[0]


def _url_mail(url: str, args: argparse.Namespace, locale: str) -> dict[str, Any]:
    from email.utils import parseaddr

    href = url if scheme_of(url) else f"https://{url}"
    name, address = parseaddr(args.sender)
    return {
        "sender": {"name": name, "address": address or None} if args.sender else None,
        "subject": "",
        "links": [{"id": "l0", "href": href, "text": args.text}],
        "text": "",
        "locale": locale,
    }


def _locale() -> str:
    """The language of the messages, as POSIX names it (LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return value.partition(".")[0].replace("_", "-")
    return "en"
