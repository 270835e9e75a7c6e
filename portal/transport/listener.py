"""The TCP side of `portal-server mllp`: many senders, one loop, an end in good order."""

import asyncio
import contextlib
import socket
import ssl
from dataclasses import dataclass, field

from portal.log import log
from portal.transport.connection import Connection, Limits, Room
from portal.transport.delivery import Delivery

MOST_CONNECTIONS = 800  # below the 1,024 files that a process may usually have open
HANDSHAKE_S = 10.0
_KEEP_ALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 20, "TCP_KEEPCNT": 3}  # seconds, seconds, times


@dataclass(eq=False)
class Listener:
    """Accepts senders on a socket until `end`; `secured` makes it TLS.

    At the end it accepts nobody more, finishes the messages that it has taken, and lets go of
    connections that wait.
    """

    delivery: Delivery
    secured: ssl.SSLContext | None = None
    limits: Limits = field(default_factory=Limits)
    most: int = MOST_CONNECTIONS
    _open: dict[asyncio.Task[None], Connection | None] = field(default_factory=dict)
    _ending: asyncio.Event = field(default_factory=asyncio.Event)
    _room: Room = field(init=False)

    def __post_init__(self) -> None:
        self._room = Room(self.limits.together)

    async def serve(self, listening: socket.socket) -> None:
        """Serve until `end` was called and all that was taken is answered."""
        server = await asyncio.start_server(self._accept, sock=listening)
        async with server:
            await self._ending.wait()
            server.close()
            self.delivery.end()
            for task, connection in list(self._open.items()):
                if connection is None or connection.at_rest:
                    task.cancel()
                else:
                    connection.end()
            while self._open:
                await asyncio.wait(list(self._open))
        await self.delivery.close()

    def end(self) -> None:
        """Begin to end; may be called from a signal handler of the loop."""
        self._ending.set()

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._open)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or self._ending.is_set() or len(self._open) >= self.most:
            log.error("mllp.too_many", count=len(self._open))
            writer.transport.abort()
            return
        self._open[task] = None
        try:
            await self._serve(reader, writer, task)
        except asyncio.CancelledError:
            if not self._ending.is_set():
                raise
        finally:
            del self._open[task]
            writer.close()
            with contextlib.suppress(OSError, TimeoutError, asyncio.CancelledError):
                async with asyncio.timeout(self.limits.linger_s):
                    await writer.wait_closed()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, task: asyncio.Task[None]
    ) -> None:
        if self.secured is not None:
            # here and not in `start_server`, which says nothing of those whom it turns away
            try:
                await writer.start_tls(self.secured, ssl_handshake_timeout=HANDSHAKE_S)
            except (OSError, ssl.SSLError) as error:
                reason = error.reason if isinstance(error, ssl.SSLError) else type(error).__name__
                log.warning("mllp.tls_refused", host=_host(writer), reason=reason)
                return
        _keep_alive(writer)
        connection = Connection(reader, writer, self.delivery, self.limits, self._room)
        self._open[task] = connection
        log.info("mllp.connected", host=_host(writer))
        await connection.serve()
        log.info("mllp.left", host=_host(writer), count=connection.count)


def _host(writer: asyncio.StreamWriter) -> str:
    peer = writer.get_extra_info("peername")
    return str(peer[0]) if peer else ""


def _keep_alive(writer: asyncio.StreamWriter) -> None:
    """Let the kernel ask idle senders whether they are there; a firewall forgets quiet connections."""
    sock = writer.get_extra_info("socket")
    if sock is None:
        return
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEP_ALIVE.items():
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
