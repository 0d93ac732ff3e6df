"""The tests' mails as they come from a mail server."""

from __future__ import annotations

import email.policy
import html
from datetime import datetime, timedelta, timezone
from email.headerregistry import Address
from email.message import EmailMessage
from html.parser import HTMLParser

from browser.mails import Mail

READER = Address("田中 太郎", "user", "example.test")
SENT = datetime(2026, 11, 1, 9, 12, 30, tzinfo=timezone(timedelta(hours=9)))


def eml(mail: Mail, number: int) -> bytes:
    """The bytes of an .eml file; ``number`` makes its date and id. A key that ends in _plain has no HTML part."""
    message = EmailMessage(policy=email.policy.SMTP)
    user, _, domain = mail.address.partition("@")
    message["From"] = Address(mail.name, user, domain)
    message["To"] = READER
    message["Subject"] = mail.subject
    message["Date"] = SENT + timedelta(days=number)
    message["Message-ID"] = f"<{mail.key}.{number}@test.invalid>"
    message.set_content(_plain(mail), cte="base64")
    if not mail.key.endswith("_plain"):
        message.add_alternative(_html(mail), subtype="html", cte="quoted-printable")
    return bytes(message)


def _html(mail: Mail) -> str:
    anchors = [f'<a href="{html.escape(link.href)}">{html.escape(link.text)}</a>' for link in mail.links]
    return f'<!DOCTYPE html><html><body><div style="max-width: 560px">{mail.body.format(*anchors)}</div></body></html>'


def _plain(mail: Mail) -> str:
    words = _Words()
    words.feed(mail.body.format(*(f"{html.escape(link.text)}\n{html.escape(link.href)}\n" for link in mail.links)))
    return words.text


class _Words(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.text += "\n\n" if tag == "p" else ""
