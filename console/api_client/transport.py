"""The only code that sees HTTP: one session with its limits, and what its failures mean."""

import contextlib
import functools
import ipaddress
import ssl
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from requests.utils import default_headers
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
)

from console import __version__
from console.api_client.connections import Adapter, Live, trust
from console.domain.errors import (
    AddressError,
    CertificateError,
    ConsoleError,
    NotThePortalError,
    PortalUnreachableError,
)

CONNECT_TIMEOUT_S = 3.05  # just above TCP's first retransmission
READ_TIMEOUT_S = 30.0
DEADLINE_S = 60.0  # of a whole reply; a trickle does not hold a lane for ever
SIZE_CAP = 64 * 1024 * 1024
MARKER = ("Portal-API", "v1")
_CHUNK = 256 * 1024


@dataclass(frozen=True)
class Answer:
    """A reply, read to its end and decoded."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    request_id: str

    @property
    def is_from_portal(self) -> bool:
        """Whether the marker header says so."""
        return self.headers.get(MARKER[0]) == MARKER[1]

    @property
    def media_type(self) -> str:
        """What the body claims to be."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether the body claims to be JSON or a problem."""
        return self.media_type in {"application/json", "application/problem+json"}


def portal_address(typed: str) -> str:
    """The portal's address as typed by a person, in the form that all else uses.

    Raises:
        AddressError: no host in it, or plain HTTP to anything but this computer.
    """
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressError("not an address") from error
    if not host or parts.scheme not in {"https", "http"} or parts.username or parts.query:
        raise AddressError("not an address")
    if parts.scheme == "http" and not _is_this_computer(host):
        raise AddressError("plain HTTP leaves this computer")
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Transport:
    """One session with the portal. Used by one thread; `abort` may come from any.

    `trusted` is what was made of `ca_file` before, for a session that trusts the same.
    """

    def __init__(
        self,
        address: str,
        ca_file: Path | None = None,
        *,
        read_timeout_s: float = READ_TIMEOUT_S,
        deadline_s: float = DEADLINE_S,
        size_cap: int = SIZE_CAP,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self.address = portal_address(address)
        self.ca_file = ca_file
        self.clock_skew_s: float | None = None  # ours minus the portal's, by the last reply
        self._read_timeout_s = read_timeout_s
        self._deadline_s = deadline_s
        self._size_cap = size_cap
        self._live = Live()
        self._headers = {
            **default_headers(),
            "User-Agent": f"portal-console/{__version__}",
            "Accept": "application/json, application/problem+json",
        }
        self._prefix = urlsplit(self.address).path
        self._trusted = trusted or trust(ca_file)
        self._adapter = Adapter(self._live, self._trusted)

    def sibling(self) -> "Transport":
        """Another session with the same portal and trust, for another thread."""
        return Transport(
            self.address,
            self.ca_file,
            read_timeout_s=self._read_timeout_s,
            deadline_s=self._deadline_s,
            size_cap=self._size_cap,
            trusted=self._trusted,
        )

    def call(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        token: str | None = None,
        patience_s: float = 0.0,
        headers: Mapping[str, str] | None = None,
        size_cap: int = 0,
    ) -> Answer:
        """Send one request and read the whole answer, whatever its status.

        `patience_s` is how much longer than usual the portal may think (long poll); `size_cap` lets an
        answer be larger than others, in bytes. A body is JSON unless `headers` say what it is.

        Raises:
            PortalUnreachableError: no answer, or one that broke off.
            CertificateError: the portal's certificate is not trusted.
            NotThePortalError: the answer is larger than anything the portal sends.
        """
        request_id = str(uuid.uuid4())
        sent = self._headers | {"X-Request-ID": request_id}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        try:
            response = self._send(method, path, body, sent, patience_s)
            try:
                content = self._read(response, patience_s, size_cap or self._size_cap)
            finally:
                response.close()
                response.release_conn()
        except (HTTPError, OSError) as error:
            raise _unreachable(error) from error
        answer = Answer(response.status, response.headers, content, request_id)
        self._measure_clock(answer)
        return answer

    def _send(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
        patience_s: float,
    ) -> BaseHTTPResponse:
        """Call by the pool itself.

        What a session of `requests` does around it (cookies, redirects, the environment) is not wanted
        here, and took half of the time.
        """
        return self._pool.urlopen(
            method,
            self._prefix + path,
            body=body,
            headers=headers,
            timeout=Timeout(connect=CONNECT_TIMEOUT_S, read=self._read_timeout_s + patience_s),
            retries=False,
            redirect=False,
            preload_content=False,
        )

    @functools.cached_property
    def _pool(self) -> HTTPConnectionPool:
        pool: HTTPConnectionPool = self._adapter.poolmanager.connection_from_url(self.address)
        self._adapter.cert_verify(pool, self.address, True, None)
        return pool

    def _read(self, response: BaseHTTPResponse, patience_s: float, size_cap: int) -> bytes:
        until = time.monotonic() + self._deadline_s + patience_s
        content = bytearray()
        # `read1` gives what is there; `iter_content` would wait for a whole chunk, for ever if need be.
        while chunk := response.read1(_CHUNK, decode_content=True):
            content += chunk
            if len(content) > size_cap:
                raise NotThePortalError("the answer is too large")
            if time.monotonic() > until:
                raise PortalUnreachableError("the answer takes too long")
        return bytes(content)

    def _measure_clock(self, answer: Answer) -> None:
        stamp = answer.headers.get("Date")
        if stamp and answer.is_from_portal:
            with contextlib.suppress(ValueError, TypeError):
                self.clock_skew_s = time.time() - parsedate_to_datetime(stamp).timestamp()

    def abort(self) -> None:
        """End the call that waits, at once, and every later one; from any thread, for good."""
        self._live.abort()

    def close(self) -> None:
        """Let go of the connections."""
        self._adapter.close()


def _unreachable(error: Exception) -> ConsoleError:
    """What a failed call means; whether the request may have reached the portal decides about undo."""
    causes = _causes(error)
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return CertificateError("certificate verify failed")
    never_left = (NewConnectionError, NameResolutionError, ConnectTimeoutError)
    return PortalUnreachableError(
        type(error).__name__,
        may_have_arrived=not any(isinstance(one, never_left) for one in causes),
    )


def _causes(error: BaseException) -> list[BaseException]:
    """The error and all that it came from, however the libraries passed it on."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found
