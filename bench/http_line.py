"""Kept lines to an HTTP server on loopback, as thin as Python has them: the client is not to be the figure."""

import asyncio
import http.client
import json
import time
from collections import deque
from collections.abc import Sequence
from typing import Any


class HttpLine:
    """One kept line; `token` goes along as the bearer's."""

    def __init__(self, port: int, token: str = "") -> None:
        self.port = port
        self._headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Call, and give the answer; raises RuntimeError for one that is none."""
        return json.loads(self._sent(method, path, body)[1])

    def tag(self, path: str) -> str:
        """The ETag of what a path gives."""
        headers, _ = self._sent("GET", path, None)
        return next(value for name, value in headers if name.lower() == "etag")

    def timed(self, method: str, path: str, body: Any = None, *, known: str = "") -> float:
        """Call, and give the milliseconds until the answer was there whole; `known` is the ETag one has."""
        data = None if body is None else json.dumps(body).encode()
        headers = self._headers | ({"If-None-Match": known} if known else {})
        began = time.perf_counter()
        self._line.request(method, path, data, headers)
        answer = self._line.getresponse()
        answer.read()
        return (time.perf_counter() - began) * 1000

    def size(self, method: str, path: str, *, known: str = "") -> int:
        """Bytes of an answer, its headers included."""
        named = {"If-None-Match": known} if known else {}
        self._line.request(method, path, None, self._headers | named)
        answer = self._line.getresponse()
        lines = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.getheaders())
        return len(f"HTTP/1.1 {answer.status} {answer.reason}\r\n\r\n") + lines + len(answer.read())

    def raw(self, path: str, body: Any) -> bytes:
        """The bytes of a POST, for `swarm`."""
        data = json.dumps(body).encode()
        headers = self._headers | {"Host": "127.0.0.1", "Content-Length": str(len(data))}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + data

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _sent(self, method: str, path: str, body: Any) -> tuple[list[tuple[str, str]], bytes]:
        data = None if body is None else json.dumps(body).encode()
        self._line.request(method, path, data, self._headers)
        answer = self._line.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return answer.getheaders(), text


def swarm(
    port: int, requests: Sequence[bytes], lines: int, needle: bytes
) -> tuple[float, list[float]]:
    """Send requests over so many lines at once; gives the rate, and each one's milliseconds.

    Raises RuntimeError for an answer without `needle`.
    """
    return asyncio.run(_swarm(port, deque(requests), lines, needle))


async def _swarm(
    port: int, waiting: deque[bytes], lines: int, needle: bytes
) -> tuple[float, list[float]]:
    taken: list[float] = []

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            began = time.perf_counter()
            writer.write(waiting.popleft())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
            body = await reader.readexactly(length)
            taken.append((time.perf_counter() - began) * 1000)
            if needle not in body:
                raise RuntimeError(f"an answer without {needle!r}")
        writer.close()

    many, began = len(waiting), time.perf_counter()
    await asyncio.gather(*(one() for _ in range(lines)))
    return many / (time.perf_counter() - began), taken
