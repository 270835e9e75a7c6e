"""Which messages come next: in the order of their arrival, versions of an order never out of theirs.

A message that has failed waits for its next attempt, and with it those behind it that are about the
same orders; all others go on.
"""

from collections.abc import Iterator

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import Reader, Scope
from portal.services.intake import failing
from portal.services.intake.outcome import RECEIVED
from portal.services.intake.ready import Manner, Orders, Row, manner_of, orders_of, read

_HEAD = [column for column in intake_message.c if column.name != "raw"]
_PAGE = 50
_MOST_BYTES = 4 * 1024 * 1024  # of one block; a single message may be larger
_MOST_KNOWN = 2000


class Choosing:
    """Chooses for one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Orders] = {}  # of messages that had to be read for their orders

    def next(self, practice_id: int, most: int) -> tuple[list[tuple[Row, bytes]], Manner]:
        """Give at most so many messages that may land now, each with its bytes, and how to read them."""
        with self._database.read(Scope.of([practice_id])) as reader:
            manner = manner_of(reader, practice_id)
            chosen = self._choose(reader, practice_id, most, manner)
            raws = _raws(reader, practice_id, [row["id"] for row in chosen])
        return [(row, raws[row["id"]]) for row in chosen], manner

    def _choose(self, reader: Reader, practice_id: int, most: int, manner: Manner) -> list[Row]:
        chosen: list[Row] = []
        held: set[tuple[str, str]] = set()
        size = 0
        for row in _waiting(reader, practice_id, most):
            waits = not failing.is_due(row, reader.now)
            if waits or (held and held & self._orders(reader, row, manner)):
                held |= self._orders(reader, row, manner)
                continue
            size += row["size"]
            if chosen and size > _MOST_BYTES:
                break
            chosen.append(row)
            if len(chosen) == most:
                break
        return chosen

    def _orders(self, reader: Reader, row: Row, manner: Manner) -> Orders:
        known = self._known.get(row["id"])
        if known is None:
            raw = _raws(reader, row["practice_id"], [row["id"]])[row["id"]]
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[row["id"]] = orders_of(row, read(row, raw, manner))
        return known


def _waiting(reader: Reader, practice_id: int, most: int) -> Iterator[Row]:
    after, page = "", max(most, _PAGE) if most > 1 else 1
    while True:
        rows = reader.execute(
            select(*_HEAD)
            .where(and_(intake_message.c.practice_id == practice_id, intake_message.c.id > after))
            .where(intake_message.c.state == RECEIVED)
            .order_by(intake_message.c.id)
            .limit(page)
        ).mappings()
        found = [dict(row) for row in rows]
        yield from found
        if len(found) < page:
            return
        after = found[-1]["id"]


def _raws(reader: Reader, practice_id: int, ids: list[str]) -> dict[str, bytes]:
    wanted = and_(intake_message.c.practice_id == practice_id, intake_message.c.id.in_(ids))
    rows = reader.execute(select(intake_message.c.id, intake_message.c.raw).where(wanted))
    return {row.id: bytes(row.raw) for row in rows}
