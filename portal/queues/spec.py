"""What a queue is: states, actions, rights, parameters, and what an action does.

A queue is one module that builds one `QueueSpec`; the decision service, the feed, `/v1/me`, the
OpenAPI document and the state × action × role test all read these objects and know no queue by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services.policies.queue import QueuePolicy


class ActionParams(BaseModel):
    """Parameters of an action: closed, unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Reason:
    """A coded reason for a refusal, with the words proposed to the patient (PEERS B16)."""

    code: str
    title: str
    text_to_patient: str
    permission: Permission | None = None  # needed beyond the action's own
    next_step: str = ""  # what the refusal sets in motion: a name of `services.next_steps`
    external_code: str = ""  # the code of a public table, NCPDP for instance, where there is one


SETTABLE = frozenset(
    {
        "assigned_to",
        "claimed_by",
        "claimed_until",
        "due_at",
        "duplicate_of",
        "waiting_on",
        "waiting_since",
        "waiting_until",
    }
)
"""The columns of an item that an action may set beside its state and content."""


@dataclass(frozen=True)
class Outcome:
    """What an action made of the item."""

    state: str
    patient_id: str | None = None  # the chart the item is bound to from now on
    content: Mapping[str, Any] | None = None  # new content, when the action changes it
    assigned_to: str | None = None
    due_at: datetime | None = None  # when the item is due from now on; None: as before
    columns: Mapping[str, Any] = field(default_factory=dict)  # more columns, of SETTABLE
    journal: Mapping[str, str | int | bool | None] = field(default_factory=dict)


Apply = Callable[[UnitOfWork, Mapping[str, Any], Any, StaffActor], Outcome]
"""`apply(uow, item row as mapping, params, actor)`; raises `Problem` to refuse."""


@dataclass(frozen=True)
class Ending:
    """What else happens when the desk closes an item, or opens it again, by no act of its queue.

    `close(uow, row, state)` and `reopen(uow, row)` give the content from then on, or None; `reopen`
    raises Problem where the request can not be taken up again.
    """

    close: Callable[[UnitOfWork, Mapping[str, Any], str], Mapping[str, Any] | None]
    reopen: Callable[[UnitOfWork, Mapping[str, Any]], Mapping[str, Any] | None]
    tells_patient: bool = True  # False for what the patient does not know of


@dataclass(frozen=True)
class ActionSpec:
    """One action of a queue. An empty `to_state` leaves the item in the state it has."""

    name: str
    from_states: frozenset[str]
    to_state: str
    permission: Permission
    params: type[ActionParams]
    apply: Apply
    step_up: bool = False
    bulk: bool = True
    offline_age: timedelta | None = None  # None: never decided offline
    reasons: tuple[Reason, ...] = ()
    online_only: Callable[[Mapping[str, Any]], bool] | None = None  # asked with the item's content
    decides: bool = True  # False: work on the item (assign, note, wait) that decides nothing
    any_version: bool = False  # holds whatever became of the item since it was seen: a note
    delegable: Callable[[Mapping[str, Any]], bool] | None = None  # by content; None: never
    bulk_most: int = 100  # commands of this action that one request decides among many
    bulk_bar: Callable[[Reader, Mapping[str, Any]], str | None] | None = None
    """`bulk_bar(reader, item row)`: the code why this item is not decided among many, or None."""

    def offline_age_of(self, content: Mapping[str, Any]) -> timedelta | None:
        """How old a decision on this very content may be; None: it is never made offline."""
        if self.online_only is not None and self.online_only(content):
            return None
        return self.offline_age


@dataclass(frozen=True)
class QueueSpec:
    """One queue."""

    kind: str
    read_permission: Permission
    open_states: frozenset[str]
    closed_states: frozenset[str]
    actions: Mapping[str, ActionSpec]
    target: timedelta  # age at which a waiting item is overdue
    policy: type[QueuePolicy] = QueuePolicy  # what a practice may set for itself
    ending: Ending | None = None

    @property
    def states(self) -> frozenset[str]:
        """All states of the queue."""
        return self.open_states | self.closed_states
