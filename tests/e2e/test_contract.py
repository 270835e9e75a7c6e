"""The contract as a stranger uses it: DESIGN §6 and `openapi.json` are enough to do the job."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.contract_script import QUEUES, ROLES, Contract, Json, Script
from tests.support.demo_portal import DemoUnderTest

DOCUMENT = Path(__file__).parents[2] / "portal" / "openapi.json"
PROBLEM = "urn:portal:problem:"
MAY_DECIDE = {  # DESIGN §6; the front desk and nurses deny and route renewals
    "frontdesk": {"enrollment", "refill", "appointment", "task"},
    "nurse": {"enrollment", "refill", "appointment", "task"},
    "provider": {"refill", "appointment", "result", "document", "task"},
    "billing": {"statement_request"},
    "admin": {"enrollment", "appointment", "task", "statement_request"},
    "auditor": set(),
}
TRIES = 12  # items that an action is tried on; rules may forbid it on some
RULED = {PROBLEM + "rule-refused", PROBLEM + "slot-taken"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoUnderTest]:
    demo = DemoUnderTest(tmp_path_factory.mktemp("served"), rows=160)
    yield demo
    demo.process.stop()


@pytest.fixture
def signed_in(served: DemoUnderTest) -> Iterator[Any]:
    opened: list[Script] = []

    def sign_in(username: str, *, read: bool = True) -> Script:
        script = Script(Contract(DOCUMENT), served.url, username, served.portal.password)
        opened.append(script)
        if read:
            script.read_feed()
        return script

    yield sign_in
    for script in opened:
        script.close()


def applied(script: Script, kind: str, action: Json) -> tuple[Json, Json, Json]:
    """Do an action on the first item that it can be done on: the item, the command, the result."""
    found = tried(script, kind, action)
    assert found is not None, f"{kind} {action['action']}: a rule forbids it for every item"
    return found


def tried(script: Script, kind: str, action: Json) -> tuple[Json, Json, Json] | None:
    """Do an action as `applied` does; None when a rule forbids it for all that it was tried on."""
    for entity in list(script.waiting(kind, action))[:TRIES]:
        command = script.command(entity, action["action"], script.params(action, entity))
        (result,) = script.decide(command)
        if result["status"] == "applied":
            return entity, command, result
        assert result["status"] == "rejected", result
        assert result["problem"]["type"] in RULED, result
        assert result["problem"]["detail"], "a rule that says no says why"
    return None


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_what_its_permissions_say(signed_in: Any, role: str) -> None:
    script = signed_in(role)
    script.prescriber_id = signed_in("provider", read=False).me["staff"]["id"]
    assert script.me["staff"]["username"] == role
    done: set[str] = set()
    for kind in QUEUES:
        for action in script.actions(kind):
            if not any(script.waiting(kind, action)):
                continue
            found = tried(script, kind, action)
            if found is None:
                # what the other tests have left may bar every one: reopened beside an open twin
                assert action["action"] == "reopen", f"{kind} {action['action']}"
                continue
            entity, _, result = found
            if action["decides"]:
                done.add(kind)
            now = script.item(kind, entity["id"]).json()
            assert result["state"] == now["state"] == (action["to_state"] or entity["state"])
            assert result["version"] == now["version"] > entity["version"]
            assert result["seq"]
            assert result["journal_seq"]
            if action["decides"] and now["decision"]:
                assert now["decision"]["action"] == action["action"]
                assert now["decision"]["by"]["id"] == script.me["staff"]["id"]
            script.feed[kind, entity["id"]] = now
    assert done == MAY_DECIDE[role]


@pytest.mark.parametrize(
    ("role", "kind", "name", "other"),
    [
        ("frontdesk", "enrollment", "deny", "approve"),
        ("nurse", "refill", "deny", "route"),
        ("admin", "appointment", "decline", "offer"),
        ("provider", "result", "release", "hold"),
    ],
)
def test_once_applied_it_is_replayed_and_the_late_are_told(
    signed_in: Any, role: str, kind: str, name: str, other: str
) -> None:
    script = signed_in(role)
    script.prescriber_id = signed_in("provider", read=False).me["staff"]["id"]
    actions = {one["action"]: one for one in script.actions(kind)}
    entity, command, result = applied(script, kind, actions[name])

    (again,) = script.decide(command)
    assert again["status"] == "replayed"
    same = ("version", "state", "seq", "journal_seq")
    assert [again[key] for key in same] == [result[key] for key in same]

    (same_wish,) = script.decide(script.command(entity, name, command["params"]))
    assert same_wish["status"] == "already_satisfied"

    (late,) = script.decide(script.command(entity, other, script.params(actions[other])))
    assert late["status"] == "conflict"
    assert late["problem"]["class"] == "decided_differently"
    assert late["problem"]["title"]
    assert late["current"] == script.item(kind, entity["id"]).json()

    (reused,) = script.decide(command | {"expected_version": command["expected_version"] + 1})
    assert reused["status"] == "rejected"
    assert reused["problem"]["type"] == PROBLEM + "command-id-reused"
    assert script.item(kind, entity["id"]).json()["version"] == result["version"]


@pytest.mark.parametrize(
    ("role", "kind", "name"),
    [
        ("frontdesk", "refill", "approve"),
        ("frontdesk", "result", "release"),
        ("nurse", "result", "release"),
        ("provider", "enrollment", "approve"),
        ("billing", "appointment", "decline"),
        ("admin", "refill", "deny"),
        ("auditor", "enrollment", "deny"),
    ],
)
def test_the_wrong_role_is_refused_by_name(signed_in: Any, role: str, kind: str, name: str) -> None:
    readers = {"enrollment": "frontdesk", "refill": "nurse", "appointment": "nurse"}
    reader = signed_in(readers.get(kind, "provider"))
    action = next(one for one in reader.me["actions"][kind] if one["action"] == name)
    entity = next(reader.waiting(kind, action))
    script = signed_in(role)
    (result,) = script.decide(script.command(entity, name, reader.params(action)))
    assert result["status"] == "rejected"
    assert result["problem"]["type"] == PROBLEM + "not-permitted"
    assert result.get("current") is None, "nothing of the item comes along"
    assert reader.item(kind, entity["id"]).json() == entity


def test_what_another_practice_has_does_not_exist(signed_in: Any) -> None:
    here, there = signed_in("nurse"), signed_in("frontdesk2")
    assert here.practice["id"] != there.practice["id"]
    mine, theirs = ({one for kind, one in each.feed if kind != "desk"} for each in (here, there))
    assert mine
    assert not mine & theirs
    entity = next(entity for (kind, _), entity in here.feed.items() if kind == "enrollment")
    missing = there.item("enrollment", "0" * 8 + "-0000-7000-8000-" + "0" * 12)
    for practice in (here.practice["id"], there.practice["id"], 999):
        answer = there.item("enrollment", entity["id"], practice)
        assert answer.status_code == missing.status_code == 404
        assert _without_request_id(answer.json()) == _without_request_id(missing.json())
    for name in ("changes", "digest"):
        assert there.call("get", f"/v1/practices/{here.practice['id']}/{name}").status_code == 404
    (result,) = there.decide(there.command(entity, "approve", {}))
    assert result["status"] == "rejected"
    assert result["problem"]["type"] == PROBLEM + "not-found"
    assert "current" not in result or result["current"] is None


def test_what_the_contract_does_not_know_is_refused(signed_in: Any) -> None:
    script = signed_in("frontdesk")
    action = next(one for one in script.actions("enrollment") if one["action"] == "deny")
    entity = next(script.waiting("enrollment", action))
    command = script.command(entity, "deny", script.params(action))
    for wrong, where in (
        (command | {"surprise": 1}, "surprise"),
        ({name: value for name, value in command.items() if name != "action"}, "action"),
        (command | {"expected_version": "one"}, "expected_version"),
    ):
        answer = script.call("post", "/v1/decisions", json={"commands": [wrong]})
        assert answer.status_code == 422
        assert any(where in error["pointer"] for error in answer.json()["errors"])
    (result,) = script.decide(command | {"params": {"reason_code": "NO_SUCH_REASON"}})
    assert result["status"] == "rejected"
    assert result["problem"]["type"] == PROBLEM + "validation"
    pointers = " ".join(error["pointer"] for error in result["problem"]["errors"])
    assert "reason_code" in pointers
    assert "text_to_patient" in pointers


def test_the_journal_verifies_for_the_auditor_alone(signed_in: Any) -> None:
    auditor = signed_in("auditor", read=False)
    verdict = auditor.call("get", "/v1/practices/1/journal/verify").json()
    assert verdict["ok"] is True
    assert verdict["faults"] == []
    assert verdict["entries"] > 0
    for role in set(ROLES) - {"auditor"}:
        person = signed_in(role, read=False)
        assert person.call("get", "/v1/practices/1/journal/verify").status_code == 403


def _without_request_id(problem: Json) -> Json:
    return {name: value for name, value in problem.items() if name != "instance"}
