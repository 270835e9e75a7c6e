"""Sending slots anew when what bars them has changed: leave, or days on which the practice is closed.

Slots do not hold what bars them, so nothing of theirs but the version moves. The first go at once, in
the transaction of the change; what is behind them follows in jobs of `CHUNK` slots each.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, update

from portal.db.engine import Database
from portal.db.tables import slot
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import practice_time, slots
from portal.services.outbox_worker import Handler, Job
from portal.services.policies.desk import SLOTS_BARRED

CHUNK = 200  # slots that one transaction sends


@dataclass(frozen=True)
class Span:
    """Which slots: of one practitioner or of all ("", every one), from a moment until another.

    `days` are days of the practice, as text; none means every day. `after` is the slot up to which
    they have been sent.
    """

    practice_id: int
    since: str
    until: str
    practitioner_id: str = ""
    days: tuple[str, ...] = ()
    after: str = ""


def of_leave(
    practice_id: int, practitioner_id: str, starts_at: datetime, ends_at: datetime
) -> Span:
    """Give the slots of a practitioner in a time."""
    return Span(practice_id, moment_text(starts_at), moment_text(ends_at), practitioner_id)


def resend(uow: UnitOfWork, span: Span) -> int:
    """Send the next slots of a span that have not begun; leaves a job for those behind; says how many."""
    conditions = [
        slot.c.id > span.after,
        slot.c.starts_at < datetime.fromisoformat(span.until),
        slot.c.ends_at > datetime.fromisoformat(span.since),
        slot.c.starts_at > uow.now,
    ]
    if span.practitioner_id:
        conditions.append(slot.c.practitioner_id == span.practitioner_id)
    rows = slots.find(uow, span.practice_id, *conditions, lock=True, limit=CHUNK)
    zone = practice_time.zone_of(uow, span.practice_id)
    wanted = [
        row
        for row in rows
        if not span.days or row["starts_at"].astimezone(zone).date().isoformat() in span.days
    ]
    for row in wanted:
        uow.execute(
            update(slot)
            .where(and_(slot.c.practice_id == span.practice_id, slot.c.id == row["id"]))
            .values(version=row["version"] + 1)
        )
        uow.touch(span.practice_id, slots.KIND, row["id"], row["version"] + 1)
    if len(rows) == CHUNK:
        _later(uow, replace(span, after=rows[-1]["id"]))
    return len(wanted)


def handlers(database: Database) -> Mapping[str, Handler]:
    """Give the handler of the job that goes on with a span."""

    def go_on(job: Job) -> None:
        told: dict[str, Any] = dict(job.payload)
        span = Span(**told | {"days": tuple(told.get("days", ()))})
        database.write(Scope.of([span.practice_id]), lambda uow: resend(uow, span))

    return {SLOTS_BARRED: go_on}


def _later(uow: UnitOfWork, span: Span) -> None:
    uow.enqueue(
        SLOTS_BARRED,
        f"{SLOTS_BARRED}:{span.practitioner_id}:{span.since}:{span.after}:{uow.now.isoformat()}",
        asdict(span),
        practice_id=span.practice_id,
    )
