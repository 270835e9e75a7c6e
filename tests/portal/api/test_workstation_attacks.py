"""Somebody who means harm, over HTTP, against a running portal: workstations, rescue, refused decisions."""

import base64
import csv
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import func, select, update

from portal.db.tables import staff_session, throttle
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import refused_decision, workstation
from portal.domain.ids import new_id
from portal.security.sessions import disable_staff
from tests.portal.api.test_permissions import TABLE
from tests.portal.api.test_workstations import command
from tests.support.caller import Caller, problem_of
from tests.support.installation import Installation, seal

SOON_S = 5.0  # a parked request would stay for 30


def registered(portal, role="nurse"):
    """A workstation of somebody, their session bound to it, and the key that it seals to."""
    mine, caller = Installation(), portal.caller(role)
    reply = caller.post("/v1/workstations", json=mine.body())
    assert reply.status_code == 200, reply.text
    return mine, caller, base64.b64decode(reply.json()["rescue_key"])


def revoke(portal, mine, *, wipe=True):
    path = f"/v1/practices/1/workstations/{mine.id}/revoke"
    reply = portal.caller("admin").post(path, json={"reason": "Stolen", "wipe": wipe})
    assert reply.status_code == 200, reply.text


def posted(portal, workstation_id, what, sealed, signature):
    body = {"signature": base64.b64encode(signature).decode()}
    if what == "rescue":
        body["sealed"] = base64.b64encode(sealed).decode()
    return Caller(portal.url).post(f"/v1/workstations/{workstation_id}/{what}", json=body)


def count(portal, table, *where):
    with portal.database.read(Scope.ALL) as reader:
        return reader.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


