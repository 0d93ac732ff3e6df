"""One spelling per rule: files, registry, policy, protocol, locales and the terminal's words hold the same ids."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from honmono import policy, protocol, report, rules

ROOT = Path(__file__).resolve().parents[2]
PROTOCOL = (ROOT / "host" / "PROTOCOL.md").read_text("utf-8")
RULES = {rule for rule in rules.RULE_IDS if rule != "rule_failed"}
LOCALES = sorted(path.parent.name for path in (ROOT / "extension" / "_locales").glob("*/messages.json"))


def table(heading: str) -> dict[str, list[str]]:
    """Rows of the table below a heading of PROTOCOL.md: first cell → the others."""
    section = PROTOCOL.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_each_rule_has_a_file_and_each_file_is_registered() -> None:
    files = {path.stem for path in (ROOT / "host/honmono/rules").glob("*.py")} - {"__init__"}
    assert files == RULES


def test_policy_knows_each_rule() -> None:
    assert {key.partition(".")[0] for key in policy.SEVERITY} == RULES | {"rule_failed"}


def test_protocol_names_each_rule_and_each_code() -> None:
    assert set(table("Rules")) == RULES | {"rule_failed"}
    assert set(table("Errors")) == set(protocol.ERROR_CODES)


def test_the_terminal_has_words_for_each_rule() -> None:
    assert set(report.SENTENCES) == RULES | {"rule_failed"}


@pytest.mark.parametrize("locale", LOCALES)
def test_locale_has_words_for_each_rule(locale: str) -> None:
    messages = json.loads((ROOT / "extension/_locales" / locale / "messages.json").read_text("utf-8"))
    assert {f"rule_{rule}" for rule in RULES} <= set(messages)


@pytest.mark.parametrize("locale", LOCALES)
def test_locale_uses_only_parameters_that_the_rule_gives(locale: str) -> None:
    """A sentence with a parameter that the host never sends would be shown with a hole."""
    messages = json.loads((ROOT / "extension/_locales" / locale / "messages.json").read_text("utf-8"))
    for rule, (_on, params) in table("Rules").items():
        allowed = set(re.findall(r"[a-z]+", params)) | {"like"}
        used = set(re.findall(r"\$([A-Z]+)\$", messages[f"rule_{rule}"]["message"]))
        assert {name.lower() for name in used} <= allowed, rule


def test_rule_files_are_short_enough_to_read_whole() -> None:
    for path in (ROOT / "host/honmono").rglob("*.py"):
        limit = 80 if path.parent.name == "rules" and path.stem != "__init__" else 300
        assert len(path.read_text("utf-8").splitlines()) <= limit, path.name
