"""Sends a file to a portal in pieces, as a console does, over a line that may break at any byte."""

import random
import socket
import struct
from collections.abc import Sequence
from urllib.parse import urlsplit

import requests

from tests.support.caller import Caller
from tests.support.upload_calls import PARTIAL, announced


def begin(caller: Caller, content: bytes, practice_id: int = 1) -> requests.Response:
    return caller.post("/v1/uploads", json=announced(content, practice_id))


def append(caller: Caller, where: str, offset: int, piece: bytes) -> requests.Response:
    headers = {"Content-Type": PARTIAL, "Upload-Offset": str(offset)}
    return caller.patch(where, data=piece, headers=headers)


def send(callers: Sequence[Caller], content: bytes, piece: int = 1024 * 1024) -> str:
    """Send a file, each piece through the next of the callers; gives the upload's address."""
    reply = begin(callers[0], content)
    assert reply.status_code in {200, 201}, reply.text
    where, at = reply.headers["Location"], reply.json()["received"]
    number = 0
    while at < len(content):
        reply = append(callers[number % len(callers)], where, at, content[at : at + piece])
        assert reply.status_code == 204, reply.text
        at = int(reply.headers["Upload-Offset"])
        number += 1
    return where


class BreakingLine:
    """A connection of a console's that breaks after certain numbers of bytes, counted over all tries."""

    def __init__(self, caller: Caller, breaks: Sequence[int]) -> None:
        self._caller = caller
        self._breaks = sorted(breaks)
        self._sent = 0
        self.broken = 0

    def send(self, content: bytes, piece: int) -> str:
        """Send a file, asking after each break where it stands; gives the upload's address."""
        where = begin(self._caller, content).headers["Location"]
        while (at := self._stands(where)) < len(content):
            while at < len(content) and self._append(where, at, content[at : at + piece]):
                at = min(at + piece, len(content))
        return where

    def _stands(self, where: str) -> int:
        reply = self._caller.head(where)
        assert reply.status_code == 204, reply.status_code
        return int(reply.headers["Upload-Offset"])

    def _append(self, where: str, at: int, piece: bytes) -> bool:
        """Send one piece; False when the line broke, be it in the last byte before the answer."""
        parts = urlsplit(self._caller.url)
        head = (
            f"PATCH {where} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: {PARTIAL}\r\n"
            f"Authorization: {self._caller.headers['Authorization']}\r\nUpload-Offset: {at}\r\n"
            f"Content-Length: {len(piece)}\r\nConnection: close\r\n\r\n"
        )
        request = head.encode() + piece
        with socket.create_connection((parts.hostname, parts.port), 30) as line:
            left = self._breaks[0] - self._sent if self._breaks else len(request) + 1
            if left <= len(request):
                line.sendall(request[:left])
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self._breaks.pop(0)
                self._sent += left
                self.broken += 1
                return False
            line.sendall(request)
            self._sent += len(request)
            answer = line.recv(4096)
        return answer.startswith(b"HTTP/1.1 204")


def random_breaks(seed: int, count: int, size: int) -> list[int]:
    """Where a line breaks: so many places among that many bytes."""
    return random.Random(seed).sample(range(1, size), count)
