"""All the network that a test's browser has: one proxy on the loopback address which records whatever comes.

A browser pointed at it resolves no name and opens no connection of its own, so one list holds everything the browser
asked for: pages, what the extension's background sends, the first request of a middle-clicked tab (which neither
Playwright's ``route`` nor its request events see). ``https`` works because the proxy answers CONNECT itself with a
certificate made on the spot, and the browsers are told to accept it; ``location`` therefore shows the real host names.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import trustme


@dataclass(frozen=True)
class Request:
    """One thing that the browser asked for. ``method`` is CONNECT when only a tunnel was opened."""

    method: str
    url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    def is_to(self, *hosts: str) -> bool:
        """Whether this was asked of one of ``hosts`` or a name under one."""
        return any(self.host == host or self.host.endswith("." + host) for host in hosts)


@dataclass(frozen=True)
class Response:
    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Request], Response]


def html(text: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(text.encode(), headers=headers or {})


def witness(_request: Request) -> Response:
    """A page for hosts that nobody should reach. It names an icon, so that no late request for one is recorded."""
    return html("<!doctype html><title>witness</title><link rel=icon href='data:,'><p>You are here.")


def google_redirect(request: Request) -> Response:
    """What https://www.google.com/url?q=… does: send the browser on."""
    query = parse_qs(urlsplit(request.url).query)
    target = (query.get("q") or query.get("url") or [""])[0]
    return Response(status=302, headers={"Location": target}) if target else Response(status=404)


class Network:
    """The proxy. Hosts that were not given to :meth:`serve` get 502, and are recorded like all others."""

    def __init__(self) -> None:
        self._handlers: dict[tuple[str, str], Handler] = {}
        self._requests: list[Request] = []
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="network", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def serve(self, host: str, handler: Handler, path: str = "") -> None:
        """Answer for ``host`` and every name under it; with ``path``, for what begins with it there."""
        self._handlers[host, path] = handler

    def mark(self) -> int:
        """A point in time to give to :meth:`since`."""
        with self._lock:
            return len(self._requests)

    def since(self, mark: int = 0, *hosts: str) -> list[Request]:
        """Everything asked for since ``mark``, of ``hosts`` and names under them when some are given."""
        with self._lock:
            found = self._requests[mark:]
        return [request for request in found if not hosts or request.is_to(*hosts)]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def record(self, request: Request) -> None:
        with self._lock:
            self._requests.append(request)

    def answer(self, request: Request) -> Response:
        for host, path in sorted(self._handlers, key=lambda place: (len(place[0]), len(place[1])), reverse=True):
            if request.is_to(host) and urlsplit(request.url).path.startswith(path):
                return self._handlers[host, path](request)
        return Response(b"no such host in this test", 502, "text/plain")


@cache
def _authority() -> trustme.CA:
    return trustme.CA()


@cache
def _tls(host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _authority().issue_cert(host).configure_cert(context)
    context.set_alpn_protocols(["http/1.1"])
    return context


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, network: Network) -> None:
        self.network = network
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser drops connections when a tab closes: nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    secure_host = ""

    def do_CONNECT(self) -> None:
        host, _, port = self.path.rpartition(":")
        self.server.network.record(Request("CONNECT", f"https://{host}{'' if port == '443' else ':' + port}/"))
        self.send_response(200, "Connection established")
        self.end_headers()
        self.connection = _tls(host).wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)  # type: ignore[assignment]
        self.secure_host = host
        self.close_connection = False

    def _do_any(self) -> None:
        url = f"https://{self.secure_host}{self.path}" if self.secure_host else self.path
        request = Request(self.command, url)
        self.server.network.record(request)
        length = int(self.headers.get("Content-Length") or 0)
        if length:
            self.rfile.read(length)
        response = self.server.network.answer(request)
        self.send_response(response.status)
        self.send_header("Content-Type", response.type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = _do_any

    def log_message(self, format: str, *args: object) -> None:
        """Requests are recorded, not printed."""
