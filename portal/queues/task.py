"""The task queue: what the practice has set itself to do; no patient sees it.

States: pending → done, cancelled. What a task's content holds is in `services.tasks`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.queues.params import InternalText
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services.policies.task import TaskPolicy

OPEN = frozenset({"pending"})
CLOSED = frozenset({"done", "cancelled"})
OFFLINE = timedelta(hours=24)


class Complete(ActionParams):
    """What came of it."""

    outcome_note: InternalText


class Cancel(ActionParams):
    """Why it is not needed any more."""

    note: InternalText


def _end(state: str) -> Any:
    def apply(
        _uow: UnitOfWork, _row: Mapping[str, Any], _params: ActionParams, _actor: StaffActor
    ) -> Outcome:
        return Outcome(state)

    return apply


def _action(name: str, to: str, params: type[ActionParams]) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=OPEN,
        to_state=to,
        permission=Permission.TASK_DECIDE,
        params=params,
        apply=_end(to),
        bulk=False,
        offline_age=OFFLINE,
    )


SPEC = QueueSpec(
    kind="task",
    read_permission=Permission.TASK_READ,
    open_states=OPEN,
    closed_states=CLOSED,
    actions={
        "complete": _action("complete", "done", Complete),
        "cancel": _action("cancel", "cancelled", Cancel),
    },
    target=timedelta(hours=24),
    policy=TaskPolicy,
)
