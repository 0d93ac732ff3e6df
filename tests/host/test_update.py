"""`honmono update` against a server on this machine that is slow, cut off, too large, lying, redirecting."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from honmono.cli import main
from honmono.knowledge.build import all_owners
from honmono.knowledge.load import load
from honmono.knowledge.sources import DATA, Sources
from honmono.online.fetch import FetchError, fetch

ROW = {
    "id": "example-bank", "name": "Example Bank", "names": {"mul": ["Example Bank"]}, "common": [], "host_tokens": [],
    "common_tokens": [], "sites": {"*": "example-bank.com"}, "domains": ["example-bank.com"], "group": "bank",
    "sources": ["https://example.com/"], "checked": "2027-01-01",
}  # fmt: skip
CATALOGUE = (json.dumps(ROW) + "\n").encode()


def suffix_list(extra: str = "") -> bytes:
    """A list of the right form and size: the rules that the check asks for, and made-up ones."""
    made_up = "\n".join(f"suffix{n}" for n in range(6000))
    rules = f"com\njp\nco.jp\n*.kawasaki.jp\n!city.kawasaki.jp\n{made_up}\n{extra}\n"
    return f"{rules}// ===BEGIN PRIVATE DOMAINS===\nweb.app\n".encode()


def index(sha256: str | None = None, **fields: Any) -> bytes:
    found = sha256 or hashlib.sha256(CATALOGUE).hexdigest()
    return json.dumps({"format": 1, "date": "2027-01-01", "file": "owners.jsonl", "sha256": found, **fields}).encode()


class Handler(BaseHTTPRequestHandler):
    """Serves `pages` of its server: bytes, or a function that misbehaves."""

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)  # type: ignore[attr-defined]
        if page is None:
            self.send_error(404)
        elif callable(page):
            page(self)
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.pages = {  # type: ignore[attr-defined]
            "/list": suffix_list(),
            "/index.json": index(),
            "/owners.jsonl": CATALOGUE,
        }
        running.address = f"http://127.0.0.1:{running.server_port}"  # type: ignore[attr-defined]
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HONMONO_DATA", "HONMONO_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HONMONO_HOME", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return tmp_path


def update(server: Any, *args: str) -> int:
    return main(["update", "--suffix-list", server.address + "/list", "--seconds", "5", *args])


def test_both_are_fetched_and_used(server: Any, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert update(server, "--catalogue", server.address + "/index.json") == 0
    knowledge = load(str(home / "data/knowledge.bin"))
    assert knowledge.domains.get("example-bank.com") == b"example-bank"
    assert knowledge.domains.get("amazon.co.jp") == b"amazon"  # what came with Honmono is still there
    assert knowledge.suffix_bits("suffix17")
    assert "bytes" in capsys.readouterr().out


def test_the_address_is_kept_and_a_person_s_own_rows_stay(server: Any, home: Path) -> None:
    assert main(["catalogue", "add", "--name", "My Bank", "--domain", "mybank.example"]) == 0
    assert update(server, "--catalogue", server.address + "/index.json") == 0
    server.pages["/owners.jsonl"] = CATALOGUE.replace(b"Example Bank", b"Renamed Bank")
    server.pages["/index.json"] = index(hashlib.sha256(server.pages["/owners.jsonl"]).hexdigest())
    assert update(server) == 0
    knowledge = load(str(home / "data/knowledge.bin"))
    assert knowledge.names.get("renamedbank") and not knowledge.names.get("examplebank")
    assert knowledge.domains.get("mybank.example") == b"own-my-bank"


def slow(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"x" * 70_000)
            time.sleep(0.5)
    except OSError:
        pass


def cut_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(suffix_list()[:1000])


def too_large(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(1000):
            handler.wfile.write(b"x" * 2**20)
    except OSError:
        pass


def announces_too_much(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(10**12))
    handler.end_headers()


def redirect(target: str) -> Any:
    def answer(handler: Handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.end_headers()

    return answer


BAD = [
    ("slow", "/list", slow, "too slow"),
    ("cut off", "/list", cut_off, ""),
    ("too large", "/list", too_large, "more than the limit"),
    ("announces too much", "/list", announces_too_much, "more than the limit"),
    ("sends on to itself", "/list", redirect("/list"), "sent on more than"),
    ("sends on to plain http elsewhere", "/list", redirect("http://example.com/list"), "only https"),
    ("sends on to a file", "/list", redirect("file:///etc/passwd"), "only https"),
    ("not there", "/list", None, "404"),
    ("something else", "/list", b"<html>" * 1000, "no public suffix list"),
    ("a list that lost its rules", "/list", b"com\njp\n", "no public suffix list"),
    ("not text", "/list", b"\xff" * 9000, "utf-8"),
    ("an index that is none", "/index.json", b"[]", "no catalogue's index"),
    ("a later format", "/index.json", index(format=2), "newer Honmono"),
    ("a lie about the hash", "/index.json", index("0" * 64), "the index says"),
    ("a catalogue changed on the way", "/owners.jsonl", CATALOGUE + b"\n", "the index says"),
    ("an index that points elsewhere", "/index.json", index(file="http://example.com/x"), "only https"),
]


@pytest.mark.parametrize(("story", "path", "page", "words"), BAD, ids=[row[0] for row in BAD])
def test_on_any_failure_the_old_stays(
    story: str, path: str, page: Any, words: str, server: Any, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "data").mkdir()
    before = b"what was known before"
    (home / "data/knowledge.bin").write_bytes(before)
    server.pages[path] = page
    assert update(server, "--catalogue", server.address + "/index.json") == 1
    error = capsys.readouterr().err
    assert words in error and "Nothing was changed" in error and "Traceback" not in error
    assert (home / "data/knowledge.bin").read_bytes() == before
    assert not (home / "data/downloads").exists()
    assert not (home / "config/update.json").exists()


def test_a_catalogue_against_the_schema_is_refused(server: Any, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = json.dumps({**ROW, "domains": ["https://example.com/"]}).encode()
    server.pages |= {"/owners.jsonl": bad, "/index.json": index(hashlib.sha256(bad).hexdigest())}
    assert update(server, "--catalogue", server.address + "/index.json") == 1
    assert "is not a host name" in capsys.readouterr().err


def test_plain_http_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(FetchError, match="only https"):
        fetch("http://example.com/", 10, 1)


def test_fetched_rows_replace_those_that_came_with_honmono(tmp_path: Path) -> None:
    changed = {**ROW, "id": "amazon", "name": "Amazon (fetched)"}
    (tmp_path / "owners.jsonl").write_text(json.dumps(changed), "utf-8")
    rows = {row["id"]: row for row in all_owners(Sources(DATA, downloaded_owners=tmp_path / "owners.jsonl"))}
    assert rows["amazon"]["name"] == "Amazon (fetched)"
    assert "rakuten" in rows
