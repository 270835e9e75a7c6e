"""Items and queues as the window sees them: the portal's truth with the outbox laid over it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

QUEUE_KINDS = (
    *("enrollment", "refill", "appointment", "result", "document"),
    *("unmatched_result", "quarantine", "statement_request", "task"),
)
NO_PERSON_KINDS = frozenset({"quarantine"})
"""Items about a message, which nobody could read: whom it is about is not known."""

# The states in which an item still waits for somebody; needed between the portal's short answer to
# a decision and the whole item, which follows with the feed.
OPEN_STATES = frozenset(
    {"pending", "needs_info", "offered", "waitlisted", "held", "unreviewed", "reprocessing"}
)


@dataclass(frozen=True, order=True)
class ItemKey:
    """Names one item everywhere: in the cache, the outbox, the feed and the window."""

    practice_id: int
    kind: str
    id: str


class DecisionState(StrEnum):
    """What the outbox says about an item; `NONE` when it says nothing."""

    NONE = ""
    QUEUED = "queued"  # saved, not answered by the portal yet
    ATTENTION = "attention"  # answered, not accepted, and no person has read it yet


@dataclass(frozen=True)
class Waiting:
    """`on` is patient, internal or hold; `since` an RFC 3339 time, `until` a date or empty."""

    on: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Item:
    """One item with everything the portal said, and what we decided about it but is unanswered.

    `entity` is the feed's JSON object as it came; `entity["content"]` has the fields of the kind.
    """

    key: ItemKey
    version: int
    content_hash: str
    state: str
    is_open: bool
    entity: Mapping[str, Any]
    decision_state: DecisionState = DecisionState.NONE
    decision_action: str = ""
    decision_undo_until_ms: int = 0
    decision_command_id: str = ""

    @property
    def content(self) -> Mapping[str, Any]:
        """The fields of the item's kind."""
        content: Mapping[str, Any] = self.entity["content"]
        return content

    @property
    def waiting(self) -> Waiting | None:
        """Whom or what the item waits for, other than us; None when it is ours to work on."""
        found = self.entity.get("waiting")
        if not isinstance(found, Mapping) or not self.is_open:
            return None
        texts = (str(found.get(name) or "") for name in ("on", "since", "until"))
        return Waiting(*texts)

    @property
    def is_controlled(self) -> bool:
        """Whether it asks for a controlled drug, which is never decided offline (DOMAIN §5.3)."""
        medication = self.content.get("medication") or {}
        return bool(medication.get("schedule"))


@dataclass(frozen=True)
class QueueCount:
    """The number beside a queue's name, and the age of its oldest open item."""

    kind: str
    open: int
    oldest_submitted_ms: int | None
    overdue: int = 0
    parked: int = 0  # waiting for somebody else; none of them is in the other numbers


class SortKey(StrEnum):
    """The columns that a queue can be sorted by."""

    SUBMITTED = "submitted"
    PATIENT = "patient"
    SUMMARY = "summary"
    STATE = "state"
    DUE = "due"
    ASSIGNED = "assigned"


class QueueView(StrEnum):
    """Which of the items a table shows."""

    WAITING = "waiting"  # to do: open and waiting for us, or decided here and not answered yet
    PARKED = "parked"  # open and waiting for the patient, a colleague or a day
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True)
class QueueQuery:
    """What the table shows. Whole-queue work, done on a lane.

    `kind` empty means all kinds (*My morning*, oldest first). `kinds` then limits them to those
    that the user may decide.
    """

    practice_id: int
    kind: str = ""
    kinds: tuple[str, ...] = QUEUE_KINDS
    view: QueueView = QueueView.WAITING
    search: str = ""
    sort: SortKey = SortKey.SUBMITTED
    descending: bool = False


# One table row: a plain tuple, since a jump makes dozens of them within a frame.
class RowText(NamedTuple):
    """A row ready to be painted. Times are milliseconds since 1970, UTC."""

    key: ItemKey
    patient: str
    birth_date: str  # ISO date or empty
    summary: str
    requested_by: str
    submitted_ms: int
    due_ms: int
    priority: str
    state: str
    assigned_to: str
    claimed_by: str
    claim_until_ms: int
    decision_state: str
    decision_action: str
    is_open: bool
    waiting_on: str = ""
