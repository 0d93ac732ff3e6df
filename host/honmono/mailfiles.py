"""Mails from files: .eml, .mbox, or standard input, as `mail` objects of PROTOCOL.md."""

from __future__ import annotations

import email
import email.policy
import mailbox
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Any

from .protocol import MAX_TEXT

_MBOX_START = b"From "
_SKIPPED = frozenset({"script", "style", "head", "title", "template"})
_BLOCKS = frozenset("p div br tr li h1 h2 h3 h4 h5 h6 table ul ol blockquote section article td th hr".split())


class MailFileError(Exception):
    """The file cannot be read, or holds no mail."""


def read_mails(path: str, locale: str) -> Iterator[dict[str, Any]]:
    """The mails of a file; `-` is one mail on standard input. Raises MailFileError."""
    try:
        if path == "-":
            yield mail_object(_parse(sys.stdin.buffer.read()), locale)
            return
        with open(path, "rb") as file:
            start = file.read(len(_MBOX_START))
            content = b"" if start == _MBOX_START else start + file.read()
        if start == _MBOX_START:
            for entry in mailbox.mbox(path, create=False):
                yield mail_object(_parse(entry.as_bytes()), locale)
            return
    except OSError as error:
        raise MailFileError(f"cannot read {path}: {error.strerror or error}") from error
    message = _parse(content)
    if not message.keys():
        raise MailFileError(f"{path} holds no mail (no header lines)")
    yield mail_object(message, locale)


def _parse(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # what the default policy makes
    return message


def mail_object(message: EmailMessage, locale: str) -> dict[str, Any]:
    """One message as a `mail` object: what a webmail would show of it."""
    name, address = parseaddr(_header(message, "From"))
    links, text = _body(message)
    return {
        "site": "file",
        "sender": {"name": name, "address": address or None},
        "reply_to": parseaddr(_header(message, "Reply-To"))[1] or None,
        "subject": _header(message, "Subject"),
        "links": [{"id": f"l{n}", **link} for n, link in enumerate(links)],
        "text": text[:MAX_TEXT],
        "truncated": len(text) > MAX_TEXT,
        "locale": locale,
    }


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except Exception:  # the standard library raises many things for broken headers; the raw text is better than none
        return next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _body(message: EmailMessage) -> tuple[list[dict[str, str]], str]:
    part = message.get_body(("html", "plain"))
    if part is None:
        return [], ""
    try:
        content = part.get_content()
    except (LookupError, ValueError, KeyError):  # unknown charset or transfer encoding
        raw = part.get_payload(decode=True)
        content = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
    if part.get_content_type() == "text/html":
        page = _Page()
        page.feed(content)
        page.close()
        return page.links, page.text()
    return plain_links(content), content


def plain_links(text: str) -> list[dict[str, str]]:
    """Addresses in plain text, as webmails make links of them."""
    import re

    found = re.findall(r"https?://[^\s<>\"'）」』】]+", text)
    return [{"href": url.rstrip(".,;:!?)"), "text": url.rstrip(".,;:!?)")} for url in found]


class _Page(HTMLParser):
    """Links with the text they show (alt texts included), and the visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[dict[str, str]] = []
        self._pieces: list[str] = []
        self._open: dict[str, str] | None = None
        self._skipping = 0

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._pieces).splitlines())
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in ("a", "area"):
            self._open = None
            if values.get("href", "").strip():
                link = {"href": values["href"], "text": values.get("alt", ""), "title": values.get("title", "")}
                self.links.append(link)
                self._open = link if tag == "a" else None
        elif tag == "form" and values.get("action", "").strip():
            self.links.append({"href": values["action"], "text": ""})
        elif tag == "img":
            self.handle_data(values.get("alt", ""))
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag == "a":
            self._open = None
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        self._pieces.append(data)
        if self._open is not None:
            self._open["text"] = f"{self._open['text']} {' '.join(data.split())}".strip()
