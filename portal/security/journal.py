"""Reading the journal, and whether anybody has altered it or what it recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Row, bindparam, select
from sqlalchemy.exc import DBAPIError

from portal.db.among import among
from portal.db.engine import Database
from portal.db.tables import journal, staff
from portal.db.unit_of_work import Reader, Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.checkpoints import Checkpoint
from portal.security.journal_audit import MOST_TOLD, Audit, Fault
from portal.security.permissions import Permission

__all__ = ["Fault", "Verdict", "check", "check_since", "page", "verify"]

_page = (
    select(journal)
    .where(journal.c.practice_id == bindparam("practice"), journal.c.seq < bindparam("before"))
    .order_by(journal.c.seq.desc())
    .limit(bindparam("count"))
)
_own_page = _page.where(journal.c.actor_id == bindparam("actor"))
_names = select(staff.c.id, staff.c.name).where(among(staff.c.id, "ids"))
_AFTER_THE_LAST = 2**62


@dataclass(frozen=True)
class Verdict:
    """What verification found; `faults` are at most fifty. `walked` is how many entries were read."""

    practice_id: int
    entries: int
    head_hash: str
    faults: tuple[Fault, ...]
    walked: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything fits."""
        return not self.faults


def check(database: Database, practice_id: int) -> Verdict:
    """Verify a practice, and the database file as such where there is one.

    What can no longer be read at all is a fault, not an error.
    """
    try:
        broken = [Fault("file-damaged", text) for text in database.damage()]
        with database.read(Scope.of([practice_id])) as reader:
            found = verify(reader, practice_id)
    except DBAPIError as error:
        return _unreadable(practice_id, error)
    faults = (*broken, *found.faults)[:MOST_TOLD]
    return Verdict(practice_id, found.entries, found.head_hash, faults, found.walked)


def check_since(database: Database, checkpoint: Checkpoint) -> Verdict:
    """Verify what has been written since a checkpoint: the chain, and what its entries were about.

    What was altered before it is found by `check` alone.
    """
    practice_id = checkpoint.practice_id
    try:
        with database.read(Scope.of([practice_id])) as reader:
            audit = Audit(reader, practice_id, checkpoint.seq, checkpoint.hash)
            if audit.hold_anchor():
                audit.walk_chain()
                audit.hold_what_was_told()
    except DBAPIError as error:
        return _unreadable(practice_id, error)
    return _verdict(audit)


def verify(reader: Reader, practice_id: int) -> Verdict:
    """Walk the chain from its beginning and hold the tables against it; nothing is kept but digests."""
    audit = Audit(reader, practice_id)
    audit.walk_chain()
    audit.hold_everything()
    return _verdict(audit)


def _verdict(audit: Audit) -> Verdict:
    faults = tuple(audit.faults[:MOST_TOLD])
    return Verdict(audit.practice_id, audit.seq, audit.last, faults, audit.entries)


def _unreadable(practice_id: int, error: DBAPIError) -> Verdict:
    return Verdict(practice_id, 0, "", (Fault("unreadable", type(error.orig).__name__),))


def page(
    reader: Reader, actor: StaffActor, practice_id: int, *, before: int | None, count: int
) -> dict[str, Any]:
    """Give a page of entries, newest first: those of the whole practice, or the actor's own.

    Raises Problem: not-found for a practice that is not the actor's, not-permitted.
    """
    if practice_id not in actor.practices:
        raise Problem(ProblemType.NOT_FOUND)
    whole = actor.may(practice_id, Permission.JOURNAL_PRACTICE)
    if not whole and not actor.may(practice_id, Permission.JOURNAL_OWN):
        raise Problem(ProblemType.NOT_PERMITTED)
    end = _AFTER_THE_LAST if before is None else before
    bound = {"practice": practice_id, "before": end, "count": count + 1}
    rows = reader.execute(
        _page if whole else _own_page, bound if whole else bound | {"actor": actor.staff_id}
    ).all()
    shown = rows[:count]
    following = str(shown[-1].seq) if len(rows) > count else None
    return {"items": _shown(reader, shown), "next": following}


def _shown(reader: Reader, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    ids = sorted({row.actor_id for row in rows if row.actor_id is not None})
    names = {row.id: row.name for row in reader.execute(_names, {"ids": ids})} if ids else {}
    return [_entry(row, names) for row in rows]


def _entry(row: Row[Any], names: Mapping[str, str]) -> dict[str, Any]:
    body = orjson.loads(row.body)
    actor = row.actor_id and {"id": row.actor_id, "name": names.get(row.actor_id, "")}
    told = {key: body[key] for key in ("seq", "at", "action", "subject", "target", "detail")}
    return told | {"actor": actor, "hash": row.hash}
