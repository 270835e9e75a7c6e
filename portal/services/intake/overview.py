"""Who sends results and how it goes: counts and times by source, for who runs the practice (DOMAIN §5.4).

Asked every few seconds while somebody looks, so each question is one walk along an index that ends
after `MOST_COUNTED` entries, however many messages there are. Nothing here knows a patient or a value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Subquery, case, desc, func, select

from portal.db.intake_tables import intake_message, machine_client, unmatched_report
from portal.db.unit_of_work import Reader
from portal.services.intake.silence import is_silent, usual_gap
from portal.services.practice_time import begin_of, zone_of

HOURS = 24
MOST_COUNTED = 20_000  # entries of an index; what is counted to here is "20,000 or more"
MOST_SOURCES = 100
FORGOTTEN_AFTER = timedelta(days=30)  # since a revoked source sent the last time
_FAILING_SHARE, _FAILING_LEAST = 0.1, 3

_m = intake_message.c


@dataclass(frozen=True)
class Today:
    """What has come since the practice's midnight; `unmatched` of it waits for a chart now."""

    received: int = 0
    parsed: int = 0
    unmatched: int = 0
    quarantined: int = 0
    refused: int = 0
    repeated: int = 0


@dataclass(frozen=True)
class Source:
    """One sender. `usual_gap_s` is the median of two weeks; None until it can be told."""

    name: str
    channel: str
    last_at: datetime | None
    last_control_id: str
    revoked: bool
    today: Today
    hours: tuple[int, ...]
    state: str  # ok, silent, failing
    usual_gap_s: int | None


@dataclass(frozen=True)
class Overview:
    """All sources. Totals stop at `MOST_COUNTED`; `hours_from` is when the first of the hours begins."""

    at: datetime
    waiting: int
    oldest_waiting_at: datetime | None
    unmatched: int
    quarantined: int
    hours_from: datetime
    most_counted: int
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class _Clock:
    now: datetime
    midnight: datetime
    hours: tuple[datetime, ...]  # when each of the last 24 begins

    @property
    def begin(self) -> datetime:
        return min(self.midnight, self.hours[0])


def overview(reader: Reader, practice_id: int) -> Overview:
    """Tell how the intake of a practice stands."""
    clock = _clock(reader.now, zone_of(reader, practice_id))
    waiting, quarantined = (_of_state(practice_id, state) for state in ("received", "quarantined"))
    oldest = reader.execute(select(_m.received_at).where(*waiting).order_by(_m.id).limit(1))
    named = _sources(reader, practice_id)
    unmatched = _unmatched_today(reader, practice_id, clock)
    found = (
        _source(reader, practice_id, name, clock, unmatched.get(name, 0), revoked=revoked)
        for name, revoked in named
    )
    return Overview(
        at=clock.now,
        waiting=_count(reader, select(_m.id).where(*waiting).order_by(_m.id)),
        oldest_waiting_at=oldest.scalar_one_or_none(),
        unmatched=_count(reader, select(_waiting_messages(practice_id).c.message_id)),
        quarantined=_count(reader, select(_m.id).where(*quarantined).order_by(_m.id)),
        hours_from=clock.hours[0],
        most_counted=MOST_COUNTED,
        sources=tuple(one for one in found if one is not None),
    )


