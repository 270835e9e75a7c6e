"""What happens around every request.

From the outermost inwards:

1. `SafeHeaders`: headers that keep answers out of caches and browsers from doing anything with them.
2. `Requests`: gives the request its id, writes the one access line, and turns whatever nobody caught
   into a problem. The line names the route's template, never the path or the query, which may hold
   what somebody searched for.
3. `Compression`: gzip from 1 kB on, except where a reply holds a secret or a PDF.
4. `Gate`: refuses what no handler should have to think about.

A piece of an upload is the one body that is not JSON.
"""

import re
from time import perf_counter

import structlog
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.api.errors import accepts_json, problem_response
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.log import log

BODY_LIMIT = 2 * 1024 * 1024  # a hundred commands with all the words that they may hold
PIECE_LIMIT = 8 * 1024 * 1024  # of an upload, which is no JSON and may hold any byte
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_NEVER_PRESSED = re.compile(
    r"/auth/|/enrollment-token|/temporary-credentials|/invitation|/content$"
)
_PIECE_PATH = re.compile(r"/v1/uploads/[^/]+")
_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})
_NUL = (b"\x00", b"\\u0000")


def install_middleware(app: FastAPI, *, https: bool) -> None:
    """Put all of them around `app`; the last one added is the outermost."""
    app.add_middleware(Gate)
    app.add_middleware(Compression)
    app.add_middleware(Requests)
    app.add_middleware(SafeHeaders, https=https)


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
    """The headers of every answer. There is no CORS header: no other site has any business here."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Portal-API": "v1",  # by which the console knows the portal from a hotel's sign-in page
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        if https:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dress(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
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
            answer = problem_response(Problem(refusal), scope["state"]["request_id"])
            await answer(scope, receive, send)
            return
        received = _counted(receive, PIECE_LIMIT) if _is_piece(scope) else _checked(receive)
        await self._app(scope, received, send)


def _refusal(scope: Scope) -> ProblemType | None:
    headers = Headers(scope=scope)
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        return ProblemType.MALFORMED
    if not accepts_json(headers):
        return ProblemType.NOT_ACCEPTABLE
    length = headers.get("content-length", "0")
    piece = _is_piece(scope)
    if length.isdigit() and int(length) > (PIECE_LIMIT if piece else BODY_LIMIT):
        return ProblemType.PAYLOAD_TOO_LARGE
    has_body = length != "0" or "transfer-encoding" in headers
    fitting = "application/partial-upload" if piece else "application/json"
    if scope["method"] in _BODY_METHODS and has_body and _media_type(headers) != fitting:
        return ProblemType.UNSUPPORTED_MEDIA_TYPE
    return None


def _is_piece(scope: Scope) -> bool:
    return bool(_PIECE_PATH.fullmatch(scope["path"]))  # a wrong method is told that it is one


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


def _checked(receive: Receive) -> Receive:
    """Watch a JSON body come in."""
    counted = _counted(receive, BODY_LIMIT)
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
