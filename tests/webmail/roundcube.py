"""A real Roundcube over a real Dovecot, in one folder of its own, on free loopback ports. Debian 12; needs root.

No file under /etc is changed: Roundcube reads its configuration from ROUNDCUBE_CONFIG_DIR, Dovecot from ``-c``. Mail
cannot leave: the SMTP port in the configuration is closed.
"""

from __future__ import annotations

import contextlib
import imaplib
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from browser.driver import until
from browser.mails import Mail

from .eml import eml

USER, PASSWORD = "user", "secret"
PACKAGES = "roundcube-core roundcube-sqlite3 php-cli dovecot-imapd"
ACCOUNT = "www-data"
PUBLIC = (Path("/var/lib/roundcube/public_html"), Path("/var/lib/roundcube"))
SCHEMA = Path("/usr/share/roundcube/SQL/sqlite.initial.sql")
SHIPPED = Path("/etc/roundcube")

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

ROUNDCUBE = Template("""\
<?php
$$config = [
    'db_dsnw' => 'sqlite:///$folder/roundcube.db?mode=0640',
    'imap_host' => '127.0.0.1:$imap',
    'smtp_host' => '127.0.0.1:9',
    'temp_dir' => '$folder/temp',
    'log_dir' => '$folder/logs',
    'log_driver' => 'file',
    'des_key' => 'a-test-of-24-characters!',
    'plugins' => [],
    'skin' => '$skin',
    'enable_spellcheck' => false,
    'use_https' => false,
    'ip_check' => false,
    'enable_installer' => false,
    'mail_domain' => 'example.test',
    'layout' => 'widescreen',
];
""")


def missing() -> str:
    """Why there can be no Roundcube on this machine, ``""`` when there can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "Roundcube and Dovecot are started as root here only"
    if not (shutil.which("php") and _dovecot() and SCHEMA.exists() and (SHIPPED / "defaults.inc.php").exists()):
        return f"no Roundcube here: apt-get install --no-install-recommends {PACKAGES}"
    version = subprocess.run([_dovecot(), "--version"], capture_output=True, text=True).stdout
    if not version.startswith("2.3."):
        return f"the configuration here is for Dovecot 2.3, not for {version.strip()}"
    return ""


def _dovecot() -> str:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""


@contextlib.contextmanager
def roundcube(mails: Sequence[Mail], skin: str = "elastic") -> Iterator[str]:
    """Run Roundcube with ``mails`` in its inbox, the first with IMAP uid 1; yields its address without a slash."""
    with contextlib.ExitStack() as stack:
        # not pytest's own folder: www-data may not look into it, and Dovecot's sockets need a short path
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="honmono-rc-", ignore_cleanup_errors=True))
        )
        folder.chmod(0o755)
        imap, web = _free_port(), _free_port()
        values = {"folder": str(folder), "imap": str(imap), "skin": skin, "account": ACCOUNT, "password": PASSWORD}
        _lay_out(folder, mails, values)
        stack.enter_context(_process([_dovecot(), "-F", "-c", str(folder / "dovecot.conf")], folder / "dovecot.out"))
        public = next(path for path in PUBLIC if (path / "index.php").exists())
        stack.enter_context(
            _process(
                [
                    "php",
                    "-d",
                    f"session.save_path={folder}/temp",
                    "-d",
                    "date.timezone=Asia/Tokyo",
                    "-d",
                    "display_errors=0",
                    "-S",
                    f"127.0.0.1:{web}",
                    "-t",
                    str(public),
                ],
                folder / "php.out",
                account=ACCOUNT,
                environment={"ROUNDCUBE_CONFIG_DIR": str(folder / "config"), "PHP_CLI_SERVER_WORKERS": "4"},
            )
        )
        until(lambda: _answers_imap(imap), lambda: f"Dovecot: {(folder / 'dovecot.log').read_text()}")
        until(lambda: _answers_http(web), lambda: f"Roundcube: {(folder / 'php.out').read_text()}")
        yield f"http://127.0.0.1:{web}"


def _lay_out(folder: Path, mails: Sequence[Mail], values: dict[str, str]) -> None:
    for name in ("dovecot", "config", "temp", "logs", "home", "mail/cur", "mail/new", "mail/tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "dovecot.conf").write_text(DOVECOT.substitute(values))
    (folder / "config" / "config.inc.php").write_text(ROUNDCUBE.substitute(values))
    for name in ("defaults.inc.php", "mimetypes.php"):
        if (SHIPPED / name).exists():
            (folder / "config" / name).symlink_to(SHIPPED / name)
    for number, mail in enumerate(mails, 1):
        (folder / "mail" / "new" / f"17000000{number:02}.M{number}.test").write_bytes(eml(mail, number))
    subprocess.run(
        [
            "php",
            "-r",
            "$d = new PDO('sqlite:' . $argv[1]); $d->exec(file_get_contents($argv[2]));",
            str(folder / "roundcube.db"),
            str(SCHEMA),
        ],
        check=True,
    )
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink() and "dovecot" not in path.name:
            shutil.chown(path, ACCOUNT, ACCOUNT)


@contextlib.contextmanager
def _process(
    command: Sequence[str], output: Path, *, account: str | None = None, environment: dict[str, str] | None = None
) -> Iterator[None]:
    """Run a server while the block lasts, then end it and what it started (its process group), and nothing else."""
    with output.open("wb") as log:
        process = subprocess.Popen(
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
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers_imap(port: int) -> bool:
    try:
        with imaplib.IMAP4("127.0.0.1", port, timeout=10) as client:
            client.login(USER, PASSWORD)
            return True
    except (OSError, imaplib.IMAP4.error):
        return False


def _answers_http(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            return bool(re.search(rb"rcmloginuser", answer.read()))
    except OSError:
        return False
