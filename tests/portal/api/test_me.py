from portal.queues.registry import QUEUES
from portal.security.permissions import Role, permissions_of
from tests.support.caller import Caller


def test_me_names_practices_roles_and_rights(portal):
    ann = portal.people.staff("ann", {1: ["provider", "nurse"], 2: ["billing"]}, name="Dr Ann")
    me = ann.signed_in(portal.url).get("/v1/me").json()
    assert me["staff"] == {"id": ann.id, "username": "ann", "name": "Dr Ann"}
    assert [one["id"] for one in me["practices"]] == [1, 2]
    first, second = me["practices"]
    assert first["roles"] == ["nurse", "provider"]
    assert set(first["permissions"]) == permissions_of([Role.NURSE, Role.PROVIDER])
    assert set(second["permissions"]) == permissions_of([Role.BILLING])
    assert first["time_zone"] == "America/New_York"


def test_me_names_the_colleagues_of_each_practice_and_no_others(portal):
    cleo = portal.people.staff("cleo", {1: ["front_desk"]}, name="Cleo")
    dr_bo = portal.people.staff("bo", {1: ["provider", "nurse"]}, name="Dr Bo")
    portal.people.staff("eve", {2: ["provider"]}, name="Dr Eve")
    (practice,) = cleo.signed_in(portal.url).get("/v1/me").json()["practices"]
    colleagues = {one["id"]: one for one in practice["colleagues"]}
    assert colleagues[dr_bo.id] == {"id": dr_bo.id, "name": "Dr Bo", "roles": ["nurse", "provider"]}
    assert cleo.id not in colleagues
    assert "Dr Eve" not in {one["name"] for one in colleagues.values()}


def test_me_describes_every_action_of_every_queue(portal):
    actions = portal.caller("nurse").get("/v1/me").json()["actions"]
    assert actions.keys() == QUEUES.keys()
    for kind, spec in QUEUES.items():
        assert [one["action"] for one in actions[kind]] == list(spec.actions)
    refill = {one["action"]: one for one in actions["refill"]}
    assert refill["approve"]["from_states"] == ["pending"]
    assert refill["approve"]["permission"] == "refill:approve"
    assert refill["approve"]["offline_age_s"] == 8 * 3600
    assert refill["approve"]["params_schema"]["properties"]["refills"]
    release = next(one for one in actions["result"] if one["action"] == "release")
    assert release["offline_age_s"] is None
    clinical = {r["code"]: r["permission"] for r in refill["deny"]["reasons"]}
    assert "refill:deny_clinical" in clinical.values()
    assert all(reason["text_to_patient"] for reason in refill["deny"]["reasons"])


def test_me_tells_the_times_to_go_by(portal):
    policies = portal.caller("nurse").get("/v1/me").json()["policies"]
    assert policies["undo_s"] == 5
    assert policies["lock_idle_s"] == 300
    assert policies["claim_s"] == 300
    assert policies["queues"]["refill"] == {"target_s": 86400}


def test_somebody_without_a_practice_sees_an_empty_list(portal):
    lost = portal.people.staff("lost", {})
    me = lost.signed_in(portal.url).get("/v1/me")
    assert me.status_code == 200
    assert me.json()["practices"] == []


def test_me_is_for_the_signed_in_alone(portal):
    assert Caller(portal.url).get("/v1/me").status_code == 401
