"""The feed: pages of changes in commit order, one code for first load, delta and resync.

The feed is compacted, an entity stands in it once, at its newest place. So a reader that goes from
cursor 0 to the end holds exactly what is there, whatever was written meanwhile (DESIGN §4.2).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Row, and_, bindparam, select

from portal.db.among import among
from portal.db.commit import NOT_AN_ITEM
from portal.db.engine import Database
from portal.db.heads import Head, head_of
from portal.db.tables import feed_entry
from portal.db.unit_of_work import Reader, Scope
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import desk_entity, desk_view, first_load
from portal.services.cursor import START, Cursor, read_cursor, resync, view_of
from portal.services.entities import SHAPE, SLOT, entities
from portal.services.kept_pages import KeptPages, Page

AT_ONCE = 200  # changes that are in memory as rows and objects; a process keeps what its largest page took
_NOTHING = orjson.Fragment(b"[]")

Queues = Mapping[str, QueueSpec]

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
    view: str
    start: Cursor | None  # None: from the beginning
    limit: int

    def place(self, head: Head) -> Cursor:
        """Give the place from which the page goes on; raises Problem(resync-required) where it can not."""
        if self.start is None:
            return Cursor(head["epoch"], 0, self.view, first_load=True)
        _check(self.start, head, self.view)
        return self.start

    def key(self, head: Head) -> Hashable:
        """Name the page, if it is asked for while the practice stands at `head`."""
        return self.practice_id, *head.values(), self.place(head), self.limit


@dataclass(frozen=True)
class _Entries:
    """The entries of a page, and the place where the next one begins; None when this is the last."""

    entries: Sequence[Row[Any]]
    onward: int | None


def changes(
    database: Database,
    queues: Queues,
    actor: StaffActor,
    practice_id: int,
    *,
    cursor: str | None,
    limit: int,
    kept: KeptPages | None = None,
    head: Head | None = None,
) -> Page:
    """Give one page of changes as JSON; one that is among `kept` is given as it was told.

    `head` is that of the practice, where the caller has just read it: often it is all that is needed.
    Raises Problem: not-found, or resync-required when the cursor can not be continued.
    """
    asked = _asked(queues, actor, practice_id, cursor, limit)
    told = None if head is None else _known(asked, head, kept, database.clock())
    if told is not None:
        return told
    with database.read(Scope.of([practice_id])) as reader:
        head = head_of(reader, practice_id)
        told = _known(asked, head, kept, reader.now)
        if told is not None:
            return told
        place = asked.place(head)
        found = _entries(reader, asked, place)
        page, at = Page(_page_of(reader, asked, place, head, found)), reader.now
    if kept is not None and not any(row.kind == desk_entity.KIND for row in found.entries):
        kept.keep(asked.key(head), page, at)  # the desk is told to each as they may see it
    return page


def known_changes(
    queues: Queues,
    actor: StaffActor,
    practice_id: int,
    head: Head,
    now: datetime,
    *,
    cursor: str | None,
    limit: int,
    kept: KeptPages,
) -> Page | None:
    """Give what `changes` would, if the practice's head, just read, is all that it takes.

    Raises as that does.
    """
    return _known(_asked(queues, actor, practice_id, cursor, limit), head, kept, now)


def _asked(
    queues: Queues, actor: StaffActor, practice_id: int, cursor: str | None, limit: int
) -> _Asked:
    kinds = visible_kinds(queues, actor, practice_id)
    view = _view(tuple(kinds), SHAPE)
    return _Asked(queues, actor, practice_id, kinds, view, read_cursor(cursor), limit)


@cache
def _view(kinds: tuple[str, ...], shape: int) -> str:
    """Hash what a caller sees; there are as many of these as there are sets of roles that see it."""
    return view_of(kinds, shape)


def _known(asked: _Asked, head: Head, kept: KeptPages | None, now: datetime) -> Page | None:
    """Give the page when the head says that it is empty, or that it was just told."""
    place = asked.place(head)
    if place.seq == head["seq"]:
        onward = replace(place, first_load=False)
        return Page(_written(_NOTHING, onward, head, more=False), is_empty=True)
    return None if kept is None else kept.find(asked.key(head), now)


def _page_of(reader: Reader, asked: _Asked, place: Cursor, head: Head, found: _Entries) -> bytes:
    parts = [
        orjson.dumps(_hydrate(reader, asked, found.entries[begin : begin + AT_ONCE]))[1:-1]
        for begin in range(0, len(found.entries), AT_ONCE)
    ]
    sent = orjson.Fragment(b"[" + b",".join(parts) + b"]")
    more = found.onward is not None
    onward = replace(
        place,
        seq=head["seq"] if found.onward is None else found.onward,
        first_load=more and place.first_load,
    )
    return _written(sent, onward, head, more=more)


def _written(sent: orjson.Fragment, onward: Cursor, head: Head, *, more: bool) -> bytes:
    # a practice in which nothing has happened yet has no epoch to remember
    cursor = onward.text() if head["epoch"] else START
    return orjson.dumps({"changes": sent, "cursor": cursor, "more": more, "head": head})


def _check(place: Cursor, head: Head, view: str) -> None:
    if place.epoch != head["epoch"]:
        raise resync("the portal's data were restored")
    if place.view != view:
        raise resync("what you may see has changed")
    if place.seq > head["seq"]:
        raise resync("the cursor is ahead of the feed")
    if place.seq < head["floor"] and not place.first_load:
        raise resync("the cursor is too old")


def _entries(reader: Reader, asked: _Asked, place: Cursor) -> _Entries:
    """Read the entries of the page, and one more to know whether there is more."""
    count = asked.limit + 1
    bound = {"practice": asked.practice_id, "after": place.seq, "kinds": list(asked.kinds)}
    if place.first_load:
        rows, looked_to = first_load.entries(reader, _present, bound, count)
    else:
        rows, looked_to = reader.rows(_page, bound | {"count": count}), None
    if len(rows) == count:
        return _Entries(rows[:-1], rows[-1].seq - 1)  # what lies between was left out
    return _Entries(rows, looked_to)


def _hydrate(reader: Reader, asked: _Asked, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    # a row taken apart at once: to ask it for each of its columns costs more than to read them
    told = [tuple(row)[:5] for row in rows]
    items = [key for _, kind, key, _, op in told if op == "upsert" and kind not in NOT_AN_ITEM]
    times = [key for _, kind, key, _, op in told if op == "upsert" and kind == SLOT]
    found = entities(reader, asked.practice_id, items, times)
    for _, kind, key, version, _ in told:
        if kind == desk_entity.KIND:
            seen = desk_view.desk_of(reader, asked.queues, asked.actor, asked.practice_id, version)
            found[kind, key] = seen
    sent = []
    for _, kind, key, version, _ in told:
        entity = found.get((kind, key))
        op = "remove" if entity is None else "upsert"
        sent.append({"kind": kind, "id": key, "version": version, "op": op, "entity": entity})
    return sent
