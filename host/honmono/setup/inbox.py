"""The demo's sample inbox: mails from mails.json, as pages of a plain webmail and as the host's `mail` objects.

The pages have the structure of Roundcube, which the extension knows on any host. They are served on the loopback
address only, on a free port, and to no name but that address (so no web page can read them by a trick with names). The
demo's browser also has this server as its proxy: whatever it asks of the internet ends here, with a sentence.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template
from typing import Any
from urllib.parse import parse_qs, urlsplit

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "demo_pages")
LOOPBACK = "127.0.0.1"


class Inbox:
    """The sample mails in one language of the page around them."""

    def __init__(self, language: str) -> None:
        data = json.loads(_read("mails.json"))
        self.language = language
        self.labels: dict[str, str] = data["labels"][language]
        self.mails: list[dict[str, Any]] = data["mails"]

    def wire(self, mail: dict[str, Any]) -> dict[str, Any]:
        """The mail as the extension would send it (PROTOCOL.md)."""
        parts = [part for paragraph in mail["body"] for part in paragraph]
        links = [part for part in parts if isinstance(part, dict)]
        text = "\n".join("".join(_text(part) for part in paragraph) for paragraph in mail["body"])
        return {
            "site": "demo",
            "sender": mail["sender"],
            "reply_to": None,
            "subject": mail["subject"],
            "links": [
                {"id": f"l{n}", "href": part["href"], "host": urlsplit(part["href"]).hostname, "text": part["text"]}
                for n, part in enumerate(links)
            ],
            "text": text,
            "locale": self.language,
        }

    def list_page(self, uid: int) -> str:
        """The whole page, with one mail opened."""
        rows = "".join(self._row(mail, uid) for mail in self.mails)
        labels = {name: escape(text) for name, text in self.labels.items()}
        page = Template(_read("inbox.html"))
        return page.substitute(labels, lang=self.language, rows=rows, first=escape(address_of(uid, "preview")))

    def mail_page(self, mail: dict[str, Any]) -> str:
        """One opened mail."""
        body = "".join(f"<p>{''.join(_html(part) for part in paragraph)}</p>" for paragraph in mail["body"])
        values = {"subject": mail["subject"], "when": mail["date"], **mail["sender"]}
        labels = {name: self.labels[name] for name in ("from", "date")}
        filled = {name: escape(text) for name, text in {**labels, **values}.items()}
        return Template(_read("message.html")).substitute(filled, body=body)

    def page(self, path: str) -> tuple[str, str] | None:
        """(kind, text) for a request's path, or None when there is no such page."""
        parts = urlsplit(path)
        if parts.path == "/style.css":
            return "text/css", _read("style.css")
        if parts.path != "/":
            return None
        query = parse_qs(parts.query)
        uid = query.get("_uid", ["5"])[0]
        mail = next((mail for mail in self.mails if str(mail["uid"]) == uid), None)
        if mail is None:
            return None
        preview = query.get("_action") == ["preview"]
        return "text/html", self.mail_page(mail) if preview else self.list_page(mail["uid"])

    def _row(self, mail: dict[str, Any], uid: int) -> str:
        kind = "message" + (" unread" if mail.get("unread") else "") + (" selected" if mail["uid"] == uid else "")
        return (
            f'<tr class="{kind}"><td><a href="{escape(address_of(mail["uid"], "preview"))}">'
            f"<small>{escape(mail['date'])}</small><b>{escape(mail['sender']['name'])}</b>"
            f"<i>{escape(mail['subject'])}</i></a></td></tr>"
        )


def address_of(uid: int, action: str = "") -> str:
    """Path of a page, in Roundcube's manner."""
    return f"/?_task=mail&_mbox=INBOX&_uid={uid}" + (f"&_action={action}" if action else "")


@contextmanager
def served(inbox: Inbox) -> Iterator[str]:
    """Serve the inbox while the block runs; gives its origin, `http://127.0.0.1:PORT`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = inbox.page(self.path) if self.headers.get("Host") == f"{LOOPBACK}:{port}" else None
            kind, text = answer or ("text/plain", inbox.labels["nothing"])
            content = text.encode()
            self.send_response(200 if answer else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: the terminal is for the verdicts."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    server.daemon_threads = True
    port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _read(name: str) -> str:
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _text(part: str | dict[str, str]) -> str:
    return part if isinstance(part, str) else part["text"]


def _html(part: str | dict[str, str]) -> str:
    if isinstance(part, str):
        return escape(part)
    return f'<a href="{escape(part["href"])}" target="_blank" rel="noopener">{escape(part["text"])}</a>'
