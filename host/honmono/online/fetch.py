"""Fetching one file: over TLS, within limits of size and time, with progress."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import requests

MAX_REDIRECTS = 5
_CHUNK = 65_536
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class FetchError(Exception):
    """The file could not be had; the message says why, for people."""


def fetch(url: str, limit: int, seconds: float, progress: Callable[[int], None] | None = None) -> bytes:
    """The bytes at `url`, at most `limit`, within `seconds` in all. Raises FetchError.

    Only https, also after redirects; plain http to this machine alone (tests, a mirror behind a tunnel).
    """
    deadline = time.monotonic() + seconds
    with requests.Session() as session:
        session.trust_env = True  # proxies and certificates as this person has set them
        for _ in range(MAX_REDIRECTS + 1):
            _check_address(url)
            try:
                reply = session.get(url, stream=True, allow_redirects=False, timeout=min(seconds, 20))
                with reply:
                    if not reply.is_redirect:
                        reply.raise_for_status()
                        return _read(reply, limit, deadline, progress)
                    url = urljoin(url, reply.headers["location"])
            except requests.RequestException as error:
                raise FetchError(f"{url}: {_reason(error)}") from error
    raise FetchError(f"{url}: sent on more than {MAX_REDIRECTS} times")


def _read(reply: requests.Response, limit: int, deadline: float, progress: Callable[[int], None] | None) -> bytes:
    announced = reply.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise FetchError(f"{reply.url}: {announced} bytes are more than the limit of {limit}")
    content = bytearray()
    for chunk in reply.iter_content(_CHUNK):
        content += chunk
        if len(content) > limit:
            raise FetchError(f"{reply.url}: more than the limit of {limit} bytes")
        if time.monotonic() > deadline:
            raise FetchError(f"{reply.url}: too slow, {len(content)} bytes so far")
        if progress:
            progress(len(content))
    if announced.isdigit() and "content-encoding" not in reply.headers and len(content) != int(announced):
        raise FetchError(f"{reply.url}: cut off after {len(content)} of {announced} bytes")
    return bytes(content)


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return
    raise FetchError(f"{url}: only https addresses are fetched")


def _reason(error: requests.RequestException) -> str:
    """The innermost words of a chain of wrapped exceptions."""
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return f"the certificate was refused ({error})"
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the server answered {error.response.status_code}"
    return str(error)
