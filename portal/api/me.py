"""Who is signed in, what they may do, and by which rules the console draws and queues it."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from functools import cache
from typing import Any, Literal

from fastapi import Request
from sqlalchemy import select

from portal.api.actors import Staff
from portal.api.models import Moment, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.tables import practice, staff, staff_membership
from portal.db.unit_of_work import Reader, Scope
from portal.queues.registry import QUEUES
from portal.queues.spec import ActionSpec, Reason
from portal.security.actors import StaffActor
from portal.security.sessions import STEP_UP_LIFE
from portal.services.policies.store import current
from portal.services.policies.workstation import WorkstationPolicy

router = Router(tags=["me"])

UNDO_S = 5
CLAIM_S = 300


class MyName(Reply):
    """The signed-in staff member."""

    id: str
    username: str
    name: str


class Colleague(Reply):
    """Somebody to whom an item can be handed on: they may decide what I may only prepare."""

    id: str
    name: str
    roles: list[str]


class OfflineReply(Reply):
    """What of the practice this person may review without a line (DOMAIN §5.8)."""

    allowed: bool
    kinds: list[str]
    fields: Literal["whole", "row"]
    keep_s: int  # since the last contact
    most_items: int
    may_pin: bool  # documents


class MyPractice(Reply):
    """A practice they belong to."""

    id: int
    name: str
    time_zone: str
    phone: str
    roles: list[str]
    permissions: list[str]
    colleagues: list[Colleague]
    offline: OfflineReply


class ReasonReply(Reply):
    """A coded reason for a refusal, with the words proposed to the patient."""

    code: str
    title: str
    text_to_patient: str
    permission: str | None
    next_step: str  # what the refusal sets in motion; empty for nothing
    external_code: str  # of a public table, NCPDP for instance; empty for none


class ActionReply(Reply):
    """One action of a queue, as its module declares it.

    `decides` is false for work that decides nothing; `delegable` says whether it may ever be taken
    on behalf of a colleague, which the item's content can still forbid.
    """

    action: str
    from_states: list[str]
    to_state: str
    permission: str
    step_up: bool
    bulk: bool
    offline_age_s: int | None
    decides: bool
    delegable: bool
    params_schema: dict[str, Any]
    reasons: list[ReasonReply]


class QueuePolicy(Reply):
    """From which age on a waiting item is overdue."""

    target_s: int


class Policies(Reply):
    """Times by which the console behaves, in seconds.

    After `lock_idle_s` without a key or a click it covers itself, after `lock_hard_s` it forgets all.
    """

    undo_s: int
    lock_idle_s: int
    lock_hard_s: int
    claim_s: int
    step_up_s: int
    queues: dict[str, QueuePolicy]


class MeReply(Reply):
    """All that the console needs to know about its user."""

    staff: MyName
    practices: list[MyPractice]
    actions: dict[str, list[ActionReply]]
    policies: Policies
    server_time: Moment


@router.get("/v1/me", operation_id="read_me")
def read_me(actor: Staff, request: Request) -> MeReply:
    """Describe the signed-in staff member, their practices, and the actions of every queue."""
    portal = portal_of(request)
    with portal.database.read(Scope.of(actor.practices)) as reader:
        rules = {one: current(reader, one, WorkstationPolicy) for one in sorted(actor.practices)}
        practices = _practices(reader, actor, rules)
    return MeReply(
        staff=MyName(id=actor.staff_id, username=actor.username, name=actor.name),
        practices=practices,
        actions=_actions(),
        policies=_policies(rules),
        server_time=portal.database.clock().astimezone(UTC),
    )


def _practices(
    reader: Reader, actor: StaffActor, rules: Mapping[int, WorkstationPolicy]
) -> list[MyPractice]:
    """Read the actor's practices with their roles. Rights are the actor's, decided at one place."""
    people = _people(reader)
    rows = reader.execute(
        select(practice).where(practice.c.id.in_(actor.practices)).order_by(practice.c.id)
    )
    return [
        MyPractice(
            id=row.id,
            name=row.name,
            time_zone=row.time_zone,
            phone=row.phone,
            roles=people[row.id][actor.staff_id].roles,
            permissions=sorted(actor.permissions[row.id]),
            colleagues=[
                person for person in people[row.id].values() if person.id != actor.staff_id
            ],
            offline=_offline(rules[row.id], actor, row.id, people[row.id][actor.staff_id].roles),
        )
        for row in rows
    ]


def _offline(
    rule: WorkstationPolicy, actor: StaffActor, practice_id: int, roles: Sequence[str]
) -> OfflineReply:
    readable = [
        kind for kind, spec in QUEUES.items() if actor.may(practice_id, spec.read_permission)
    ]
    kinds = rule.kinds_for(roles, readable)
    return OfflineReply(
        allowed=bool(kinds),
        kinds=kinds,
        fields=rule.offline_fields,
        keep_s=rule.offline_hours * 3600,
        most_items=rule.offline_items,
        may_pin=rule.pin_documents and bool(kinds) and "document" in readable,
    )


def _people(reader: Reader) -> dict[int, dict[str, Colleague]]:
    """Read the active staff of the practices within the fence, by name."""
    members = (
        select(staff_membership.c.practice_id, staff.c.id, staff.c.name, staff_membership.c.role)
        .join_from(staff_membership, staff, staff.c.id == staff_membership.c.staff_id)
        .where(staff.c.active)
        .order_by(staff.c.name, staff.c.id, staff_membership.c.role)
    )
    people: dict[int, dict[str, Colleague]] = {}
    for row in reader.execute(members):
        practice_people = people.setdefault(row.practice_id, {})
        person = practice_people.setdefault(row.id, Colleague(id=row.id, name=row.name, roles=[]))
        person.roles.append(row.role)
    return people


@cache
def _actions() -> dict[str, list[ActionReply]]:
    """Describe every action; made once, for the queues are part of the program."""
    return {
        kind: [_action(action) for action in spec.actions.values()] for kind, spec in QUEUES.items()
    }


def _action(spec: ActionSpec) -> ActionReply:
    age = spec.offline_age
    return ActionReply(
        action=spec.name,
        from_states=sorted(spec.from_states),
        to_state=spec.to_state,
        permission=spec.permission,
        step_up=spec.step_up,
        bulk=spec.bulk,
        offline_age_s=None if age is None else int(age.total_seconds()),
        decides=spec.decides,
        delegable=spec.delegable is not None,
        params_schema=spec.params.model_json_schema(),
        reasons=[_reason(reason) for reason in spec.reasons],
    )


def _reason(reason: Reason) -> ReasonReply:
    return ReasonReply(
        code=reason.code,
        title=reason.title,
        text_to_patient=reason.text_to_patient,
        permission=reason.permission,
        next_step=reason.next_step,
        external_code=reason.external_code,
    )


def _policies(rules: Mapping[int, WorkstationPolicy]) -> Policies:
    strict = list(rules.values()) or [WorkstationPolicy()]
    return Policies(
        undo_s=UNDO_S,
        lock_idle_s=min(one.lock_soft_min for one in strict) * 60,
        lock_hard_s=min(one.lock_hard_min for one in strict) * 60,
        claim_s=CLAIM_S,
        step_up_s=int(STEP_UP_LIFE.total_seconds()),
        queues={
            kind: QueuePolicy(target_s=int(spec.target.total_seconds()))
            for kind, spec in QUEUES.items()
        },
    )
