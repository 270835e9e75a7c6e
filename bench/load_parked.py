"""Many consoles that only wait: one connection each, parked at the portal, as at night or over lunch.

`python -m bench.load_parked HOST PORT COUNT TOKEN HEADS`: writes `ready` when all have been parked once, ends when its
standard input does, and then says as JSON how it went.
"""

import asyncio
import contextlib
import json
import random
import sys
from dataclasses import asdict, dataclass

TIMEOUT_S = 25
AT_ONCE = 64  # that connect at the same time


@dataclass
class Parked:
    """What those who wait have seen."""

    count: int = 0
    answers: int = 0
    broken: int = 0  # connections that ended without an answer: their process was killed
    unanswerable: int = 0  # 5xx: tried again


class Waiting:
    """All of them, in one event loop."""

    def __init__(self, host: str, port: int, count: int, token: str, heads: str) -> None:
        self.wanted = count
        self.place = (host, port)
        self.request = (
            f"GET /v1/wait?heads={heads}&timeout={TIMEOUT_S} HTTP/1.1\r\nHost: {host}\r\n"
            f"Authorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"
        ).encode()
        self.seen = Parked()
        self.gate = asyncio.Semaphore(AT_ONCE)
        self.all_there = asyncio.Event()

    async def one(self) -> None:
        """Wait for ever, on one connection as long as that lasts."""
        first = True
        while True:
            try:
                async with self.gate:
                    reader, writer = await asyncio.open_connection(*self.place)
                    writer.write(self.request)
                if first:
                    self.seen.count, first = self.seen.count + 1, False
                    if self.seen.count == self.wanted:
                        self.all_there.set()
                await self._wait_on(reader, writer)
            except (OSError, asyncio.IncompleteReadError):
                self.seen.broken += 1
            await asyncio.sleep(random.random())  # lest all come back at once

    async def _wait_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
                await reader.readexactly(int(length or b"0"))
                if head[9:10] == b"5":
                    self.seen.unanswerable += 1
                    return
                assert head[9:12] in {b"200", b"204"}, head
                self.seen.answers += 1
                if b"connection: close" in head:
                    return
                writer.write(self.request)


async def run() -> None:
    """Park them all until nobody wants them any more."""
    host, port, count, token, heads = sys.argv[1:]
    waiting = Waiting(host, int(port), int(count), token, heads)
    tasks = [asyncio.create_task(waiting.one()) for _ in range(int(count))]
    await waiting.all_there.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    sys.stdout.write(json.dumps(asdict(waiting.seen)) + "\n")
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(run())
