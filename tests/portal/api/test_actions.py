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


def decide(cells: Cells, role: str, seen: Seen, action: str, params: Any) -> dict[str, Any]:
    command = {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": seen.kind, "id": seen.id},
        "expected_version": seen.version,
        "expected_content_hash": seen.content_hash,
        "action": action.partition(" ")[0],
        "params": params,
        "client_decided_at": cells.world.at().isoformat(),
    }
    reply = cells.clinic.callers[role].post("/v1/decisions", json={"commands": [command]})
    assert reply.status_code == 200, reply.text
    (result,) = reply.json()["results"]
    return result


def outcome_of(result: dict[str, Any]) -> str:
    if result["status"] == "rejected":
        return result["problem"]["type"].rpartition(":")[2]
    return result["status"]


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
    "row", ROWS, ids=lambda row: f"{row['kind']}-{row['action']}-{row['state']}"
)
def test_decision(cells: Cells, row: dict[str, str]):
    """Every role tries; who is refused changes nothing, and who is not leads where it should."""
    for role in ROLES:
        check(cells, row["kind"], row["action"], row["state"], role, row[role])


def check(cells: Cells, kind: str, action: str, state: str, role: str, expected: str) -> None:
    if expected in DONE:
        seen = cells.fresh(kind, state, action)
        params = cells.params(action, seen)
        seen = cells.world.again(seen)
    else:
        clinical = action == CLINICAL
        seen = cells.shared(kind, state)
        params = cells.params(action, seen) if clinical else {}
    result = decide(cells, role, seen, action, params)
    assert outcome_of(result) == expected, (role, result)
    after = cells.world.one(item, seen.id)
    assert (after["version"] > seen.version) is (expected == "applied"), role
    if expected == "applied":
        queue = QUEUES[kind]
        named = queue.actions[action.partition(" ")[0]].to_state or state
        assert after["state"] == LEADS_TO.get((kind, action, state), named)
        assert after["is_open"] is (after["state"] in queue.open_states)


def test_a_refused_right_is_remembered_in_the_journal(cells: Cells):
    seen = cells.shared("refill", "pending")
    assert outcome_of(decide(cells, "billing", seen, "approve", {})) == "not-permitted"
    newest = cells.clinic.callers["billing"].get("/v1/practices/1/journal").json()["items"][0]
    assert newest["action"] == "decision.refused"
    assert newest["target"] == ["refill", seen.id]


def test_after_all_of_it_the_journal_verifies(cells: Cells):
    verdict = cells.clinic.callers["auditor"].get("/v1/practices/1/journal/verify").json()
    assert verdict["ok"], verdict["faults"]
