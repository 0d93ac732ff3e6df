"""The host process: bad input gives a code or a clean end, and the next good request is answered."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
from honmono.framing import MAX_REQUEST

from .process import HostProcess, request

PING = {"v": 1, "id": "next", "type": "ping"}
LINK = {"id": "l", "href": "https://example.com/"}


@pytest.fixture(scope="module")
def host(knowledge_path: Path) -> Any:
    with HostProcess(knowledge_path.parent) as process:
        yield process


BAD = [
    ("not UTF-8", b"\xff\xfe{}", "bad_json", {}),
    ("not JSON", b"{", "bad_json", {}),
    ("nothing at all", b"", "bad_json", {}),
    ("not an object", b"[]", "bad_json", {}),
    ("nested beyond reason", b"[" * 200_000, "bad_json", {}),
    ("no id", {"v": 1, "type": "ping"}, "bad_id", {}),
    ("an id that is no string", {"v": 1, "id": 7, "type": "ping"}, "bad_id", {}),
    ("an id that is too long", {"v": 1, "id": "x" * 65, "type": "ping"}, "bad_id", {}),
    ("another version", {"v": 2, "id": "1", "type": "ping"}, "bad_version", {"wanted": 1}),
    ("no version", {"id": "1", "type": "ping"}, "bad_version", {"wanted": 1}),
    ("true is not 1", {"v": True, "id": "1", "type": "ping"}, "bad_version", {"wanted": 1}),
    ("unknown type", {"v": 1, "id": "1", "type": "burn"}, "unknown_type", {"type": "burn"}),
    ("a type longer than any reply", {"v": 1, "id": "1", "type": "x" * 2**21}, "unknown_type", {"type": "x" * 64}),
    ("type of a wrong type", {"v": 1, "id": "1", "type": []}, "unknown_type", {"type": ""}),
    ("no mail", {"v": 1, "id": "1", "type": "inspect"}, "missing_field", {"field": "mail"}),
    ("mail is a list", {"v": 1, "id": "1", "type": "inspect", "mail": []}, "bad_field", {"field": "mail"}),
    ("no sender", {"v": 1, "id": "1", "type": "inspect", "mail": {}}, "missing_field", {"field": "mail.sender"}),
    ("sender is a string", request(sender="x"), "bad_field", {"field": "mail.sender"}),
    ("sender without a name", request(sender={}), "missing_field", {"field": "mail.sender.name"}),
    ("address is a number", request(sender={"name": "", "address": 1}), "bad_field", {"field": "mail.sender.address"}),
    ("subject is null", request(subject=None), "bad_field", {"field": "mail.subject"}),
    ("links is an object", request(links={}), "bad_field", {"field": "mail.links"}),
    ("a link is a string", request(links=["x"]), "bad_field", {"field": "mail.links.0"}),
    ("a link without href", request(links=[LINK, {"id": "m"}]), "missing_field", {"field": "mail.links.1.href"}),
    ("href is a list", request(links=[{"id": "l", "href": []}]), "bad_field", {"field": "mail.links.0.href"}),
    (
        "an endless href",
        request(links=[{"id": "l", "href": "h" * 65_537}]),
        "bad_field",
        {"field": "mail.links.0.href"},
    ),
    ("2,001 links", request(links=[LINK] * 2001), "too_many_links", {"limit": 2000, "given": 2001}),
    ("text of 20,001 characters", request(text="x" * 20_001), "bad_field", {"field": "mail.text"}),
    ("trusted is a list", request(trusted=[]), "bad_field", {"field": "mail.trusted"}),
    ("a trusted domain is a number", request(trusted={"domains": [1]}), "bad_field", {"field": "mail.trusted.domains"}),
    ("locale is a number", request(locale=1), "bad_field", {"field": "mail.locale"}),
    ("truncated is a string", request(truncated="no"), "bad_field", {"field": "mail.truncated"}),
    ("reply_to is a number", request(reply_to=1), "bad_field", {"field": "mail.reply_to"}),
    (
        "a browser host that is a list",
        request(links=[{**LINK, "host": []}]),
        "bad_field",
        {"field": "mail.links.0.host"},
    ),
]


@pytest.mark.parametrize(("story", "body", "code", "params"), BAD, ids=[row[0] for row in BAD])
def test_bad_request(story: str, body: Any, code: str, params: dict[str, Any], host: HostProcess) -> None:
    reply = host.ask(body)
    assert (reply["type"], reply["code"], reply["params"]) == ("error", code, params)
    assert reply["id"] == (None if code in ("bad_json", "bad_id") else "1")
    assert host.ask(PING) == {"v": 1, "id": "next", "type": "pong"}


STRANGE = [
    (
        "lone surrogates",
        request(subject="\ud800", links=[{"id": "l", "href": "https://\udfff.com/", "text": "\ud800"}]),
    ),
    ("a NUL in every text", request(subject="\0", text="a\0b", links=[{"id": "\0", "href": "http://a\0b/"}])),
    ("a label without end", request(links=[{"id": "l", "href": f"http://{'a' * 10_000}.com/"}])),
    ("ten thousand labels", request(links=[{"id": "l", "href": f"http://{'a.' * 10_000}com/"}])),
    ("a punycode bomb", request(links=[{"id": "l", "href": "http://xn--" + "9" * 5000 + ".com/"}])),
    ("an address of at signs", request(sender={"name": "@" * 5000, "address": "@" * 5000})),
    ("a browser host of nonsense", request(links=[{**LINK, "host": "..%%..\n"}])),
    ("numbers as a host", request(links=[{"id": "l", "href": "http://1.2.3/"}, {"id": "m", "href": "http://[::::]/"}])),
    ("every combining mark", request(subject="".join(chr(c) for c in range(0x300, 0x370)) * 100)),
    ("unknown fields", request(later={"a": [1]}, links=[{**LINK, "rel": "x"}])),
]


@pytest.mark.parametrize(("story", "body"), STRANGE, ids=[row[0] for row in STRANGE])
def test_strange_mail_is_judged(story: str, body: Any, host: HostProcess) -> None:
    reply = host.ask(body)
    assert reply["type"] == "verdict", reply
    assert not [f for link in reply["links"] for f in link["findings"] if f["rule"] == "rule_failed"]


def test_hello_names_versions_and_rules(host: HostProcess) -> None:
    reply = host.ask({"v": 1, "id": "h", "type": "hello"})
    assert reply["type"] == "hello"
    assert reply["catalogue"]["owners"] >= 80
    assert "homoglyph_text" in reply["rules"]


def test_2000_links_are_judged(host: HostProcess) -> None:
    reply = host.ask(request(links=[{"id": str(n), "href": f"https://host{n}.example/"} for n in range(2000)]))
    assert [link["id"] for link in reply["links"]] == [str(n) for n in range(2000)]


def test_a_reply_that_would_be_too_large_is_an_error(host: HostProcess) -> None:
    href = "https://newnamecardamazon.icu/" + "x" * 1900
    reply = host.ask(request(links=[{"id": str(n), "href": href} for n in range(2000)]))
    assert (reply["code"], reply["params"]) == ("reply_too_large", {"limit": 1_048_576})
    assert host.ask(PING)["type"] == "pong"


ENDINGS = [
    ("closed between frames", b"", 0, ""),
    ("a frame longer than the cap", struct.pack("=I", MAX_REQUEST + 1), 1, "over the limit"),
    ("5 MiB of text", struct.pack("=I", 5 * 2**20) + b"x" * 4096, 1, "over the limit"),
    ("a truncated frame", struct.pack("=I", 100) + b"{}", 1, "inside a frame"),
    ("a truncated length", b"\x01\x00", 1, "inside a frame's length"),
]


@pytest.mark.parametrize(("story", "data", "status", "message"), ENDINGS, ids=[row[0] for row in ENDINGS])
def test_endings(story: str, data: bytes, status: int, message: str, knowledge_path: Path) -> None:
    with HostProcess(knowledge_path.parent) as process:
        assert process.ask(PING)["type"] == "pong"
        process.send_raw(data)
        found, error, rest = process.ended()
    assert (found, rest) == (status, b"")
    assert message in error


def test_no_knowledge_is_said_and_mended_without_a_restart(tmp_path: Path, knowledge_path: Path) -> None:
    with HostProcess(tmp_path) as process:
        assert process.ask(request())["code"] == "no_knowledge"
        (tmp_path / "knowledge.bin").write_bytes(b"honmono1 not what it says")
        assert process.ask(request())["code"] == "no_knowledge"
        shutil.copy(knowledge_path, tmp_path / "knowledge.bin")
        assert process.ask(request())["type"] == "verdict"


def test_a_stray_print_does_not_reach_the_frames(knowledge_path: Path) -> None:
    """One print() in a library breaks the stream of many hosts; here it goes to standard error."""
    import sys

    from .process import HOST_FOLDER

    program = (
        f"import sys; sys.path.insert(0, {HOST_FOLDER!r})\n"
        "import honmono.service as s\n"
        "good = s.Service.answer\n"
        "s.Service.answer = lambda self, m: (print('stray'), good(self, m))[1]\n"
        "from honmono.__main__ import main; raise SystemExit(main())"
    )
    body = json.dumps(PING).encode()
    done = subprocess.run(
        [sys.executable, "-c", program], input=struct.pack("=I", len(body)) + body, capture_output=True, timeout=60
    )
    assert json.loads(done.stdout[4:])["type"] == "pong"
    assert b"stray" in done.stderr


def test_with_the_network_cut_the_verdict_is_the_same(knowledge_path: Path) -> None:
    """Nothing leaves the machine: in a network namespace of its own the host answers as well."""
    unshare = shutil.which("unshare")
    prefix = [unshare, "--user", "--map-root-user", "--net"] if unshare else []
    if not unshare or subprocess.run([*prefix, "true"], capture_output=True).returncode:
        pytest.skip("unshare --net is not permitted here")
    body = request(
        sender={"name": "Amazon", "address": "a@evil.icu"}, links=[LINK, {"id": "m", "href": "http://amaz0n.icu"}]
    )
    with HostProcess(knowledge_path.parent) as open_, HostProcess(knowledge_path.parent, prefix) as cut:
        with_network, without = open_.ask(body), cut.ask(body)
    assert without == with_network
    assert without["level"] == "danger"


def test_the_host_opens_no_socket(knowledge_path: Path) -> None:
    """The same by a guard inside the process: an audit hook that ends it at the first socket."""
    import sys

    from .process import HOST_FOLDER

    program = (
        f"import sys, os; sys.path.insert(0, {HOST_FOLDER!r})\n"
        "def guard(event, args):\n"
        "    if event.startswith('socket.'): os._exit(66)\n"
        "sys.addaudithook(guard)\n"
        "from honmono.__main__ import main; raise SystemExit(main())"
    )
    body = json.dumps(request(links=[{"id": "m", "href": "http://аmazon.com\\@x"}, LINK])).encode()
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=struct.pack("=I", len(body)) + body,
        capture_output=True,
        timeout=60,
        env={**__import__("os").environ, "HONMONO_DATA": str(knowledge_path.parent)},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout[4:])["type"] == "verdict"
