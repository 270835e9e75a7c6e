"""The queue of messages that could not be read (DOMAIN §5.4; reference/backend §11.4).

States: pending → reprocessing → parsed, refused, or pending again with the new reason; discarded. What
an item's content holds: `portal.services.intake.quarantine`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from portal.db.unit_of_work import UnitOfWork
from portal.queues.intake_reasons import QUARANTINE_DISCARDS
from portal.queues.params import NoParams, OptionalText
from portal.queues.reasons import OneOf
from portal.queues.spec import ActionParams, ActionSpec, Ending, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services.intake import quarantine
from portal.services.policies.intake import QuarantinePolicy

PENDING = frozenset({"pending"})
OPEN = frozenset({"pending", "reprocessing"})
CLOSED = frozenset({"parsed", "refused", "discarded"})
Row = Mapping[str, Any]


class Discard(ActionParams):
    """Why nobody needs the message; it is kept all the same."""

    reason_code: Annotated[str, OneOf.reasons(QUARANTINE_DISCARDS)]
    note: OptionalText = ""


def _reprocess(uow: UnitOfWork, row: Row, params: NoParams, actor: StaffActor) -> Outcome:
    del params, actor
    message_id = quarantine.send_back(uow, row)
    return Outcome(quarantine.REPROCESSING, journal={"message_id": message_id})


def _discard(uow: UnitOfWork, row: Row, params: Discard, actor: StaffActor) -> Outcome:
    del params, actor
    message_id = quarantine.put_aside(uow, row)
    return Outcome("discarded", journal={"message_id": message_id})


def _close(uow: UnitOfWork, row: Row, state: str) -> None:
    del state
    quarantine.put_aside(uow, row)


def _reopen(uow: UnitOfWork, row: Row) -> None:
    quarantine.take_up(uow, row)


ENDING = Ending(_close, _reopen, tells_patient=False)
REOPENS = frozenset({"discarded"})


def _action(name: str, to: str, params: type[ActionParams], apply: Any, **more: Any) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=PENDING,
        to_state=to,
        permission=Permission.INTAKE_RESOLVE,
        params=params,
        apply=apply,
        **more,
    )


SPEC = QueueSpec(
    kind=quarantine.KIND,
    read_permission=Permission.INTAKE_RESOLVE,
    open_states=OPEN,
    closed_states=CLOSED,
    actions={
        "reprocess": _action("reprocess", quarantine.REPROCESSING, NoParams, _reprocess),
        "discard": _action("discard", "discarded", Discard, _discard, reasons=QUARANTINE_DISCARDS),
    },
    target=timedelta(hours=8),
    policy=QuarantinePolicy,
)
