"""Workstations over HTTP, by the console's own client: registering, revoking, wiping, reading."""

import base64
import json

import pytest

from console.api_client.client import PortalClient
from console.domain.errors import (
    NotFoundError,
    NotPermittedError,
    RequestRefusedError,
    SignInExpiredError,
    StaffDisabledError,
    ThrottledError,
    WorkstationForkedError,
    WorkstationRevokedError,
)
from console.domain.workstation import Registration, Rescued, WorkstationState
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.security.sessions import disable_staff
from portal.services.policies.workstation import WorkstationPolicy
from tests.support.caller import problem_of
from tests.support.installation import Installation, seal


def client_of(portal, role):
    client = PortalClient(portal.url)
    client.sign_in(portal.staff[role].username, portal.staff[role].password)
    return client


def said(mine: Installation) -> Registration:
    found = mine.next()
    return Registration(
        found.workstation_id,
        base64.b64decode(found.public_key),
        found.name,
        found.sequence,
        found.nonce,
    )


def command(**changed):
    return {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": "refill", "id": new_id()},
        "expected_version": 1,
        "expected_content_hash": "0" * 64,
        "action": "route",
        "client_decided_at": "2026-11-20T09:00:00Z",
        "offline": True,
    } | changed


def test_the_life_of_a_workstation(portal):
    mine, nurse, admin = Installation(), client_of(portal, "nurse"), client_of(portal, "admin")
    registered = nurse.register_workstation(said(mine))
    assert (len(registered.share), len(registered.rescue_key)) == (32, 32)
    assert nurse.me().username == "nurse"
    (listed,) = [one for one in admin.workstations(1) if one.id == mine.id]
    assert (listed.state, listed.staff_name) == (WorkstationState.ACTIVE, "Nurse")
    revoked = admin.revoke_workstation(1, mine.id, reason="Left in a taxi", wipe=True)
    assert (revoked.state, revoked.reason) == (WorkstationState.WIPE_ORDERED, "Left in a taxi")
    for call in (nurse.me, nurse.sign_out, lambda: nurse.decide([])):
        with pytest.raises((WorkstationRevokedError, SignInExpiredError)):
            call()
    unsent = [command(), command()]
    sealed, signature = mine.parcel(
        registered.rescue_key, portal.staff["nurse"].id, [*unsent, {"command_id": "x"}, 7]
    )
    outside = PortalClient(portal.url)  # nobody is signed in
    for _ in range(2):
        assert outside.rescue(mine.id, sealed, signature) == Rescued(2, 0, 2)
        outside.wiped(mine.id, mine.sign_wiped())
    (listed,) = [one for one in admin.workstations(1) if one.id == mine.id]
    assert (listed.state, listed.rescued) == (WorkstationState.WIPED, 2)
    colleague = client_of(portal, "front_desk")
    page = colleague.refused_decisions(1)
    found = {one.command_id: one for one in page.decisions}
    assert found.keys() >= {one["command_id"] for one in unsent}
    one = found[unsent[0]["command_id"]]
    assert (one.outcome, one.staff_name, one.is_open) == ("quarantined", "Nurse", True)
    read = colleague.acknowledge_refused(1, one.command_id)
    assert (read.acknowledged_by, read.is_open) == ("Front_Desk", False)
    still = {one.command_id for one in colleague.refused_decisions(1).decisions}
    assert one.command_id not in still
    for client in (nurse, admin, outside, colleague):
        client.close()


