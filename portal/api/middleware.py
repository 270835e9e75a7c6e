"""What happens around every request.

From the outermost inwards:

1. `SafeHeaders`: headers that keep answers out of caches and browsers from doing anything with them.
2. `Requests`: gives the request its id, writes the one access line, and turns whatever nobody caught
   into a problem. The line names the route's template, never the path or the query, which may hold
   what somebody searched for.
3. `Compression`: gzip from 1 kB on, except where a reply holds a secret or a PDF.
4. `Gate`: refuses what no handler should have to think about.

Bodies are JSON but for a piece of an upload and what laboratories send, which may be larger and hold
any byte.
"""

import re
import threading
from dataclasses import dataclass
from time import perf_counter

import structlog
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.api import intake_types
from portal.api.errors import accepts_json, problem_response
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.log import log

BODY_LIMIT = 2 * 1024 * 1024  # a hundred commands with all the words that they may hold
PIECE_LIMIT = 8 * 1024 * 1024  # of an upload
INTAKE_LIMIT = 16 * 1024 * 1024  # of messages of a laboratory
RESCUE_LIMIT = 3 * 1024 * 1024  # of a wiped workstation's decisions: 2 MiB as base64
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_NEVER_PRESSED = re.compile(
    r"/auth/|/enrollment-token|/temporary-credentials|/invitation|/content$|/workstations$"
)
_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})
_NUL = (b"\x00", b"\\u0000")


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


def install_middleware(app: FastAPI, *, https: bool, leaving: threading.Event) -> None:
    """Put all of them around `app`; the last one added is the outermost."""
    app.add_middleware(Gate)
    app.add_middleware(Compression)
    app.add_middleware(Requests)
    app.add_middleware(SafeHeaders, https=https, leaving=leaving)


class Requests:
    """Request ids, the access line, and the last resort."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope.setdefault("state", {})["request_id"] = request_id
        began = perf_counter()
        status = 0
        size = 0

        async def watch(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, watch)
            except Exception as error:  # noqa: BLE001 - the last resort of every request
                log.error("request.failed", exc_info=error)
                if status == 0:
                    failure = problem_response(Problem(ProblemType.INTERNAL), request_id)
                    await failure(scope, receive, watch)
            finally:
                log.info(
                    "request",
                    method=scope["method"],
                    route=_template(scope),
                    status=status,
                    ms=round((perf_counter() - began) * 1000, 1),
                    bytes=size,
                    problem=scope["state"].get("problem"),
                )


class SafeHeaders:
    """The headers of every answer. There is no CORS header: no other site has any business here.

    A process that is leaving ends each connection with its answer: none is in a balancer's store when
    it closes, where the next request would be lost on it.
    """

    def __init__(self, app: ASGIApp, *, https: bool, leaving: threading.Event) -> None:
        self._app = app
        self._leaving = leaving
        headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Portal-API": "v1",  # by which the console knows the portal from a hotel's sign-in page
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        if https:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        self._headers = Headers(headers).raw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dress(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                given = {name for name, _ in headers}
                headers.extend(one for one in self._headers if one[0] not in given)
                if self._leaving.is_set():
                    MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self._app(scope, receive, dress)


class Compression:
    """Gzip, but never for a reply with a secret, whose length would tell (BREACH), nor for a PDF.

    A PDF is compressed already, and who fetches it wants to know its length beforehand.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._gzip = GZipMiddleware(app, minimum_size=1000, compresslevel=4)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] == "http" and _NEVER_PRESSED.search(scope["path"])
        await (self._plain if plain else self._gzip)(scope, receive, send)


class Gate:
    """Refuses requests that are not JSON, can not read JSON, are too large, or carry a NUL.

    A body is counted as it arrives, whatever it announced. PostgreSQL can not keep a NUL in a text,
    and no person types one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal is not None:
            scope["state"]["problem"] = refusal.slug
            problem = Problem(refusal, _instead(scope, refusal))
            answer = problem_response(problem, scope["state"]["request_id"])
            await answer(scope, receive, send)
            return
        bodies = _bodies_of(scope)
        watch = _counted if bodies.any_byte else _checked
        await self._app(scope, watch(receive, bodies.limit), send)


def _refusal(scope: Scope) -> ProblemType | None:
    headers = Headers(scope=scope)
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        return ProblemType.MALFORMED
    bodies = _bodies_of(scope)
    if bodies.speaks_json and not accepts_json(headers):
        return ProblemType.NOT_ACCEPTABLE
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > bodies.limit:
        return ProblemType.PAYLOAD_TOO_LARGE
    has_body = length != "0" or "transfer-encoding" in headers
    if scope["method"] in _BODY_METHODS and has_body and not _fits(headers, bodies):
        return ProblemType.UNSUPPORTED_MEDIA_TYPE
    return None


def _instead(scope: Scope, refusal: ProblemType) -> str | None:
    """Say which media types are taken: `curl` alone sends what a form would, and who tries looks here."""
    if refusal is not ProblemType.UNSUPPORTED_MEDIA_TYPE:
        return None
    taken = ", ".join(sorted(_bodies_of(scope).media_types))
    return f"The Content-Type must be one of: {taken}; and the body must not be packed."


def _bodies_of(scope: Scope) -> Bodies:
    path = scope["path"]
    return next((found for way, found in _UNUSUAL if way.fullmatch(path)), _USUAL)


def _fits(headers: Headers, bodies: Bodies) -> bool:
    """Whether a body is of a type that is taken here; nobody unpacks one that has been packed."""
    packed = headers.get("content-encoding", "identity").strip().lower() != "identity"
    return _media_type(headers) in bodies.media_types and not packed


def _media_type(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


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


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else new_id()


def _template(scope: Scope) -> str:
    route = scope.get("route")
    return getattr(route, "path", "none")
