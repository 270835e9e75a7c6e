"""One transaction: what it may see, what it changes, and what it leaves for the commit.

A unit of work collects feed tickets, journal entries and jobs while the business statements run;
`portal.db.commit` writes them at the end, in one place and in one order (docs/decisions/0011).
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Delete, Executable, Insert, Row, Update
from sqlalchemy.exc import DBAPIError

from portal.db.chain import Entry, Value
from portal.db.fencing import check_sealed
from portal.db.gathering import Writing
from portal.db.journal_rows import ChainRow, pieces
from portal.db.plan import FeedTicket, Job, JournalTicket, Part, Plan
from portal.db.prepared import Prepared, prepared
from portal.db.tenancy import (
    PRACTICES,
    Fenced,
    FenceError,
    Scope,
    check_move,
    check_rows,
    fence,
    fence_literally,
)

__all__ = ["FeedTicket", "FenceError", "Job", "JournalTicket", "Reader", "Scope", "UnitOfWork"]


T = TypeVar("T")


class Reader:
    """A fenced view of one snapshot."""

    def __init__(self, connection: Connection, scope: Scope, now: datetime) -> None:
        self._connection = connection
        self.scope = scope
        self.now = now
        self._known: dict[Hashable, Any] | None = None
        # which tables that is from, where this transaction may write to them
        self._read_from: dict[Hashable, frozenset[str]] = {}

    def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Run a statement behind the fence.

        Raises FenceError for raw text, for tables that are not the portal's, for rows outside the
        scope, and, on a plain reader, for anything that writes.
        """
        if isinstance(parameters, Sequence) and len(parameters) == 1:
            parameters = parameters[0]  # the fence stands in words that are remembered
        self._admit(statement)
        practices = self.scope.practices
        one = practices is not None and len(practices) == 1
        fenced = fence(statement, one=one)
        if fenced.insert is not None:
            check_rows(fenced.insert, parameters, self.scope)
        check_move(statement, parameters)
        self._before(statement, fenced)
        if practices is None or not fenced.scoped:
            return self._connection.execute(statement, parameters)
        if isinstance(parameters, Sequence):
            return self._connection.execute(fence_literally(statement, practices), parameters)
        inside: Any = next(iter(practices)) if one else list(practices)
        bound = {**fenced.values, **(parameters or {}), PRACTICES: inside}
        return self._connection.execute(fenced.statement, bound)

    def rows(self, statement: Executable, parameters: Mapping[str, Any]) -> list[Row[Any]]:
        """Run a select that lives as long as the program behind the fence, and read all of it.

        It costs a fraction of `execute` in a scope of one practice, or about tables of none. Raises
        what `execute` raises, and ValueError for what `portal.db.prepared` can not make ready.
        """
        ready, bound = self._ready(statement, parameters)
        if ready is None:
            return list(self.execute(statement, parameters))
        return ready.rows(self._connection, bound)

    def dicts(self, statement: Executable, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """As `rows`, each as a dict by the names of its columns."""
        ready, bound = self._ready(statement, parameters)
        if ready is None:
            return [dict(row) for row in self.execute(statement, parameters).mappings()]
        return ready.dicts(self._connection, bound)

    def _ready(
        self, statement: Executable, parameters: Mapping[str, Any]
    ) -> tuple[Prepared | None, Mapping[str, Any]]:
        """Give the statement behind the fence, ready to run; none for a scope that is a list."""
        self._admit(statement)
        practices = self.scope.practices
        one = practices is not None and len(practices) == 1
        fenced = fence(statement, one=one)
        self._before(statement, fenced)
        if practices is None or not fenced.scoped:
            return prepared(statement, self._connection), parameters
        if not one:
            return None, parameters
        bound = {**fenced.values, **parameters, PRACTICES: next(iter(practices))}
        return prepared(fenced.statement, self._connection), bound

    def remember(self) -> None:
        """Let `once` read each thing only once from now on.

        For whoever holds the lock that keeps all of it from changing until the transaction ends.
        """
        self._known = {}

    def once(self, key: Hashable, read: Callable[[], T], tables: frozenset[str] = frozenset()) -> T:
        """Give what `read` gives, which may be what it gave before in a transaction that remembers.

        It is read again once this transaction has written to one of these tables.
        """
        if self._known is None:
            return read()
        if key not in self._known:
            self.learn(key, read(), tables)
        found: T = self._known[key]
        return found

    def learn(self, key: Hashable, value: object, tables: frozenset[str] = frozenset()) -> None:
        """Know what `once` would read, in a transaction that remembers."""
        if self._known is not None:
            self._known[key] = value
            self._read_from[key] = tables

    def _forget(self, tables: frozenset[str] | None = None) -> None:
        """Forget what was read from these tables, or from any that is written to."""
        if self._known is None:
            return
        for key, of in list(self._read_from.items()):
            if of and (tables is None or of & tables):
                del self._read_from[key], self._known[key]

    def chain(self, practice_id: int, *, after: int = 0) -> Iterator[list[ChainRow]]:
        """Stream a practice's entries behind number `after`, in large pieces, for verification alone.

        Raises FenceError outside of the scope.
        """
        if not self.scope.holds(practice_id):
            msg = f"practice {practice_id} is outside the scope"
            raise FenceError(msg)
        yield from pieces(self._connection, practice_id, after)

    def _admit(self, statement: Executable) -> None:
        if isinstance(statement, (Insert, Update, Delete)):
            msg = "a reader does not write"
            raise FenceError(msg)

    def _before(self, statement: Executable, fenced: Fenced) -> None:
        """Do what has to be done before this statement; who only reads has nothing to do."""


class UnitOfWork(Reader):
    """A reader that may write, and that remembers what the commit has to add."""

    def __init__(self, connection: Connection, scope: Scope, now: datetime) -> None:
        super().__init__(connection, scope, now)
        self.plan = Plan()
        # once what has failed was not of the part that failed alone: then nothing here counts
        self.is_ruined = False
        self._part: Part | None = None

    def touch(
        self,
        practice_id: int,
        kind: str,
        entity_id: str,
        version: int,
        op: str = "upsert",
        row: Mapping[str, Any] | None = None,
    ) -> FeedTicket:
        """Put an entity at the head of the feed; `op` is "upsert" or "remove".

        The commit seals the row of a touched item into the journal. `row`, all columns as they now
        stand, spares it reading them again.
        """
        self._inside(practice_id)
        ticket = FeedTicket(practice_id, kind, entity_id, version, op, row)
        self.plan.feed.append(ticket)
        return ticket

    def journal(
        self,
        practice_id: int,
        *,
        actor_id: str | None,
        action: str,
        subject_id: str | None = None,
        target: tuple[str, str] | None = None,
        detail: Mapping[str, Value] | None = None,
        feed: FeedTicket | None = None,
    ) -> JournalTicket:
        """Add an entry to the practice's chain: ids, codes and digests, never patient data.

        With `feed`, the number that ticket gets is recorded as `feed_seq`.
        """
        self._inside(practice_id)
        entry = Entry(practice_id, actor_id, action, subject_id, target, dict(detail or {}))
        ticket = JournalTicket(entry, feed)
        self.plan.journal.append(ticket)
        return ticket

    def enqueue(
        self,
        kind: str,
        dedupe_key: str,
        payload: Mapping[str, Any],
        *,
        practice_id: int | None = None,
        due_at: datetime | None = None,
    ) -> None:
        """Leave a job for the outbox, in this transaction; a known key is left as it is."""
        self.plan.jobs.append(Job(kind, dedupe_key, payload, practice_id, due_at or self.now))

    def gather(self, writing: Writing, row: Mapping[str, Any]) -> None:
        """Write a row together with all others like it, before anything reads its table, or at the end.

        Raises FenceError for a row of a practice outside the scope, or of none.
        """
        check_sealed(writing.table)
        practice_id = row.get(writing.practice)
        if not isinstance(practice_id, int) or not self.scope.holds(practice_id):
            msg = f"a row for {writing.table.name} is outside the scope"
            raise FenceError(msg)
        self.plan.rows.add(writing, row)
        self._forget(frozenset({writing.table.name}))

    def write_gathered(self) -> None:
        """Write what waits. When that fails, it may be the fault of an earlier part."""
        if not self.plan.rows:
            return
        self._save()
        try:
            self.plan.rows.write(self._connection)
        except BaseException:
            self.is_ruined = self._part is not None and bool(self._part.before.rows)
            raise

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A part that counts as a whole or not at all: an exception undoes it alone, and goes on up.

        Unless `is_ruined` then: the whole transaction has to be given up. Its savepoint stands before the first
        thing that it changes in the database; for what has only been gathered there is none. It is
        never released: the commit does that, and one of the same name hides it meanwhile.
        """
        part = self._part = Part(self.plan.copy())
        try:
            yield
        except BaseException as error:
            if part.is_saved:
                self._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
                self._forget()
            elif isinstance(error, DBAPIError):
                self.is_ruined = True  # the server does nothing more in this transaction
            self.plan = part.before
            raise
        finally:
            self._part = None

    def at_end(self, work: Callable[["UnitOfWork", Sequence[T]], None], about: T) -> None:
        """Let `work` be done once, about all that is named for it, when the rest of the transaction is done."""
        self.plan.at_end.setdefault(work, []).append(about)

    def end(self) -> None:
        """Do what was put off until now; whoever commits calls this before."""
        while self.plan.at_end:
            work = next(iter(self.plan.at_end))
            work(self, self.plan.at_end.pop(work))

    def touched(self) -> set[str]:
        """Give the ids of all that this transaction has moved."""
        return {ticket.entity_id for ticket in self.plan.feed}

    def _admit(self, statement: Executable) -> None:
        """Let everything pass that the fence lets through."""

    def _before(self, statement: Executable, fenced: Fenced) -> None:
        """Write what the statement would miss; let a part that changes something begin at a savepoint."""
        if self.plan.rows.waits_for(fenced.tables):
            self.write_gathered()
        if isinstance(statement, (Insert, Update, Delete)):
            self._save()
            self._forget(fenced.tables)

    def _save(self) -> None:
        if self._part is not None and not self._part.is_saved:
            self._connection.exec_driver_sql("SAVEPOINT part")
            self._part.is_saved = True

    def _inside(self, practice_id: int) -> None:
        if not self.scope.holds(practice_id):
            msg = f"practice {practice_id} is outside the scope"
            raise FenceError(msg)