def _clock(now: datetime, zone: ZoneInfo) -> _Clock:
    """Find midnight and the hours by the practice's clock; on days that change it, too.

    Hours are counted in UTC from the last full one here: of a clock time that comes twice each has its own.
    """
    here = now.astimezone(zone)
    into = timedelta(minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
    this_hour = now.astimezone(UTC) - into
    hours = tuple(this_hour - timedelta(hours=back) for back in range(HOURS - 1, -1, -1))
    return _Clock(now.astimezone(UTC), begin_of(here.date(), zone), hours)


def _sources(reader: Reader, practice_id: int) -> list[tuple[str, bool]]:
    """Name who may send, and who has sent: a source of files is no machine client."""
    clients = reader.execute(
        select(machine_client.c.name, machine_client.c.revoked_at)
        .where(machine_client.c.practice_id == practice_id)
        .order_by(machine_client.c.revoked_at.is_not(None), machine_client.c.name)
        .limit(MOST_SOURCES)
    )
    found = {row.name: row.revoked_at is not None for row in clients}
    name = ""
    while len(found) < MOST_SOURCES:  # from one name to the next along the index
        after = select(func.min(_m.source)).where(_m.practice_id == practice_id, _m.source > name)
        following = reader.execute(after).scalar_one_or_none()
        if following is None:
            break
        name = following
        found.setdefault(name, False)
    return sorted(found.items(), key=lambda one: (one[1], one[0].casefold()))


def _source(
    reader: Reader, practice_id: int, name: str, clock: _Clock, unmatched: int, *, revoked: bool
) -> Source | None:
    last = _last(reader, practice_id, name)
    last_at = _last_sign(reader, practice_id, name, last)
    if revoked and (last_at is None or last_at < clock.now - FORGOTTEN_AFTER):
        return None
    today, hours = _counts(reader, practice_id, name, clock, unmatched)
    usual = None if last_at is None else usual_gap(reader, practice_id, name, last_at)
    state = "ok"
    if _is_failing(today):
        state = "failing"
    elif last_at is not None and not revoked:
        silent = is_silent(reader, practice_id, name, last_at, usual)
        state = "silent" if silent else "ok"
    return Source(
        name=name,
        channel=last.channel if last is not None else "",
        last_at=last_at,
        last_control_id=last.control_id if last is not None else "",
        revoked=revoked,
        today=today,
        hours=hours,
        state=state,
        usual_gap_s=None if usual is None else round(usual.total_seconds()),
    )


def _of(practice_id: int, name: str) -> tuple[ColumnElement[bool], ...]:
    return (_m.practice_id == practice_id, _m.source == name)


def _of_state(practice_id: int, state: str) -> tuple[ColumnElement[bool], ...]:
    return (_m.practice_id == practice_id, _m.state == state)


def _last(reader: Reader, practice_id: int, name: str) -> Row[Any] | None:
    return reader.execute(
        select(_m.received_at, _m.channel, _m.control_id)
        .where(*_of(practice_id, name))
        .order_by(desc(_m.received_at))
        .limit(1)
    ).first()


def _last_sign(
    reader: Reader, practice_id: int, name: str, last: Row[Any] | None
) -> datetime | None:
    """When something of it came the last time; what came again is a sign of life as well."""
    again: datetime | None = reader.execute(
        select(func.max(_m.repeated_at)).where(*_of(practice_id, name))
    ).scalar_one_or_none()
    first: datetime | None = last.received_at if last is not None else None
    return max((at for at in (first, again) if at is not None), default=None)


def _counts(
    reader: Reader, practice_id: int, name: str, clock: _Clock, unmatched: int
) -> tuple[Today, tuple[int, ...]]:
    newest = (
        select(_m.received_at, _m.state)
        .where(*_of(practice_id, name), _m.received_at >= clock.begin)
        .order_by(desc(_m.received_at))
        .limit(MOST_COUNTED)
        .subquery()
    )
    is_today = case((newest.c.received_at >= clock.midnight, 1), else_=0)
    part = _part_of(newest.c.received_at, clock.hours)
    told = select(part.label("hour"), is_today.label("today"), newest.c.state).subquery()
    rows = reader.execute(select(*told.c, func.count().label("messages")).group_by(*told.c))
    hours, states = [0] * HOURS, dict.fromkeys(("parsed", "quarantined", "refused"), 0)
    received = 0
    for row in rows:
        if row.hour >= 0:
            hours[row.hour] += row.messages
        if row.today:
            received += row.messages
            kind = "quarantined" if row.state == "discarded" else row.state
            states[kind] = states.get(kind, 0) + row.messages
    again = (_m.repeated_at >= clock.midnight, *_of(practice_id, name))
    return Today(
        received=received,
        parsed=states["parsed"],
        unmatched=unmatched,
        quarantined=states["quarantined"],
        refused=states["refused"],
        repeated=_count(reader, select(_m.repeated_at).where(*again).order_by(_m.repeated_at)),
    ), tuple(hours)


def _part_of(at: ColumnElement[Any], begins: Sequence[datetime]) -> ColumnElement[int]:
    """Number of the last of `begins` that is not after `at`; -1 before all of them."""
    newest_first = list(enumerate(begins))[::-1]
    return case(*((at >= begin, number) for number, begin in newest_first), else_=-1)


def _waiting_messages(practice_id: int) -> Subquery:
    """The newest messages of which a part waits for a chart, each once."""
    return (
        select(unmatched_report.c.message_id)
        .where(unmatched_report.c.practice_id == practice_id, unmatched_report.c.state == "waiting")
        .group_by(unmatched_report.c.message_id)
        .order_by(desc(unmatched_report.c.message_id))
        .limit(MOST_COUNTED)
        .subquery()
    )


def _unmatched_today(reader: Reader, practice_id: int, clock: _Clock) -> dict[str, int]:
    waiting = _waiting_messages(practice_id)
    # a subquery for each: joined, SQLite begins with the messages, which are many more
    source = (
        select(_m.source)
        .where(_m.practice_id == practice_id, _m.id == waiting.c.message_id)
        .where(_m.received_at >= clock.midnight)
        .scalar_subquery()
    )
    told = select(source.label("source")).select_from(waiting).subquery()
    rows = reader.execute(
        select(told.c.source, func.count().label("messages")).group_by(told.c.source)
    )
    return {row.source: row.messages for row in rows if row.source is not None}


def _count(reader: Reader, of: Any) -> int:
    """Count rows, and stop where nobody wants to know it more exactly.

    They come in the order of an index: without one, PostgreSQL may look for the few in all rows.
    """
    found = select(func.count()).select_from(of.limit(MOST_COUNTED).subquery())
    return int(reader.execute(found).scalar_one())


def _is_failing(today: Today) -> bool:
    """Whether so much of today could not be read that somebody must see to the source."""
    read = today.parsed + today.quarantined + today.refused
    return today.quarantined >= _FAILING_LEAST and today.quarantined > _FAILING_SHARE * max(read, 1)
