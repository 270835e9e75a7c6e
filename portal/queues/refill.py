"""The refill queue: a patient asks to renew a medication (DOMAIN F54–F56, §5.3).

Only who may approve refills approves (F55). Front desk and nurse prepare, route, and deny for
administrative reasons if the practice lets them (AMB9). A controlled medicine is never decided
offline, among many, or by a delegate; schedule II is never renewed at all.

The content has `medication`, `pharmacy`, `note`, `checks` with `checked_at` (the age of the facts),
`is_restart`, `prepared` ({by, at, refills, note} or null) and `granted` ({refills, changes,
override, reason, restart} or null).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import staff, staff_membership
from portal.db.unit_of_work import UnitOfWork
from portal.domain.moments import moment_text
from portal.queues.params import NoParams
from portal.queues.reasons import REFILL_DENIALS
from portal.queues.refill_bars import bulk_bar, controlled_bar, is_controlled, is_delegable
from portal.queues.refill_params import (
    Approve,
    ApproveWithChanges,
    Deny,
    NeedsVisit,
    Prepare,
    Route,
)
from portal.queues.spec import ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission, Role, permissions_of
from portal.services import item_changes, refill_answers, refill_grants
from portal.services.policies import store
from portal.services.policies.refill import RefillPolicy
from portal.services.refill_facts import card_of
from portal.services.refill_grants import DEFAULT_REFILLS, Wanted
from portal.services.rules import refused

OPEN = frozenset({"pending"})
OFFLINE = timedelta(hours=8)
_Row = Mapping[str, Any]


def _approve(uow: UnitOfWork, row: _Row, params: Approve, actor: StaffActor) -> Outcome:
    del actor
    content = item_changes.content_of(row)
    wanted = _wanted(content, params)
    done = refill_grants.grant(uow, row, content, wanted)
    changing = isinstance(params, ApproveWithChanges)
    if changing and not done.changes:
        raise refused("NOTHING_CHANGED", "It is prescribed so already; approve it as it is.")
    refill_answers.tell_approved(uow, row, params.text_to_patient, done.changes)
    content |= {
        "checks": list(done.card),
        "checked_at": moment_text(uow.now),
        "granted": {
            "refills": wanted.refills,
            "changes": list(done.changes),
            "reason": params.reason if isinstance(params, ApproveWithChanges) else "",
            "override": params.override.model_dump() if params.override else None,
            "restart": done.restart,
        },
    }
    facts: dict[str, str | int | bool | None] = {
        "medication_id": done.before["id"],
        "refills": wanted.refills,
        "restart": done.restart,
        "changed": ",".join(change["field"] for change in done.changes),
        "override": wanted.override,
    }
    return Outcome("approved", content=content, journal=facts)


def _wanted(content: Mapping[str, Any], params: Approve) -> Wanted:
    """Give what is granted: as asked, else as prepared, else one refill."""
    proposed = (content.get("prepared") or {}).get("refills")
    refills = params.refills or proposed or DEFAULT_REFILLS
    override = params.override.code if params.override else ""
    if not isinstance(params, ApproveWithChanges):
        return Wanted(refills, override=override)
    return Wanted(refills, params.quantity, params.days_supply, params.dose_text, override)


def _needs_visit(uow: UnitOfWork, row: _Row, params: NeedsVisit, actor: StaffActor) -> Outcome:
    del actor
    visit = refill_answers.ask_for_visit(uow, row, params.visit_type)
    refill_answers.tell(uow, row, "refill_needs_visit", params.text_to_patient)
    return Outcome("needs_visit", journal={"appointment_item_id": visit})


def _deny(uow: UnitOfWork, row: _Row, params: Deny, actor: StaffActor) -> Outcome:
    # a clinical reason needs a right of its own, which whoever calls has checked
    practice_id = row["practice_id"]
    desk_may = store.current(uow, practice_id, RefillPolicy).front_desk_may_deny
    if not desk_may and not actor.may(practice_id, Permission.REFILL_DENY_CLINICAL):
        raise refused("DESK_MAY_NOT_DENY", "In this practice only a provider denies renewals.")
    refill_answers.tell(uow, row, "refill_denied", params.text_to_patient)
    return Outcome("denied")


def _route(uow: UnitOfWork, row: _Row, params: Route, actor: StaffActor) -> Outcome:
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


def _prepare(uow: UnitOfWork, row: _Row, params: Prepare, actor: StaffActor) -> Outcome:
    """F55: propose, so that a provider approves with one key; what can not be is not proposed."""
    content = _checked_anew(uow, row)
    refill_grants.check_stops(content["checks"], params.refills)
    content["prepared"] = {
        "by": {"id": actor.staff_id, "name": actor.name},
        "at": moment_text(uow.now),
        "refills": params.refills,
        "note": params.note,
    }
    return Outcome("pending", content=content, journal={"refills": params.refills})


def _recheck(uow: UnitOfWork, row: _Row, params: NoParams, actor: StaffActor) -> Outcome:
    del params, actor
    return Outcome("pending", content=_checked_anew(uow, row))


def _checked_anew(uow: UnitOfWork, row: _Row) -> dict[str, Any]:
    content = item_changes.content_of(row)
    medicine = refill_grants.current(uow, row["practice_id"], content)
    checks = card_of(uow, medicine, item_id=row["id"], asked_by=row["requested_by"])
    return content | {
        "medication": refill_answers.shown(medicine),
        "checks": checks,
        "checked_at": moment_text(uow.now),
        "is_restart": medicine["status"] == "inactive",
    }


def _action(name: str, to_state: str, permission: Permission, **more: Any) -> ActionSpec:
    """Give an action on a waiting request; what decides is never offline for a controlled drug."""
    return ActionSpec(
        name=name,
        from_states=OPEN,
        to_state=to_state,
        permission=permission,
        offline_age=OFFLINE,
        online_only=is_controlled,
        **more,
    )


_DECIDES: Mapping[str, Any] = {"delegable": is_delegable, "bulk_bar": bulk_bar}
_ACTIONS = (
    _action(
        *("approve", "approved", Permission.REFILL_APPROVE),
        params=Approve,
        apply=_approve,
        **_DECIDES,
    ),
    _action(
        *("approve_with_changes", "approved", Permission.REFILL_APPROVE),
        params=ApproveWithChanges,
        apply=_approve,
        bulk=False,
        **_DECIDES,
    ),
    _action(
        *("needs_visit", "needs_visit", Permission.REFILL_DENY_CLINICAL),
        params=NeedsVisit,
        apply=_needs_visit,
        bulk=False,
        **_DECIDES,
    ),
    _action(
        *("deny", "denied", Permission.REFILL_DENY_ADMINISTRATIVE),
        params=Deny,
        apply=_deny,
        reasons=REFILL_DENIALS,
        delegable=is_delegable,
        bulk_bar=controlled_bar,
    ),
    ActionSpec(
        name="route",
        from_states=OPEN,
        to_state="pending",
        permission=Permission.REFILL_ROUTE,
        params=Route,
        apply=_route,
        offline_age=OFFLINE,
    ),
    ActionSpec(
        name="prepare",
        from_states=OPEN,
        to_state="",
        permission=Permission.REFILL_ROUTE,
        params=Prepare,
        apply=_prepare,
        bulk=False,
        decides=False,
    ),
    ActionSpec(
        name="recheck",
        from_states=OPEN,
        to_state="",
        permission=Permission.REFILL_READ,
        params=NoParams,
        apply=_recheck,
        decides=False,
    ),
)

SPEC = QueueSpec(
    kind="refill",
    read_permission=Permission.REFILL_READ,
    open_states=OPEN,
    closed_states=frozenset({"approved", "denied", "needs_visit", "withdrawn"}),
    actions={action.name: action for action in _ACTIONS},
    target=timedelta(hours=24),
    policy=RefillPolicy,
)
