"""Whose turn it is: one process at a time works off the messages of a practice, so their order holds.

A turn is a lease. One that a killed process held is over after seconds; a process that was stalled for
longer finds, in the very transaction in which it wants to write, that the turn is not its own.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.db.engine import Database
from portal.db.intake_tables import intake_turn
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id

LEASE = timedelta(seconds=6)
_MARGIN = LEASE / 2
_ASK_AGAIN = timedelta(seconds=1)


class LostTurnError(Exception):
    """Another process has taken the turn; what was going to be written is not."""


class Turns:
    """The turns of this process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._name = new_id()
        self._until: dict[int, datetime] = {}
        self._refused: dict[int, datetime] = {}  # by another's turn: when to ask again

    def take(self, practice_id: int, lease: timedelta = LEASE) -> bool:
        """Take or keep the turn in a practice for `lease`; False while another process has it."""
        now = self._database.clock()
        held, refused = self._until.get(practice_id), self._refused.get(practice_id)
        if held is not None and held >= now + lease - _MARGIN:
            return True
        if refused is not None and now < refused:
            return False
        until = self._database.write(
            Scope.of([practice_id]), lambda uow: self._take(uow, practice_id, lease)
        )
        if until is None:
            self._until.pop(practice_id, None)
            self._refused[practice_id] = now + _ASK_AGAIN
            return False
        self._until[practice_id] = until
        return True

    def hold(self, uow: UnitOfWork, practice_id: int) -> None:
        """Prolong the turn in the transaction that is going to write; raises LostTurnError.

        On PostgreSQL nobody else can take it before that transaction has ended.
        """
        mine = and_(intake_turn.c.practice_id == practice_id, intake_turn.c.taken_by == self._name)
        # never sooner than `take` has said: it believes that without looking
        until = max(uow.now + LEASE, self._until.get(practice_id, uow.now))
        later = update(intake_turn).where(mine).values(taken_until=until)
        if uow.execute(later).rowcount != 1:
            raise LostTurnError

    def forget(self, practice_id: int) -> None:
        """Believe no longer that the turn is ours."""
        self._until.pop(practice_id, None)

    def release(self) -> None:
        """Give all turns back, so that nobody has to wait for their end."""
        if not self._until:
            return
        practices = list(self._until)
        self._until.clear()
        mine = and_(intake_turn.c.practice_id.in_(practices), intake_turn.c.taken_by == self._name)
        over = update(intake_turn).where(mine).values(taken_by="", taken_until=None)
        self._database.write(Scope.of(practices), lambda uow: uow.execute(over))

    def _take(self, uow: UnitOfWork, practice_id: int, lease: timedelta) -> datetime | None:
        dialect = postgresql if self._database.dialect == "postgresql" else sqlite
        row = dialect.insert(intake_turn).values(practice_id=practice_id, taken_by="")
        uow.execute(row.on_conflict_do_nothing(index_elements=["practice_id"]))
        free = or_(
            intake_turn.c.taken_by == self._name,
            intake_turn.c.taken_until.is_(None),
            intake_turn.c.taken_until <= uow.now,
        )
        # who holds it writes just now; no sense in waiting for that
        found = uow.execute(
            select(intake_turn.c.practice_id)
            .where(and_(intake_turn.c.practice_id == practice_id, free))
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if found is None:
            return None
        until = uow.now + lease
        uow.execute(
            update(intake_turn)
            .where(intake_turn.c.practice_id == practice_id)
            .values(taken_by=self._name, taken_until=until)
        )
        return until
