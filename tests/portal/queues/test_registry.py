"""The tables of the queues: every state × action, and what the console is told of them."""

from datetime import timedelta

import pytest

from portal.db.tables import item
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
    ("result", "release"): ("pending held", "released", "result:release", None, True),
    ("result", "hold"): ("pending held", "held", "result:release", None, False),
    ("result", "lift"): ("held", "pending", "result:release", None, False),
    ("result", "recall"): ("released unreviewed", "recalled", "result:release", None, False),
    ("result", "review"): ("pending held unreviewed released", "", "result:release", 24, False),
    ("result", "record_contact"): (
        "pending held unreviewed released",
        "",
        "result:read",
        None,
        False,
    ),
}
AFTER = {("result", "review", "unreviewed"): "released"}  # what is reviewed waits no more
RULED_OUT = {("result", "mark_duplicate", "unreviewed"): "VISIBLE"}
PAIRS = [
    (kind, action, state)
    for kind, spec in QUEUES.items()
    for action in spec.actions
    for state in sorted(spec.states)
]


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


def parameters(world, kind, action, seen):
    return (
        {
            "deny": {
                "reason_code": "DUPLICATE_REQUEST",
                "text_to_patient": "Please call us.",
            },
            "request_info": {"text_to_patient": "Who?"},
            "wait_list": {"text_to_patient": "We will write when a time becomes free."},
            "approve_with_changes": {"quantity": 90.0, "reason": "Fewer trips"},
            "needs_visit": {"text_to_patient": "Please come and see us."},
            "prepare": {"refills": 2},
            "route": {"assigned_to": world.actors["provider"].staff_id},
            "decline": {"reason_code": "DUPLICATE", "text_to_patient": "Please call us."},
            "hold": {"basis": "HARM_DATA", "rationale": "Why", "review_on": "2026-11-21"},
            "recall": {"reason_code": "WRONG_PATIENT"},
            "review": {"assessment": "normal"},
            "record_contact": {
                "told_name": "Ada Byron",
                "told_role": "patient",
                "told_at": world.at().isoformat(),
                "read_back": True,
            },
            "note": {"text": "Called the pharmacy."},
            "assign": {"assigned_to": world.actors["nurse"].staff_id},
            "wait": {"on": "internal"},
            "complete": {"outcome_note": "Called; all is well."},
            "cancel": {"note": "Not needed."},
            "reopen": {"note": "Refused by mistake."},
        }.get(action, {})
        | ({"slot_id": world.slot()} if action == "book" else {})
        | ({"of": original(world, seen)} if action == "mark_duplicate" else {})
        | ({"slot_ids": [world.slot()]} if action == "offer" else {})
    )


def original(world, seen):
    """Another item of the kind, about the same person."""
    other = make(world, seen.kind, "")
    world.change(other, patient_id=world.one(item, seen.id)["patient_id"])
    return other.id


def make(world, kind, action):
    chart = world.chart()
    if kind == "enrollment":
        return world.enrollment(world.login())
    login = world.login(chart=chart)
    if kind == "refill":
        return world.ask_refill(login, world.medication(chart))
    if kind == "appointment" and action == "confirm_cancel":
        booked = world.booked(chart, login)
        return world.ask_appointment(login, request="cancel", appointment_id=booked)
    if kind == "appointment":
        return world.ask_appointment(login)
    if kind == "task":
        return world.task(chart)
    return world.result_item(world.report(chart), chart)


def actor_for(kind):
    return "front_desk" if kind in {"enrollment", "appointment"} else "provider"


@pytest.mark.parametrize(("kind", "action", "state"), PAIRS)
def test_every_action_in_every_state(world, kind, action, state):
    """The cross product: allowed transitions happen, every other one is refused."""
    seen = world.set_state(make(world, kind, action), state)
    if action == "resume":
        seen = world.change(seen, waiting_on="internal", waiting_since=world.at())
    spec = QUEUES[kind].actions[action]
    params = parameters(world, kind, action, seen)
    if (kind, action, state) in RULED_OUT:
        found = world.refused(actor_for(kind), seen, action, **params)
        assert found == RULED_OUT[kind, action, state]
    elif state in spec.from_states:
        world.done(actor_for(kind), seen, action, **params)
        row = world.one(item, seen.id)
        after = AFTER.get((kind, action, state)) or spec.to_state or state
        assert row["state"] == after
        assert row["is_open"] is (after in QUEUES[kind].open_states)
    else:
        found = world.refused(actor_for(kind), seen, action, **params)
        assert found == "illegal-transition"
