"""Replies as JSON text; PROTOCOL.md says what is in them.

A verdict is put together piece by piece, with the json module quoting the strings: what is said of a host is most of a
reply, and is written once and kept with what is known of the host (Judged.said), since a mail, and the next one, name
the same hosts again and again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any

from . import PROTOCOL_VERSION
from .finding import Finding
from .judge import Judged, Verdict
from .policy import severity

MAX_SHOWN = 2_000  # longer strings in replies are clipped, visibly

_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def reply(reply_id: str | None, fields: str) -> bytes:
    """A whole reply. Lone surrogates, which UTF-8 cannot carry, become question marks."""
    return f'{{"v":{PROTOCOL_VERSION},"id":{_write(reply_id)},{fields}}}'.encode("utf-8", "replace")


def fields_of(body: dict[str, Any]) -> str:
    """The JSON text of an object without its braces."""
    return _write(body)[1:-1]


def verdict_fields(verdict: Verdict, truncated: bool = False) -> str:
    """Likewise of a verdict, from `type` on."""
    links = [
        f'{{"id":{_text(link.id)},"target":{_text(link.url.href if link.url else link.href)}'
        f',"via":{_write(link.via) if link.via else "[]"},{_judged(judged)}}}'
        for link, judged in zip(verdict.mail.links, verdict.links, strict=True)
    ]
    head = fields_of({"type": "verdict", "level": verdict.level, "truncated": truncated})
    findings = _findings(verdict.findings)
    return f'{head},"sender":{{{_judged(verdict.sender)}}},"links":[{",".join(links)}],"findings":{findings}'


def _judged(judged: Judged) -> str:
    level, findings, (domain, display, owner, trustable), said = judged
    if said:
        return said[0]
    fields = (
        f'"level":"{level}","domain":{_value(domain)},"display":{_text(display)},"owner":{_value(owner)}'
        f',"trustable":{"true" if trustable else "false"},"findings":{_findings(findings)}'
    )
    if said is not None:
        said.append(fields)
    return fields


def _findings(findings: Sequence[Finding]) -> str:
    return f"[{','.join([_finding(finding) for finding in findings])}]"


def _finding(finding: Finding) -> str:
    params = ",".join([f"{_text(name)}:{_value(value)}" for name, value in finding.params.items()])
    return f'{{"rule":"{finding.rule}","severity":"{severity(finding)}","params":{{{params}}}}}'


def _value(value: Any) -> str:
    return _text(value) if type(value) is str else "null" if value is None else _write(value)


def _text(text: str) -> str:
    """The string, or its first MAX_SHOWN characters and an ellipsis."""
    return encode_basestring(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…")
