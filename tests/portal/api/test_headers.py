import re
from email.utils import parsedate_to_datetime

import pytest

from tests.support.caller import Caller
from tests.support.portal_process import PortalProcess

EVERY_ANSWER = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Portal-API": "v1",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.field("stored-xss")
@pytest.mark.parametrize(
    ("method", "path", "options"),
    [
        ("GET", "/v1/health", {}),
        ("GET", "/v1/me", {}),
        ("GET", "/nothing", {}),
        ("DELETE", "/v1/health", {}),
        ("GET", "/v1/health", {"headers": {"Accept": "text/html"}}),
        ("POST", "/v1/auth/sign-in", {"data": b"x" * 1_100_000}),
        ("POST", "/v1/auth/sign-in", {"json": {}}),
    ],
)
def test_every_answer_carries_the_safe_headers(portal, method: str, path: str, options: dict):
    reply = portal.caller().request(method, path, **options)
    assert EVERY_ANSWER.items() <= reply.headers.items()
    assert parsedate_to_datetime(reply.headers["Date"]).tzinfo is not None
    assert not [name for name in reply.headers if name.lower().startswith("access-control-")]
    assert "Set-Cookie" not in reply.headers
    assert "Server" not in reply.headers
    assert "Strict-Transport-Security" not in reply.headers


def test_a_sane_request_id_is_kept_and_another_replaced(portal):
    caller = portal.caller()
    kept = caller.get("/v1/health", headers={"X-Request-ID": "console-0193.a_b"})
    assert kept.headers["X-Request-ID"] == "console-0193.a_b"
    for given in ("short", "has space in it", "x" * 65, 'quote"quote"', "ümlaut-ümlaut"):
        reply = caller.get("/v1/health", headers={"X-Request-ID": given.encode()})
        assert re.fullmatch(r"[0-9a-f-]{36}", reply.headers["X-Request-ID"])


def test_large_answers_are_compressed_and_secrets_never(portal):
    caller = portal.caller("nurse")
    large = caller.get("/v1/me", headers={"Accept-Encoding": "gzip"})
    assert large.headers["Content-Encoding"] == "gzip"
    plain = caller.get("/v1/me", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert len(plain.content) > 1000
    small = caller.get("/v1/health", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in small.headers
    issued = portal.staff["nurse"].sign_in(portal.url)
    secret = caller.post("/v1/auth/refresh", json={"refresh_token": issued["refresh_token"]})
    assert "Content-Encoding" not in secret.headers


def test_behind_tls_browsers_are_told_to_stay_there(tmp_path):
    environment = {"PORTAL_PUBLIC_URL": "https://portal.example"}
    with PortalProcess("", tmp_path / "portal", environment) as process:
        reply = Caller(process.url).get("/v1/health")
        assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"
