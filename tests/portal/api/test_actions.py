"""Every state × action × role of `POST /v1/decisions`, against `portal/security/actions.csv`."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.security import permissions
from tests.support.clinic import Clinic
from tests.support.desk import Seen
from tests.support.staff import ROLES

TABLE = Path(permissions.__file__).with_name("actions.csv")
with TABLE.open(newline="") as file:
    ROWS = list(csv.DictReader(file))

CLINICAL = "deny for a clinical reason"
WORDS = {"text_to_patient": "Please call us.", "internal_note": ""}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


class Things:
    """Makes the items that are decided; one that nobody may decide serves all who may not."""

    def __init__(self, clinic: Clinic) -> None:
        self.world = clinic.world
        self.untouched: dict[tuple[str, str], Seen] = {}
        self.charts = 0

    def chart(self) -> str:
        """Make a chart whose number is none that an approval would give."""
        self.charts += 1
        return self.world.chart(record_number=f"T-{self.charts}")

    def fresh(self, kind: str, state: str, action: str) -> Seen:
        """Make an item on which the action can be done in full."""
        seen = getattr(self, f"_{kind}")(action)
        return seen if state == "pending" else self.world.set_state(seen, state)

    def shared(self, kind: str, state: str) -> Seen:
        """Give the item in this state that every refused command is about."""
        key = (kind, state)
        if key not in self.untouched:
            self.untouched[key] = self.fresh(kind, state, "")
        return self.world.again(self.untouched[key])

    def _enrollment(self, action: str) -> Seen:
        return self.world.enrollment(self.world.login())

    def _refill(self, action: str) -> Seen:
        chart = self.chart()
        return self.world.ask_refill(self.world.login(chart=chart), self.world.medication(chart))

    def _appointment(self, action: str) -> Seen:
        chart = self.chart()
        login = self.world.login(chart=chart)
        if action == "confirm_cancel":
            booked = self.world.booked(chart, login)
            return self.world.ask_appointment(login, request="cancel", appointment_id=booked)
        return self.world.ask_appointment(login)

    def _result(self, action: str) -> Seen:
        chart = self.chart()
        seen = self.world.result_item(self.world.report(chart), chart)
        if action == "recall":
            self.world.done("provider", seen, "release")
            return self.world.again(seen)
        return seen


def params_of(row: dict[str, str], clinic: Clinic) -> dict[str, Any]:
    made: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
        ("enrollment", "deny"): lambda: WORDS | {"reason_code": "NOT_A_PATIENT"},
        ("enrollment", "request_info"): lambda: {"text_to_patient": "Which Byron are you?"},
        ("refill", "deny"): lambda: (
            WORDS
            | {
                "reason_code": administrative(),
            }
        ),
        ("refill", CLINICAL): lambda: WORDS | {"reason_code": "NEEDS_VISIT"},
        ("refill", "approve_with_changes"): lambda: {"quantity": 90.0, "reason": "Fewer trips"},
        ("refill", "needs_visit"): lambda: {"text_to_patient": "Please come and see us."},
        ("refill", "prepare"): lambda: {"refills": 2},
        ("refill", "route"): lambda: {"assigned_to": clinic.staff["provider"].id},
        ("appointment", "book"): lambda: {"slot_id": clinic.world.slot()},
        ("appointment", "offer"): lambda: {"slot_ids": [clinic.world.slot()]},
        ("appointment", "wait_list"): lambda: {"text_to_patient": "We will write to you."},
        ("appointment", "decline"): lambda: WORDS | {"reason_code": first_reason("appointment")},
        ("result", "hold"): lambda: {
            "basis": "HARM_INDIVIDUAL",
            "harm": "LIFE_OR_SAFETY",
            "review_right_told": True,
            "rationale": "The patient is told in person on the next day.",
            "review_on": clinic.world.at(days=2).date().isoformat(),
        },
        ("result", "review"): lambda: {"assessment": "normal"},
        ("result", "record_contact"): lambda: {
            "told_name": "Ada Byron",
            "told_role": "patient",
            "told_at": clinic.world.at().isoformat(),
            "read_back": True,
        },
        ("result", "recall"): lambda: {"reason_code": recall_reason(), "internal_note": ""},
    }
    return made.get((row["kind"], row["action"]), dict)()


def administrative() -> str:
    return next(r.code for r in QUEUES["refill"].actions["deny"].reasons if r.permission is None)


def first_reason(kind: str) -> str:
    return QUEUES[kind].actions["decline"].reasons[0].code


def recall_reason() -> str:
    return QUEUES["result"].actions["recall"].reasons[0].code


def decide(clinic: Clinic, role: str, seen: Seen, row: dict[str, str]) -> dict[str, Any]:
    command = {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": seen.kind, "id": seen.id},
        "expected_version": seen.version,
        "expected_content_hash": seen.content_hash,
        "action": row["action"].partition(" ")[0],
        "params": params_of(row, clinic),
        "client_decided_at": clinic.world.at().isoformat(),
    }
    reply = clinic.callers[role].post("/v1/decisions", json={"commands": [command]})
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


@pytest.fixture(scope="module")
def things(clinic: Clinic) -> Things:
    return Things(clinic)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['kind']}-{row['action']}-{row['state']}"
)
def test_decision(clinic: Clinic, things: Things, row: dict[str, str], role: str):
    expected = row[role]
    if expected == "applied":
        seen = things.fresh(row["kind"], row["state"], row["action"])
    else:
        seen = things.shared(row["kind"], row["state"])
    result = decide(clinic, role, seen, row)
    assert outcome_of(result) == expected, result
    after = clinic.world.again(seen)
    assert (after.version > seen.version) is (expected == "applied")


def test_a_refused_right_is_remembered_in_the_journal(clinic: Clinic, things: Things):
    seen = things.shared("refill", "pending")
    row = {"kind": "refill", "action": "approve"}
    assert outcome_of(decide(clinic, "billing", seen, row)) == "not-permitted"
    newest = clinic.callers["billing"].get("/v1/practices/1/journal").json()["items"][0]
    assert newest["action"] == "decision.refused"
    assert newest["target"] == ["refill", seen.id]
