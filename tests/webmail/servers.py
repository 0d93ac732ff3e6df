"""The servers that a webmail stands on, each with its files in one folder, on free loopback ports. Debian 12; root.

No file under /etc is changed: Dovecot reads its configuration from ``-c``. Mail cannot leave: no webmail here is told
of an SMTP server that exists.
"""

from __future__ import annotations

import contextlib
import imaplib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from browser.mails import Mail
from browser.waiting import until

from .eml import eml

USER, PASSWORD = "user", "secret"
ACCOUNT = "www-data"
CLOSED_PORT = 9
ARRIVED = 1_700_000_000
"""When all mails came in (s since 1970): in the same second, for SOGo lists later ones first and equal ones by uid."""

DOVECOT = Template("""\
base_dir = $folder/dovecot
log_path = $folder/dovecot.log
ssl = no
disable_plaintext_auth = no
protocols = imap
listen = 127.0.0.1
default_internal_user = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_location = maildir:$folder/mail
passdb {
  driver = static
  args = password=$password
}
userdb {
  driver = static
  args = uid=$account gid=$account home=$folder/home
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  client_limit = 200
}
namespace inbox {
  inbox = yes
}
""")


def program(name: str) -> str:
    """Path of ``name``, ``""`` without it; servers are not on everybody's path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""


def missing() -> str:
    """Why there can be no mail server on this machine, ``""`` when there can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "a webmail's servers are started as root here only"
    if not program("dovecot"):
        return "no Dovecot here: apt-get install --no-install-recommends dovecot-imapd"
    version = subprocess.run([program("dovecot"), "--version"], capture_output=True, text=True).stdout
    if not version.startswith("2.3."):
        return f"the configuration here is for Dovecot 2.3, not for {version.strip()}"
    return ""


@contextlib.contextmanager
def temporary_folder(account: str) -> Iterator[Path]:
    """Not pytest's own: ``account`` may not look into it, and sockets need a short path."""
    with tempfile.TemporaryDirectory(prefix="honmono-", ignore_cleanup_errors=True) as path:
        folder = Path(path)
        folder.chmod(0o755)
        shutil.chown(folder, account, account)
        yield folder


@contextlib.contextmanager
def dovecot(folder: Path, mails: Sequence[Mail]) -> Iterator[int]:
    """Run Dovecot with ``mails`` in its inbox, the first with IMAP uid 1; yields its port."""
    port = free_port()
    values = {"folder": str(folder), "imap": str(port), "account": ACCOUNT, "password": PASSWORD}
    for name in ("dovecot", "home", "mail/cur", "mail/new", "mail/tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "dovecot.conf").write_text(DOVECOT.substitute(values))
    for number, mail in enumerate(mails, 1):
        file = folder / "mail" / "new" / f"17000000{number:02}.M{number}.test"
        file.write_bytes(eml(mail, number))
        os.utime(file, (ARRIVED, ARRIVED))
    give(ACCOUNT, folder / "home", folder / "mail")
    with process([program("dovecot"), "-F", "-c", str(folder / "dovecot.conf")], folder / "dovecot.out"):
        until(lambda: _holds(port, len(mails)), lambda: f"Dovecot: {(folder / 'dovecot.log').read_text()}")
        yield port


def give(account: str, *folders: Path) -> None:
    """Make ``account`` the owner of ``folders`` and all they hold."""
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            if not path.is_symlink():
                shutil.chown(path, account, account)


@contextlib.contextmanager
def process(
    command: Sequence[str],
    output: Path,
    *,
    account: str | None = None,
    environment: dict[str, str] | None = None,
    patience: float = 10,
) -> Iterator[None]:
    """Run a server while the block lasts, then end it and what it started (its process group), and nothing else.

    ``patience``: how many seconds it may take to end of its own accord.
    """
    with output.open("wb") as log:
        started = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=account,
            group=account,
            extra_groups=[] if account else None,
            env={**os.environ, **(environment or {})},
        )
        try:
            yield
        finally:
            started.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                started.wait(patience)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10):
            return True
    except OSError:
        return False


def answers(url: str, words: str) -> bool:
    """Whether there is a page at ``url`` that contains ``words``."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return words.encode() in answer.read()
    except OSError:
        return False


def _holds(port: int, count: int) -> bool:
    """Whether the inbox is open with so many mails. The first to open it takes them in; whoever does so at the same
    moment, as Roundcube's two first requests do, now and then sees none."""
    try:
        with imaplib.IMAP4("127.0.0.1", port, timeout=10) as client:
            client.login(USER, PASSWORD)
            return client.select("INBOX")[1] == [str(count).encode()]
    except (OSError, imaplib.IMAP4.error):
        return False
