"""The feed: pages of changes in commit order, one code for first load, delta and resync.

The feed is compacted, an entity stands in it once, at its newest place. So a reader that goes from
cursor 0 to the end holds exactly what is there, whatever was written meanwhile (DESIGN §4.2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import Row, and_, bindparam, exists, or_, select

from portal.db.among import among
from portal.db.engine import Database
from portal.db.tables import feed_entry, item, practice_head, slot
from portal.db.unit_of_work import Reader, Scope
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import desk_entity, desk_view
from portal.services.cursor import START, Cursor, read_cursor, resync, view_of
from portal.services.entities import SHAPE, SLOT, entities
from portal.services.kept_pages import KeptPages

WINDOW = timedelta(days=90)  # a first load holds what is open and what changed since then

Queues = Mapping[str, QueueSpec]

_head = select(practice_head).where(practice_head.c.practice_id == bindparam("practice"))
_page = (
    select(
        feed_entry.c.seq,
        feed_entry.c.kind,
        feed_entry.c.entity_id,
        feed_entry.c.version,
        feed_entry.c.op,
    )
    .where(
        and_(
            feed_entry.c.practice_id == bindparam("practice"),
            feed_entry.c.seq > bindparam("after"),
            among(feed_entry.c.kind, "kinds"),
        )
    )
    .order_by(feed_entry.c.seq)
    .limit(bindparam("count"))
)
_present = _page.add_columns(feed_entry.c.changed_at).where(feed_entry.c.op == "upsert")
_first_page = _page.where(
    and_(
        feed_entry.c.op == "upsert",
        or_(
            feed_entry.c.changed_at >= bindparam("since"),
            feed_entry.c.kind == desk_entity.KIND,
            exists().where(
                and_(
                    item.c.practice_id == feed_entry.c.practice_id,
                    item.c.id == feed_entry.c.entity_id,
                    item.c.is_open,
                )
            ),
            exists().where(
                and_(
                    slot.c.practice_id == feed_entry.c.practice_id,
                    slot.c.id == feed_entry.c.entity_id,
                    slot.c.starts_at >= bindparam("now"),
                )
            ),
        ),
    )
)


def visible_kinds(queues: Queues, actor: StaffActor, practice_id: int) -> list[str]:
    """List the kinds of things that the actor may see in the practice.

    Raises Problem(not-found) for a practice that is not the actor's.
    """
    if practice_id not in actor.practices:
        raise Problem(ProblemType.NOT_FOUND)
    kinds = [kind for kind, spec in queues.items() if actor.may(practice_id, spec.read_permission)]
    if actor.may(practice_id, Permission.APPOINTMENT_READ):
        kinds.append(SLOT)
    return [*kinds, desk_entity.KIND]


@dataclass(frozen=True)
class _Asked:
    """What a caller may see of a practice, and wants to."""

    queues: Queues
    actor: StaffActor
    practice_id: int
    kinds: Sequence[str]
    limit: int


def changes(
    database: Database,
    queues: Queues,
    actor: StaffActor,
    practice_id: int,
    *,
    cursor: str | None,
    limit: int,
    kept: KeptPages | None = None,
) -> bytes:
    """Give one page of changes as JSON; one that is among `kept` is given as it was told.

    Raises Problem: not-found, or resync-required when the cursor can not be continued.
    """
    kinds = visible_kinds(queues, actor, practice_id)
    asked = _Asked(queues, actor, practice_id, kinds, limit)
    view = view_of(kinds, SHAPE)
    place = read_cursor(cursor)
    with database.read(Scope.of([practice_id])) as reader:
        head = head_of(reader, practice_id)
        if place is None:
            place = Cursor(head["epoch"], 0, view, first_load=True)
        _check(place, head, view)
        if place.seq == head["seq"]:
            return _written([], replace(place, first_load=False), head, more=False)
        key = practice_id, *head.values(), place, limit
        page = None if kept is None else kept.find(key, reader.now)
        if page is not None:
            return page
        rows = _rows(reader, asked, place)
        page, at = _page_of(reader, asked, place, head, rows), reader.now
    if kept is not None and not any(row.kind == desk_entity.KIND for row in rows):
        kept.keep(key, page, at)  # the desk is told to each as they may see it
    return page


def _page_of(
    reader: Reader, asked: _Asked, place: Cursor, head: Mapping[str, Any], rows: Sequence[Row[Any]]
) -> bytes:
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    sent = _hydrate(reader, asked, rows)
    onward = replace(
        place,
        seq=rows[-1].seq if more else head["seq"],
        first_load=more and place.first_load,
    )
    return _written(sent, onward, head, more=more)


def _written(sent: Sequence[Any], onward: Cursor, head: Mapping[str, Any], *, more: bool) -> bytes:
    # a practice in which nothing has happened yet has no epoch to remember
    cursor = onward.text() if head["epoch"] else START
    return orjson.dumps({"changes": sent, "cursor": cursor, "more": more, "head": head})


def head_of(reader: Reader, practice_id: int) -> dict[str, Any]:
    """Read where the feed and the journal of a practice stand."""
    row = next(iter(reader.rows(_head, {"practice": practice_id})), None)
    return {
        "seq": 0 if row is None else row.feed_seq,
        "epoch": 0 if row is None else row.epoch,
        "floor": 0 if row is None else row.feed_floor,
        "journal_seq": 0 if row is None else row.journal_seq,
        "journal_hash": "" if row is None else row.journal_hash,
    }


def _check(place: Cursor, head: Mapping[str, Any], view: str) -> None:
    if place.epoch != head["epoch"]:
        raise resync("the portal's data were restored")
    if place.view != view:
        raise resync("what you may see has changed")
    if place.seq > head["seq"]:
        raise resync("the cursor is ahead of the feed")
    if place.seq < head["floor"] and not place.first_load:
        raise resync("the cursor is too old")


def _rows(reader: Reader, asked: _Asked, place: Cursor) -> list[Row[Any]]:
    """Read the entries of the page, and one more if there is more."""
    bound = {
        "practice": asked.practice_id,
        "after": place.seq,
        "kinds": list(asked.kinds),
        "count": asked.limit + 1,
    }
    if not place.first_load:
        return reader.rows(_page, bound)
    since = reader.now - WINDOW
    rows = reader.rows(_present, bound)
    if all(row.changed_at >= since for row in rows):
        return rows  # nothing has to be left out: what is old and open is asked for where something is old
    return reader.rows(_first_page, bound | {"since": since, "now": reader.now})


def _hydrate(reader: Reader, asked: _Asked, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    present = [row for row in rows if row.op == "upsert" and row.kind != desk_entity.KIND]
    found = entities(
        reader,
        asked.practice_id,
        [row.entity_id for row in present if row.kind != SLOT],
        [row.entity_id for row in present if row.kind == SLOT],
    )
    desk = next((row for row in rows if row.kind == desk_entity.KIND), None)
    if desk is not None:
        seen = desk_view.desk_of(reader, asked.queues, asked.actor, asked.practice_id, desk.version)
        found[desk.kind, desk.entity_id] = seen
    sent = []
    for row in rows:
        entity = found.get((row.kind, row.entity_id))
        sent.append(
            {
                "kind": row.kind,
                "id": row.entity_id,
                "version": row.version,
                "op": "remove" if entity is None else "upsert",
                "entity": entity,
            }
        )
    return sent