@pytest.mark.invariant("I17")
def test_i17_no_call_of_a_revoked_workstation_does_anything(portal):
    """Whatever it asks, the answer is the order to wipe, with no word of the practice's."""
    mine, nurse = Installation(), portal.caller("nurse")
    assert nurse.post("/v1/workstations", json=mine.body()).status_code == 200
    admin = portal.caller("admin")
    path = f"/v1/practices/1/workstations/{mine.id}/revoke"
    assert admin.post(path, json={"reason": "Stolen", "wipe": True}).status_code == 200
    for method, way, body in (
        ("GET", "/v1/me", None),
        ("GET", "/v1/practices/1/changes?cursor=0", None),
        ("GET", "/v1/wait?heads=1:0&timeout=0", None),
        ("POST", "/v1/decisions", {"commands": [command()]}),
        ("POST", "/v1/workstations", Installation().body()),
        ("POST", "/v1/auth/step-up", {"password": portal.staff["nurse"].password}),
        ("POST", "/v1/auth/sign-out", None),
    ):
        reply = nurse.request(method, way, json=body)
        assert (reply.status_code, problem_of(reply)) == (403, "workstation-revoked"), way
        assert reply.json()["wipe"] is True
        assert set(reply.json()) == {"type", "title", "status", "instance", "wipe"}


def test_what_the_console_is_told_by_each_refusal(portal):
    mine, first = Installation(), client_of(portal, "nurse")
    first.register_workstation(said(mine))
    with pytest.raises(SignInExpiredError):
        first.register_workstation(said(Installation()))
    copy = client_of(portal, "nurse")
    with pytest.raises(WorkstationForkedError):
        copy.register_workstation(Registration(**(vars(said(mine)) | {"sequence": 1})))
    with pytest.raises(WorkstationForkedError):
        first.me()
    with pytest.raises(NotFoundError):
        client_of(portal, "provider").register_workstation(said(mine))
    with pytest.raises(NotPermittedError):
        copy.workstations(1)
    with pytest.raises(NotFoundError):
        client_of(portal, "admin").revoke_workstation(1, new_id(), reason="x", wipe=False)
    outside = PortalClient(portal.url)
    with pytest.raises(NotFoundError):
        outside.wiped(mine.id, bytes(64))
    with pytest.raises(RequestRefusedError):
        outside.rescue(mine.id, b"noise", mine.sign_rescue(b"noise"))
    for _ in range(19):  # and the wrong receipt above
        with pytest.raises(NotFoundError):
            outside.rescue(new_id(), b"noise", bytes(64))
    with pytest.raises(ThrottledError):
        outside.rescue(new_id(), b"noise", bytes(64))
    assert outside.is_there()
    assert not PortalClient("http://127.0.0.1:9").is_there()


def test_a_disabled_person_wipes_and_is_heard(portal):
    lee = portal.people.staff("lee", {1: ["nurse"]})
    mine, client = Installation(), PortalClient(portal.url)
    client.sign_in(lee.username, lee.password)
    key = client.register_workstation(said(mine)).rescue_key
    portal.database.write(Scope.of([1]), lambda uow: disable_staff(uow, lee.id, actor_id=None))
    with pytest.raises(StaffDisabledError):
        client.me()
    assert client.rescue(mine.id, *mine.parcel(key, lee.id, [command()])).kept == 1
    client.wiped(mine.id, mine.sign_wiped())


def test_the_share_is_kept_by_nobody_on_the_way(portal):
    reply = portal.caller("nurse").post(
        "/v1/workstations", json=Installation().body(), headers={"Accept-Encoding": "gzip"}
    )
    assert reply.status_code == 200
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Content-Encoding" not in reply.headers
    share = reply.json()["share"]
    assert share not in portal.process.log_path.read_text()


@pytest.mark.parametrize(
    "changed",
    [
        {"public_key": "AAAA"},
        {"public_key": "x" * 43 + "!"},
        {"sequence": 0},
        {"sequence": 2**60},
        {"nonce": "short"},
        {"name": "two\nlines"},
        {"name": ""},
        {"workstation_id": "../../etc"},
        {"share": "mine"},
    ],
)
def test_a_registration_that_does_not_fit_is_refused(portal, changed):
    reply = portal.caller("nurse").post("/v1/workstations", json=Installation().body() | changed)
    assert (reply.status_code, problem_of(reply)) == (422, "validation")


