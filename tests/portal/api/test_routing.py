"""A call is answered in one thread, by a route that is built when it is first called."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Annotated, Any

import orjson
import pytest
from fastapi import BackgroundTasks, Cookie, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from portal import threads
from portal.api.routing import Later, Route, Router

THREADS: list[int] = []


def caller(request: Request) -> str:
    THREADS.append(threading.get_ident())
    return request.headers["who"]


Caller = Annotated[str, Depends(caller)]
Count = Annotated[int, Query(ge=1, le=9, alias="n")]


class Thing(BaseModel):
    name: str


class Told(BaseModel):
    name: str
    count: int
    who: str


router = Router(prefix="/v1")
DONE: list[str] = []


@router.post("/things/{number}", status_code=201)
def make(
    number: int,
    body: Thing,
    who: Caller,
    request: Request,
    response: Response,
    afterwards: BackgroundTasks,
    count: Count = 3,
) -> Told:
    THREADS.append(threading.get_ident())
    afterwards.add_task(DONE.append, body.name)
    response.headers["Location"] = f"{request.url.path}/{number}"
    if number == 2:
        response.status_code = 200
    return Told(name=body.name, count=count, who=who)


@router.put("/things")
def change(who: Caller, body: Thing | None = None) -> Told:
    return Told(name=body.name if body else "none", count=1, who=who)


@router.get("/things")
async def read(who: Caller) -> Told:
    THREADS.append(threading.get_ident())
    return Told(name="read", count=0, who=who)


@router.delete("/things", status_code=204)
def forget(who: Caller) -> None:
    DONE.append(f"forgotten by {who}")


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """The threads of this process end with the test that has begun them."""
    yield
    threads.end()


def call(
    method: str, path: str, body: bytes = b"", query: str = ""
) -> tuple[int, dict[str, str], Any]:
    """Call the routes as a server does; gives status, headers and what the body says."""
    app = FastAPI()
    app.router.routes.extend(router.routes)

    async def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = [{"loc": one["loc"], "type": one["type"]} for one in error.errors()]
        return Response(orjson.dumps(told), 422)

    app.add_exception_handler(RequestValidationError, refused)
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"who", b"ada")],
    }
    asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    text = b"".join(one.get("body", b"") for one in sent[1:])
    return sent[0]["status"], headers, orjson.loads(text) if text else None


def test_who_calls_and_the_handler_are_in_one_thread_that_is_not_the_loops():
    THREADS.clear()
    status, headers, told = call("POST", "/v1/things/1", b'{"name":"a"}', "n=4")
    assert (status, told) == (201, {"name": "a", "count": 4, "who": "ada"})
    assert headers["location"] == "/v1/things/1/1"
    assert headers["content-type"] == "application/json"
    assert len(THREADS) == 2
    assert len(set(THREADS)) == 1
    assert THREADS[0] != threading.get_ident()


def test_a_coroutine_stays_on_the_loop_and_its_caller_does_not():
    THREADS.clear()
    assert call("GET", "/v1/things")[2]["who"] == "ada"
    assert THREADS[0] != threading.get_ident()
    assert THREADS[1] == threading.get_ident()


@pytest.mark.parametrize("quick", [True, False])
def test_an_answer_that_waits_for_others_holds_no_thread_meanwhile(quick):
    """There is one thread: the second call, which ends the first one's wait, would never get it."""
    others: Future[None] = Future()
    answered: list[int] = []

    def answer() -> Response:
        answered.append(threading.get_ident())
        return Response(b"2", 202)

    def waits() -> Later:
        return Later(others, lambda: quick, answer)

    def goes() -> Response:
        others.set_result(None)
        return Response(b"1")

    async def both() -> list[int]:
        threads.limit(1)
        app = FastAPI()
        app.router.routes.append(Route("/waits", waits, response_model=None))
        app.router.routes.append(Route("/goes", goes, response_model=None))
        async with asyncio.timeout(20):
            first = asyncio.ensure_future(_status(app, "/waits"))
            await asyncio.sleep(0)
            return [await _status(app, "/goes"), await first]

    assert asyncio.run(both()) == [200, 202]
    assert (answered == [threading.get_ident()]) == quick


async def _status(app: FastAPI, path: str) -> int:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await app(scope, receive, send)
    return int(sent[0]["status"])


def test_a_handler_chooses_a_status_and_leaves_work_for_afterwards():
    DONE.clear()
    assert call("POST", "/v1/things/2", b'{"name":"later"}')[0] == 200
    assert DONE == ["later"]


def test_nothing_to_tell_is_no_body():
    status, headers, told = call("DELETE", "/v1/things")
    assert (status, told) == (204, None)
    assert "content-type" not in headers


@pytest.mark.parametrize(
    ("path", "body", "query", "wrong"),
    [
        ("/v1/things/x", b'{"name":"a"}', "", [("int_parsing", ["path", "number"])]),
        ("/v1/things/1", b'{"name":"a"}', "n=10", [("less_than_equal", ["query", "n"])]),
        ("/v1/things/1", b"", "", [("missing", ["body"])]),
        ("/v1/things/1", b"{}", "", [("missing", ["body", "name"])]),
        ("/v1/things/1", b"{", "", [("json_invalid", ["body"])]),
        ("/v1/things/1", b"[" * 100_000, "", [("json_invalid", ["body"])]),
        (
            "/v1/things/x",
            b"{}",
            "n=0",
            [
                ("int_parsing", ["path", "number"]),
                ("greater_than_equal", ["query", "n"]),
                ("missing", ["body", "name"]),
            ],
        ),
    ],
)
def test_what_does_not_fit_is_told_by_place_and_code(
    path: str, body: bytes, query: str, wrong: list[Any]
):
    status, _, told = call("POST", path, body, query)
    assert status == 422
    assert [(one["type"], one["loc"]) for one in told] == wrong


def test_a_body_that_may_be_missing_may_be():
    assert call("PUT", "/v1/things")[2]["name"] == "none"
    assert call("PUT", "/v1/things", b'{"name":"b"}')[2]["name"] == "b"


def test_a_route_is_built_when_it_is_called_and_is_found_before():
    own = Router()

    @own.get("/v1/late/{number}")
    def late(number: int) -> Told:
        return Told(name="late", count=number, who="")

    (route,) = own.routes
    assert isinstance(route, Route)
    assert route.methods == {"GET"}
    assert route.path_regex.match("/v1/late/3")
    assert "dependant" not in vars(route)
    assert [one.name for one in route.dependant.path_params] == ["number"]
    assert "dependant" in vars(route)
    with pytest.raises(AttributeError):
        _ = route.no_such_thing


def test_what_only_the_frameworks_own_routes_serve_is_refused():
    def odd(crumb: Annotated[str, Cookie()]) -> Told:
        return Told(name=crumb, count=0, who="")

    with pytest.raises(TypeError, match="/v1/odd"):
        _ = Route("/v1/odd", odd).dependant
