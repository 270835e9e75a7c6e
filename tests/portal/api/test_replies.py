"""What the portal really sends, held against the contract, key by key."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from tests.support.caller import Caller
from tests.support.clinic import Clinic
from tests.support.the_contract import contract

CONTRACT = contract()
ENTITY = {
    "kind", "id", "practice_id", "version", "content_hash", "state", "is_open", "priority",
    "submitted_at", "due_at", "summary", "subject", "patient", "requested_by", "assigned_to",
    "claim", "waiting", "duplicate_of", "origin_id", "decision", "content",
}  # fmt: skip
# what stands around an item of some kinds, and is no part of what is decided
AROUND = {"linked", "household", "mail", "distinct", "age_band", "original", "bar"}
KINDS = [
    *("enrollment", "refill", "appointment", "result", "document", "task"),
    *("unmatched_result", "quarantine"),
]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


def fits(body: Any, path: str, method: str = "get", status: str = "200") -> Any:
    """Hold a body against the schema of its call, and give it back."""
    answers = CONTRACT["paths"][path][method]["responses"][status]["content"]
    (answer,) = answers.values()
    schema = {**answer["schema"], "components": CONTRACT["components"]}
    jsonschema_rs.validate(schema, body)
    return body


def pages(caller: Caller) -> Iterator[dict[str, Any]]:
    cursor, more = "0", True
    while more:
        reply = caller.get("/v1/practices/1/changes", params={"cursor": cursor, "limit": 2})
        page = fits(reply.json(), "/v1/practices/{practice_id}/changes")
        yield page
        cursor, more = page["cursor"], page["more"]


def test_the_feed_sends_whole_entities(clinic: Clinic):
    changes = [change for page in pages(clinic.callers["nurse"]) for change in page["changes"]]
    other = {"slot", "desk"}
    entities = {c["entity"]["kind"]: c["entity"] for c in changes if c["kind"] not in other}
    assert sorted(entities) == sorted(KINDS)
    assert all(ENTITY <= set(entity) <= ENTITY | AROUND for entity in entities.values())


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_is_the_entity_of_the_feed(clinic: Clinic, kind: str):
    reply = clinic.callers["nurse"].get(f"/v1/practices/1/items/{kind}/{clinic.items[kind].id}")
    path = "/v1/practices/{practice_id}/items/{kind}/{item_id}"
    assert ENTITY <= set(fits(reply.json(), path)) <= ENTITY | AROUND
    assert reply.json()["content_hash"] == clinic.items[kind].content_hash


def test_nobody_gets_kinds_they_may_not_see(clinic: Clinic):
    seen = {
        role: {c["kind"] for page in pages(caller) for c in page["changes"]} - {"slot", "desk"}
        for role, caller in clinic.callers.items()
    }
    assert seen == {
        "front_desk": {"enrollment", "refill", "appointment", "task"},
        "nurse": set(KINDS),
        "provider": set(KINDS) - {"enrollment"},
        "billing": {"statement_request"},
        "admin": {"enrollment", "appointment", "task", "statement_request"},
        "auditor": set(),
    }
    digests = {
        role: set(caller.get("/v1/practices/1/digest").json()["kinds"])
        for role, caller in clinic.callers.items()
    }
    assert all(digests[role] <= kinds for role, kinds in seen.items())


def test_the_other_reads_keep_the_contract(clinic: Clinic):
    caller, auditor = clinic.callers["nurse"], clinic.callers["auditor"]
    practice = "/v1/practices/{practice_id}"
    fits(caller.get("/v1/me").json(), "/v1/me")
    fits(caller.get("/v1/practices/1/digest").json(), practice + "/digest")
    fits(caller.get("/v1/wait?heads=1:0&timeout=5").json(), "/v1/wait")
    fits(caller.get("/v1/practices/1/journal").json(), practice + "/journal")
    verdict = auditor.get("/v1/practices/1/journal/verify").json()
    assert fits(verdict, practice + "/journal/verify")["ok"] is True
    chart = caller.get(f"/v1/practices/1/patients/{clinic.chart}").json()
    assert fits(chart, practice + "/patients/{patient_id}")["values"]
    found = caller.post("/v1/practices/1/patients/search", json={"name": "Byron"}).json()
    assert fits(found, practice + "/patients/search", "post")["patients"]


def test_who_may_not_see_results_sees_no_values_in_a_chart(clinic: Clinic):
    for role, sees in {
        "front_desk": False,
        "billing": False,
        "admin": False,
        "provider": True,
    }.items():
        chart = clinic.callers[role].get(f"/v1/practices/1/patients/{clinic.chart}").json()
        assert (chart["values"] is not None) is sees, role


def test_the_patient_reads_keep_the_contract(clinic: Clinic):
    for name in ("me", "inbox", "requests", "medications", "appointments", "results"):
        reply = clinic.patient.get(f"/v1/patient/{name}")
        fits(reply.json(), f"/v1/patient/{name}")
    assert clinic.patient.get("/v1/patient/results").json() == {"results": []}  # none is released