@pytest.mark.invariant("I17")
def test_i17_no_route_answers_a_session_whose_workstation_has_been_ended(portal):
    """Nor does a renewal; whatever the body is, the order to wipe comes before it is looked at."""
    mine = Installation()
    tokens = portal.staff["nurse"].sign_in(portal.url)
    bound = Caller(portal.url, tokens["access_token"])
    assert bound.post("/v1/workstations", json=mine.body()).status_code == 200
    revoke(portal, mine)
    with TABLE.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["side"] == "staff"]
    assert len(rows) > 100
    for row in rows:
        way = row["path"].replace("{practice_id}", "1").replace("{version}", "1")
        while "{" in way:
            before, _, rest = way.partition("{")
            way = before + new_id() + rest.partition("}")[2]
        if way == "/v1/wait":
            way += "?heads=1:0&timeout=0"
        body = {"json": {}} if row["method"] != "GET" else {}
        if row["method"] == "PATCH":
            body = {"data": b"x", "headers": {"Content-Type": "application/partial-upload"}}
        reply = bound.request(row["method"], way, **body)
        assert reply.status_code == 403, row
        if row["method"] != "HEAD":  # which has no body to say more in
            assert problem_of(reply) == "workstation-revoked", row
    for _ in range(2):
        renewed = bound.post("/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
        assert (renewed.status_code, renewed.json()["wipe"]) == (403, True)
        assert "access_token" not in renewed.text


@pytest.mark.invariant("I17")
@pytest.mark.parametrize("how", ["revoked", "disabled", "signed out"])
def test_i17_who_waits_hears_of_the_end_at_once(portal, how):
    """A parked request is told what the next one would be, long before its time is over."""
    lee = portal.people.staff(f"lee.{how.replace(' ', '')}", {1: ["nurse"]})
    caller, mine = lee.signed_in(portal.url), Installation()
    assert caller.post("/v1/workstations", json=mine.body()).status_code == 200
    head = caller.get("/v1/practices/1/changes").json()["head"]["seq"]
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(caller.get, f"/v1/wait?heads=1:{head}&timeout=30")
        other = Caller(portal.url)
        other.headers.update(caller.headers)
        assert other.get("/v1/me").status_code == 200
        started = monotonic()
        if how == "revoked":
            revoke(portal, mine)
        elif how == "disabled":
            portal.database.write(
                Scope.of([1]), lambda uow: disable_staff(uow, lee.id, actor_id=None)
            )
        else:
            assert other.post("/v1/auth/sign-out").status_code == 204
        reply = waiting.result(timeout=30)
    assert monotonic() - started < SOON_S
    expected = {
        "revoked": (403, "workstation-revoked"),
        "disabled": (403, "account-disabled"),
        "signed out": (401, "session-expired"),
    }[how]
    assert (reply.status_code, problem_of(reply)) == expected


@pytest.mark.threat("T18")
def test_t18_a_registration_that_was_listened_to_is_of_no_use(portal):
    """Replayed in another's session, it tells what it tells of an id that nobody has ever had."""
    mine, _, _ = registered(portal)
    heard = mine.body()
    thief = portal.caller("front_desk")
    for said in (heard, heard | {"sequence": 2**53 - 1}, heard | {"nonce": "x" * 64}):
        reply = thief.post("/v1/workstations", json=said)
        assert (reply.status_code, problem_of(reply)) == (404, "not-found")
    assert count(portal, workstation, workstation.c.id == mine.id, workstation.c.sequence == 1) == 1
    # the thief's session is bound to nothing by that, and what is asked for beside is not given
    anew = thief.post("/v1/workstations", json=Installation().body() | {"replaces": mine.id})
    assert (anew.status_code, anew.json()["former_share"]) == (200, None)


@pytest.mark.threat("T16")
def test_t16_nobody_learns_by_rescue_which_workstations_there_are(portal):
    """Alike to the last byte but the request's own number, whatever is wrong."""
    mine, _, key = registered(portal)
    other, _, _ = registered(portal, "provider")
    sealed = seal(json.dumps({"staff_id": "x", "commands": []}).encode(), key)
    bodies = set()
    for where, signature in (
        (new_id(), mine.sign_rescue(sealed)),
        (mine.id, other.sign_rescue(sealed)),
        (other.id, mine.sign_rescue(sealed)),
        (mine.id, bytes(64)),
    ):
        for what in ("rescue", "wiped"):
            reply = posted(portal, where, what, sealed, signature)
            assert reply.status_code == 404
            bodies.add(json.dumps(reply.json() | {"instance": ""}, sort_keys=True))
    assert len(bodies) == 1


@pytest.mark.threat("T16")
def test_t16_a_flood_of_parcels_leaves_one_row_behind(portal):
    before = count(portal, throttle)
    with ThreadPoolExecutor(4) as together:
        calls = [
            together.submit(posted, portal, new_id(), "rescue", b"x" * 1000, bytes(64))
            for _ in range(60)
        ]
        statuses = [call.result().status_code for call in calls]
    assert set(statuses) == {404, 429}
    assert statuses.count(404) <= 20 + 4
    assert count(portal, throttle) == before + 1
    # signing in from the same address is another matter
    assert portal.caller("front_desk").get("/v1/me").status_code == 200


@pytest.mark.threat("T16")
def test_t16_a_parcel_of_a_million_nothings_costs_no_more_than_its_reading(portal):
    mine, _, key = registered(portal)
    said = {"staff_id": portal.staff["nurse"].id, "commands": [[]] * 600_000}
    sealed = seal(json.dumps(said, separators=(",", ":")).encode(), key)
    started = monotonic()
    reply = posted(portal, mine.id, "rescue", sealed, mine.sign_rescue(sealed))
    assert (reply.status_code, problem_of(reply)) == (422, "validation")
    assert monotonic() - started < SOON_S


def test_what_is_rescued_while_its_owner_is_disabled_is_kept_once(portal):
    """The last word of a disabled person's computer and the disabling come at the same moment."""
    for number in range(3):
        eve = portal.people.staff(f"eve{number}", {1: ["nurse"]})
        mine, caller = Installation(), eve.signed_in(portal.url)
        reply = caller.post("/v1/workstations", json=mine.body()).json()
        one = command()
        sealed, signature = mine.parcel(base64.b64decode(reply["rescue_key"]), eve.id, [one])

        def disable(eve=eve):
            portal.database.write(
                Scope.of([1]), lambda uow: disable_staff(uow, eve.id, actor_id=None)
            )

        with ThreadPoolExecutor(4) as together:
            calls = [
                together.submit(posted, portal, mine.id, "rescue", sealed, signature)
                for _ in range(2)
            ]
            together.submit(disable).result()
            decided = together.submit(caller.post, "/v1/decisions", json={"commands": [one]})
            kept = [call.result().json()["kept"] for call in calls]
        assert kept == [1, 1]
        assert decided.result().status_code == 403
        rows = count(portal, refused_decision, refused_decision.c.command_id == one["command_id"])
        assert rows == 1
        assert posted(portal, mine.id, "wiped", b"", mine.sign_wiped()).status_code == 204


@pytest.mark.invariant("I8")
def test_i8_two_who_acknowledge_at_once_read_one_name(portal):
    one = command()
    portal.caller("nurse").post("/v1/decisions", json={"commands": [one]})
    path = f"/v1/practices/1/refused-decisions/{one['command_id']}/acknowledge"
    callers = [portal.caller(role) for role in ("nurse", "front_desk")]
    with ThreadPoolExecutor(4) as together:
        replies = [call.result() for call in [together.submit(c.post, path) for c in callers * 2]]
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.json()["acknowledged_by"]["id"] for reply in replies}) == 1
    assert len({reply.json()["acknowledged_at"] for reply in replies}) == 1


def test_a_revocation_asks_for_the_password_again(portal):
    mine, _, _ = registered(portal)
    admin = portal.caller("admin")
    hers = update(staff_session).where(staff_session.c.staff_id == portal.staff["admin"].id)
    portal.database.write(
        Scope.of([]),
        lambda uow: uow.execute(hers.values(authenticated_at=uow.now - timedelta(hours=1))),
    )
    path = f"/v1/practices/1/workstations/{mine.id}/revoke"
    reply = admin.post(path, json={"reason": "Stolen", "wipe": True})
    assert problem_of(reply) == "step-up-required"
    assert count(portal, workstation, workstation.c.id == mine.id, workstation.c.state == "active")