def test_how_large_a_parcel_may_be(portal):
    mine, nurse = Installation(), client_of(portal, "nurse")
    key = nurse.register_workstation(said(mine)).rescue_key
    filler = {"staff_id": portal.staff["nurse"].id, "commands": []}
    room = 2 * 1024 * 1024 - len(json.dumps(filler | {"more": ""})) - 48  # what sealing adds
    outside = PortalClient(portal.url)
    fits = seal(json.dumps(filler | {"more": "x" * room}).encode(), key)
    assert len(fits) == 2 * 1024 * 1024
    assert outside.rescue(mine.id, fits, mine.sign_rescue(fits)) == Rescued(0, 0, 0)
    for more in (1, 2 * 1024 * 1024):
        large = seal(json.dumps(filler | {"more": "x" * (room + more)}).encode(), key)
        with pytest.raises(RequestRefusedError) as caught:
            outside.rescue(mine.id, large, mine.sign_rescue(large))
        assert caught.value.slug == "payload-too-large"


def test_a_refused_offline_decision_is_in_the_list_and_no_other(portal):
    nurse = portal.caller("nurse")
    sent = [command(), command(offline=False), command(target={"kind": "none", "id": new_id()})]
    results = nurse.post("/v1/decisions", json={"commands": sent}).json()["results"]
    assert {one["status"] for one in results} == {"rejected"}
    told = nurse.get("/v1/practices/1/refused-decisions?open=false").json()["decisions"]
    mine = {one["command_id"]: one for one in told}
    assert sent[0]["command_id"] in mine
    assert not {one["command_id"] for one in sent[1:]} & mine.keys()
    assert mine[sent[0]["command_id"]]["problem"]["type"] == "urn:portal:problem:not-found"


def test_me_tells_what_may_be_reviewed_without_a_line(portal):
    portal.people.practice(7)
    portal.people.practice(8)
    both = portal.people.staff("both", {7: ["nurse"], 8: ["billing", "nurse"]})
    admin = portal.people.staff("boss", {7: ["admin"], 8: ["admin"]}).signed_in(portal.url)

    def put(practice_id, version, **policy):
        body = {"expected_version": version, "reason": "A slow line", "policy": policy}
        return admin.put(f"/v1/practices/{practice_id}/policies/workstation", json=body)

    def me(caller):
        found = caller.get("/v1/me").json()
        return {one["id"]: one["offline"] for one in found["practices"]}, found["policies"]

    caller = both.signed_in(portal.url)
    offline, policies = me(caller)
    assert not any(one["allowed"] or one["kinds"] or one["may_pin"] for one in offline.values())
    assert (policies["lock_idle_s"], policies["lock_hard_s"]) == (300, 900)
    kinds = ["refill", "result", "enrollment", "result"]
    rule = {"offline": True, "offline_kinds": kinds, "offline_hours": 2, "pin_documents": True}
    assert put(7, 0, lock_soft_min=2, lock_hard_min=20, **rule).status_code == 200
    assert put(8, 0, lock_soft_min=9, lock_hard_min=10, offline=True, offline_roles=[]).ok
    offline, policies = me(caller)
    assert offline[7] == {
        "allowed": True,
        "kinds": ["enrollment", "refill", "result"],
        "fields": "whole",
        "keep_s": 7200,
        "most_items": 500,
        "may_pin": True,
    }
    assert offline[8]["allowed"] is False
    assert (policies["lock_idle_s"], policies["lock_hard_s"]) == (120, 600)  # the strictest of each
    own, _ = me(admin)
    assert own[7]["kinds"] == ["enrollment"]  # no renewals, no results for an administrator
    assert own[7]["may_pin"] is False  # nor documents
    assert put(7, 1, lock_soft_min=10, lock_hard_min=9).status_code == 422
    for wrong in ({"offline_kinds": ["statement_request"]}, {"offline_hours": 73}, {"x": 1}):
        assert put(7, 1, **wrong).status_code == 422


def test_every_queue_that_can_go_along_is_one():
    wanted = ("enrollment", "appointment", "refill", "result", "document", "task")
    assert WorkstationPolicy(offline_kinds=wanted).offline_kinds == wanted
    assert set(wanted) < set(QUEUES)
