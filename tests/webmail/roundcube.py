"""A real Roundcube over a real Dovecot, in one folder of its own. Debian 12; needs root.

No file under /etc is changed: Roundcube reads its configuration from ROUNDCUBE_CONFIG_DIR.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from browser.mails import Mail
from browser.waiting import until

from . import servers
from .servers import ACCOUNT, CLOSED_PORT

PACKAGES = "roundcube-core roundcube-sqlite3 php-cli"
PUBLIC = (Path("/var/lib/roundcube/public_html"), Path("/var/lib/roundcube"))
SCHEMA = Path("/usr/share/roundcube/SQL/sqlite.initial.sql")
SHIPPED = Path("/etc/roundcube")
SKINS = Path("/usr/share/roundcube/skins")

# Cookies know no port: with names of their own, several skins are open in one browser.
ROUNDCUBE = Template("""\
<?php
$$config = [
    'db_dsnw' => 'sqlite:///$folder/roundcube.db?mode=0640',
    'imap_host' => '127.0.0.1:$imap',
    'smtp_host' => '127.0.0.1:$closed',
    'temp_dir' => '$folder/temp',
    'log_dir' => '$folder/logs',
    'log_driver' => 'file',
    'des_key' => 'a-test-of-24-characters!',
    'plugins' => [],
    'skin' => '$skin',
    'session_name' => 'roundcube_$skin',
    'session_auth_name' => 'roundcube_auth_$skin',
    'enable_spellcheck' => false,
    'use_https' => false,
    'ip_check' => false,
    'enable_installer' => false,
    'mail_domain' => 'example.test',
    'layout' => 'widescreen',
];
""")


def missing(skin: str = "elastic") -> str:
    """Why there can be no Roundcube in ``skin`` on this machine, ``""`` when there can."""
    if servers.missing():
        return servers.missing()
    if not (shutil.which("php") and SCHEMA.exists() and (SHIPPED / "defaults.inc.php").exists()):
        return f"no Roundcube here: apt-get install --no-install-recommends {PACKAGES}"
    if not (SKINS / skin).exists():
        return f"no skin {skin} here: apt-get install roundcube-skin-{skin}"
    return ""


@contextlib.contextmanager
def roundcube(mails: Sequence[Mail], skin: str = "elastic") -> Iterator[str]:
    """Run Roundcube with ``mails`` in its inbox, the first with IMAP uid 1; yields its address without a slash."""
    with servers.temporary_folder(ACCOUNT) as folder, servers.dovecot(folder, mails) as imap:
        values = {"folder": str(folder), "imap": str(imap), "skin": skin, "closed": str(CLOSED_PORT)}
        _lay_out(folder, values)
        address = f"127.0.0.1:{servers.free_port()}"
        public = next(path for path in PUBLIC if (path / "index.php").exists())
        settings = (
            f"session.save_path={folder}/temp",
            "date.timezone=Asia/Tokyo",
            "display_errors=0",
            "opcache.enable_cli=1",  # else every request compiles all of Roundcube
            "opcache.validate_timestamps=0",
        )
        options = [word for setting in settings for word in ("-d", setting)]
        with servers.process(
            ["php", *options, "-S", address, "-t", str(public)],
            folder / "php.out",
            account=ACCOUNT,
            environment={"ROUNDCUBE_CONFIG_DIR": str(folder / "config"), "PHP_CLI_SERVER_WORKERS": "4"},
        ):
            until(
                lambda: servers.answers(f"http://{address}/", "rcmloginuser"),
                lambda: f"Roundcube: {(folder / 'php.out').read_text()}",
            )
            yield f"http://{address}"


def _lay_out(folder: Path, values: dict[str, str]) -> None:
    for name in ("config", "temp", "logs"):
        (folder / name).mkdir()
    (folder / "config" / "config.inc.php").write_text(ROUNDCUBE.substitute(values))
    for name in ("defaults.inc.php", "mimetypes.php"):
        if (SHIPPED / name).exists():
            (folder / "config" / name).symlink_to(SHIPPED / name)
    make = "$d = new PDO('sqlite:' . $argv[1]); $d->exec(file_get_contents($argv[2]));"
    subprocess.run(["php", "-r", make, str(folder / "roundcube.db"), str(SCHEMA)], check=True)
    servers.give(ACCOUNT, folder / "config", folder / "temp", folder / "logs", folder / "roundcube.db")
