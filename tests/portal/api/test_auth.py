from http.cookies import SimpleCookie

import pyotp
import pytest
from sqlalchemy import select, update

from portal.db.tables import staff, staff_session
from portal.db.unit_of_work import Scope
from portal.security.sessions import disable_staff
from tests.support.caller import Caller, problem_of
from tests.support.portal_process import PortalProcess
from tests.support.staff import PASSWORD


def tokens_of(portal, username: str = "nurse") -> dict:
    reply = portal.caller().post(
        "/v1/auth/sign-in", json={"username": username, "password": PASSWORD, "device": "front-1"}
    )
    assert reply.status_code == 200
    return reply.json()


def test_signing_in_gives_tokens_and_the_device_is_noted(portal):
    issued = tokens_of(portal)
    assert set(issued) == {"access_token", "refresh_token", "expires_in"}
    assert issued["expires_in"] == 600
    me = Caller(portal.url, issued["access_token"]).get("/v1/me")
    assert me.json()["staff"]["username"] == "nurse"
    with portal.database.read(Scope.of([])) as reader:
        assert "front-1" in reader.execute(select(staff_session.c.device)).scalars().all()


@pytest.mark.parametrize("username", ["nurse", "nobody"])
def test_a_wrong_password_says_no_more_than_that(portal, username: str):
    body = {"username": username, "password": "wrong"}
    reply = portal.caller().post("/v1/auth/sign-in", json=body)
    assert reply.status_code == 401
    assert problem_of(reply) == "sign-in-failed"
    assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert set(reply.json()) == {"type", "title", "status", "instance"}


def test_guessing_is_slowed_down_with_a_time_to_wait(portal):
    body = {"username": "billing", "password": "wrong"}
    for _ in range(5):
        assert portal.caller().post("/v1/auth/sign-in", json=body).status_code == 401
    reply = portal.caller().post("/v1/auth/sign-in", json=body | {"password": PASSWORD})
    assert reply.status_code == 429
    assert problem_of(reply) == "throttled"
    assert 0 < int(reply.headers["Retry-After"]) == reply.json()["retry_after"] <= 60


def test_the_second_factor(portal):
    bob = portal.people.staff("bob", {1: ["provider"]}, totp=True)
    first = portal.caller().post("/v1/auth/sign-in", json={"username": "bob", "password": PASSWORD})
    assert set(first.json()) == {"mfa"}
    answer = {"challenge_id": first.json()["mfa"]["challenge_id"], "code": "000000"}
    wrong = portal.caller().post("/v1/auth/mfa", json=answer)
    assert (wrong.status_code, problem_of(wrong)) == (401, "sign-in-failed")
    answer["code"] = pyotp.TOTP(bob.totp_secret).now()
    right = portal.caller().post("/v1/auth/mfa", json=answer)
    me = Caller(portal.url, right.json()["access_token"]).get("/v1/me")
    assert me.json()["staff"]["username"] == "bob"
    again = portal.caller().post("/v1/auth/mfa", json=answer)
    assert (again.status_code, problem_of(again)) == (401, "session-expired")


@pytest.mark.invariant("I16")
def test_renewing_survives_a_lost_reply_and_notices_a_thief(portal):
    issued = tokens_of(portal)
    body = {"refresh_token": issued["refresh_token"]}
    lost = portal.caller().post("/v1/auth/refresh", json=body).json()
    again = portal.caller().post("/v1/auth/refresh", json=body).json()
    assert again["access_token"] == lost["access_token"]
    assert Caller(portal.url, again["access_token"]).get("/v1/me").status_code == 200
    stolen = portal.caller().post("/v1/auth/refresh", json=body)
    assert (stolen.status_code, problem_of(stolen)) == (401, "session-expired")
    dead = Caller(portal.url, again["access_token"]).get("/v1/me")
    assert (dead.status_code, problem_of(dead)) == (401, "session-expired")


def test_signing_out(portal):
    caller = portal.caller("nurse")
    reply = caller.post("/v1/auth/sign-out")
    assert (reply.status_code, reply.content) == (204, b"")
    assert problem_of(caller.get("/v1/me")) == "session-expired"


