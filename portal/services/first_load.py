"""What a first load holds of a feed: what is open, what is still to come, and what changed of late.

Most of what an old practice has is settled and is left out. It is passed over in strides: entries by their place
in the feed, then which of the old ones are open, by their own keys. One statement that asks of each entry whether its thing is
open makes PostgreSQL read all things of all practices for each page, once there are many.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, select

from portal.db.among import among
from portal.db.commit import NOT_AN_ITEM
from portal.db.tables import item, slot
from portal.db.unit_of_work import Reader
from portal.services import desk_entity
from portal.services.entities import SLOT

WINDOW = timedelta(days=90)
MOST_LOOKED_AT = 10_000  # entries for one page: whoever asks is not to wait for a whole history
_STRIDE = 4_000

_open_items = select(item.c.id).where(
    and_(item.c.practice_id == bindparam("practice"), among(item.c.id, "ids"), item.c.is_open)
)
_coming_slots = select(slot.c.id).where(
    and_(
        slot.c.practice_id == bindparam("practice"),
        among(slot.c.id, "ids"),
        slot.c.starts_at >= bindparam("now"),
    )
)

Entries = Sequence[Row[Any]]


def entries(
    reader: Reader, statement: Select[Any], bound: Mapping[str, Any], count: int
) -> tuple[Entries, int | None]:
    """Give the first `count` entries of a first load behind `bound["after"]`, or fewer of a long history.

    With them the place up to which was looked; None where there is nothing behind it. `statement` reads
    `count` entries behind `after`, in their order: seq, kind, id, version, op, and when they changed.
    """
    found: list[Row[Any]] = []
    after, looked, stride = bound["after"], 0, count
    while True:
        rows = reader.rows(statement, {**bound, "after": after, "count": stride})
        found += _held(reader, bound["practice"], rows)
        looked += len(rows)
        if len(found) >= count:
            return found[:count], rows[-1].seq
        if len(rows) < stride:
            return found, None
        after = rows[-1].seq
        if looked >= MOST_LOOKED_AT:
            return found, after
        stride = min(_STRIDE, 4 * stride)


def _held(reader: Reader, practice_id: int, rows: Entries) -> Entries:
    """Leave out what is old and settled: `old` loses all that is open or still to come."""
    since = reader.now - WINDOW
    # taken apart at once: to ask a row for each of its columns costs more than to read them
    told = [(kind, key) for _, kind, key, _, _, at in map(tuple, rows) if at < since]
    old = {key for kind, key in told if kind != desk_entity.KIND}
    if not old:
        return rows
    items = [key for kind, key in told if kind not in NOT_AN_ITEM]
    times = [key for kind, key in told if kind == SLOT]
    if items:
        open_ones = reader.rows(_open_items, {"practice": practice_id, "ids": items})
        old.difference_update(one.id for one in open_ones)
    if times:
        bound = {"practice": practice_id, "ids": times, "now": reader.now}
        old.difference_update(one.id for one in reader.rows(_coming_slots, bound))
    return [row for row in rows if row.entity_id not in old]
