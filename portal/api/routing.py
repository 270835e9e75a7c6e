"""How a call gets from its route to its handler: the portal's own route, which FastAPI describes.

FastAPI recognises the caller in one thread, looks at the parameters on the event loop and runs the handler
in another thread; here all of it is done in one, or on the loop where a twin needs no thread (`first_on_loop`).
And it builds what a route needs, the parameters and validators, when the program starts, and once more
where a router is included, for two hundred calls of which a process answers few; here a route is built when
it is first called.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from fastapi.routing import APIRoute
from starlette._utils import is_async_callable
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send

from portal import threads

_NOT_HERE = (
    *("websocket_param_name", "http_connection_param_name"),
    *("security_scopes_param_name", "cookie_params"),
)
_ABSENT = object()
Errors = list[Any]
Twin = TypeVar("Twin", bound=Callable[..., Any])
_on_loop: dict[Callable[..., Any], Callable[..., Any]] = {}


def first_on_loop(quick: Callable[..., Any]) -> Callable[[Twin], Twin]:
    """Let a dependency or a handler have a twin that is asked first, on the event loop.

    It takes the same, and gives the same where it needs no thread for it; None: that has to be asked. That
    of a dependency is a coroutine function, that of a handler a plain one.
    """

    def noted(call: Twin) -> Twin:
        _on_loop[call] = quick
        return call

    return noted


@dataclass(frozen=True)
class Later:
    """What a handler gives whose answer waits for another call's work: its thread is free meanwhile."""

    after: Future[Any]
    is_quick: Callable[[], bool]  # asked then: whether `answer` may be called on the event loop
    answer: Callable[[], Response]

    async def come(self) -> Response:
        """Wait, without a thread, and answer."""
        loop = asyncio.get_running_loop()
        come = loop.create_future()

        def tell(_after: Future[Any]) -> None:
            with suppress(RuntimeError):  # the loop has ended, and who waited there with it
                loop.call_soon_threadsafe(_end, come)

        # asyncio's own way to wait for another thread's future copies its state and takes three turns
        self.after.add_done_callback(tell)
        await come
        return self.answer() if self.is_quick() else await threads.run(self.answer)


def _end(wait: "asyncio.Future[None]") -> None:
    if not wait.done():  # who waits may have been cancelled
        wait.set_result(None)


class Route(APIRoute):
    """A route whose dependencies are plain functions of the request, which say who calls."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **described: Any) -> None:
        """Note what is needed to find the route; the rest is built by `__getattr__`."""
        self.path, self.endpoint = path, endpoint
        self.methods = {method.upper() for method in described.get("methods") or ("GET",)}
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self._described = described

    def __getattr__(self, name: str) -> Any:
        """Build the route when something is asked that only a built one has."""
        described = self.__dict__.pop("_described", None)
        if described is None:
            raise AttributeError(name)
        super().__init__(self.path, self.endpoint, **described)
        _refuse_unusual(self.path, self.dependant)
        self.app = self.answer
        self._is_coroutine = is_async_callable(self.endpoint)
        self._quick = _on_loop.get(self.endpoint)
        return getattr(self, name)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of which the route is known, as an application."""
        request = Request(scope, receive, send)
        body = _ABSENT if self.body_field is None else await _body_of(request)
        met = await self._met(request)
        answered = self._waited if self._is_coroutine else self._worked
        response = await answered(request, body, met)
        await response(scope, receive, send)

    async def _met(self, request: Request) -> dict[str, Any]:
        """Recognise who can be recognised on the loop."""
        met = {}
        for one in self.dependant.dependencies:
            quick = _on_loop.get(one.call) if one.call is not None else None
            known = None if quick is None else await quick(request)
            if known is not None:
                met[str(one.name)] = known
        return met

    async def _waited(self, request: Request, body: Any, met: dict[str, Any]) -> Response:
        """Let a handler answer that waits on the loop."""
        if len(met) == len(self.dependant.dependencies):
            given = self._arguments(request, body, met)
        else:
            given = await threads.run(self._arguments, request, body, met)
        return self._response(await self.endpoint(**given), given)

    async def _worked(self, request: Request, body: Any, met: dict[str, Any]) -> Response:
        """Let a handler answer in a thread, unless its twin on the loop has it at hand."""
        if self._quick is not None and len(met) == len(self.dependant.dependencies):
            given = self._arguments(request, body, met)
            quick = self._quick(**given)
            if quick is not None:
                return self._response(quick, given)
        told = await threads.run(self._run, request, body, met)
        return await told.come() if isinstance(told, Later) else told

    def _run(self, request: Request, body: Any, met: dict[str, Any]) -> "Response | Later":
        given = self._arguments(request, body, met)
        told = self.endpoint(**given)
        return told if isinstance(told, Later) else self._response(told, given)

    def _arguments(self, request: Request, body: Any, met: dict[str, Any]) -> dict[str, Any]:
        """Recognise the caller, then look at what was sent; raises Problem or RequestValidationError."""
        asked = self.dependant
        given: dict[str, Any] = dict(met)
        for one in asked.dependencies:
            if one.name not in given and one.call is not None:
                given[str(one.name)] = one.call(request)
        errors: Errors = []
        for values, wrong in _parts(asked, request, body):
            given |= values
            errors += wrong
        if errors:
            raise RequestValidationError(errors)
        if asked.request_param_name is not None:
            given[asked.request_param_name] = request
        if asked.background_tasks_param_name is not None:
            given[asked.background_tasks_param_name] = BackgroundTasks()
        if asked.response_param_name is not None:
            given[asked.response_param_name] = _Beside()
        return given

    def _response(self, told: Any, given: dict[str, Any]) -> Response:
        """Write what a handler has told, unless it has done so itself."""
        beside = given.get(self.dependant.response_param_name or "")
        response: Response = told if isinstance(told, Response) else self._written(told, beside)
        later = given.get(self.dependant.background_tasks_param_name or "")
        response.background = response.background or later
        return response

    def _written(self, told: Any, beside: Response | None) -> Response:
        content, media_type = b"", None
        if self.response_field is not None:
            value, errors = self.response_field.validate(told, {}, loc=("response",))
            if errors:
                raise ResponseValidationError(errors=errors)
            content, media_type = self.response_field.serialize_json(value), "application/json"
        response = Response(content, self.status_code or 200, media_type=media_type)
        if beside is not None:
            response.status_code = beside.status_code or response.status_code
            response.raw_headers.extend(beside.raw_headers)
        return response


