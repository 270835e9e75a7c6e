"""What a unit of work leaves to its commit: places in the feed, entries of the journal, jobs, rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.db.chain import Entry
from portal.db.gathering import Gathered


@dataclass(eq=False)
class FeedTicket:
    """A place in the feed that is being waited for; `seq` is 0 until the commit numbers it."""

    practice_id: int
    kind: str
    entity_id: str
    version: int
    op: str
    row: Mapping[str, Any] | None = None
    seq: int = 0


@dataclass(eq=False)
class JournalTicket:
    """An entry that is being waited for; `seq` is 0 until the commit chains it."""

    entry: Entry
    feed: FeedTicket | None = None
    seq: int = 0


@dataclass(frozen=True)
class Job:
    """Work for after the commit; the key keeps the same work from being queued twice, for ever."""

    kind: str
    dedupe_key: str
    payload: Mapping[str, Any]
    practice_id: int | None
    due_at: datetime


@dataclass
class Plan:
    """Everything a unit of work leaves to its commit."""

    feed: list[FeedTicket] = field(default_factory=list)
    journal: list[JournalTicket] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    rows: Gathered = field(default_factory=Gathered)
    # what is to be done once for the whole transaction, and about what
    at_end: dict[Callable[..., None], list[Any]] = field(default_factory=dict)

    def copy(self) -> "Plan":
        """Give another that holds the same."""
        at_end = {work: list(about) for work, about in self.at_end.items()}
        return Plan(list(self.feed), list(self.journal), list(self.jobs), self.rows.copy(), at_end)


@dataclass
class Part:
    """A part of a transaction that counts as a whole or not at all."""

    before: Plan
    is_saved: bool = False  # whether a savepoint stands at its beginning
