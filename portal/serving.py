"""How the portal listens: one place for uvicorn's settings, used by the command line and tests."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from time import monotonic
from types import FrameType

import uvicorn
from fastapi import FastAPI

from portal import heap, threads
from portal.log import take_over_standard_logging
from portal.settings import Settings, SettingsError

LONGEST_END_S = 10  # for the requests that run when the process is told to end
_LOOK_S = 0.05


def server(
    app: FastAPI, settings: Settings, ready: Callable[[], None] | None = None
) -> uvicorn.Server:
    """Make a server for `app`: `.run()` serves until a signal, `.run(sockets=[…])` on those.

    `ready` is called once it answers. Raises SettingsError when patient data would cross a network in clear.
    """
    if not (is_loopback(settings.host) or settings.https):
        msg = (
            f"refusing plain HTTP on {settings.host}: set PORTAL_TLS_CERTIFICATE and PORTAL_TLS_KEY,"
            " or PORTAL_PUBLIC_URL=https://… when a proxy ends TLS"
        )
        raise SettingsError(msg)
    take_over_standard_logging()
    heap.keep_small()
    made = _Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            http="httptools",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies or None,
            ssl_certfile=settings.tls_certificate,
            ssl_keyfile=settings.tls_key,
            timeout_keep_alive=65,  # longer than the long poll, so that its connection is reused
            timeout_graceful_shutdown=LONGEST_END_S,
        )
    )
    made.ready = ready
    made.leave_s = settings.leave_s
    return made


class _Server(uvicorn.Server):
    """Says when it answers, and leaves in good order (docs/decisions/0023).

    Told to end, it says that it is not ready, lets parked requests go with nothing new, and goes on
    answering for `leave_s` seconds, in which a balancer finds out; then it closes the door, lets running
    requests end, and goes. A second signal spares the wait.
    """

    ready: Callable[[], None] | None = None
    leave_s: float = 0.0
    hurried: bool = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.hurried = self.should_exit
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self.ready is not None:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        app = self.config.app
        if isinstance(app, FastAPI):
            app.state.portal.leaving.set()
            await threads.run(app.state.portal.bell.close)
            await self._until_noticed()
        await super().shutdown(sockets)

    async def _until_noticed(self) -> None:
        until = monotonic() + self.leave_s
        while monotonic() < until and not self.hurried:  # noqa: ASYNC110 - a signal sets no event
            await asyncio.sleep(_LOOK_S)


def is_loopback(host: str) -> bool:
    """Whether `host` can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
