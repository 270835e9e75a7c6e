"""What is refused of a request before any handler sees it: what no handler should have to think about.

Bodies are JSON but for a piece of an upload and what laboratories send, which may be larger and hold any
byte. A body is counted as it arrives, whatever it announced. PostgreSQL can not keep a NUL in a text, and no
person types one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

from portal.api import intake_types
from portal.api.errors import accepts_json
from portal.domain.problems import Problem, ProblemType

BODY_LIMIT = 2 * 1024 * 1024  # a hundred commands with all the words that they may hold
PIECE_LIMIT = 8 * 1024 * 1024  # of an upload
INTAKE_LIMIT = 16 * 1024 * 1024  # of messages of a laboratory
RESCUE_LIMIT = 3 * 1024 * 1024  # of a wiped workstation's decisions: 2 MiB as base64
_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})
_NUL = (b"\x00", b"\\u0000")

Headers = Mapping[bytes, bytes]
"""The first header of each name, as ASGI gives them: names in lower case."""


@dataclass(frozen=True)
class Bodies:
    """What a call takes: how many bytes, of which media types; `any_byte` also NUL and what is no JSON.

    `speaks_json` is whether an answer that succeeds is JSON, which the caller then has to accept.
    """

    limit: int = BODY_LIMIT
    media_types: frozenset[str] = frozenset({"application/json"})
    any_byte: bool = False
    speaks_json: bool = True


_USUAL = Bodies()
_UNUSUAL = (
    (
        re.compile(r"/v1/uploads/[^/]+"),  # a wrong method is told that it is one
        Bodies(PIECE_LIMIT, frozenset({"application/partial-upload"}), any_byte=True),
    ),
    (
        re.compile(r"/v1/intake/hl7v2"),
        Bodies(INTAKE_LIMIT, intake_types.HL7, any_byte=True, speaks_json=False),
    ),
    (re.compile(r"/v1/workstations/[^/]+/rescue"), Bodies(RESCUE_LIMIT)),
    (re.compile(r"/v1/intake/fhir"), Bodies(INTAKE_LIMIT, intake_types.FHIR, any_byte=True)),
)
_UNUSUAL_PLACES = ("/v1/uploads/", "/v1/intake/", "/v1/workstations/")  # where those may be


def refusal_of(scope: Scope, headers: Headers) -> Problem | None:
    """Say why a request is refused: it is not JSON, can not read JSON, is too large, or carries a NUL."""
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        return Problem(ProblemType.MALFORMED)
    bodies = _bodies_of(scope["path"])
    if bodies.speaks_json and not accepts_json(_text(headers, b"accept")):
        return Problem(ProblemType.NOT_ACCEPTABLE)
    length = _text(headers, b"content-length", "0")
    if length.isdigit() and int(length) > bodies.limit:
        return Problem(ProblemType.PAYLOAD_TOO_LARGE)
    has_body = length != "0" or b"transfer-encoding" in headers
    if scope["method"] in _BODY_METHODS and has_body and not _fits(headers, bodies):
        # `curl` alone sends what a form would, and who tries looks here
        taken = ", ".join(sorted(bodies.media_types))
        instead = f"The Content-Type must be one of: {taken}; and the body must not be packed."
        return Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, instead)
    return None


def watched(scope: Scope, receive: Receive) -> Receive:
    """Watch a body come in, which may not be what was announced."""
    bodies = _bodies_of(scope["path"])
    return (_counted if bodies.any_byte else _checked)(receive, bodies.limit)


def _bodies_of(path: str) -> Bodies:
    if not path.startswith(_UNUSUAL_PLACES):
        return _USUAL
    return next((found for way, found in _UNUSUAL if way.fullmatch(path)), _USUAL)


def _fits(headers: Headers, bodies: Bodies) -> bool:
    """Whether a body is of a type that is taken here; nobody unpacks one that has been packed."""
    media_type = _text(headers, b"content-type").partition(";")[0].strip().lower()
    packing = _text(headers, b"content-encoding", "identity").strip().lower()
    return media_type in bodies.media_types and packing == "identity"


def _text(headers: Headers, name: bytes, otherwise: str = "") -> str:
    value = headers.get(name)
    return otherwise if value is None else value.decode("latin-1")


def _counted(receive: Receive, most: int) -> Receive:
    """Count a body as it comes in. Only an HTTPException gets past FastAPI's reading of it."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise HTTPException(ProblemType.PAYLOAD_TOO_LARGE.status)
        return message

    return counted


def _checked(receive: Receive, most: int) -> Receive:
    """Watch a JSON body come in."""
    counted = _counted(receive, most)
    tail = b""

    async def checked() -> Message:
        nonlocal tail
        message = await counted()
        if message["type"] == "http.request":
            seen = tail + message.get("body", b"")
            if any(nul in seen for nul in _NUL):
                raise HTTPException(ProblemType.MALFORMED.status)
            tail = seen[-5:]
        return message

    return checked
