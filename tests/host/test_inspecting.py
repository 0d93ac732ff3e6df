"""The command line: `honmono inspect` for URLs, files and JSON lines; exit statuses; nothing crashes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .process import HOST_FOLDER

MAIL_2 = """\
From: =?utf-8?b?QW1hem9uLmNvLmpw?= <apikey@newnamecardamazonmail.cyou>
To: user@example.test
Subject: =?utf-8?b?44KC44GG5LiA5bqm56K66KqN?=
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><head><style>a{color:red}</style></head><body><p>あなたのAmaz\u03bfnのアカウント</p>
<a href="http://cardservices.newnamecardamazon.icu/"><font>続けるには<b>こちら</b>をクリック</font></a>
<a href="https://www.amazon.co.jp/"><img alt="Amazon"></a></body></html>
"""
HONEST = """\
From: Hanako <hanako@example.test>
Subject: Lunch
Content-Type: text/plain; charset=iso-2022-jp

See https://www.example.com/menu, at noon.
"""


@pytest.fixture
def honmono(knowledge_path: Path):
    def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join(p for p in [HOST_FOLDER, os.environ.get("PYTHONPATH", "")] if p)
        env = {**os.environ, "PYTHONPATH": path, "HONMONO_DATA": str(knowledge_path.parent), "LC_ALL": "ja_JP.UTF-8"}
        return subprocess.run(
            [sys.executable, "-m", "honmono.cli", *args], input=stdin, capture_output=True, env=env, timeout=60
        )

    return run


STATUSES = [
    ("nothing found", ["https://www.amazon.co.jp/"], 0),
    ("a host without a scheme", ["www.amazon.co.jp"], 0),
    ("caution", ["https://203.0.113.9/"], 1),
    ("danger", ["https://newnamecardamazon.icu/"], 2),
    (
        "the worst of several",
        ["https://www.amazon.co.jp/", "https://newnamecardamazon.icu/", "https://example.com/"],
        2,
    ),
    ("the text it shows", ["--text", "www.paypal.com", "https://evil.icu/"], 2),
    ("a sender", ["--sender", "Amazon <a@evil.icu>", "https://evil.icu/"], 2),
    ("a file that is not there", ["nothing/here.eml"], 3),
    ("nothing asked", [], 2),
]


@pytest.mark.parametrize(("story", "args", "status"), STATUSES, ids=[row[0] for row in STATUSES])
def test_exit_status(story: str, args: list[str], status: int, honmono) -> None:
    done = honmono("inspect", *args)
    assert done.returncode == status, done.stderr
    assert b"Traceback" not in done.stderr


def test_eml_in_words(tmp_path: Path, honmono) -> None:
    (tmp_path / "2.eml").write_text(MAIL_2, "utf-8")
    done = honmono("inspect", str(tmp_path / "2.eml"))
    words = done.stdout.decode()
    assert done.returncode == 2
    for expected in ("DANGER", "U+03BF", "GREEK SMALL LETTER OMICRON", "newnamecardamazon.icu", "amazon.co.jp"):
        assert expected in words
    _, of_the_link = words.split("cardservices.")
    reasons = ("holds the name", "speaks as Amazon", "not be encrypted")
    assert sorted(reasons, key=of_the_link.index) == list(reasons), "the worst first, and first of all of this link"


def test_eml_as_json(tmp_path: Path, honmono) -> None:
    (tmp_path / "2.eml").write_text(MAIL_2, "utf-8")
    verdict = json.loads(honmono("inspect", "--json", str(tmp_path / "2.eml")).stdout)
    assert [(link["domain"], link["level"]) for link in verdict["links"]] == [
        ("newnamecardamazon.icu", "danger"),
        ("amazon.co.jp", "genuine"),
    ]


def test_mbox_with_two_mails_and_standard_input(tmp_path: Path, honmono) -> None:
    box = "".join(f"From x@y Sat Nov 21 09:00:00 2026\n{mail}\n" for mail in (MAIL_2, HONEST))
    (tmp_path / "all.mbox").write_text(box, "utf-8")
    done = honmono("inspect", "--json", str(tmp_path / "all.mbox"))
    assert [json.loads(line)["level"] for line in done.stdout.splitlines()] == ["danger", "unknown"]
    assert honmono("inspect", "-", stdin=HONEST.encode()).returncode == 0


BROKEN = [
    ("no mail at all", b"\x00\x01\x02"),
    ("an empty file", b""),
    ("an unknown charset", b"From: a@b.example\nContent-Type: text/html; charset=x-none\n\n<a href=http://a.example>x"),
    ("a broken header", b"From: =?utf-8?b?////?= <@@>\nSubject: =?x?y?z?=\n\nhttps://example.com"),
    ("broken base64", b"From: a@b.example\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!"),
    (
        "a part without an end",
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<a",
    ),
    ("html of nothing but opens", b"From: a@b.example\nContent-Type: text/html\n\n" + b"<a href=x><style>" * 5000),
]


@pytest.mark.parametrize(("story", "content"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_files_end_with_a_message_or_a_verdict(story: str, content: bytes, tmp_path: Path, honmono) -> None:
    (tmp_path / "x.eml").write_bytes(content)
    done = honmono("inspect", "--json", str(tmp_path / "x.eml"))
    assert b"Traceback" not in done.stderr
    assert done.stdout or (done.returncode == 3 and done.stderr.startswith(b"honmono: "))


def test_jsonl_keeps_order_and_survives_bad_lines(honmono) -> None:
    good = {
        "sender": None,
        "subject": "",
        "links": [{"id": "l0", "href": "https://newnamecardamazon.icu/"}],
        "text": "",
    }
    lines = [json.dumps(good), "no json", "{}", json.dumps({**good, "links": []})]
    done = honmono("inspect", "--jsonl", stdin="\n".join(lines).encode())
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(v["level"], v.get("code")) for v in verdicts] == [
        ("danger", None),
        ("unchecked", "bad_json"),
        ("unchecked", "missing_field"),
        ("unknown", None),
    ]
    assert done.returncode == 3


def test_help_says_what_the_exit_status_means(honmono) -> None:
    assert b"could not check" in honmono("--help").stdout
    assert b"--jsonl" in honmono("inspect", "--help").stdout


def test_version_names_the_catalogue(honmono) -> None:
    facts = json.loads(honmono("version", "--json").stdout)
    assert facts["owners"] >= 80 and facts["protocol"] == 1
