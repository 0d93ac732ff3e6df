"""Every example in a rule's docstring, through the whole path from request to verdict."""

from __future__ import annotations

import pytest
from honmono import rules
from honmono.context import Context
from honmono.inspecting import judge_body
from honmono.judge import Judge
from honmono.protocol import parse_mail

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


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_what_a_rule_needs_hides_nothing(example: Example, judge: Judge) -> None:
    """The rules left out for want of a trait, or in a plain host, would have said nothing."""
    mail, _, _ = parse_mail(example.mail, judge.catalogue.knowledge)
    context = Context(mail, judge.catalogue, judge.hits)
    for link in mail.links:
        left_out = [check for rule, check in rules.LINK_RULES if (rule, check) not in rules.link_rules(link.traits)]
        assert not [finding for check in left_out for finding in check(link, context)]
        if link.host is not None and link.host.is_plain:
            unusual = [check for rule, check in rules.HOST_RULES if (rule, check) not in rules.PLAIN_HOST_RULES]
            assert not [finding for check in unusual for finding in check(link.host, context)]
