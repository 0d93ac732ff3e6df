"""Every example in a rule's docstring, through the whole path from request to verdict."""

from __future__ import annotations

import pytest
from honmono import rules
from honmono.inspecting import judge_body
from honmono.judge import Judge

from .examples import Example, examples_of

MODULES = [vars(rules)[rule] for rule in rules.RULE_IDS if rule != "rule_failed"]
EXAMPLES = [example for module in MODULES for example in examples_of(module)]


def rules_found(verdict: dict) -> set[str]:
    parts = [verdict, verdict["sender"], *verdict["links"]]
    return {finding["rule"] for part in parts for finding in part["findings"]}


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example, judge: Judge) -> None:
    found = rules_found(judge_body(example.mail, judge))
    assert (example.rule in found) == example.flags, f"{example.story}: {sorted(found)}"
    assert "rule_failed" not in found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_near_misses_outnumber_hits(module: object) -> None:
    """A rule is known by what it leaves alone."""
    examples = examples_of(module)  # type: ignore[arg-type]
    flags = sum(example.flags for example in examples)
    assert flags >= 2
    assert len(examples) - flags > flags
    assert all(example.story for example in examples)
