"""A listener of this process on a thread of its own, with limits that a test can wait for."""

import asyncio
import random
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.cli.listening import listen
from portal.transport.connection import Limits
from portal.transport.delivery import Delivery
from portal.transport.line import Line
from portal.transport.listener import Listener

TOKEN = "pcm_test-token"


class Listening:
    """The listener, and from outside of its loop what it does."""

    def __init__(self, listener: Listener, loop: asyncio.AbstractEventLoop, port: int) -> None:
        self._listener = listener
        self._loop = loop
        self.address = ("127.0.0.1", port)

    @property
    def count(self) -> int:
        return self._listener.count

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._listener.end)


@contextmanager
def listening(
    portal_url: str,
    token_file: Path,
    *,
    patience_s: float = 5.0,
    limits: Limits | None = None,
    secured: ssl.SSLContext | None = None,
    most: int = 1000,
) -> Iterator[Listening]:
    """Listen until the end of the block; it ends in good order or the test fails."""
    if not token_file.exists():
        token_file.write_text(TOKEN + "\n")
        token_file.chmod(0o600)
    loop = asyncio.new_event_loop()

    async def make() -> Listener:
        delivery = Delivery(
            Line(portal_url, token_file, channel="mllp"), patience_s, random.Random(1)
        )
        return Listener(delivery, secured, limits or Limits(), most)

    listener = loop.run_until_complete(make())
    with listen("127.0.0.1", 0) as sock:
        made = Listening(listener, loop, sock.getsockname()[1])
        thread = threading.Thread(target=loop.run_until_complete, args=(listener.serve(sock),))
        thread.start()
        try:
            yield made
        finally:
            made.end()
            thread.join(30)
            assert not thread.is_alive()
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.run_until_complete(_sockets_closed())
            loop.close()


async def _sockets_closed() -> None:
    """Let transports that were aborted close their sockets: each does in the next round of the loop."""
    for _ in range(3):
        await asyncio.sleep(0)
