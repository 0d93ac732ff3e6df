"""The demo: its pages, what its browser may reach, and (where Chromium is installed) all of it without a window."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest
from honmono.setup import demo, places, selfcheck, stage
from honmono.setup.commands import COMMANDS
from honmono.setup.extension import chromium_id, extension_folder, read_manifest
from honmono.setup.inbox import Inbox, address_of, served

NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(address: str, host: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with NO_PROXY.open(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pages_have_roundcubes_structure(language: str) -> None:
    with served(Inbox(language)) as origin:
        status, page = get(f"{origin}{address_of(5)}")
        assert status == 200
        assert f'<html lang="{language}">' in page
        for part in ('class="task-mail', 'id="messagelist"', 'id="messagecontframe"', "_uid=5&amp;_action=preview"):
            assert part in page
        status, mail = get(f"{origin}{address_of(4, 'preview')}")
        assert status == 200
        assert '<h2 class="subject">&lt;重要&gt;</h2>' in mail
        assert 'title="kefu@dfaddfg.shop" class="rcmContactAddress">amazon.co.jp</a>' in mail
        assert 'class="rcmBody"' in mail
        assert not re.search(r"\$\w", page + mail), "no placeholder is left"


def test_the_server_answers_nothing_but_its_own_address() -> None:
    with served(Inbox("en")) as origin:
        assert get(f"{origin}/", host="evil.example")[0] == 404
        assert get(f"{origin}/../../etc/passwd")[0] == 404
        assert get(f"{origin}/?_uid=99")[0] == 404
        port = origin.rsplit(":", 1)[1]
        proxied = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://127.0.0.1:{port}"}))
        with pytest.raises(HTTPError) as caught:
            proxied.open("http://cardservices.newnamecardamazon.icu/", timeout=10)
        assert "cannot reach the internet" in caught.value.read().decode()


def test_the_two_mails_are_in_it_letter_by_letter() -> None:
    mails = {mail["sender"]["address"]: mail for mail in map(Inbox("ja").wire, Inbox("ja").mails)}
    first = mails["kefu@dfaddfg.shop"]
    assert first["sender"]["name"] == "amazon.co.jp"
    assert first["subject"] == "<重要>"
    assert first["links"][0]["text"] == "支払方法の情報を更新する"
    assert first["links"][0]["host"].endswith(".dfaddfg.shop")
    second = mails["apikey@newnamecardamazonmail.cyou"]
    assert "あなたのAmaz\u03bfnのアカウント" in second["text"]
    assert "24時間以内" in second["text"]
    assert second["links"][0]["href"] == "http://cardservices.newnamecardamazon.icu/"
    assert len(mails) == 5


def test_the_stage_works_on_a_copy_and_keeps_the_id(tmp_path: Path) -> None:
    shipped = extension_folder()
    before = json.dumps(read_manifest(shipped))
    built = stage.build(str(tmp_path / "stage"), shipped, "http://127.0.0.1:5")
    assert json.dumps(read_manifest(shipped)) == before
    assert "127.0.0.1" not in before, "what is shipped asks for nothing for the demo's sake"
    manifest = read_manifest(built.extension)
    assert all("http://127.0.0.1:5/*" in scripts["matches"] for scripts in manifest["content_scripts"])
    assert chromium_id(built.extension) == chromium_id(shipped)
    host = json.loads(Path(built.profile, "NativeMessagingHosts", "org.honmono.host.json").read_text())
    assert host["allowed_origins"] == [f"chrome-extension://{built.identity}/"]


def test_the_browser_is_started_without_a_way_out(tmp_path: Path) -> None:
    built = stage.Stage(str(tmp_path), "e", "p", "i")
    command = stage.command("/usr/bin/chromium", built, "http://127.0.0.1:5", "ja", window=True, root=False)
    assert "--proxy-server=http://127.0.0.1:5" in command
    assert "--remote-debugging-pipe" in command
    assert not any(word.startswith(("--load-extension", "--no-sandbox", "--headless")) for word in command)
    assert "--no-sandbox" in stage.command("c", built, "o", "en", window=False, root=True)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set-up below one folder, with a letter and a space in its path that browsers have to survive."""
    folder = tmp_path_factory.mktemp("デモ demo")
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch, folder)
        assert command("setup", "--quiet-end") == 0
    return folder


def isolate(patch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "home").mkdir(exist_ok=True)
    patch.setenv("HOME", str(folder / "home"))
    patch.setenv("HONMONO_HOME", str(folder))
    for name in ("HONMONO_DATA", "HONMONO_CONFIG", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DISPLAY", "WAYLAND_DISPLAY"):
        patch.delenv(name, raising=False)


def command(name: str, *arguments: str) -> int:
    _, add_arguments, run = COMMANDS[name]
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(arguments))


def test_verdicts_of_the_sample_mails(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, installed)
    inbox = Inbox("ja")
    requests = [{"v": 1, "id": str(m["uid"]), "type": "inspect", "mail": inbox.wire(m)} for m in inbox.mails]
    replies, status, errors = selfcheck.converse([places.launcher_file(), "x"], requests, 30)
    assert status == 0, errors
    levels = {reply["id"]: reply["level"] for reply in replies}
    assert levels["5"] == levels["4"] == "danger"
    assert {levels[uid] for uid in "321"} <= {"genuine", "unknown"}, "honest mail is left in peace"


def test_without_a_browser_the_verdicts_are_printed(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    isolate(monkeypatch, installed)
    monkeypatch.setattr(demo, "_browser", lambda machine, wanted: None)
    assert command("demo") == 0
    said = capsys.readouterr().out
    assert said.count("DANGER  ") == 2
    assert "U+03BF" in said
    assert "hence no picture" in said


def test_before_setup_the_demo_says_what_to_do_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    isolate(monkeypatch, tmp_path)
    assert command("demo") == 1
    assert "setup" in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium: apt-get install chromium")
@pytest.mark.parametrize(("language", "word"), [("en", "Genuine site"), ("ja", "正規のサイト")])
def test_the_whole_demo_without_a_window(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    isolate(monkeypatch, installed)
    monkeypatch.setenv("TMPDIR", str(installed))
    picture = installed / f"{language}.png"
    home = sorted((installed / "home").rglob("*"))
    assert command("demo", "--headless", "--lang", language, "--screenshot", str(picture), "--browser", "chromium") == 0
    said = capsys.readouterr().out
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "newnamecardamazon.icu" in said
    assert word in said, "the tooltip was open when the picture was taken"
    assert not [name for name in os.listdir(installed) if name.startswith("honmono-demo-")], "nothing is left behind"
    assert sorted((installed / "home").rglob("*")) == home, "nor in the home"
