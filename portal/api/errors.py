"""Every refusal as problem details (RFC 9457), from one place.

Nothing of what was submitted comes back: FastAPI's own answer to a bad request would quote the
rejected password (reference/security §0.2). Whatever nobody foresaw becomes `internal`, with the id
of the request and no more.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from portal.db.engine import is_away
from portal.domain.problems import Problem, ProblemType
from portal.log import log

CONTENT_TYPE = "application/problem+json"
_BY_STATUS = {
    400: ProblemType.MALFORMED,
    401: ProblemType.UNAUTHENTICATED,
    403: ProblemType.NOT_PERMITTED,
    404: ProblemType.NOT_FOUND,
    405: ProblemType.METHOD_NOT_ALLOWED,
    406: ProblemType.NOT_ACCEPTABLE,
    413: ProblemType.PAYLOAD_TOO_LARGE,
    415: ProblemType.UNSUPPORTED_MEDIA_TYPE,
}


def response_to(request: Request, error: Exception) -> Response:
    """Answer an error with a problem; raises the error where it is a fault of ours that nobody foresaw."""
    if isinstance(error, Problem):
        return _answer(request, error)
    if isinstance(error, RequestValidationError):
        return _to_validation(request, error)
    if isinstance(error, HTTPException):
        return _to_http(request, error)
    if isinstance(error, DBAPIError) and is_away(error):
        log.warning("database.away", error=type(error.orig).__name__)
        return _answer(request, Problem(ProblemType.UNAVAILABLE, headers={"Retry-After": "1"}))
    raise error


def problem_response(problem: Problem, request_id: str | None) -> Response:
    """Write a problem as a response."""
    headers = dict(problem.headers)
    if problem.type.status == 401:  # RFC 9110 §11.6.1
        headers.setdefault("WWW-Authenticate", "Bearer")
    return Response(
        orjson.dumps(problem.body(request_id)),
        status_code=problem.type.status,
        headers=headers,
        media_type=CONTENT_TYPE,
    )


def request_id_of(request: Request) -> str | None:
    """Give the id under which this request stands in the log."""
    found: str | None = request.scope.get("state", {}).get("request_id")
    return found


def _answer(request: Request, problem: Problem) -> Response:
    request.state.problem = problem.type.slug
    return problem_response(problem, request_id_of(request))


def _to_validation(request: Request, error: RequestValidationError) -> Response:
    errors = error.errors()
    if any(one["type"] == "json_invalid" for one in errors):
        return _answer(request, Problem(ProblemType.MALFORMED))
    shown = [{"pointer": _pointer(one["loc"]), "code": one["type"]} for one in errors[:50]]
    return _answer(request, Problem(ProblemType.VALIDATION, extra={"errors": shown}))


def _to_http(request: Request, error: HTTPException) -> Response:
    kind = _BY_STATUS.get(error.status_code, ProblemType.INTERNAL)
    headers: Mapping[str, str] = error.headers or {}
    if kind is ProblemType.METHOD_NOT_ALLOWED:
        headers = {"Allow": ", ".join(_methods_at(request))}
    if kind is ProblemType.INTERNAL:
        log.error("request.unforeseen", status=error.status_code, exc_info=error)
    return _answer(request, Problem(kind, headers=dict(headers)))


def _pointer(loc: tuple[Any, ...]) -> str:
    """Turn pydantic's path into a pointer; of names that the caller made up, the beginning."""
    parts = [str(part)[:60] for part in (loc[1:] if loc and loc[0] == "body" else loc)]
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in parts)


def _methods_at(request: Request) -> list[str]:
    methods: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        if route.path_regex.match(request.scope["path"]):
            methods |= route.methods or set()
    return sorted(methods)


def accepts_json(accept: str) -> bool:
    """Whether the caller can read JSON, by its Accept header (RFC 9110 §12.5.1); without one it can."""
    if accept in {"", "*/*", "application/json"}:
        return True
    ranges = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    return any(
        one in {"*/*", "application/*", "application/json", CONTENT_TYPE} or one.endswith("+json")
        for one in ranges
    )