def test_confirming_who_is_there(portal):
    caller = portal.caller("nurse")
    reply = caller.post("/v1/auth/step-up", json={"password": PASSWORD})
    assert reply.status_code == 200
    assert reply.json()["confirmed_until"].endswith("Z")
    assert problem_of(caller.post("/v1/auth/step-up", json={"password": "wrong"})) == (
        "sign-in-failed"
    )
    for body in ({}, {"password": PASSWORD, "code": "123456"}, {"password": None}):
        assert caller.post("/v1/auth/step-up", json=body).status_code == 422


def test_somebody_disabled_is_out_with_the_next_request(portal):
    eve = portal.people.staff("eve", {1: ["front_desk"]})
    caller, issued = eve.signed_in(portal.url), eve.sign_in(portal.url)
    assert caller.get("/v1/me").status_code == 200
    portal.database.write(Scope.of([1]), lambda uow: disable_staff(uow, eve.id, actor_id=None))
    assert problem_of(caller.get("/v1/me")) == "account-disabled"
    renewed = caller.post("/v1/auth/refresh", json={"refresh_token": issued["refresh_token"]})
    assert problem_of(renewed) == "account-disabled"
    body = {"username": "eve", "password": PASSWORD}
    reply = portal.caller().post("/v1/auth/sign-in", json=body)
    assert (reply.status_code, problem_of(reply)) == (403, "account-disabled")


@pytest.mark.field("auth-bypass")
def test_a_cookie_opens_nothing(portal):
    issued = tokens_of(portal)
    cookie = SimpleCookie({"access_token": issued["access_token"], "session": "x"})
    caller = portal.caller()
    reply = caller.get("/v1/me", headers={"Cookie": cookie.output(header="", sep=";").strip()})
    assert (reply.status_code, problem_of(reply)) == (401, "unauthenticated")


@pytest.mark.field("auth-bypass")
@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", "Basic {}", "{}", "Bearer {}x", "Bearer pst_{}"]
)
def test_only_a_whole_bearer_token_opens(portal, value: str):
    token = tokens_of(portal)["access_token"]
    reply = portal.caller().get("/v1/me", headers={"Authorization": value.format(token)})
    assert (reply.status_code, problem_of(reply)) == (401, "unauthenticated")


@pytest.mark.field("auth-bypass")
def test_a_token_in_the_address_opens_nothing(portal):
    token = tokens_of(portal)["access_token"]
    reply = portal.caller().get("/v1/me", params={"access_token": token, "token": token})
    assert reply.status_code == 401


def test_a_renamed_person_keeps_the_session(portal):
    kim = portal.people.staff("kim", {1: ["nurse"]})
    caller = kim.signed_in(portal.url)
    mine = staff.c.id == kim.id
    portal.database.write(
        Scope.of([]), lambda uow: uow.execute(update(staff).where(mine).values(name="Kim B."))
    )
    assert caller.get("/v1/me").json()["staff"]["name"] == "Kim B."


def test_who_writes_their_own_address_into_a_header_is_not_believed(portal):
    body = {"password": "wrong"}
    for number in range(20):
        reply = portal.caller().post(
            "/v1/auth/sign-in",
            json=body | {"username": f"name{number}"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )
        assert reply.status_code == 401
    reply = portal.caller().post(
        "/v1/auth/sign-in",
        json={"username": "nurse", "password": PASSWORD},
        headers={"X-Forwarded-For": "203.0.113.1", "Forwarded": "for=203.0.113.1"},
    )
    assert (reply.status_code, problem_of(reply)) == (429, "throttled")


def test_behind_a_trusted_proxy_its_word_counts(tmp_path):
    environment = {"PORTAL_TRUSTED_PROXIES": "127.0.0.1"}
    with PortalProcess("", tmp_path / "portal", environment) as process:
        for number in range(20):
            reply = Caller(process.url).post(
                "/v1/auth/sign-in",
                json={"username": f"name{number}", "password": "wrong"},
                headers={"X-Forwarded-For": "198.51.100.9"},
            )
            assert reply.status_code == 401
        statuses = {
            address: Caller(process.url)
            .post(
                "/v1/auth/sign-in",
                json={"username": "somebody", "password": "wrong"},
                headers={"X-Forwarded-For": address},
            )
            .status_code
            for address in ("198.51.100.9", "203.0.113.1")
        }
        assert statuses == {"198.51.100.9": 429, "203.0.113.1": 401}
