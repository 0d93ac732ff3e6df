"""Replies are put together as text: whatever a mail holds, they are JSON and say it as it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from honmono.finding import Finding
from honmono.judge import Judged, Place, Verdict
from honmono.link import make_link
from honmono.mail import Mail, Sender
from honmono.replies import MAX_SHOWN, reply, verdict_fields

LONG = "x" * (MAX_SHOWN + 1)
CLIPPED = "x" * MAX_SHOWN + "…"
ROWS = [
    # story, text as it stands, text as the reply says it
    ("plain", "example.org", "example.org"),
    ("nothing", "", ""),
    ("Japanese", "三井住友カード", "三井住友カード"),
    ("quotes and backslashes", 'a"b\\c', 'a"b\\c'),
    ("braces that would end an object", '"},{"level":"genuine', '"},{"level":"genuine'),
    ("controls", "\x00\x1f\n\r\t\x7f", "\x00\x1f\n\r\t\x7f"),
    ("line separators of JavaScript", "\u2028\u2029", "\u2028\u2029"),
    ("beyond the basic plane", "𝐀mazon", "𝐀mazon"),
    ("half a surrogate pair", "a\ud800b", "a?b"),
    ("as long as is shown", LONG[1:], LONG[1:]),
    ("one character longer", LONG, CLIPPED),
]


@pytest.mark.parametrize(("story", "text", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_text_is_said_as_it_is(judge: Any, story: str, text: str, said: str) -> None:
    params = {"brand": text, "odd": [{"char": text[:9]}], "port": 8080, "owner": None, "yes": True}
    finding = Finding("typo_host", params)
    at = Judged("caution", (finding,), Place(text, text, text, False))
    link = make_link(text, text, "", "", None, judge.catalogue.knowledge, via=(text[:9],))
    mail = Mail(Sender("", "", "", None), "", "", (link,), "en")

    read = json.loads(reply("1", verdict_fields(Verdict("caution", mail, at, (at,), (finding,)), True)))

    found = {"rule": "typo_host", "severity": "caution"} | {"params": params | {"brand": said}}
    found["params"]["odd"] = [{"char": said[:9]}]
    whose = {"level": "caution", "domain": said, "display": said, "owner": said, "trustable": False}
    whose["findings"] = [found]
    assert read == {
        "v": 1,
        "id": "1",
        "type": "verdict",
        "level": "caution",
        "truncated": True,
        "sender": whose,
        "links": [{"id": said, "target": said, "via": [said[:9]], **whose}],
        "findings": [found],
    }


def test_what_is_remembered_is_said_the_same() -> None:
    remembered = Judged("unknown", (), Place(None, "", None, True), [])
    mail = Mail(Sender("", "", "", None), "", "", (), "en")
    verdict = Verdict("unknown", mail, remembered, (), ())
    first = verdict_fields(verdict)
    assert remembered.said
    assert verdict_fields(verdict) == first
    sender = {"level": "unknown", "domain": None, "display": "", "owner": None, "trustable": True, "findings": []}
    assert json.loads(f"{{{first}}}")["sender"] == sender
