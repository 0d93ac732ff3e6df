"""What a rule found: its id, the evidence, and how sure the evidence makes us. Words and severities are elsewhere."""

from __future__ import annotations

from typing import Any, NamedTuple

Params = dict[str, Any]


class Finding(NamedTuple):
    """`rule` is the wire id; `params` are JSON values named in PROTOCOL.md.

    `grade` tells kinds of evidence of one rule apart ("" is the usual kind); policy.py gives each its severity.
    """

    rule: str
    params: Params
    grade: str = ""