class _Beside(Response):
    """Where a handler puts a status and headers of its own beside what it tells."""

    def __init__(self) -> None:
        super().__init__()
        del self.headers["Content-Length"]
        self.status_code = 0


class Router(APIRouter):
    """Routes of one part of the contract."""

    def __init__(self, *, prefix: str = "", **described: Any) -> None:
        super().__init__(prefix=prefix, route_class=Route, **described)


async def _body_of(request: Request) -> Any:
    """Read a body of JSON; the gate has refused all others."""
    try:
        text = await request.body()
    except ClientDisconnect as error:
        raise HTTPException(400) from error  # nobody reads it; it is no fault of ours
    if not text:
        return _ABSENT
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        wrong = {"type": "json_invalid", "loc": ("body",), "msg": "JSON decode error", "input": {}}
        raise RequestValidationError([wrong]) from error


def _parts(
    asked: Dependant, request: Request, body: Any
) -> Iterator[tuple[dict[str, Any], Errors]]:
    """Give what each part of the request holds, with what is wrong in it."""
    yield _plain(asked.path_params, request.path_params, "path")
    if asked.query_params:
        yield _plain(asked.query_params, request.query_params, "query")
    if asked.header_params:
        yield _plain(asked.header_params, request.headers, "header")
    for field in asked.body_params:
        if body is _ABSENT and field.field_info.is_required():
            yield {}, [{"type": "missing", "loc": ("body",), "msg": "Field required", "input": {}}]
        elif body is _ABSENT:
            yield {field.name: field.get_default()}, []
        else:
            value, wrong = field.validate(body, {}, loc=("body",))
            yield {field.name: value}, wrong


def _plain(
    fields: Iterable[ModelField], given: Mapping[str, str], place: str
) -> tuple[dict[str, Any], Errors]:
    """Give parameters that are one text each."""
    values: dict[str, Any] = {}
    errors: Errors = []
    for field in fields:
        text = given.get(field.alias)
        if text is not None:
            values[field.name], wrong = field.validate(text, {}, loc=(place, field.alias))
            errors += wrong
        elif field.field_info.is_required():
            errors.append(
                {"type": "missing", "loc": (place, field.alias), "msg": "", "input": None}
            )
        else:
            values[field.name] = field.get_default()
    return values, errors


def _refuse_unusual(path: str, asked: Dependant) -> None:
    """Refuse, where the route is built, what only FastAPI's own routes serve."""
    simple = all(
        inner.request_param_name is not None and not inner.dependencies
        for inner in asked.dependencies
    )
    if not simple or len(asked.body_params) > 1 or any(getattr(asked, one) for one in _NOT_HERE):
        msg = f"{path}: a handler takes who calls, the request, parameters and one body"
        raise TypeError(msg)
