"""What a law may look at: the portal's database as it stands, and what its callers were told."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.simulation.acts.house import Told


class Database(Protocol):
    """A connection that only reads, past every fence."""

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one query."""


@dataclass
class View:
    """One look, after a commit. `memory` is the law's own and lives as long as the world."""

    database: Database
    told: Told
    now_us: int
    memory: dict[str, Any] = field(default_factory=dict)

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Everything that a query finds."""
        return self.database.execute(sql, parameters).fetchall()

    def new_entries(self) -> Iterator[tuple[int, int, str, str | None, str]]:
        """The journal's entries since this law looked last: practice, seq, action, subject, body."""
        seen: dict[int, int] = self.memory.setdefault("journal", {})
        for (practice_id,) in self.rows("SELECT practice_id FROM practice_head"):
            found = self.rows(
                "SELECT practice_id, seq, action, subject_id, body FROM journal"
                " WHERE practice_id = ? AND seq > ? ORDER BY seq",
                practice_id,
                seen.get(practice_id, 0),
            )
            yield from found
            if found:
                seen[practice_id] = found[-1][1]


Wrong = Iterable[str]
