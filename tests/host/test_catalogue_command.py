"""`honmono catalogue` and `honmono explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from honmono.cli import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, knowledge_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HONMONO_DATA", "HONMONO_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HONMONO_HOME", str(tmp_path))
    (tmp_path / "data").mkdir()
    (tmp_path / "data/knowledge.bin").write_bytes(knowledge_path.read_bytes())
    return tmp_path


OWNERS = [
    ("a domain", "vpass.ne.jp", "smbc-card"),
    ("a host below it", "www.amazon.co.jp", "amazon"),
    ("a URL", "https://www.paypal.com/signin", "paypal"),
    ("nobody's", "nothing.example", None),
    ("only ends like it", "evilamazon.co.jp", None),
]


@pytest.mark.parametrize(("story", "host", "owner"), OWNERS, ids=[row[0] for row in OWNERS])
def test_owner(story: str, host: str, owner: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["catalogue", "owner", "--json", host])
    assert json.loads(capsys.readouterr().out)["owner"] == owner
    assert status == (0 if owner else 1)


@pytest.mark.parametrize("what", ["amazon", "アマゾン", "Amazon.co.jp"])
def test_show_by_id_name_or_domain(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "show", what]) == 0
    assert "amazon.co.jp" in capsys.readouterr().out


def test_an_addition_is_used_and_can_be_taken_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["inspect", "--json", "--sender", "Kita Bank <a@evil.example>", "https://evil.example/"]
    assert main(asked) == 0
    assert main(["catalogue", "add", "--name", "Kita Bank", "--domain", "kitabank.example"]) == 0
    assert main(asked) == 2
    assert main(["catalogue", "remove", "own-kita-bank"]) == 0
    assert main(asked) == 0
    assert (home / "config/owners.jsonl").read_text() == ""


REFUSED = [
    ("no registrable domain", ["--name", "X Bank", "--domain", "www.example.com"]),
    ("somebody else's", ["--name", "X Bank", "--domain", "amazon.co.jp"]),
    ("a group nobody knows", ["--name", "X Bank", "--domain", "xbank.example", "--group", "x"]),
]


@pytest.mark.parametrize(("story", "args"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused_additions(story: str, args: list[str], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "add", *args]) == 1
    assert capsys.readouterr().err.startswith("honmono: ")
    assert not (home / "config/owners.jsonl").exists()


EXPLAINED = [
    ("a word", "Amaz\u03bfn", ["U+03BF", "GREEK SMALL LETTER OMICRON", "passes for o", "reads as amazon"]),
    ("a host", "аррӏе.com", ["U+04CF", "Cyrillic", "xn--80ak6aa92e.com", "shape name of Apple"]),
    ("the same host in punycode", "xn--80ak6aa92e.com", ["U+04CF", "shape name of Apple"]),
    ("letters that pair", "rnicrosoft.com", ["rn for m"]),
    ("an invisible letter", "Pay\u200bPal", ["U+200B", "is not seen", "names PayPal"]),
    ("a rule", "typo_host", ["caution", "Flags:", "amazom.com"]),
    ("nothing odd", "hello", ["reads as it is written"]),
]


@pytest.mark.parametrize(("story", "what", "words"), EXPLAINED, ids=[row[0] for row in EXPLAINED])
def test_explain(story: str, what: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", what]) == 0
    out = capsys.readouterr().out
    for word in words:
        assert word in out
