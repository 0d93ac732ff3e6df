"""A real SOGo over a real Dovecot, with a MariaDB, a memcached and a web server of its own. Debian 12; needs root.

No file under /etc is changed: what SOGo's command line says counts before its configuration file.
"""

from __future__ import annotations

import contextlib
import http.client
import mimetypes
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from urllib.parse import unquote, urlsplit

from browser.mails import Mail
from browser.waiting import until

from . import servers
from .eml import READER
from .servers import CLOSED_PORT, PASSWORD, USER

PACKAGES = "sogo mariadb-server-core"
ACCOUNT = "sogo"
RESOURCES = Path("/usr/lib/GNUstep/SOGo/WebServerResources")
RESOURCES_AT = ("/SOGo.woa/WebServerResources/", "/SOGo/WebServerResources/")

USERS = Template("""\
CREATE DATABASE sogo CHARACTER SET utf8mb4;
CREATE TABLE sogo.users (c_uid VARCHAR(64) PRIMARY KEY, c_name VARCHAR(64), c_password VARCHAR(64), c_cn VARCHAR(64),
  mail VARCHAR(64));
INSERT INTO sogo.users VALUES ('$user', '$user', '$password', '$user', '$address');
""")


def missing() -> str:
    """Why there can be no SOGo on this machine, ``""`` when there can."""
    if servers.missing():
        return servers.missing()
    if not all(servers.program(name) for name in ("sogod", "mariadbd", "memcached")) or not RESOURCES.exists():
        return f"no SOGo here: apt-get install --no-install-recommends {PACKAGES}"
    return ""


@contextlib.contextmanager
def sogo(mails: Sequence[Mail]) -> Iterator[str]:
    """Run SOGo with ``mails`` in its inbox, the first with IMAP uid 1; yields its address without a slash."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(servers.temporary_folder(ACCOUNT))
        imap = stack.enter_context(servers.dovecot(folder, mails))
        database = stack.enter_context(_database(folder))
        cache = stack.enter_context(_cache(folder))
        port = servers.free_port()
        settings = _settings(folder, f"mysql://{ACCOUNT}:none@127.0.0.1:{database}/sogo") | {
            "WOPort": f"127.0.0.1:{port}",
            "SOGoIMAPServer": f"imap://127.0.0.1:{imap}",
            "SOGoMemcachedHost": f"127.0.0.1:{cache}",
        }
        command = [servers.program("sogod"), *(word for key in settings for word in (f"-{key}", settings[key]))]
        log = folder / "sogo.out"
        home = {"HOME": str(folder)}
        stack.enter_context(servers.process(command, log, account=ACCOUNT, environment=home, patience=0))
        until(lambda: servers.answers(f"http://127.0.0.1:{port}/SOGo/", "SOGo"), lambda: f"SOGo: {log.read_text()}")
        yield stack.enter_context(_front(port))


def _settings(folder: Path, database: str) -> dict[str, str]:
    source = {
        "id": "users",
        "type": "sql",
        "viewURL": f"{database}/users",
        "canAuthenticate": "YES",
        "isAddressBook": "NO",
        "userPasswordAlgorithm": "none",
    }
    return {
        "WONoDetach": "YES",
        "WOUseWatchDog": "NO",  # its workers are in sessions of their own, and would outlive it
        "WOLogFile": "-",
        "WOPidFile": str(folder / "sogo.pid"),
        "SOGoProfileURL": f"{database}/profiles",
        "OCSFolderInfoURL": f"{database}/folders",
        "OCSSessionsFolderURL": f"{database}/sessions",
        "OCSEMailAlarmsFolderURL": f"{database}/alarms",
        "SOGoUserSources": "({" + "".join(f'{key} = "{value}"; ' for key, value in source.items()) + "})",
        "SOGoSMTPServer": f"smtp://127.0.0.1:{CLOSED_PORT}",
        "SOGoSieveServer": f"sieve://127.0.0.1:{CLOSED_PORT}",
        "SOGoMailDomain": READER.domain,
        "SOGoTimeZone": "Asia/Tokyo",
        "SOGoLoginModule": "Mail",
        "SOGoPasswordRecoveryEnabled": "YES",  # its log-in page asks for that, and a "no" is an error in the console
    }


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[int]:
    """MariaDB without tables of its own: whoever reaches its port may do everything. Yields the port."""
    port = servers.free_port()
    (folder / "db").mkdir()
    users = folder / "users.sql"
    users.write_text(USERS.substitute(user=USER, password=PASSWORD, address=READER.addr_spec))
    servers.give(ACCOUNT, folder / "db")
    options = (
        "no-defaults",
        f"datadir={folder}/db",
        f"socket={folder}/db.sock",
        f"pid-file={folder}/db.pid",
        f"port={port}",
        "bind-address=127.0.0.1",
        f"init-file={users}",
        "skip-grant-tables",
        "innodb=OFF",
        "default-storage-engine=Aria",
    )
    command = [servers.program("mariadbd"), *(f"--{option}" for option in options)]
    with servers.process(command, folder / "db.out", account=ACCOUNT):
        until(lambda: servers.listens(port), lambda: f"MariaDB: {(folder / 'db.out').read_text()}")
        yield port


@contextlib.contextmanager
def _cache(folder: Path) -> Iterator[int]:
    port = servers.free_port()
    command = [servers.program("memcached"), "-l", "127.0.0.1", "-p", str(port), "-U", "0", "-m", "16"]
    with servers.process(command, folder / "memcached.out", account=ACCOUNT):
        until(lambda: servers.listens(port), lambda: f"memcached: {(folder / 'memcached.out').read_text()}")
        yield port


@contextlib.contextmanager
def _front(port: int) -> Iterator[str]:
    """The web server that SOGo stands behind: it serves the files that SOGo itself does not. Yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Front", (_Front,), {"behind": port}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), name="sogo-front", daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


_OWN = ("content-length", "transfer-encoding", "connection", "server", "date")
"""Headers that the front makes itself."""


class _Front(BaseHTTPRequestHandler):
    behind = 0
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # a tab was closed
            super().handle()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        for prefix in RESOURCES_AT:
            if path.startswith(prefix):
                return self._file((RESOURCES / path.removeprefix(prefix)).resolve())
        return self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _file(self, file: Path) -> None:
        found = file.is_relative_to(RESOURCES.resolve()) and file.is_file()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self._answer(200 if found else 404, [("Content-Type", kind)], file.read_bytes() if found else b"")

    def _pass_on(self) -> None:
        origin = f"http://{self.headers['Host']}"
        headers = {key: value for key, value in self.headers.items() if key.lower() not in ("connection", "keep-alive")}
        headers |= {"x-webobjects-server-url": origin, "x-webobjects-server-protocol": "HTTP/1.0"}
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        behind = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=60)
        try:
            behind.request(self.command, self.path, text or None, headers)
            answer = behind.getresponse()
            kept = [(key, value) for key, value in answer.getheaders() if key.lower() not in _OWN]
            self._answer(answer.status, kept, answer.read())
        finally:
            behind.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], text: bytes) -> None:
        self.send_response(status)
        for key, value in headers:
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Quiet."""
