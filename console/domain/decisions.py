"""A decision as the outbox keeps it, and the rule that says why one can not be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from console.domain.items import Item, ItemKey
from console.domain.session import ActionRule, Me


@dataclass(frozen=True)
class Command:
    """One decision, made and stored here before it is sent (DESIGN §4.3)."""

    command_id: str
    key: ItemKey
    expected_version: int
    expected_content_hash: str
    action: str
    params: Mapping[str, Any]
    client_decided_at: str  # RFC 3339, our clock: information only
    not_before_ms: int  # end of the undo window
    attempts: int = 0
    next_try_ms: int = 0
    label: str = ""  # whom and what, for *Needs attention*; lives only in the encrypted outbox
    on_behalf_of: str = ""  # the colleague for whom a delegate decides; empty: for oneself
    bulk: bool = False  # one of many: the portal checks that nobody need look at it alone
    offline: bool = False  # made while there was no line: the practice hears of it if it is refused
    seen: Mapping[str, Any] | None = None  # the item as it was on the screen; never sent


class ResultStatus(StrEnum):
    """The portal's answer to one command."""

    APPLIED = "applied"
    REPLAYED = "replayed"
    ALREADY_SATISFIED = "already_satisfied"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    DEFERRED = "deferred"


@dataclass(frozen=True)
class CommandResult:
    """The portal's answer, with the problem and the item as it is now where they were given."""

    command_id: str
    status: ResultStatus
    version: int | None = None
    state: str | None = None
    seq: int | None = None
    problem: Mapping[str, Any] = field(default_factory=dict)
    current: Mapping[str, Any] | None = None
    is_open: bool | None = None  # None when the portal did not say


@dataclass(frozen=True)
class Attention:
    """A decision that was not accepted; stays until a named person has read it."""

    command: Command
    status: ResultStatus
    problem: Mapping[str, Any]
    current: Mapping[str, Any] | None
    at_ms: int


TIME_OFFLINE_MS = 12 * 3_600_000
"""A working day: times without a line that are less apart are told of as one, and for as long."""


@dataclass(frozen=True)
class TimeOffline:
    """What became of the decisions made without a line, as far as the portal has answered.

    A day on which the line went several times has one account; the next begins a working day after
    the last answer to the one before.
    """

    since_ms: int = 0  # when the first was made; 0 when there was none yet
    decided: int = 0
    waiting: int = 0  # not answered
    applied: int = 0
    to_read: int = 0  # not accepted, or made by a colleague before; nobody has read it yet
    answered_ms: int = 0  # when the last answer came or was read; 0 while there is none

    @property
    def read(self) -> int:
        """How many were not accepted, and read by a person."""
        return self.decided - self.waiting - self.applied - self.to_read


class Refusal(StrEnum):
    """Why an action can not be taken now; `messages.py` has the words."""

    UNKNOWN_ACTION = "unknown_action"
    WRONG_STATE = "wrong_state"
    NOT_PERMITTED = "not_permitted"
    ALREADY_DECIDED_HERE = "already_decided_here"
    NOT_OFFLINE = "not_offline"
    TOO_OLD_OFFLINE = "too_old_offline"
    CONTROLLED_OFFLINE = "controlled_offline"
    ROW_ONLY_OFFLINE = "row_only_offline"
    CLAIMED_BY_OTHER = "claimed_by_other"


class DecisionRefusedError(Exception):
    """An action was asked for that the rule forbids now; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def tells_patient(rule: ActionRule) -> bool:
    """Whether the action can say something to the patient: it has words for them."""
    return "text_to_patient" in (rule.params_schema.get("properties") or {})


def refusal(
    me: Me,
    item: Item,
    action: str,
    *,
    online: bool = True,
    data_age_s: float = 0.0,
    delegated: bool = False,
) -> Refusal | None:
    """The reason why `action` can not be taken on `item` now, or None when it can.

    `delegated` when it is taken for a colleague who may: then the right is theirs, and no
    controlled drug is decided so (DOMAIN §5.1).
    The portal checks everything again; this only spares a person a decision that would be refused.
    """
    rule = me.rule(item.key.kind, action)
    if rule is None:
        return Refusal.UNKNOWN_ACTION
    may = me.may(item.key.practice_id, rule.permission)
    if not may and (not delegated or item.is_controlled):
        return Refusal.NOT_PERMITTED
    if item.decision_state:
        return Refusal.ALREADY_DECIDED_HERE
    if item.state not in rule.from_states:
        return Refusal.WRONG_STATE
    return None if online else _refusal_offline(item, rule, data_age_s)


def _refusal_offline(item: Item, rule: ActionRule, data_age_s: float) -> Refusal | None:
    if rule.offline_age_s is None:
        return Refusal.NOT_OFFLINE
    if item.is_controlled:
        return Refusal.CONTROLLED_OFFLINE
    if _is_row_only(item):
        return Refusal.ROW_ONLY_OFFLINE
    return Refusal.TOO_OLD_OFFLINE if data_age_s > rule.offline_age_s else None


def _is_row_only(item: Item) -> bool:
    """Whether the copy has no more of the item than a row of the list shows (`OfflineReview.whole`)."""
    patient = item.entity.get("patient")
    named = isinstance(patient, Mapping) and patient.keys() == {"name", "birth_date"}
    return named and not item.entity.get("content")
