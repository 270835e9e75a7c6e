"""A small real portal: an HTTP server over loopback that holds a model of the portal's truth.

It keeps the contract of DESIGN §6 for what the console uses, and can be told to misbehave. What it is
asked and what it answers is recorded in `calls`.
"""

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.portal_model import PortalModel

Behaviour = Callable[["Handler"], bool]
"""Gets the request before the portal does; True when it has dealt with it."""


@dataclass
class Rule:
    """A behaviour for the next `times` requests whose path begins with `prefix`."""

    prefix: str
    behaviour: Behaviour
    times: int


@dataclass
class FakePortal:
    """The server. `with FakePortal.running() as portal: portal.url …`"""

    model: PortalModel
    url: str = ""
    calls: list[tuple[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    clock_ahead_s: float = 0.0
    rules: list[Rule] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    connections: list[socket.socket] = field(default_factory=list)

    @classmethod
    @contextlib.contextmanager
    def running(
        cls, model: PortalModel | None = None, tls: ssl.SSLContext | None = None, port: int = 0
    ) -> Iterator["FakePortal"]:
        """Serve until the block ends; every connection is cut then."""
        portal = cls(model or PortalModel())
        handler = type("BoundHandler", (Handler,), {"portal": portal})
        server = _Server(("127.0.0.1", port), handler)
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        scheme = "https" if tls is not None else "http"
        portal.url = f"{scheme}://localhost:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield portal
        finally:
            portal.stopping.set()
            portal.model.ring()
            server.shutdown()
            server.server_close()
            portal.cut_all()
            thread.join()

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def misbehave(self, prefix: str, behaviour: Behaviour, times: int = 1) -> None:
        """Let `behaviour` have the next requests to `prefix`."""
        self.rules.append(Rule(prefix, behaviour, times))

    def cut_all(self) -> None:
        """Cut every open connection."""
        for one in self.connections:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self.connections.clear()

    def count(self, method: str, prefix: str) -> int:
        """How many requests of the kind have come."""
        return sum(1 for verb, path in self.calls if verb == method and path.startswith(prefix))

    def take_rule(self, path: str) -> Behaviour | None:
        for rule in self.rules:
            if rule.times > 0 and path.startswith(rule.prefix):
                rule.times -= 1
                return rule.behaviour
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken connections are what these tests are about; they are no news."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    portal: FakePortal

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.portal.connections.append(self.connection)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate((timestamp or time.time()) + self.portal.clock_ahead_s, usegmt=True)

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.body = json.loads(self.rfile.read(length) or "null")
        self.portal.calls.append((self.command, self.path))
        self.portal.headers.append(dict(self.headers.items()))
        behaviour = self.portal.take_rule(self.path)
        if behaviour is not None and behaviour(self):
            return
        self.answer_properly()

    def answer_properly(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        status, found = self.portal.model.answer(
            self.command, parts.path, query, self.body, bearer, self.portal.stopping
        )
        self.send_json(status, found)

    def send_json(self, status: int, found: object, **headers: str) -> None:
        kind = "application/json" if status < 400 else "application/problem+json"
        raw = b"" if found is None else json.dumps(found).encode()
        self.send_raw(status, raw, kind, **({"Portal-API": "v1"} | headers))

    def send_raw(self, status: int, raw: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(raw)

    def drop(self) -> None:
        """Cut the connection under the client."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


# What can go wrong.


def html(status: int = 200) -> Behaviour:
    """A captive page, a proxy, the wrong server."""

    def behave(handler: Handler) -> bool:
        handler.send_raw(status, b"<html><body>Welcome to our network</body></html>", "text/html")
        return True

    return behave


def problem(status: int, slug: str, **more: Any) -> Behaviour:
    """A refusal of the portal's."""

    def behave(handler: Handler) -> bool:
        body = {"type": f"urn:portal:problem:{slug}", "title": slug, "status": status}
        handler.send_json(status, body | more)
        return True

    return behave


def busy(retry_after: str | None = None, status: int = 503) -> Behaviour:
    """A portal that is being restarted behind its balancer."""

    def behave(handler: Handler) -> bool:
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        handler.send_raw(status, b"<h1>Service unavailable</h1>", "text/html", **headers)
        return True

    return behave


def redirect(to: str) -> Behaviour:
    """Somebody who sends us elsewhere."""

    def behave(handler: Handler) -> bool:
        handler.send_raw(302, b"", "text/html", Location=to)
        return True

    return behave


def drop_before(handler: Handler) -> bool:
    """The line goes before the portal has seen the request."""
    handler.drop()
    return True


def drop_after(handler: Handler) -> bool:
    """The portal does what it was asked, and the line goes before the answer."""
    handler.send_json = lambda *args, **kwargs: None  # type: ignore[method-assign]
    handler.answer_properly()
    handler.drop()
    return True


def cut_in_the_middle(handler: Handler) -> bool:
    """The answer breaks off."""
    raw = json.dumps({"changes": [], "cursor": "c" * 5000, "more": False}).encode()
    handler.send_response(200)
    handler.send_header("Portal-API", "v1")
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(raw)))
    handler.end_headers()
    handler.wfile.write(raw[:1000])
    handler.wfile.flush()
    handler.drop()
    return True


def unmarked(handler: Handler) -> bool:
    """JSON, but not the portal's."""
    handler.send_raw(200, b"{}", "application/json")
    return True


def flood(size: int) -> Behaviour:
    """An answer without end."""

    def behave(handler: Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Portal-API", "v1")
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(size))
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(size // 65536):
                handler.wfile.write(b" " * 65536)
        return True

    return behave


def hang(handler: Handler) -> bool:
    """A portal that never answers."""
    handler.portal.stopping.wait(60)
    handler.drop()
    return True


def trickle(handler: Handler) -> bool:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Portal-API", "v1")
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    with contextlib.suppress(OSError):
        while not handler.portal.stopping.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()
    return True
