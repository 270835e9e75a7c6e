"""Connections that trust whom we say and that another thread can cut.

`requests` is taken by the reins here, because left alone it lets the environment decide: a variable
replaces the pinned authority, a netrc file our credentials, another variable writes session keys to
disk. `tests/console/api_client/test_transport.py` holds each of these to what is done here.
"""

import contextlib
import functools
import socket
import ssl
import threading
import weakref
from pathlib import Path
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from console.domain.errors import CertificateError


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """Whom we believe: the system's authorities, or the practice's own and nobody else.

    Made by hand, not by `create_default_context`, which would honor SSLKEYLOGFILE. Reading the authorities
    takes its 30 ms, so it is done once a process, and again where the file is another one than it was.
    """
    try:
        found = None if ca_file is None else ca_file.stat()
    except OSError as error:
        raise CertificateError("the practice's certificate file can not be read") from error
    return _trust(ca_file, None if found is None else (found.st_mtime_ns, found.st_size))


@functools.lru_cache(maxsize=4)
def _trust(ca_file: Path | None, _version: tuple[int, int] | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is None:
        context.load_default_certs()
        return context
    try:
        context.load_verify_locations(cafile=str(ca_file))
    except (OSError, ssl.SSLError) as error:
        raise CertificateError("the practice's certificate file can not be read") from error
    return context


class Live:
    """The open connections of a session, so that another thread can cut them.

    `close()` on a response or a session waits for the very read it should end; shutting the socket
    down ends it within milliseconds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: weakref.WeakSet[Any] = weakref.WeakSet()
        self.aborted = False

    def add(self, connection: HTTPConnection) -> None:
        with self._lock:
            self._connections.add(connection)
        if self.aborted:
            self._cut(connection)

    def abort(self) -> None:
        self.aborted = True
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            self._cut(connection)

    def _cut(self, connection: HTTPConnection) -> None:
        sock = connection.sock
        if sock is not None:
            # The base class's call: on a TLS socket the method of its own would touch a session
            # that the reading thread is in.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


class Adapter(HTTPAdapter):
    """Our trust, and connections that can be cut."""

    def __init__(self, live: Live, trust: ssl.SSLContext) -> None:
        self._live = live
        self._trust = trust
        super().__init__(pool_connections=1, pool_maxsize=2)

    def init_poolmanager(self, *args: Any, **pool_kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._trust, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = _pool_classes(self._live)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Add nobody to those we trust: the stock method would bring certifi's authorities in."""
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None


def _pool_classes(live: Live) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            live.add(self)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            live.add(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
