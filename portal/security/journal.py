"""Reading the journal, and holding the whole practice against it.

A chain by itself proves little: whoever can write the table can write the hashes. So verification
also holds the items, the decisions, the refused ones and the feed against what the chain recorded of them, and every
console keeps the last head it was shown (reference/backend §9).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Row, Select, Table, and_, bindparam, func, or_, select
from sqlalchemy.exc import DBAPIError

from portal.db.chain import GENESIS, instant_text, item_seal, row_seal
from portal.db.engine import Database
from portal.db.tables import decision, feed_entry, item, journal, practice_head, staff
from portal.db.unit_of_work import Reader, Scope
from portal.db.workstation_tables import refused_decision
from portal.domain.canonical import content_hash, digest
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.permissions import Permission

_SHOWN = 50  # faults told; one is enough to know
_STREAM = {"yield_per": 1000}


def _all(table: Any) -> Select[Any]:
    return select(table).where(table.c.practice_id == bindparam("practice"))


_head = _all(practice_head)
_chain = _all(journal).order_by(journal.c.seq).execution_options(**_STREAM)
_decisions = _all(decision).execution_options(**_STREAM)
_refused = _all(refused_decision).execution_options(**_STREAM)
_items = _all(item).execution_options(**_STREAM)
_highest = select(func.max(feed_entry.c.seq)).where(
    feed_entry.c.practice_id == bindparam("practice")
)
_misfed = (
    select(item.c.id)
    .join_from(
        item,
        feed_entry,
        and_(
            feed_entry.c.practice_id == item.c.practice_id,
            feed_entry.c.kind == item.c.kind,
            feed_entry.c.entity_id == item.c.id,
        ),
        isouter=True,
    )
    .where(
        and_(
            item.c.practice_id == bindparam("practice"),
            or_(
                feed_entry.c.seq.is_(None),
                feed_entry.c.version != item.c.version,
                feed_entry.c.op != "upsert",
            ),
        )
    )
    .limit(_SHOWN)
)
_page = (
    _all(journal)
    .where(journal.c.seq < bindparam("before"))
    .order_by(journal.c.seq.desc())
    .limit(bindparam("count"))
)
_own_page = _page.where(journal.c.actor_id == bindparam("actor"))
_names = select(staff.c.id, staff.c.name).where(staff.c.id.in_(bindparam("ids", expanding=True)))
_AFTER_THE_LAST = 2**62


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit; `subject` is a number of the journal or an id."""

    code: str
    subject: str


@dataclass(frozen=True)
class Verdict:
    """What verification found; `faults` are at most fifty."""

    practice_id: int
    entries: int
    head_hash: str
    faults: tuple[Fault, ...]

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
        unreadable = Fault("unreadable", type(error.orig).__name__)
        return Verdict(practice_id, 0, "", (unreadable,))
    return Verdict(practice_id, found.entries, found.head_hash, (*broken, *found.faults)[:_SHOWN])


def verify(reader: Reader, practice_id: int) -> Verdict:
    """Walk the chain from its beginning and hold the tables against it; nothing is kept but digests."""
    audit = _Audit(reader, practice_id)
    audit.walk_chain()
    audit.hold_decisions()
    audit.hold_refused()
    audit.hold_items()
    audit.hold_feed()
    return Verdict(practice_id, audit.seq, audit.last, tuple(audit.faults[:_SHOWN]))


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


@dataclass
class _Audit:
    """One verification as it goes along."""

    reader: Reader
    practice_id: int
    faults: list[Fault] = field(default_factory=list)
    seq: int = 0
    last: str = GENESIS
    seals: dict[str, str | None] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def walk_chain(self) -> None:
        """Follow the hashes and remember what the entries say of items and decisions."""
        for row in self._rows(_chain):
            self.seq += 1
            if row.seq != self.seq:
                self._fault("entry-missing", self.seq)
                self.seq = row.seq
            if digest(row.body) != row.hash:
                self._fault("entry-altered", row.seq)
            body = _parsed(row.body)
            if body.get("prev") != self.last:
                self._fault("chain-broken", row.seq)
            if not self._fits(row, body):
                self._fault("entry-mislabelled", row.seq)
            self._remember(body)
            self.last = row.hash
        head = self.reader.execute(_head, {"practice": self.practice_id}).one_or_none()
        known = (0, GENESIS) if head is None else (head.journal_seq, head.journal_hash)
        if known != (self.seq, self.last):
            self._fault("head-differs", known[0])

    def hold_decisions(self) -> None:
        """Every decision has its entry, and is what the entry sealed; and the other way round."""
        self._hold(decision, _decisions, self.decided)

    def hold_refused(self) -> None:
        """Every refusal that was kept, and who has read it, is what the last entry about it sealed."""
        self._hold(refused_decision, _refused, self.refused)

    def _hold(self, table: Table, rows: Select[Any], seals: dict[str, str]) -> None:
        name = table.name.replace("_", "-")
        for row in self._rows(rows):
            sealed = seals.pop(row.command_id, None)
            if sealed is None:
                self._fault(f"{name}-unrecorded", row.command_id)
            elif row_seal(table, row._mapping) != sealed:  # noqa: SLF001 - the row by its names
                self._fault(f"{name}-altered", row.command_id)
        for command_id in seals:
            self._fault(f"{name}-missing", command_id)

    def hold_items(self) -> None:
        """Every item is, column by column, what the last entry about it sealed."""
        for row in self._rows(_items):
            if content_hash(row.kind, row.content) != row.content_hash:
                self._fault("content-altered", row.id)
            sealed = self.seals.pop(row.id, None)
            if sealed is None:
                self._fault("item-unrecorded", row.id)
            elif item_seal(row._mapping) != sealed:  # noqa: SLF001 - the row by its names
                self._fault("item-altered", row.id)
        for item_id, seal in self.seals.items():
            if seal is not None:
                self._fault("item-missing", item_id)

    def hold_feed(self) -> None:
        """Every item stands in the feed with its version, and the head is the last number given."""
        bound = {"practice": self.practice_id}
        for row in self.reader.execute(_misfed, bound):
            self._fault("feed-differs", row.id)
        head = self.reader.execute(_head, bound).one_or_none()
        highest = self.reader.execute(_highest, bound).scalar_one() or 0
        if highest != (0 if head is None else head.feed_seq):
            self._fault("feed-head-differs", highest)

    def _fits(self, row: Row[Any], body: Mapping[str, Any]) -> bool:
        told = [body.get(key) for key in ("seq", "practice", "at", "actor", "action", "subject")]
        at = instant_text(row.at)
        return told == [row.seq, row.practice_id, at, row.actor_id, row.action, row.subject_id]

    def _remember(self, body: Mapping[str, Any]) -> None:
        detail = body.get("detail") or {}
        if "seal" in detail and body.get("target"):
            self.seals[body["target"][1]] = detail["seal"]
        if "decision" in detail and body.get("subject"):
            self.decided[body["subject"]] = detail["decision"]
        if "refused_decision" in detail and body.get("subject"):
            self.refused[body["subject"]] = detail["refused_decision"]

    def _rows(self, statement: Select[Any]) -> Iterator[Row[Any]]:
        yield from self.reader.execute(statement, {"practice": self.practice_id})

    def _fault(self, code: str, subject: object) -> None:
        if len(self.faults) < _SHOWN:
            self.faults.append(Fault(code, str(subject)))


def _parsed(body: str) -> Mapping[str, Any]:
    try:
        parsed = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
