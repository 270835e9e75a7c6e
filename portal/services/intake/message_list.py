"""What came from laboratories, newest first: how each message ended, and nothing that it says of a person.

Pages by the id, which is in order of arrival. Each filter has an index that it walks along.
"""

from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import Any, Final

from sqlalchemy import ColumnElement, desc, select

from portal.db.intake_tables import intake_message, unmatched_report
from portal.db.unit_of_work import Reader

STATES: Final = ("received", "parsed", "quarantined", "refused", "discarded")
UNMATCHED: Final = (
    "unmatched"  # a filter beside the states: a part of the message waits for a chart
)
MOST_LISTED = 100
Row = dict[str, Any]

_m = intake_message.c
_SHOWN = (
    *(_m.id, _m.source, _m.channel, _m.format, _m.state, _m.control_id, _m.message_type),
    *(_m.sender, _m.size, _m.reason, _m.detail, _m.item_id, _m.attempts),
    *(_m.repeats, _m.repeated_at, _m.received_at, _m.processed_at),
)


def page(
    reader: Reader,
    practice_id: int,
    *,
    state: str = "",
    source: str = "",
    after: str | None = None,
    limit: int = 50,
) -> list[Row]:
    """Give messages before `after`, of a state or `UNMATCHED` and of a source where they are given."""
    if state == UNMATCHED:
        ids = _unmatched(reader, practice_id, source, after, limit)
    elif source:
        states = (state,) if state else STATES  # of each state the newest: one index has them so
        found = (_ids(reader, practice_id, one, source, after, limit) for one in states)
        ids = nlargest(limit, (name for names in found for name in names))
    else:
        ids = _ids(reader, practice_id, state, "", after, limit)
    return shown(reader, practice_id, ids)


def shown(reader: Reader, practice_id: int, ids: Sequence[str]) -> list[Row]:
    """Give these messages in this order, without their content."""
    rows = reader.execute(select(*_SHOWN).where(_m.practice_id == practice_id, _m.id.in_(ids)))
    found = {row["id"]: row for row in rows.mappings()}
    waiting = set(
        reader.execute(
            select(unmatched_report.c.message_id).where(
                unmatched_report.c.practice_id == practice_id,
                unmatched_report.c.state == "waiting",
                unmatched_report.c.message_id.in_(ids),
            )
        ).scalars()
    )
    return [_row(found[name], unmatched=name in waiting) for name in ids if name in found]


def _row(row: Mapping[Any, Any], *, unmatched: bool) -> Row:
    return {str(name): value for name, value in row.items()} | {"unmatched": unmatched}


def _ids(
    reader: Reader, practice_id: int, state: str, source: str, after: str | None, limit: int
) -> list[str]:
    fits: list[ColumnElement[bool]] = [_m.practice_id == practice_id]
    if source:
        fits.append(_m.source == source)
    if state:
        fits.append(_m.state == state)
    if after is not None:
        fits.append(_m.id < after)
    return list(
        reader.execute(select(_m.id).where(*fits).order_by(desc(_m.id)).limit(limit)).scalars()
    )


def _unmatched(
    reader: Reader, practice_id: int, source: str, after: str | None, limit: int
) -> list[str]:
    """Messages of which a report waits; as many reports wait as nobody has decided, and no more."""
    report = unmatched_report.c
    query = (
        select(report.message_id)
        .where(report.practice_id == practice_id, report.state == "waiting")
        .group_by(report.message_id)
        .order_by(desc(report.message_id))
        .limit(limit)
    )
    if after is not None:
        query = query.where(report.message_id < after)
    if source:
        of_it = select(_m.id).where(_m.practice_id == practice_id, _m.source == source)
        query = query.where(of_it.where(_m.id == report.message_id).exists())
    return list(reader.execute(query).scalars())
