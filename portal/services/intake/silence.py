"""Whether a source is missed: how often it usually sends, and whether it should have by now.

Each question is one bounded walk along the index of a source in time.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import ColumnElement, desc, select

from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import Reader

_WEEK = timedelta(days=7)
_SAMPLE, _USUAL_DAYS = 500, 14
_LEAST_GAPS = 5
_BURST = timedelta(minutes=1)  # messages that follow each other faster came together
_UNKNOWN_GAP = timedelta(hours=1)
_SILENT_GAPS = 3
_YOUNG_SILENT = timedelta(days=1)

_m = intake_message.c


def usual_gap(reader: Reader, practice_id: int, name: str, last_at: datetime) -> timedelta | None:
    """Give the median time between messages in the two weeks up to the last; what came together is one.

    None where too few came to say.
    """
    since = last_at - timedelta(days=_USUAL_DAYS)
    rows = reader.execute(
        select(_m.received_at)
        .where(*_of(practice_id, name), _m.received_at >= since)
        .order_by(desc(_m.received_at))
        .limit(_SAMPLE)
    )
    times = list(rows.scalars())
    gaps = [later - earlier for later, earlier in pairwise(times) if later - earlier >= _BURST]
    return median(gaps) if len(gaps) >= _LEAST_GAPS else None


def is_silent(
    reader: Reader, practice_id: int, name: str, last_at: datetime, usual: timedelta | None
) -> bool:
    """Whether something ought to have come: it did in the same hours of the week before.

    A laboratory that is closed at night and on Sundays is silent then without being missed. A source
    that is younger than a week is missed after a day.
    """
    gap = usual or _UNKNOWN_GAP
    quiet = reader.now - last_at
    if quiet <= _SILENT_GAPS * gap:
        return False
    if quiet >= _WEEK:
        return usual is not None or quiet >= 2 * _WEEK
    of_it = _of(practice_id, name)
    older = select(_m.received_at).where(*of_it, _m.received_at <= last_at - _WEEK).limit(1)
    if reader.execute(older).first() is None:
        return quiet > max(_YOUNG_SILENT, _SILENT_GAPS * gap)
    expected = select(_m.received_at).where(
        *of_it,
        _m.received_at > last_at - _WEEK + gap,
        _m.received_at <= reader.now - _WEEK - gap,
    )
    return reader.execute(expected.limit(1)).first() is not None


def _of(practice_id: int, name: str) -> tuple[ColumnElement[bool], ...]:
    return (_m.practice_id == practice_id, _m.source == name)
