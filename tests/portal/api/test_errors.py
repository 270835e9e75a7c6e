import json
import socket

import pytest

from tests.support.caller import problem_of

CANARY = "QZX7-Okonkwo"
SIGN_IN = "/v1/auth/sign-in"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "status", "problem"),
    [
        ("GET", "/v1/nothing-here", 404, "not-found"),
        ("GET", "/docs", 404, "not-found"),
        ("GET", "/openapi.json", 404, "not-found"),
        ("GET", "/redoc", 404, "not-found"),
        ("GET", "/v1/me/", 404, "not-found"),
        ("DELETE", "/v1/me", 405, "method-not-allowed"),
        ("TRACE", "/v1/me", 405, "method-not-allowed"),
        ("OPTIONS", "/v1/me", 405, "method-not-allowed"),
        ("HEAD", "/v1/me", 405, None),
        ("PROPFIND", "/v1/me", 405, "method-not-allowed"),
        ("GET", "/v1/me?q=%00", 400, "malformed"),
        ("GET", "/v1/me%00", 400, "malformed"),
    ],
)
def test_what_is_not_offered(portal, method: str, path: str, status: int, problem: str | None):
    reply = portal.caller().request(method, path)
    assert reply.status_code == status
    if problem is not None:
        assert problem_of(reply) == problem
    if status == 405:
        assert reply.headers["Allow"] == "GET"


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        (b"{", 400, "malformed"),
        (b"[" * 100_000, 400, "malformed"),
        (b'{"username": "\xff"}', 400, "malformed"),
        (b'{"username": "a\\u0000b", "password": "x"}', 400, "malformed"),
        (b"[]", 422, "validation"),
        (b"null", 422, "validation"),
        (b"", 422, "validation"),
        (b'{"username": "\\ud800", "password": "x"}', 422, "validation"),
        (b"x" * 2_100_000, 413, "payload-too-large"),
    ],
)
def test_bodies_that_can_not_be_read(portal, body: bytes, status: int, problem: str):
    reply = portal.caller().post(SIGN_IN, data=body, headers=JSON)
    assert (reply.status_code, problem_of(reply)) == (status, problem)


def test_a_body_is_counted_as_it_arrives_not_as_it_is_announced(portal):
    pieces = (b" " * 65536 for _ in range(33))
    reply = portal.caller().post(SIGN_IN, data=pieces, headers=JSON)
    assert (reply.status_code, problem_of(reply)) == (413, "payload-too-large")


def test_a_nul_is_found_across_the_pieces_of_a_body(portal):
    pieces = iter([b'{"username": "a\\u0', b'000b", "password": "x"}'])
    reply = portal.caller().post(SIGN_IN, data=pieces, headers=JSON)
    assert (reply.status_code, problem_of(reply)) == (400, "malformed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", None])
def test_only_json_comes_in(portal, kind: str | None):
    body = json.dumps({"username": "nurse", "password": "x"})
    reply = portal.caller().post(SIGN_IN, data=body, headers={"Content-Type": kind})
    assert (reply.status_code, problem_of(reply)) == (415, "unsupported-media-type")


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("text/html", 406),
        ("image/*;q=0.9, text/plain", 406),
        ("*/*", 401),
        ("text/html, */*;q=0.1", 401),
        ("application/json", 401),
        ("application/problem+json", 401),
    ],
)
def test_only_json_goes_out(portal, accept: str, status: int):
    assert portal.caller().get("/v1/me", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"username": CANARY}, "/password", "missing"),
        ({"username": CANARY, "password": {CANARY: CANARY}}, "/password", "string_type"),
        ({"username": CANARY, "password": "x", "id": CANARY}, "/id", "extra_forbidden"),
        ({"username": CANARY * 20, "password": "x"}, "/username", "string_too_long"),
        ({"username": "", "password": CANARY * 200}, "/username", "string_too_short"),
        ({"username": CANARY, "password": 12.5}, "/password", "string_type"),
    ],
)
def test_what_was_submitted_never_comes_back(portal, body: dict, pointer: str, code: str):
    reply = portal.caller().post(SIGN_IN, json=body)
    assert (reply.status_code, problem_of(reply)) == (422, "validation")
    assert {"pointer": pointer, "code": code} in reply.json()["errors"]
    assert CANARY not in reply.text


def test_a_name_that_the_caller_made_up_comes_back_short(portal):
    reply = portal.caller().post(SIGN_IN, json={"username": "a", "password": "b", "x" * 5000: 1})
    assert reply.json()["errors"] == [{"pointer": "/" + "x" * 60, "code": "extra_forbidden"}]


def test_noise_on_the_line_is_refused_and_the_portal_lives(portal):
    with socket.create_connection(("127.0.0.1", portal.process.port), timeout=10) as line:
        line.sendall(b"\x16\x03\x01 no HTTP at all \r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400")
    assert portal.caller().get("/v1/health").json()["status"] == "ok"
