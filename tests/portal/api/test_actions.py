"""Every state × action × role of `POST /v1/decisions`, against `portal/security/actions.csv`."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.db.tables import item
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.security import permissions
from tests.support.clinic import Clinic
from tests.support.deciding_cells import CLINICAL, LEADS_TO, Cells
from tests.support.desk import Seen
from tests.support.staff import ROLES

TABLE = Path(permissions.__file__).with_name("actions.csv")
with TABLE.open(newline="") as file:
    ROWS = list(csv.DictReader(file))
DONE = {"applied", "rule-refused"}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture(scope="module")
def cells(clinic: Clinic) -> Cells:
    return Cells(clinic)


def command_of(cells: Cells, seen: Seen, action: str, params: Any) -> dict[str, Any]:
    return {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": seen.kind, "id": seen.id},
        "expected_version": seen.version,
        "expected_content_hash": seen.content_hash,
        "action": action.partition(" ")[0],
        "params": params,
        "client_decided_at": cells.world.at().isoformat(),
    }


def decide(cells: Cells, role: str, *commands: dict[str, Any]) -> list[dict[str, Any]]:
    reply = cells.clinic.callers[role].post("/v1/decisions", json={"commands": commands})
    assert reply.status_code == 200, reply.text
    results: list[dict[str, Any]] = reply.json()["results"]
    return results


def outcome_of(result: dict[str, Any]) -> str:
    if result["status"] == "rejected":
        return result["problem"]["type"].rpartition(":")[2]
    return result["status"]


@pytest.mark.field("forgotten-resource")
def test_the_table_names_every_action_in_every_state():
    named = {
        (row["kind"], row["action"], row["state"]) for row in ROWS if row["action"] != CLINICAL
    }
    assert named == {
        (kind, action, state)
        for kind, spec in QUEUES.items()
        for action in spec.actions
        for state in spec.states
    }


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if DONE & set(row.values())],
    ids=lambda row: f"{row['kind']}-{row['action']}-{row['state']}",
)
def test_who_may_leads_the_item_where_it_should(cells: Cells, row: dict[str, str]):
    for role in ROLES:
        if row[role] in DONE:
            check_done(cells, row["kind"], row["action"], row["state"], role, row[role])


def check_done(cells: Cells, kind: str, action: str, state: str, role: str, expected: str) -> None:
    seen = cells.fresh(kind, state, action)
    params = cells.params(action, seen)
    seen = cells.world.again(seen)
    (result,) = decide(cells, role, command_of(cells, seen, action, params))
    assert outcome_of(result) == expected, (role, result)
    after = cells.world.one(item, seen.id)
    assert (after["version"] > seen.version) is (expected == "applied"), role
    if expected == "applied":
        queue = QUEUES[kind]
        named = queue.actions[action.partition(" ")[0]].to_state or state
        assert after["state"] == LEADS_TO.get((kind, action, state), named)
        assert after["is_open"] is (after["state"] in queue.open_states)


@pytest.mark.invariant("I5")
@pytest.mark.threat("T5")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("kind", "state"),
    [(kind, state) for kind, spec in QUEUES.items() for state in sorted(spec.states)],
)
def test_who_may_not_changes_nothing(cells: Cells, kind: str, state: str, role: str):
    """All that is refused in a state is asked for at once; each command is answered by itself."""
    seen = cells.shared(kind, state)
    refused = {
        row["action"]: row[role]
        for row in ROWS
        if (row["kind"], row["state"]) == (kind, state) and row[role] not in DONE
    }
    if not refused:
        return
    commands = [
        command_of(cells, seen, action, cells.params(action, seen) if action == CLINICAL else {})
        for action in refused
    ]
    results = decide(cells, role, *commands)
    assert dict(zip(refused, map(outcome_of, results), strict=True)) == refused
    assert cells.world.one(item, seen.id)["version"] == seen.version


@pytest.mark.threat("T5")
def test_a_refused_right_is_remembered_in_the_journal(cells: Cells):
    seen = cells.shared("refill", "pending")
    (result,) = decide(cells, "billing", command_of(cells, seen, "approve", {}))
    assert outcome_of(result) == "not-permitted"
    newest = cells.clinic.callers["billing"].get("/v1/practices/1/journal").json()["items"][0]
    assert newest["action"] == "decision.refused"
    assert newest["target"] == ["refill", seen.id]


def test_after_all_of_it_the_journal_verifies(cells: Cells):
    verdict = cells.clinic.callers["auditor"].get("/v1/practices/1/journal/verify").json()
    assert verdict["ok"], verdict["faults"]
