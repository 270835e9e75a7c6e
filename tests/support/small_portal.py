"""A tiny HTTP server in the portal's place: it keeps what it is sent and says what it is told to say.

For what a real portal can not be asked to do: be busy, be somebody else, think too long.
"""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from portal.intake.hl7v2.acks import Answer, acknowledge
from portal.intake.hl7v2.reading import head

MARKER = {"Portal-API": "v1"}


@dataclass(frozen=True)
class Said:
    """One answer."""

    status: int = 200
    body: bytes | None = None  # None: AA for the message
    headers: dict[str, str] = field(default_factory=dict)
    marked: bool = True
    after: threading.Event | None = None  # answers when it is set


@dataclass(frozen=True)
class Heard:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes
    connection: tuple[str, int]


@dataclass
class SmallPortal:
    """Says what `script` has, one after the other, and AA when that is used up."""

    url: str = ""
    script: list[Said] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    always: Callable[[Heard], Said] = lambda _heard: Said()

    server: ThreadingHTTPServer | None = None

    def secure(self, certificate: Path, key: Path) -> None:
        """Speak HTTPS from here on."""
        assert self.server is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.url = self.url.replace("http://", "https://")

    def bodies(self) -> list[bytes]:
        return [one.body for one in self.heard]


@contextmanager
def small_portal(port: int = 0) -> Iterator[SmallPortal]:
    """Serve on loopback until the end."""
    portal = SmallPortal()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            heard = Heard(self.path, dict(self.headers), body, self.client_address)
            with lock:
                portal.heard.append(heard)
                said = portal.script.pop(0) if portal.script else portal.always(heard)
            if said.after is not None:
                said.after.wait(20)
            answer = acknowledged(body) if said.body is None else said.body
            self.send_response(said.status)
            for name, value in ((MARKER if said.marked else {}) | said.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Callers that break off are what the tests are about."""

    server = Server(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    portal.url = f"http://127.0.0.1:{server.server_port}"
    portal.server = server
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def acknowledged(body: bytes, code: str = "AA", error: int = 0) -> bytes:
    """An acknowledgement of one message."""
    return acknowledge([Answer(head(body), code, error)])
