"""A line between console and portal that can be made bad: slow, cut, silent, or somebody else's.

One thread a connection, plain HTTP/1.1 on loopback. Modes are taken up by the next request.
"""

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from enum import StrEnum
from urllib.parse import urlsplit

CHUNK = 65_536


class Line(StrEnum):
    """How the line behaves."""

    GOOD = "good"
    HTML = "html"  # a captive portal answers 200 with a page
    BUSY = "busy"  # 503 from whatever stands in front
    CUT = "cut"  # the answer breaks off in the middle of its body
    LOST = "lost"  # the request arrives and is carried out; the answer does not come back
    SLOW = "slow"  # every answer takes `delay_s`
    SKEWED = "skewed"  # the answer says it is an hour earlier


class FaultProxy:
    """`with FaultProxy(portal.url) as line: … line.mode = Line.CUT`."""

    def __init__(self, target: str, delay_s: float = 10.0) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self.mode = Line.GOOD
        self.delay_s = delay_s
        self.only = b""  # path prefix that the fault is for; empty: all
        self.seen = 0  # requests that met the fault
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> "FaultProxy":
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop()
        for thread in self._threads:
            thread.join(5)

    def drop(self) -> None:
        """Cut every connection there is, as a pulled cable does."""
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _start(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with self._held(client), contextlib.suppress(OSError):
            while (request := _message(client)) is not None:
                if not self._answer(client, request):
                    return

    @contextlib.contextmanager
    def _held(self, connection: socket.socket) -> Iterator[None]:
        with self._lock:
            self._open.add(connection)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _answer(self, client: socket.socket, request: bytes) -> bool:
        """Answer one request; False when the connection is over."""
        path = request.split(b" ", 2)[1] if b" " in request else b""
        mode = self.mode if path.startswith(self.only) else Line.GOOD
        if mode is not Line.GOOD:
            self.seen += 1
        if mode is Line.HTML:
            client.sendall(_page(b"200 OK", b"<html><body>Welcome to our Wi-Fi</body></html>"))
            return True
        if mode is Line.BUSY:
            client.sendall(_page(b"503 Service Unavailable", b"<html>busy</html>"))
            return True
        if mode is Line.SLOW and self._stopped.wait(self.delay_s):
            return False
        answer = self._forward(request)
        if answer is None or mode is Line.LOST:
            return False
        if mode is Line.CUT:
            head, _, body = answer.partition(b"\r\n\r\n")
            client.sendall(head + b"\r\n\r\n" + body[: len(body) // 2])
            return False
        if mode is Line.SKEWED:
            answer = _an_hour_earlier(answer)
        client.sendall(answer)
        return True

    def _forward(self, request: bytes) -> bytes | None:
        try:
            upstream = socket.create_connection(self._target, timeout=60)
        except OSError:
            return None
        with self._held(upstream):
            upstream.sendall(request)
            return _message(upstream)


def _message(connection: socket.socket) -> bytes | None:
    """One whole HTTP message: with a length, in chunks as a file that is compressed, or without body."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(CHUNK)
        if not chunk:
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    found = re.search(rb"(?im)^content-length:\s*(\d+)", head)
    wanted = int(found.group(1)) if found else 0
    in_chunks = re.search(rb"(?im)^transfer-encoding:\s*chunked", head) is not None
    while len(body) < wanted or (in_chunks and not body.endswith(b"\r\n0\r\n\r\n")):
        chunk = connection.recv(CHUNK)
        if not chunk:
            return None
        body += chunk
    return head + b"\r\n\r\n" + body


def _page(status: bytes, body: bytes) -> bytes:
    length = str(len(body)).encode()
    return b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %b\r\n\r\n%b" % (
        status,
        length,
        body,
    )


def _an_hour_earlier(answer: bytes) -> bytes:
    from email.utils import format_datetime, parsedate_to_datetime  # noqa: PLC0415 - this mode only

    def earlier(found: "re.Match[bytes]") -> bytes:
        from datetime import timedelta  # noqa: PLC0415 - as above

        moment = parsedate_to_datetime(found.group(2).decode().strip())
        return found.group(1) + format_datetime(moment - timedelta(hours=1), usegmt=True).encode()

    return re.sub(rb"(?im)^(date:\s*)([^\r\n]+)", earlier, answer, count=1)
