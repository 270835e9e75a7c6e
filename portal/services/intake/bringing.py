"""Takes up messages that lie here already, from files: stores and works them off, and says what came of each."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import Scope
from portal.services.intake import outcome
from portal.services.intake.languages import language_of
from portal.services.intake.storing import Kept, Origin, entries_of, keep
from portal.services.intake.working import Intake

SOURCE = CHANNEL = "file"
_MOST, _MOST_BYTES = 200, 8 * 1024 * 1024  # that are stored in one transaction
_PAUSE_S = 0.2  # while another process has the turn, or a failed message waits for its next try
_TOLD = ("id", "state", "reason", "control_id", "patient_id", "status_raw", "landed")


@dataclass(frozen=True)
class Brought:
    """What became of a message of a file; `row` is what the portal knows of it, of now or before."""

    file: str
    index: int
    repeated: bool
    row: Mapping[str, Any]

    def line(self) -> dict[str, Any]:
        """Say it as reports do; of a duplicate: what became of the message when it came first."""
        row = self.row
        return {
            "file": self.file,
            "index": self.index,
            "control_id": row["control_id"],
            "outcome": "duplicate" if self.repeated else row["state"],
            "reason": row["reason"],
            "patient_id": row["patient_id"],
            "status_raw": row["status_raw"],
            "releasable": outcome.releasable(row),
            "reports": [] if self.repeated else outcome.landed_of(row),
        }


class Bringing:
    """Takes up files for one practice."""

    def __init__(self, database: Database, intake: Intake, practice_id: int) -> None:
        self._database = database
        self._intake = intake
        self._practice_id = practice_id
        self._pending: list[tuple[str, Kept]] = []

    def bring(self, file: str, format: str, messages: Sequence[bytes]) -> Iterator[Brought]:  # noqa: A002 - the column's name
        """Store the messages of a file, piece by piece, and give those that are done with.

        Raises Problem and SQLAlchemyError when the database does not take them.
        """
        origin = Origin(self._practice_id, SOURCE, CHANNEL, format)
        for first, piece in _pieces(messages):
            entries = entries_of(language_of(format), piece, first)
            self._pending += [(file, kept) for kept in keep(self._database, origin, entries)]
            yield from self._done(len(piece))

    def rest(self) -> Iterator[Brought]:
        """Give what had to wait, once it is done with."""
        pause = threading.Event()
        while self._pending:
            yield from self._done(_MOST)
            if self._pending:
                pause.wait(_PAUSE_S)

    def _done(self, most: int) -> Iterator[Brought]:
        self._intake.work_off(self._practice_id, most)
        rows = self._rows()
        pending, self._pending = self._pending, []
        for file, kept in pending:
            row = rows[kept.id]
            if row["state"] == outcome.RECEIVED:
                self._pending.append((file, kept))
            else:
                yield Brought(file, kept.index, kept.repeated, row)

    def _rows(self) -> dict[str, Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        ids = sorted({kept.id for _, kept in self._pending})
        told = [intake_message.c[name] for name in _TOLD]
        mine = intake_message.c.practice_id == self._practice_id
        with self._database.read(Scope.of([self._practice_id])) as reader:
            for start in range(0, len(ids), _MOST):
                wanted = intake_message.c.id.in_(ids[start : start + _MOST])
                rows = reader.execute(select(*told).where(mine, wanted)).mappings()
                found |= {row["id"]: dict(row) for row in rows}
        return found


def _pieces(messages: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    """Cut messages into pieces for one transaction each; with the index of each one's first."""
    begin = size = 0
    for index, message in enumerate(messages):
        if index > begin and (index - begin == _MOST or size + len(message) > _MOST_BYTES):
            yield begin, messages[begin:index]
            begin, size = index, 0
        size += len(message)
    if begin < len(messages):
        yield begin, messages[begin:]
