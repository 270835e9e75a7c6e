"""What time alone does to items: those that nobody needs any more end, and waits run out.

Care managers' links end with the same sweep (`proxy_clock`).

Once an hour the portal looks at every practice. However many processes there are, one job an hour is
planned, and each item is changed behind its lock and only if it still is what it was, so looking
twice changes nothing. It goes through the practices in parts with pauses between them: a thousand practices
in a row would take the processor from those who decide, and keep mails waiting.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import and_, func, or_, select

from portal.db.engine import Database
from portal.db.tables import item, practice
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem
from portal.queues.desk_actions import EXPIRED
from portal.queues.spec import QueueSpec
from portal.security import throttle
from portal.services import item_changes, notices, proxy_clock, waiting
from portal.services.outbox_worker import Handler, Job, Onward
from portal.services.policies import store

KIND = "hourly_sweep"
BATCH = 200
PARTS = 900  # of a sweep at most
PAUSE = timedelta(seconds=1)  # between two; with the worker's own rests all end within the hour

Queues = Mapping[str, QueueSpec]
_log = logging.getLogger(__name__)


class Hourly:
    """Plans the sweeps of each hour; called in any transaction, as often as you like."""

    def __init__(self, kinds: Sequence[str] = (KIND,)) -> None:
        """Plan jobs of these kinds; nothing is planned yet by this process."""
        self._kinds = tuple(kinds)
        self._planned = ""

    def __call__(self, uow: UnitOfWork) -> None:
        """Leave this hour's jobs, unless this process has seen to it; a known key is left alone."""
        hour = uow.now.astimezone(UTC).strftime("%Y-%m-%dT%H")
        if hour != self._planned:
            for kind in self._kinds:
                uow.enqueue(kind, f"{kind}:{hour}", {})
            self._planned = hour


def handler(database: Database, queues: Queues) -> Handler:
    """Give what does the job, part by part."""

    def handle(job: Job) -> Onward | None:
        after, size = job.payload.get("after"), job.payload.get("size")
        if after is None or size is None:
            database.write(Scope.of([]), throttle.forget_old)
            after, size = 0, -(-_count(database) // PARTS)
        practices = _next(database, after, size)
        for one in practices:
            sweep_practice(database, queues, one)
            proxy_clock.sweep_practice(database, one)
        if len(practices) < size:
            return None
        return Onward({"after": practices[-1], "size": size}, PAUSE)

    return handle


def _count(database: Database) -> int:
    with database.read(Scope.of([])) as reader:
        return int(reader.execute(select(func.count()).select_from(practice)).scalar_one()) or 1


def _next(database: Database, after: int, size: int) -> Sequence[int]:
    query = select(practice.c.id).where(practice.c.id > after).order_by(practice.c.id).limit(size)
    with database.read(Scope.of([])) as reader:
        return reader.execute(query).scalars().all()


def sweep_practice(database: Database, queues: Queues, practice_id: int) -> int:
    """End what is too old and resume what has waited long enough; each item by itself."""
    scope = Scope.of([practice_id])
    changed = 0
    for queue in queues.values():
        with database.read(scope) as reader:
            rested = _rested(reader, practice_id, queue)
            old = _old(reader, practice_id, queue)
        works = [
            partial(resume, queue=queue, practice_id=practice_id, item_id=one) for one in rested
        ]
        works += [partial(expire, queue=queue, practice_id=practice_id, item_id=one) for one in old]
        changed += sum(_done(database, scope, queue.kind, work) for work in works)
    return changed


def _done(database: Database, scope: Scope, kind: str, work: Callable[[UnitOfWork], bool]) -> bool:
    """Do one of them; one that a rule keeps open must not keep all that come after it."""
    try:
        return database.write(scope, work)
    except Problem as problem:
        _log.warning("an item of kind %s stays open: %s", kind, problem.type.slug)
        return False


def expire(uow: UnitOfWork, queue: QueueSpec, practice_id: int, item_id: str) -> bool:
    """Close an item that has waited longer than the practice keeps it, and tell who asked.

    False when there is nothing to do: it was decided meanwhile, or is not as old.
    """
    limit = _limit(uow, practice_id, queue)
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    if row is None or not row["is_open"] or limit is None:
        return False
    if max(filter(None, (row["submitted_at"], row["decided_at"]))) > limit:
        return False
    content = None if queue.ending is None else queue.ending.close(uow, row, EXPIRED)
    item_changes.change(
        uow, row, state=EXPIRED, is_open=False, content=content, **waiting.NOT_WAITING
    )
    if queue.ending is not None and queue.ending.tells_patient:
        notices.tell_asker(uow, row, notices.EXPIRED)
    _journal(uow, row, "item.expired")
    return True


def resume(uow: UnitOfWork, queue: QueueSpec, practice_id: int, item_id: str) -> bool:
    """End the wait of an item whose day has come; False when it waits no more, or longer."""
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    if row is None or not row["is_open"] or not row["waiting_on"]:
        return False
    if row["waiting_until"] is None or row["waiting_until"] > uow.now:
        return False
    columns = waiting.ended(uow, row, queue.policy)
    item_changes.change(uow, row, state=row["state"], is_open=True, **columns)
    _journal(uow, row, "item.wait_over")
    return True


def _rested(reader: Reader, practice_id: int, queue: QueueSpec) -> list[str]:
    return _ids(
        reader, practice_id, queue, (item.c.waiting_on != "", item.c.waiting_until <= reader.now)
    )


def _old(reader: Reader, practice_id: int, queue: QueueSpec) -> list[str]:
    limit = _limit(reader, practice_id, queue)
    if limit is None:
        return []
    # what was taken up again, or asked about, is as old as that
    decided = or_(item.c.decided_at.is_(None), item.c.decided_at <= limit)
    return _ids(reader, practice_id, queue, (item.c.submitted_at <= limit, decided))


def _ids(
    reader: Reader, practice_id: int, queue: QueueSpec, conditions: Iterable[Any]
) -> list[str]:
    return list(
        reader.execute(
            select(item.c.id)
            .where(and_(item.c.practice_id == practice_id, item.c.kind == queue.kind))
            .where(and_(item.c.is_open.is_(True), *conditions))
            .order_by(item.c.submitted_at, item.c.id)
            .limit(BATCH)
        ).scalars()
    )


def _limit(reader: Reader, practice_id: int, queue: QueueSpec) -> datetime | None:
    days = store.current(reader, practice_id, queue.policy).expire_after_days
    return None if days is None else reader.now - timedelta(days=days)


def _journal(uow: UnitOfWork, row: Mapping[str, Any], action: str) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=None,
        action=action,
        subject_id=row["id"],
        target=(row["kind"], row["id"]),
    )
