"""Requests, checked field by field. PROTOCOL.md is the full text; a test holds the two equal. Replies: replies.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from . import PROTOCOL_VERSION
from .judge import Trust
from .knowledge.load import Knowledge
from .link import Link, UnreadableUrl, Url, make_link, parse_url
from .mail import Mail, parse_sender
from .wrappers import unwrap

MAX_LINKS = 2000
MAX_HREF = 65_536
MAX_TEXT = 20_000

ERROR_CODES = (
    "bad_json", "bad_version", "bad_id", "unknown_type", "missing_field", "bad_field", "too_many_links",
    "reply_too_large", "no_knowledge", "internal",
)  # fmt: skip


class ProtocolError(Exception):
    """A request that cannot be answered; `code` is one of ERROR_CODES."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(f"{code} {params}")
        self.code = code
        self.params = params


class Request(NamedTuple):
    """A checked request: `body` is the whole object."""

    id: str
    type: str
    body: dict[str, Any]


def parse_json(message: bytes) -> dict[str, Any]:
    """Decode a frame. Raises ProtocolError bad_json."""
    try:
        body = json.loads(message.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ProtocolError("bad_json") from error
    if not isinstance(body, dict):
        raise ProtocolError("bad_json")
    return body


def request_id(body: dict[str, Any]) -> str:
    """The request's id. Raises ProtocolError bad_id."""
    found = body.get("id")
    if not isinstance(found, str) or not 1 <= len(found) <= 64:
        raise ProtocolError("bad_id")
    return found


def check_version(body: dict[str, Any]) -> None:
    """Raises ProtocolError bad_version."""
    if type(body.get("v")) is not int or body["v"] != PROTOCOL_VERSION:
        raise ProtocolError("bad_version", wanted=PROTOCOL_VERSION)


def parse_mail(body: Any, knowledge: Knowledge, path: str = "mail") -> tuple[Mail, Trust, bool]:
    """Check a `mail` object and parse it. Returns the mail, what the person trusts, and whether it was cut.

    Raises ProtocolError missing_field, bad_field, too_many_links.
    """
    mail = _typed(body, dict, path)
    sender = _field(mail, path, "sender", (dict, type(None)))
    if sender is None:
        sender = {"name": "", "address": None}
    name = _field(sender, f"{path}.sender", "name", str)
    address = _field(sender, f"{path}.sender", "address", (str, type(None)))
    _optional(mail, path, "reply_to", (str, type(None)), None)
    text = _field(mail, path, "text", str)
    if len(text) > MAX_TEXT:
        raise ProtocolError("bad_field", field=f"{path}.text")
    links = _field(mail, path, "links", list)
    if len(links) > MAX_LINKS:
        raise ProtocolError("too_many_links", limit=MAX_LINKS, given=len(links))
    parsed = Mail(
        parse_sender(name, address, knowledge),
        _field(mail, path, "subject", str),
        text,
        tuple([_parse_link(link, path, n, knowledge) for n, link in enumerate(links)]),
        _optional(mail, path, "locale", str, "en"),
    )
    return parsed, _parse_trust(mail, path), _optional(mail, path, "truncated", bool, False)


def _parse_link(body: Any, mail_path: str, number: int, knowledge: Knowledge) -> Link:
    given: Callable[..., Any] = body.get if isinstance(body, dict) else {}.get
    link_id, href = given("id"), given("href")
    text, title, host = given("text", ""), given("title", ""), given("host", "")
    are_text = type(link_id) is type(href) is type(text) is type(title) is type(host) is str
    if not are_text or len(href) > MAX_HREF:
        raise _bad_link(body, f"{mail_path}.links.{number}")
    url: Url | None
    try:
        url = parse_url(href, knowledge, host)
    except UnreadableUrl:
        url = None
    return unwrap(make_link(link_id, href, text, title, url, knowledge), knowledge)


def _bad_link(body: Any, path: str) -> ProtocolError:
    """Which field it is: looked for only in links that are bad, since a mail may hold thousands of good ones."""
    try:
        link = _typed(body, dict, path)
        for field in ("href", "id"):
            _field(link, path, field, str)
        for field in ("text", "title", "host"):
            _optional(link, path, field, str, "")
    except ProtocolError as error:
        return error
    return ProtocolError("bad_field", field=f"{path}.href")  # too long


def _parse_trust(mail: dict[str, Any], path: str) -> Trust:
    trusted = _optional(mail, path, "trusted", dict, {})
    lists = []
    for field in ("domains", "senders"):
        entries = _optional(trusted, f"{path}.trusted", field, list, [])
        if not all(isinstance(entry, str) for entry in entries):
            raise ProtocolError("bad_field", field=f"{path}.trusted.{field}")
        lists.append(frozenset(entry.lower() for entry in entries))
    return Trust(*lists)


def _typed(value: Any, kind: Any, *path: str) -> Any:
    if not isinstance(value, kind):
        raise ProtocolError("bad_field", field=".".join(path))
    return value


def _field(body: dict[str, Any], path: str, name: str, kind: Any) -> Any:
    if name not in body:
        raise ProtocolError("missing_field", field=f"{path}.{name}")
    return _typed(body[name], kind, path, name)


def _optional(body: dict[str, Any], path: str, name: str, kind: Any, default: Any) -> Any:
    return _typed(body[name], kind, path, name) if name in body else default
