"""A line that deals each HTTP request the fate it is told to; asyncio, on loopback.

    async with Line(port, fate_of) as line:   # line.url; fate_of(request) -> Fate

Whole requests go in and whole answers come out, so a fate can cut either at any byte.
"""

import asyncio
import contextlib
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class Fault(StrEnum):
    """What can happen to a request and its answer."""

    NONE = "none"
    CUT_REQUEST = "cut request"  # the portal gets the first `at` bytes
    CUT_REPLY = "cut reply"  # the console gets the first `at` bytes
    LOSE_REQUEST = "lose request"
    LOSE_REPLY = "lose reply"
    DOUBLE = "double"  # the portal gets it twice, at once
    STRAY = "stray"  # the console hears nothing; the portal gets it some time later
    SLOW = "slow"  # `delay_s` later, so that others overtake it
    BUSY = "busy"  # 503 of whatever stands in front


@dataclass(frozen=True)
class Fate:
    """What happens to one request."""

    fault: Fault = Fault.NONE
    at: int = 0
    delay_s: float = 0.0


GOOD = Fate()
_BUSY = b"HTTP/1.1 503 Busy\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"
_LENGTH = re.compile(rb"(?im)^content-length:\s*(\d+)")


@dataclass
class Line:
    """The line from a console to a portal at `port`."""

    port: int
    fate_of: Callable[[bytes], Fate] = lambda _request: GOOD
    lengths: list[tuple[int, int]] = field(default_factory=list)  # of what went through whole
    _strays: set["asyncio.Task[None]"] = field(default_factory=set)
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.gather(*self._strays, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with contextlib.suppress(OSError, EOFError):
            while await self._one(await _message(reader), writer):
                pass
        self._open.discard(writer)
        writer.transport.abort()

    async def _one(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        """Deal one request its fate; False when the connection is over."""
        fate = self.fate_of(request)
        fault = fate.fault
        if fault is Fault.BUSY:
            writer.write(_BUSY)
            return True
        if await self._is_lost(request, fate):
            return False
        if fault is Fault.SLOW:
            await asyncio.sleep(fate.delay_s)
        if fault is Fault.DOUBLE:
            self._later(self._stray(request, 0.0))
        reply = await self._ask(request)
        if fault is Fault.LOSE_REPLY:
            return False
        if fault is Fault.CUT_REPLY and fate.at < len(reply):
            writer.write(reply[: fate.at])
            await writer.drain()
            return False
        self.lengths.append((len(request), len(reply)))
        writer.write(reply)
        await writer.drain()
        return True

    async def _is_lost(self, request: bytes, fate: Fate) -> bool:
        """Whether the console will hear nothing of it, whatever the portal gets."""
        if fate.fault is Fault.LOSE_REQUEST:
            return True
        if fate.fault is Fault.STRAY:
            self._later(self._stray(request, fate.delay_s))
            return True
        if fate.fault is Fault.CUT_REQUEST and fate.at < len(request):
            await self._begin(request[: fate.at])
            return True
        return False

    def _later(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._strays.add(task)
        task.add_done_callback(self._strays.discard)

    async def _stray(self, request: bytes, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        with contextlib.suppress(OSError, EOFError):
            await self._ask(request)

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            await writer.drain()
            return await _message(reader)
        finally:
            writer.transport.abort()

    async def _begin(self, part: bytes) -> None:
        """Let the portal have the beginning, and nothing more."""
        _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(part)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One whole request or answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    found = _LENGTH.search(head)
    return head + (await reader.readexactly(int(found[1])) if found else b"")
