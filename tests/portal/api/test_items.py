"""One item over HTTP: its ETag, its claim, and the decision of a batch."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from portal.domain.ids import new_id
from tests.support.caller import problem_of
from tests.support.clinic import Clinic


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


def path(clinic: Clinic, kind: str) -> str:
    return f"/v1/practices/1/items/{kind}/{clinic.items[kind].id}"


def test_an_item_one_has_is_not_sent_again(clinic):
    nurse = clinic.callers["nurse"]
    reply = nurse.get(path(clinic, "enrollment"))
    tag = reply.headers["ETag"]
    assert tag == f'"{reply.json()["version"]}"'
    again = nurse.get(path(clinic, "enrollment"), headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    nurse.post(path(clinic, "enrollment") + "/claim")
    moved = nurse.get(path(clinic, "enrollment"), headers={"If-None-Match": tag})
    assert moved.status_code == 200
    assert moved.headers["ETag"] != tag


def test_a_claim_names_its_holder_to_a_colleague(clinic):
    nurse, desk = clinic.callers["nurse"], clinic.callers["front_desk"]
    claimed = nurse.post(path(clinic, "refill") + "/claim")
    holder = clinic.staff["nurse"].id
    assert claimed.json()["claim"]["staff_id"] == holder
    refused = desk.post(path(clinic, "refill") + "/claim")
    assert (refused.status_code, problem_of(refused)) == (423, "claimed-by-other")
    assert refused.json()["holder"]["id"] == holder
    assert refused.json()["holder"]["name"]
    assert desk.delete(path(clinic, "refill") + "/claim").status_code == 423
    assert nurse.delete(path(clinic, "refill") + "/claim").status_code == 204
    assert desk.post(path(clinic, "refill") + "/claim").status_code == 200


def test_s1_a_claim_is_taken_over_with_a_note(clinic):
    nurse, desk = clinic.callers["nurse"], clinic.callers["front_desk"]
    there = path(clinic, "appointment") + "/claim"
    nurse.post(there)
    assert problem_of(desk.post(there, json={"take_over": True})) == "validation"
    assert problem_of(desk.post(there, json={"take_over": False})) == "claimed-by-other"
    taken = desk.post(there, json={"take_over": True, "note": "She has gone home."})
    assert taken.json()["claim"]["staff_id"] == clinic.staff["front_desk"].id
    history = nurse.get(path(clinic, "appointment") + "/history").json()["items"]
    assert [(one["action"], one["note"]) for one in history] == [
        ("take_over", "She has gone home.")
    ]
    assert problem_of(clinic.callers["billing"].get(path(clinic, "appointment") + "/history")) == (
        "not-permitted"
    )
    assert problem_of(clinic.foreign.get(path(clinic, "appointment") + "/history")) == "not-found"
    desk.delete(there)


def test_s1_no_internal_word_is_in_anything_that_a_patient_reads(clinic):
    secret = "Nobody outside reads this"
    other = clinic.world.medication(clinic.chart, name="Metformin 500 MG", rxnorm="860975")
    seen = clinic.world.ask_refill(clinic.login, other)
    target = {"kind": "refill", "id": seen.id}
    words = {"on": "patient", "note": secret, "text_to_patient": "Which pharmacy?"}
    for action, params in (("note", {"text": secret}), ("wait", words)):
        now = clinic.world.again(seen)
        done = decide(
            clinic,
            "nurse",
            command(
                clinic,
                "refill",
                action,
                target=target,
                params=params,
                expected_version=now.version,
                expected_content_hash=now.content_hash,
            ),
        )
        assert done.json()["results"][0]["status"] == "applied", done.text
    pages = ["me", "inbox", "requests", "medications", "appointments", "results"]
    read = [clinic.patient.get(f"/v1/patient/{page}").text for page in pages]
    assert "Which pharmacy?" in "".join(read)
    assert secret not in "".join(read)
    there = f"/v1/practices/1/items/refill/{seen.id}/history"
    assert secret in clinic.callers["nurse"].get(there).text
    answer = {"text": "The one at the corner."}
    assert clinic.patient.post(f"/v1/patient/requests/{seen.id}/reply", json=answer).ok
    again = clinic.patient.post(f"/v1/patient/requests/{seen.id}/reply", json=answer)
    assert again.json()["rule"] == "NOT_ASKED"


def test_s1_bulk_is_divided_over_http(clinic):
    seen = clinic.world.again(clinic.items["refill"])
    body = {
        "kind": "refill",
        "action": "deny",
        "items": [
            {"id": seen.id, "expected_version": seen.version},
            {"id": new_id(), "expected_version": 1},
        ],
    }
    way = "/v1/practices/1/bulk-check"
    told = clinic.callers["front_desk"].post(way, json=body).json()["items"]
    assert [one["code"] for one in told] == [None, "NOT_FOUND"]
    assert [one["eligible"] for one in told] == [True, False]
    many = body | {"items": body["items"] * 51}
    assert problem_of(clinic.callers["front_desk"].post(way, json=many)) == "validation"
    unknown = body | {"action": "explode"}
    assert problem_of(clinic.callers["front_desk"].post(way, json=unknown)) == "validation"
    assert problem_of(clinic.foreign.post(way, json=body)) == "not-found"


def test_the_ways_an_item_is_not_there(clinic):
    nurse, foreign = clinic.callers["nurse"], clinic.foreign
    assert problem_of(foreign.get(path(clinic, "refill"))) == "not-found"
    assert problem_of(nurse.get(f"/v1/practices/1/items/refill/{new_id()}")) == "not-found"
    wrong = f"/v1/practices/1/items/result/{clinic.items['refill'].id}"
    assert problem_of(nurse.get(wrong)) == "not-found"
    assert problem_of(nurse.get(f"/v1/practices/1/items/nothing/{new_id()}")) == "not-found"
    assert problem_of(clinic.callers["billing"].get(path(clinic, "refill"))) == "not-permitted"


def command(clinic: Clinic, kind: str, action: str, **changed):
    seen = clinic.items[kind]
    return {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": kind, "id": seen.id},
        "expected_version": seen.version,
        "expected_content_hash": seen.content_hash,
        "action": action,
        "params": {},
        "client_decided_at": datetime.now(UTC).isoformat(),
    } | changed


def decide(clinic: Clinic, role: str, *commands):
    return clinic.callers[role].post("/v1/decisions", json={"commands": commands})


def test_results_come_in_the_order_of_the_commands(clinic):
    commands = [
        command(clinic, "result", "release", expected_version=7, expected_content_hash="0" * 64),
        command(clinic, "result", "hold", params={"basis": "x"}),
        command(clinic, "refill", "approve", target={"kind": "refill", "id": new_id()}),
    ]
    reply = decide(clinic, "provider", *commands)
    assert reply.status_code == 200
    results = reply.json()["results"]
    assert [r["command_id"] for r in results] == [c["command_id"] for c in commands]
    assert [r["status"] for r in results] == ["conflict", "rejected", "rejected"]
    kinds = [r["problem"]["type"].rpartition(":")[2] for r in results]
    assert kinds == ["version-conflict", "validation", "not-found"]
    assert results[0]["current"]["id"] == clinic.items["result"].id


@pytest.mark.parametrize(
    "broken",
    [
        {"command_id": "x"},
        {"command_id": "0193A000-0000-7000-8000-000000000000"},
        {"expected_version": 0},
        {"expected_content_hash": "x"},
        {"client_decided_at": "2026-11-20T09:00:00"},
        {"surprise": 1},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_a_command_that_is_none_refuses_the_call(clinic, broken):
    reply = decide(clinic, "provider", command(clinic, "result", "release", **broken))
    assert problem_of(reply) == "validation"


@pytest.mark.parametrize("count", [0, 101])
def test_a_batch_has_one_to_a_hundred_commands(clinic, count):
    reply = decide(clinic, "provider", *[command(clinic, "result", "release")] * count)
    assert problem_of(reply) == "validation"


def test_a_hundred_commands_may_hold_all_the_words_there_are(clinic):
    words = "\N{GRINNING FACE}" * 2000
    params = {"reason_code": "TOO_SOON", "text_to_patient": words, "internal_note": words}
    target = {"kind": "refill", "id": new_id()}
    commands = [command(clinic, "refill", "deny", target=target, params=params) for _ in range(100)]
    body = json.dumps({"commands": commands}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json"}
    reply = clinic.callers["provider"].post("/v1/decisions", data=body, headers=headers)
    assert reply.status_code == 200, reply.text
    assert len(reply.json()["results"]) == 100


def test_the_journal_of_the_practice_verifies(clinic):
    auditor = clinic.callers["auditor"]
    verdict = auditor.get("/v1/practices/1/journal/verify").json()
    assert verdict["ok"], verdict
    assert verdict["faults"] == []
    first = auditor.get("/v1/practices/1/journal", params={"limit": 2}).json()
    second = auditor.get("/v1/practices/1/journal", params={"limit": 2, "after": first["next"]})
    numbers = [entry["seq"] for entry in first["items"] + second.json()["items"]]
    assert numbers == list(range(verdict["entries"], verdict["entries"] - 4, -1))
    assert first["items"][0]["hash"] == verdict["head_hash"]
