import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from portal.api.middleware import Compression


def answer(path: str) -> dict[bytes, bytes]:
    """Ask a small application behind the compressor for 5 kB and give the headers."""

    async def large(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("secret " * 700)

    app = Compression(Starlette(routes=[Route("/{path:path}", large)]))
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip")],
    }
    asyncio.run(app(scope, receive, send))
    return dict(sent[0]["headers"])


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
    assert (answer(path).get(b"content-encoding") == b"gzip") is compressed
