"""The refill queue: a patient asks to renew a medication (DOMAIN F54–F56, §5.3).

Only who may approve refills approves (F55). Front desk and nurse route, and deny for administrative
reasons. A controlled medicine is never approved offline, schedule II never at all.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import and_, select

from portal.db.tables import staff, staff_membership
from portal.db.unit_of_work import UnitOfWork
from portal.queues.params import EntityId, OptionalText, Refusal
from portal.queues.reasons import REFILL_DENIALS, OneOf
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission, Role, permissions_of
from portal.services import inbox, item_changes, medications
from portal.services.policies.refill import RefillPolicy
from portal.services.refill_rules import CONTROLLED
from portal.services.rules import refused

OPEN = frozenset({"pending"})
OFFLINE = timedelta(hours=8)
MAX_REFILLS = 12


class Approve(ActionParams):
    """How many refills; null grants one."""

    refills: Annotated[int, Field(ge=1, le=MAX_REFILLS)] | None = None
    text_to_patient: OptionalText = ""


class Deny(Refusal):
    """Why not."""

    reason_code: Annotated[str, OneOf.reasons(REFILL_DENIALS)]


class Route(ActionParams):
    """Which colleague should decide."""

    assigned_to: EntityId
    internal_note: OptionalText = ""


def _approve(
    uow: UnitOfWork, row: Mapping[str, Any], params: Approve, actor: StaffActor
) -> Outcome:
    del actor
    wanted = item_changes.content_of(row)["medication"]["id"]
    before, number = medications.grant(uow, row["practice_id"], row["id"], wanted, params.refills)
    _tell(uow, row, "refill_approved", params.text_to_patient)
    return Outcome(
        "approved",
        journal={
            "medication_id": wanted,
            "refills": number,
            "restart": before["status"] == "inactive",
        },
    )


def _deny(uow: UnitOfWork, row: Mapping[str, Any], params: Deny, actor: StaffActor) -> Outcome:
    del actor  # a clinical reason needs a right of its own, which whoever calls has checked
    _tell(uow, row, "refill_denied", params.text_to_patient)
    return Outcome("denied")


def _route(uow: UnitOfWork, row: Mapping[str, Any], params: Route, actor: StaffActor) -> Outcome:
    del actor
    roles = uow.execute(
        select(staff_membership.c.role)
        .join(staff, staff.c.id == staff_membership.c.staff_id)
        .where(
            and_(
                staff_membership.c.practice_id == row["practice_id"],
                staff_membership.c.staff_id == params.assigned_to,
                staff.c.active.is_(True),
            )
        )
    ).scalars()
    if Permission.REFILL_APPROVE not in permissions_of(Role(role) for role in roles):
        raise refused("NOT_A_PRESCRIBER", "That staff member does not approve renewals here.")
    return Outcome(
        "pending", assigned_to=params.assigned_to, journal={"assigned_to": params.assigned_to}
    )


def _tell(uow: UnitOfWork, row: Mapping[str, Any], kind: str, body: str) -> None:
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=row["account_id"]
        or inbox.account_of_chart(uow, row["practice_id"], row["patient_id"]),
        patient_id=row["patient_id"],
        kind=kind,
        key=f"{row['id']}:{row['version']}",
        body=body,
        item_id=row["id"],
    )


def is_controlled(content: Mapping[str, Any]) -> bool:
    """Whether the item asks for a controlled substance (21 CFR 1308)."""
    return content["medication"]["schedule"] in CONTROLLED


SPEC = QueueSpec(
    kind="refill",
    read_permission=Permission.REFILL_READ,
    open_states=OPEN,
    closed_states=frozenset({"approved", "denied", "withdrawn"}),
    actions={
        "approve": ActionSpec(
            name="approve",
            from_states=OPEN,
            to_state="approved",
            permission=Permission.REFILL_APPROVE,
            params=Approve,
            apply=_approve,
            offline_age=OFFLINE,
            online_only=is_controlled,
        ),
        "deny": ActionSpec(
            name="deny",
            from_states=OPEN,
            to_state="denied",
            permission=Permission.REFILL_DENY_ADMINISTRATIVE,
            params=Deny,
            apply=_deny,
            offline_age=OFFLINE,
            online_only=is_controlled,
            reasons=REFILL_DENIALS,
        ),
        "route": ActionSpec(
            name="route",
            from_states=OPEN,
            to_state="pending",
            permission=Permission.REFILL_ROUTE,
            params=Route,
            apply=_route,
            offline_age=OFFLINE,
        ),
    },
    target=timedelta(hours=24),
    policy=RefillPolicy,
)
