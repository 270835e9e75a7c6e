import asyncio
import gzip
import threading
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from portal.api.front import LARGE, Front
from portal.api.routing import Router

LENGTH = 7 * 700


def answer(
    path: str,
    told: Response | None = None,
    headers: tuple[tuple[bytes, bytes], ...] = ((b"accept-encoding", b"gzip"),),
) -> tuple[dict[bytes, bytes], bytes]:
    """Ask a small application behind the front for 5 kB, or what else is told; give headers and body."""
    router, app = Router(), FastAPI()

    async def large() -> Response:
        return told or PlainTextResponse("secret " * 700)

    router.get(path, response_model=None)(large)
    app.router.routes.extend(router.routes)
    sent: list[dict[str, Any]] = []

    asked = iter([{"type": "http.request", "body": b""}])

    async def receive() -> dict[str, Any]:
        one = next(asked, None)
        if one is None:
            await asyncio.Event().wait()  # the caller stays
        return one or {}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b""}
    scope |= {"headers": list(headers)}
    asyncio.run(Front(app, https=False, leaving=threading.Event())(scope, receive, send))
    body = b"".join(one.get("body", b"") for one in sent[1:])
    return dict(sent[0]["headers"]), body


@pytest.mark.parametrize(
    ("path", "compressed"),
    [
        ("/v1/me", True),
        ("/v1/practices/1/changes", True),
        ("/v1/practices/1/patients/7", True),
        ("/v1/auth/refresh", False),
        ("/v1/patient/auth/sign-in", False),
        ("/v1/practices/1/patients/7/enrollment-token", False),
        ("/v1/practices/1/patients/7/temporary-credentials", False),
        ("/v1/practices/1/patients/7/invitation", False),
        ("/v1/practices/1/documents/7/content", False),
        ("/v1/practices/1/statements/7/content", False),
    ],
)
def test_a_reply_with_a_secret_or_a_file_is_never_compressed(path: str, compressed: bool):
    headers, body = answer(path)
    assert (headers.get(b"content-encoding") == b"gzip") is compressed
    assert len(gzip.decompress(body) if compressed else body) == LENGTH
    assert headers.get(b"vary") == (b"Accept-Encoding" if compressed else None)


@pytest.mark.parametrize(
    ("told", "varies"),
    [
        (lambda: PlainTextResponse("x" * LARGE), True),
        (lambda: PlainTextResponse("x" * (LARGE - 1)), False),
        (lambda: PlainTextResponse("x" * LARGE, 206), False),
        (lambda: Response(status_code=204), False),
        (lambda: Response(status_code=304), False),
        (lambda: Response("x" * LARGE, headers={"Content-Encoding": "br"}), False),
        (lambda: Response("x" * LARGE, media_type="application/zip"), False),
        (lambda: Response("x" * LARGE, media_type="image/png"), False),
        (lambda: StreamingResponse(iter(["x"] * 5), media_type="text/csv"), True),
    ],
)
def test_what_is_sent_plain_says_whether_others_get_it_compressed(told, varies: bool):
    """A cache between would give the one for the other; the same answer, compressed, says it as well."""
    plain, _ = answer("/v1/me", told(), ())
    pressed, _ = answer("/v1/me", told())
    assert (plain.get(b"vary") == b"Accept-Encoding") is varies
    assert pressed.get(b"vary") == plain.get(b"vary")
    assert b"content-encoding" not in plain or not varies
    assert (pressed.get(b"content-encoding") == b"gzip") is varies
