"""The queue of results without a chart: somebody says whose they are (DOMAIN §5.4).

States: pending → matched, rejected; withdrawn by the laboratory. While it is here a result is in no
chart, so nothing can release it. What an item's content holds: `portal.services.intake.unmatched_content`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from portal.db.unit_of_work import UnitOfWork
from portal.queues.intake_reasons import UNMATCHED_REJECTIONS
from portal.queues.params import EntityId, OptionalText
from portal.queues.reasons import OneOf
from portal.queues.spec import ActionParams, ActionSpec, Ending, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import item_changes
from portal.services.forms import PROSE
from portal.services.intake import matching_up, unmatched
from portal.services.policies.intake import UnmatchedResultPolicy

KIND = unmatched.KIND
OPEN = frozenset({"pending"})
CLOSED = frozenset({"matched", "rejected", "withdrawn"})
Row = Mapping[str, Any]


class Match(ActionParams):
    """Whose result it is, and what that rests on.

    `override_reason` is needed where the birth date says otherwise, or the chart is of somebody who
    has died: in words, why it is theirs all the same.
    """

    patient_id: EntityId
    chosen_because: Literal["candidate", "search"]  # one of those proposed, or one looked for
    override_reason: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PROSE)
    ] = ""


class Reject(ActionParams):
    """Why the result is put into no chart."""

    reason_code: Annotated[str, OneOf.reasons(UNMATCHED_REJECTIONS)]
    note: OptionalText = ""


def _match(uow: UnitOfWork, row: Row, params: Match, actor: StaffActor) -> Outcome:
    del actor
    chart = matching_up.chart_for(
        uow, row, params.patient_id, overridden=bool(params.override_reason)
    )
    landed = matching_up.match(uow, row, chart)
    content = item_changes.content_of(row)
    return Outcome(
        "matched",
        patient_id=params.patient_id,
        content=content | {"matched": {"patient_id": params.patient_id, "reports": landed}},
        journal={
            "patient_id": params.patient_id,
            "chosen_because": params.chosen_because,
            "overridden": bool(params.override_reason),
            "reports": len(landed),
        },
    )


def _reject(uow: UnitOfWork, row: Row, params: Reject, actor: StaffActor) -> Outcome:
    del params, actor
    unmatched.mark(uow, row, unmatched.DROPPED)
    return Outcome("rejected")


def _close(uow: UnitOfWork, row: Row, state: str) -> None:
    del state
    unmatched.mark(uow, row, unmatched.DROPPED)


def _reopen(uow: UnitOfWork, row: Row) -> None:
    unmatched.mark(uow, row, unmatched.WAITING)


ENDING = Ending(_close, _reopen, tells_patient=False)
REOPENS = frozenset({"rejected"})


def _action(name: str, to: str, params: type[ActionParams], apply: Any, **more: Any) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=OPEN,
        to_state=to,
        permission=Permission.INTAKE_RESOLVE,
        params=params,
        apply=apply,
        bulk=False,
        **more,
    )


SPEC = QueueSpec(
    kind=KIND,
    read_permission=Permission.INTAKE_RESOLVE,
    open_states=OPEN,
    closed_states=CLOSED,
    actions={
        "match": _action("match", "matched", Match, _match),
        "reject": _action("reject", "rejected", Reject, _reject, reasons=UNMATCHED_REJECTIONS),
    },
    target=timedelta(hours=8),
    policy=UnmatchedResultPolicy,
)
