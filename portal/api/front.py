"""What happens around every request, in one layer; left to Starlette and FastAPI it takes a dozen.

From the outermost inwards:

1. The answer is dressed: headers that keep it out of caches and browsers from doing anything with it.
2. The request gets its id, the one access line is written, and whatever nobody caught becomes a problem. The
   line names the route's template, never the path or the query, which may hold what somebody searched for.
3. The answer is compressed, from 1 kB on, except where it holds a secret or a PDF, or comes so (`portal.api.feed`).
4. `portal.api.gate` refuses what no handler should have to think about.
5. The route is found, and answers; an error that it raises is told as a problem.
"""

import asyncio
import re
import threading
from collections.abc import Mapping
from time import perf_counter

import structlog
from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipResponder
from starlette.types import Message, Receive, Scope, Send

from portal.api.errors import problem_response, response_to
from portal.api.gate import refusal_of, watched
from portal.api.route_table import RouteTable
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.log import log, log_access

LARGE = 1000  # bytes from which on an answer is compressed
_LEVEL = 4  # of compression: what higher ones gain is less than they take
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_NEVER_PRESSED = re.compile(
    r"/auth/|/enrollment-token|/temporary-credentials|/invitation|/content$|/workstations$"
)
_PRESSED_ALREADY = frozenset(one.encode() for one in DEFAULT_EXCLUDED_CONTENT_TYPES)
_NOT_MODIFIED = 304
# what a browser may make of content; an answer without any does not repeat it (RFC 9110 §15.4.5)
_OF_CONTENT = frozenset(
    {
        b"content-security-policy",
        b"cross-origin-resource-policy",
        b"referrer-policy",
        b"x-content-type-options",
    }
)
_VARY = (b"vary", b"Accept-Encoding")


class Front:
    """The portal as a server calls it."""

    def __init__(self, app: FastAPI, *, https: bool, leaving: threading.Event) -> None:
        """Stand before the routes that `app` has by now."""
        self._router = app.router
        self._table = RouteTable(app.routes)  # type: ignore[arg-type] # all are the portal's own
        self._dress = _Dress(https=https, leaving=leaving)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._router(scope, receive, send)
            return
        asked: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            asked.setdefault(name, value)
        request_id = _request_id(asked)
        scope.setdefault("state", {})["request_id"] = request_id
        answer = _Answer(send, self._dress, request_id, may_vary=not _is_never_pressed(scope))
        began = perf_counter()
        bound = structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self._answered(scope, receive, answer, asked)
        except Exception as error:  # noqa: BLE001 - the last resort of every request
            log.error("request.failed", exc_info=error)
            if answer.status == 0:
                failure = problem_response(Problem(ProblemType.INTERNAL), request_id)
                await failure(scope, receive, answer.send)
        finally:
            structlog.contextvars.reset_contextvars(**bound)
            ms = round((perf_counter() - began) * 1000, 1)
            # the loop sends what it has been given before it comes to this
            asyncio.get_running_loop().call_soon(_tell, scope, answer, ms)

    async def _answered(
        self, scope: Scope, receive: Receive, answer: "_Answer", asked: Mapping[bytes, bytes]
    ) -> None:
        refusal = refusal_of(scope, asked)
        if refusal is not None:
            scope["state"]["problem"] = refusal.type.slug
            refused = problem_response(refusal, scope["state"]["request_id"])
            await refused(scope, receive, answer.send)
            return

        async def routed(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await self._table.find(scope).answer(scope, receive, send)
            except Exception as error:
                if answer.status != 0:
                    raise
                response = response_to(Request(scope, receive), error)
                await response(scope, receive, send)

        receive = watched(scope, receive)
        if answer.may_vary and b"gzip" in asked.get(b"accept-encoding", b""):
            answer.may_vary = False  # the responder says so itself
            pressed = GZipResponder(routed, LARGE, _LEVEL)
            await pressed(scope, receive, answer.send)
        else:
            await routed(scope, receive, answer.send)


class _Answer:
    """An answer on its way out: dressed, and its bytes counted."""

    def __init__(self, send: Send, dress: "_Dress", request_id: str, *, may_vary: bool) -> None:
        self._send = send
        self._dress = dress
        self._request_id = request_id
        self.may_vary = may_vary  # whether another caller would be given it compressed
        self.status = 0  # until it has begun
        self.size = 0

    async def send(self, message: Message) -> None:
        """Pass on a message of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = message["headers"]
            if self.may_vary and _is_pressed_for_others(self.status, headers):
                headers.append(_VARY)
            self._dress.put_on(headers, self._request_id, self.status)
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self._send(message)


class _Dress:
    """The headers of every answer. There is no CORS header: no other site has any business here.

    A process that is leaving ends each connection with its answer: none is in a balancer's store when
    it closes, where the next request would be lost on it.
    """

    def __init__(self, *, https: bool, leaving: threading.Event) -> None:
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
        self._of_no_content = [one for one in self._headers if one[0] not in _OF_CONTENT]

    def put_on(self, headers: list[tuple[bytes, bytes]], request_id: str, status: int) -> None:
        """Add to the headers what they do not have."""
        given = {name for name, _ in headers}
        headers.append((b"x-request-id", request_id.encode()))
        ours = self._of_no_content if status == _NOT_MODIFIED else self._headers
        headers.extend(one for one in ours if one[0] not in given)
        if self._leaving.is_set():
            headers.append((b"connection", b"close"))


def _is_never_pressed(scope: Scope) -> bool:
    """Whether an answer may hold a secret, whose length would tell (BREACH), or is a PDF.

    A PDF is compressed already, and who fetches it wants to know its length beforehand.
    """
    return _NEVER_PRESSED.search(scope["path"]) is not None


def _is_pressed_for_others(status: int, headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether this answer would be compressed for who takes that."""
    if status in {204, 206, 304}:
        return False
    told = dict(headers)
    length = told.get(b"content-length")
    if length is not None and int(length) < LARGE:
        return False
    media_type = told.get(b"content-type", b"").partition(b";")[0].strip().lower()
    kinds = {media_type, media_type.partition(b"/")[0] + b"/*"}
    is_packed = b"content-encoding" in told or not kinds.isdisjoint(_PRESSED_ALREADY)
    return not is_packed


def _request_id(asked: Mapping[bytes, bytes]) -> str:
    given = asked.get(b"x-request-id", b"")
    return given.decode() if _REQUEST_ID.fullmatch(given) else new_id()


def _tell(scope: Scope, answer: _Answer, ms: float) -> None:
    log_access(
        method=scope["method"],
        route=getattr(scope.get("route"), "path", "none"),
        status=answer.status,
        ms=ms,
        size=answer.size,
        problem=scope["state"].get("problem"),
        request_id=scope["state"]["request_id"],
    )
