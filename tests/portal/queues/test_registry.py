"""The tables of the queues: states, actions, and what the console is told of them.

Every state × action × role is tried over HTTP in `tests/portal/api/test_actions.py`.
"""

from datetime import timedelta

import pytest

from portal.queues.registry import QUEUES
from portal.queues.spec import ActionSpec, QueueSpec
from portal.security.permissions import Permission

STATES = {
    "enrollment": ({"pending", "needs_info"}, {"approved", "denied", "withdrawn"}),
    "refill": ({"pending"}, {"approved", "denied", "needs_visit", "withdrawn"}),
    "appointment": (
        {"pending", "offered", "waitlisted"},
        {"booked", "declined", "cancelled", "withdrawn"},
    ),
    "result": ({"pending", "held", "unreviewed"}, {"released", "recalled", "superseded"}),
    "document": ({"pending", "held"}, {"released", "recalled"}),
    "task": ({"pending"}, {"done", "cancelled"}),
    "statement_request": ({"pending"}, {"answered", "declined", "withdrawn"}),
    "unmatched_result": ({"pending"}, {"matched", "rejected", "withdrawn"}),
    "quarantine": ({"pending", "reprocessing"}, {"parsed", "refused", "discarded"}),
}
DESK = {"duplicate", "expired"}
DESK_ACTIONS = {"note", "assign", "wait", "resume", "mark_duplicate", "reopen"}
# kind, action: from, to, permission, hours it may have waited offline, in bulk
ACTIONS = {
    ("enrollment", "approve"): ("pending needs_info", "approved", "enrollment:decide", 72, True),
    ("enrollment", "deny"): ("pending needs_info", "denied", "enrollment:decide", 72, True),
    ("enrollment", "request_info"): (
        "pending needs_info",
        "needs_info",
        "enrollment:decide",
        72,
        True,
    ),
    ("enrollment", "mark_distinct"): ("pending needs_info", "", "enrollment:decide", 72, False),
    ("enrollment", "resend_mail"): ("approved", "", "enrollment:decide", 72, False),
    ("refill", "approve"): ("pending", "approved", "refill:approve", 8, True),
    ("refill", "approve_with_changes"): ("pending", "approved", "refill:approve", 8, False),
    ("refill", "needs_visit"): ("pending", "needs_visit", "refill:deny_clinical", 8, False),
    ("refill", "deny"): ("pending", "denied", "refill:deny_administrative", 8, True),
    ("refill", "route"): ("pending", "pending", "refill:route", 8, True),
    ("refill", "prepare"): ("pending", "", "refill:route", None, False),
    ("refill", "recheck"): ("pending", "", "refill:read", None, True),
    ("appointment", "book"): (
        "pending offered waitlisted",
        "booked",
        "appointment:decide",
        24,
        False,
    ),
    ("appointment", "offer"): (
        "pending offered waitlisted",
        "offered",
        "appointment:decide",
        24,
        False,
    ),
    ("appointment", "wait_list"): (
        "pending offered",
        "waitlisted",
        "appointment:decide",
        24,
        True,
    ),
    ("appointment", "decline"): (
        "pending offered waitlisted",
        "declined",
        "appointment:decide",
        24,
        True,
    ),
    ("appointment", "confirm_cancel"): (
        "pending offered waitlisted",
        "cancelled",
        "appointment:decide",
        24,
        True,
    ),
    ("document", "release"): ("pending held", "released", "result:release", None, False),
    ("document", "hold"): ("pending held", "held", "result:release", None, False),
    ("document", "lift"): ("held", "pending", "result:release", None, False),
    ("document", "recall"): ("released", "recalled", "result:release", None, False),
    ("task", "complete"): ("pending", "done", "task:decide", 24, False),
    ("task", "cancel"): ("pending", "cancelled", "task:decide", 24, False),
    ("statement_request", "resend"): ("pending", "answered", "statement:publish", None, False),
    ("statement_request", "answer"): ("pending", "answered", "statement:publish", 24, False),
    ("statement_request", "decline"): ("pending", "declined", "statement:publish", 24, False),
    ("unmatched_result", "match"): ("pending", "matched", "intake:resolve", None, False),
    ("unmatched_result", "reject"): ("pending", "rejected", "intake:resolve", None, False),
    ("quarantine", "reprocess"): ("pending", "reprocessing", "intake:resolve", None, True),
    ("quarantine", "discard"): ("pending", "discarded", "intake:resolve", None, True),
    ("result", "release"): ("pending held", "released", "result:release", None, True),
    ("result", "hold"): ("pending held", "held", "result:release", None, False),
    ("result", "lift"): ("held", "pending", "result:release", None, False),
    ("result", "recall"): (
        "released superseded unreviewed",
        "recalled",
        "result:release",
        None,
        False,
    ),
    ("result", "review"): ("pending held unreviewed released", "", "result:release", 24, False),
    ("result", "record_contact"): (
        "pending held unreviewed released",
        "",
        "result:read",
        None,
        False,
    ),
}


def test_the_queues_have_these_states():
    found = {kind: (spec.open_states, spec.closed_states) for kind, spec in QUEUES.items()}
    assert found == {kind: (opened, closed | DESK) for kind, (opened, closed) in STATES.items()}


def test_the_queues_have_these_actions():
    found = {
        (kind, name): (
            set(action.from_states),
            action.to_state,
            action.permission.value,
            action.offline_age and action.offline_age / timedelta(hours=1),
            action.bulk,
        )
        for kind, spec in QUEUES.items()
        for name, action in spec.actions.items()
        if name not in DESK_ACTIONS
    }
    assert found == {key: (set(states.split()), *more) for key, (states, *more) in ACTIONS.items()}


@pytest.mark.parametrize("spec", QUEUES.values(), ids=lambda spec: spec.kind)
def test_a_queue_is_whole(spec: QueueSpec):
    assert not spec.open_states & spec.closed_states
    for name, action in spec.actions.items():
        assert action.name == name
        assert action.from_states <= spec.states
        assert action.to_state in spec.states | {""}
        assert action.decides or not action.to_state, "what decides nothing leaves the state"
        assert spec.read_permission in Permission


@pytest.mark.parametrize("spec", QUEUES.values(), ids=lambda spec: spec.kind)
def test_every_queue_has_its_desk(spec: QueueSpec):
    assert set(spec.actions) > DESK_ACTIONS
    assert spec.closed_states > DESK
    assert spec.actions["note"].from_states == spec.states
    reopened = spec.actions["reopen"].from_states
    assert reopened <= spec.closed_states
    assert spec.kind == "task" or not reopened & {
        "approved",
        "booked",
        "released",
        "cancelled",
        "withdrawn",
        "recalled",
    }


@pytest.mark.parametrize(
    "action",
    [action for spec in QUEUES.values() for action in spec.actions.values() if action.reasons],
    ids=lambda action: action.name,
)
def test_the_schema_lists_the_codes_that_the_reasons_have(action: ActionSpec):
    properties = action.params.model_json_schema()["properties"]
    field = properties.get("reason_code") or properties["basis"]
    assert field["enum"] == [reason.code for reason in action.reasons]
    assert len(set(field["enum"])) == len(field["enum"])
    if "text_to_patient" in properties:
        assert all(reason.text_to_patient.strip() for reason in action.reasons)


@pytest.mark.parametrize("spec", QUEUES.values(), ids=lambda spec: spec.kind)
def test_unknown_parameters_are_refused(spec: QueueSpec):
    for action in spec.actions.values():
        assert action.params.model_json_schema()["additionalProperties"] is False
