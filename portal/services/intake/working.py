"""Works off what has been stored: reads each message, lands it, keeps what became of it.

Messages of a practice are taken in the order in which they came, by one process at a time (`turns`).
Reading them, and the gate for the PDFs inside, come before the transaction; in it a few messages land
together, each with its own outcome. A crash anywhere means that they are done again, with the same
outcome. One that fails by a fault of ours waits and is tried again, and holds back only those that are
about the same orders (`choosing`); in the end a person is shown it.
"""

import logging
import time
from datetime import timedelta
from functools import partial

from sqlalchemy import exists, select

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.tables import practice
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services.background import Background
from portal.services.files import Files
from portal.services.intake import failing, writing
from portal.services.intake import turn as deliveries
from portal.services.intake.choosing import Choosing
from portal.services.intake.outcome import RECEIVED
from portal.services.intake.ready import Manner, Ready, Row, read, ready
from portal.services.intake.turns import LostTurnError, Turns

BLOCK = 10
"""Messages that land in one transaction: they share its flush, and keep those who store waiting."""
_BLOCK_S = 0.1  # after which a transaction takes up no further message
_POLL_S = 1.0
_GATE_LEASE = timedelta(seconds=30)  # longer than a PDF may take at its gate
_WAITING = select(practice.c.id).where(
    exists().where(
        intake_message.c.practice_id == practice.c.id, intake_message.c.state == RECEIVED
    )
)
_log = logging.getLogger(__name__)


class Intake(Background):
    """Works the stored messages off, in a thread of its own between `start` and `stop`."""

    def __init__(self, database: Database, files: Files, *, poll_s: float = _POLL_S) -> None:
        """Look for messages that others have stored every `poll_s` seconds."""
        super().__init__(database, "intake", poll_s)
        self._files = files
        self._turns = Turns(database)
        self._choosing = Choosing(database)

    def work_off(self, practice_id: int, most: int = BLOCK) -> int:
        """Try at most so many messages of a practice, in order; gives how many are done with.

        Gives 0 while another process has the turn. Raises SQLAlchemyError and Problem when the
        database is away.
        """
        if not self._turns.take(practice_id):
            return 0
        done = 0
        try:
            while done < most and not self.is_stopping:
                chosen, manner = self._choosing.next(practice_id, min(BLOCK, most - done))
                if not chosen:
                    break
                done += self._land(practice_id, self._ready(practice_id, chosen, manner))
        except LostTurnError:
            self._turns.forget(practice_id)
        return done

    def release(self) -> None:
        """Give the turns back that this process holds."""
        self._turns.release()

    def work(self) -> bool:
        """Work off a block of each practice that has something waiting."""
        worked = sum(self.work_off(one) for one in self._practices())
        if not worked:
            self.release()
        return bool(worked)

    def failed(self, error: Exception) -> None:
        """Log where; an error's text may hold somebody's data."""
        _log.warning("intake rests: %s", failing.place_of(error))

    def ended(self) -> None:
        """Give the turns back, so that nobody waits for them to run out."""
        try:
            self.release()
        except Exception as error:  # noqa: BLE001 - the turns end by themselves
            _log.warning("turns were not given back: %s", failing.place_of(error))

    def _practices(self) -> list[int]:
        """Name the practices that have something waiting; each gets a block in turn."""
        with self._database.read(Scope.ALL) as reader:
            return [row.id for row in reader.rows(_WAITING, {})]

    def _ready(
        self, practice_id: int, chosen: list[tuple[Row, bytes]], manner: Manner
    ) -> list[Ready]:
        """Read messages and store their files; ends before one for which that fails."""
        made: list[Ready] = []
        for row, raw in chosen:
            try:
                found = read(row, raw, manner)
                made.append(ready(self._files, row, found, partial(self._keep_turn, practice_id)))
            except LostTurnError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it was, others are not to suffer
                self._failed(row, error)
                break
        return made

    def _keep_turn(self, practice_id: int) -> None:
        """Keep the turn for as long as a file may take at its gate; raises LostTurnError."""
        if not self._turns.take(practice_id, _GATE_LEASE):
            raise LostTurnError

    def _land(self, practice_id: int, block: list[Ready]) -> int:
        """Land a block, transaction by transaction; gives how many of its first ones have landed.

        When a transaction fails, its messages are tried one by one, up to the one at fault: those
        behind it may hang on it, and are chosen anew.
        """
        landed, together = 0, True
        while landed < len(block) and not self.is_stopping:
            part = block[landed:] if together else block[landed : landed + 1]
            try:
                landed += self._write(practice_id, part)
            except LostTurnError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it was, others are not to suffer
                if len(part) == 1:
                    self._failed(part[0].row, error)
                    break
                _log.info("a block failed at %s", failing.place_of(error))
                together = False
        return landed

    def _write(self, practice_id: int, block: list[Ready]) -> int:
        def work(uow: UnitOfWork) -> int:
            self._turns.hold(uow, practice_id)
            uow.remember()  # under this lock a practice and its policies stay as they are
            deliveries.lock(uow, practice_id)
            began, number = time.monotonic(), 0
            for number, one in enumerate(block, start=1):  # noqa: B007 - how many, in the end
                writing.write(uow, one)
                if time.monotonic() - began > _BLOCK_S:
                    break
            return number

        return self._database.write(Scope.of([practice_id]), work)

    def _failed(self, row: Row, error: Exception) -> None:
        """Take down that a message failed; raises when the database is away, and then it did not."""
        practice_id = row["practice_id"]

        def work(uow: UnitOfWork) -> None:
            self._turns.hold(uow, practice_id)
            failing.record(uow, row, error)

        self._database.write(Scope.of([practice_id]), work)
        failing.tell(row, error)
