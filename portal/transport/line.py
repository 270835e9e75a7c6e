"""The way to the portal: one call with a message, and what its answer means for whoever sent it."""

import ipaddress
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from portal.transport import trust

CONNECT_TIMEOUT_S = 3.05  # just above TCP's first retransmission
READ_TIMEOUT_S = 30.0
LARGEST_ANSWER = 4 * 1024 * 1024  # bytes; that of a batch of some thousand messages
MARKER = ("Portal-API", "v1")
HL7V2 = "application/hl7-v2"
FHIR = "application/fhir+json"
NDJSON = "application/fhir+ndjson"
_PATHS = {HL7V2: "/v1/intake/hl7v2", FHIR: "/v1/intake/fhir", NDJSON: "/v1/intake/fhir"}
_BUSY = frozenset({408, 425, 429})  # of the calls that may do better later


class LineError(Exception):
    """The way to the portal is not set up as it has to be; the text says what to change."""


class Verdict(StrEnum):
    """What an answer means for whoever waits with a message."""

    ANSWERED = "answered"  # the portal has it and said so
    LATER = "later"  # nobody has it; it may be tried again
    DENIED = "denied"  # this client may not (any more); no waiting mends that
    REFUSED = "refused"  # the portal does not take these bytes, now or later


@dataclass(frozen=True)
class Answer:
    """What came back; `reason` is a code for the log, `later_s` how long the portal asks to wait."""

    verdict: Verdict
    body: bytes = b""
    status: int = 0
    reason: str = ""
    later_s: float = 0.0


class Line:
    """Carries messages to one portal as one machine client; may be used by several threads.

    The token is read from its file for each call, so that a new one needs no restart.

    Raises:
        LineError: the address is none, would send patient data over a network in clear, or the token
            is not there.
        TrustError: `ca_file` can not be read.
    """

    def __init__(
        self, address: str, token_file: Path, ca_file: Path | None = None, *, channel: str
    ) -> None:
        self._address = portal_address(address)
        self._token_file = token_file
        self._channel = channel
        self._ca_file = ca_file
        self._own = threading.local()
        self._made: list[requests.Session] = []
        self._lock = threading.Lock()
        self._session()  # says at once what is wrong with the authorities
        try:
            self._token()
        except OSError as error:
            reason = (error.strerror or "it can not be read").lower()
            msg = f"the token can not be read from {token_file}: {reason}"
            raise LineError(msg) from error

    def post(self, media_type: str, body: bytes, *, timeout_s: float = READ_TIMEOUT_S) -> Answer:
        """Bring a message to the portal; whatever goes wrong is an answer too."""
        try:
            headers = {
                "Authorization": f"Bearer {self._token()}",
                "Content-Type": media_type,
                "Intake-Channel": self._channel,
            }
        except (OSError, LineError):
            return Answer(Verdict.DENIED, reason="no_token")
        try:
            with self._session().post(
                self._address + _PATHS[media_type],
                data=body,
                headers=headers,
                timeout=(CONNECT_TIMEOUT_S, timeout_s),
                allow_redirects=False,
                stream=True,
            ) as response:
                content = response.raw.read(LARGEST_ANSWER + 1, decode_content=True)
        except (requests.RequestException, HTTPError, OSError) as error:
            return Answer(Verdict.LATER, reason=type(error).__name__)
        return _judged(response, content)

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            for one in self._made:
                one.close()
            self._made.clear()

    def _session(self) -> requests.Session:
        found: requests.Session | None = getattr(self._own, "session", None)
        if found is None:
            found = self._own.session = trust.session(self._ca_file, 1)
            with self._lock:
                self._made.append(found)
        return found

    def _token(self) -> str:
        token = self._token_file.read_text(encoding="ascii", errors="replace").strip()
        if not token or not token.isascii() or not token.isprintable():
            msg = f"The file {self._token_file} does not hold a token"
            raise LineError(msg)
        return token


def portal_address(typed: str) -> str:
    """The portal's address in the form that is used; plain HTTP for this machine alone.

    Raises:
        LineError: no address, or patient data would cross a network in clear.
    """
    try:
        parts = urlsplit(typed.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or parts.scheme not in {"https", "http"} or parts.username or parts.query:
        msg = f"The address {typed} is not a portal's; it reads like https://portal.example"
        raise LineError(msg)
    if parts.scheme == "http" and not is_this_machine(host):
        msg = "the portal must be reached over https://; plain HTTP is for this machine alone"
        raise LineError(msg)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def is_this_machine(host: str) -> bool:
    """Whether `host` names this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _judged(response: requests.Response, content: bytes) -> Answer:
    status = response.status_code
    if response.headers.get(MARKER[0]) != MARKER[1]:  # a proxy's page, a sign-in page of a network
        return Answer(Verdict.LATER, status=status, reason="not_the_portal")
    if len(content) > LARGEST_ANSWER:
        return Answer(Verdict.REFUSED, status=status, reason="answer_too_large")
    if 200 <= status < 300:
        return Answer(Verdict.ANSWERED, content, status)
    if status in {401, 403}:
        return Answer(Verdict.DENIED, content, status, "no_right")
    if status >= 500 or status in _BUSY:
        asked = response.headers.get("Retry-After", "")
        later_s = float(asked) if asked.isdecimal() else 0.0
        return Answer(Verdict.LATER, content, status, "portal_busy", later_s)
    return Answer(Verdict.REFUSED, content, status, "not_taken")
