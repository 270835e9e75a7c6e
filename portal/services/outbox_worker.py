"""Does what transactions have left for later: sends mail, lets offers lapse.

A job is leased, done, and marked, with others that were done within a quarter of a second. A crash between doing and
marking does them once more: a mail goes out again under the same Message-ID. Failures wait from one minute up to six hours; the twelfth is
the last, and the job is dead until somebody looks.
"""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, null, or_, select, update

from portal.db.among import among
from portal.db.engine import Database
from portal.db.tables import outbox_job
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services.background import Background, doubled

LEASE = timedelta(seconds=60)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 12
BATCH = 20
_NOBODY = Scope.of([])  # jobs belong to no practice's fence; a handler opens its own
_UNMARKED_S = 0.25  # for so long a job that is done may wait to be marked together with others
_log = logging.getLogger(__name__)
_done = (
    update(outbox_job)
    .where(among(outbox_job.c.id, "ids"))
    .values(done_at=bindparam("at"), leased_until=null())
)


@dataclass(frozen=True)
class Job:
    """One job under lease."""

    id: str
    kind: str
    payload: Mapping[str, Any]
    attempts: int  # this one included


@dataclass(frozen=True)
class Onward:
    """A part of a long job is done; `payload` says where the next begins, after `wait`."""

    payload: Mapping[str, Any]
    wait: timedelta


Handler = Callable[[Job], Onward | None]
"""Does a job, or a part of it; any exception means: later again, and `HopelessError`: never again."""


Settled = Callable[[Job, bool], None]
"""Is told of a job that is done, or (True) dead; of a dead one twice, and may be told again."""


class HopelessError(Exception):
    """Another try would change nothing."""


def wait_after(attempts: int) -> timedelta:
    """Give the time between the failure with this number and the next attempt."""
    return doubled(FIRST_WAIT, attempts - 1, LONGEST_WAIT)


class OutboxWorker(Background):
    """Works the outbox off, in a thread of its own between `start` and `stop`.

    `handlers` maps a kind to what does it; jobs of other kinds are left for other workers. `settled`
    is told of each job that is done or dead. `plan` is called at each
    look into the outbox, and may leave jobs that come round by themselves.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Handler],
        *,
        poll_s: float = 2.0,
        settled: Settled = lambda _job, _failed: None,
        plan: Callable[[UnitOfWork], None] = lambda _uow: None,
    ) -> None:
        super().__init__(database, "outbox", poll_s)
        self._plan = plan
        self._settled = settled
        self._handlers = dict(handlers)

    def run_due(self) -> int:
        """Do one batch of what is due, and say how many jobs were taken up."""
        jobs = self._database.write(_NOBODY, self._lease)
        # what a slow mail server leaves too little of the lease for is given back, not done twice
        enough = time.monotonic() + LEASE.total_seconds() / 3
        done: list[Job] = []
        first = 0.0  # when the first of them was done
        try:
            for number, job in enumerate(jobs):
                if self.is_stopping or time.monotonic() > enough:
                    self._give_back(jobs[number:])
                    return number
                began = time.thread_time()
                if self._do(job):
                    first = first if done else time.monotonic()
                    done.append(job)
                if done and time.monotonic() - first > _UNMARKED_S:
                    self._mark_done(done)
                self.give_way(time.thread_time() - began)
        finally:
            self._mark_done(done)
        return len(jobs)

    def work(self) -> bool:
        """Do a batch of what is due."""
        return self.run_due() >= BATCH

    def failed(self, error: Exception) -> None:
        """Log it; the jobs stay in the table."""
        _log.error("the outbox could not be read", exc_info=error)

    def _lease(self, uow: UnitOfWork) -> list[Job]:
        self._plan(uow)
        waiting = and_(
            outbox_job.c.done_at.is_(None),
            outbox_job.c.dead_at.is_(None),
            outbox_job.c.due_at <= uow.now,
            or_(outbox_job.c.leased_until.is_(None), outbox_job.c.leased_until <= uow.now),
            outbox_job.c.kind.in_(list(self._handlers)),
        )
        rows = uow.execute(
            select(outbox_job.c.id, outbox_job.c.kind, outbox_job.c.payload, outbox_job.c.attempts)
            .where(waiting)
            .order_by(outbox_job.c.due_at, outbox_job.c.id)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        ).all()
        if rows:
            uow.execute(
                update(outbox_job)
                .where(outbox_job.c.id.in_([row.id for row in rows]))
                .values(leased_until=uow.now + LEASE, attempts=outbox_job.c.attempts + 1)
            )
        return [Job(row.id, row.kind, orjson.loads(row.payload), row.attempts + 1) for row in rows]

    def _do(self, job: Job) -> bool:
        """Do a job, and say whether it is done; one that failed or goes on is marked by now."""
        try:
            onward = self._handlers[job.kind](job)
        except Exception as error:  # noqa: BLE001 - whatever it was, the job waits and comes again
            # the error's text may hold an address; its type does not
            name = type(error).__name__
            _log.warning("job %s (%s) failed: %s, attempt %d", job.id, job.kind, name, job.attempts)
            last = isinstance(error, HopelessError) or job.attempts >= MOST_ATTEMPTS
            if last:
                self._settled(job, True)  # first: what a dead job demands must not be lost
            self._mark(job, lambda uow: _failed(uow, job, name, last=last))
            if last:
                self._settled(job, True)
            return False
        if onward is not None:
            self._mark(job, lambda uow: _going_on(uow, onward))
        return onward is None

    def _mark_done(self, done: list[Job]) -> None:
        """Mark these together, and forget them."""
        jobs = list(done)
        done.clear()
        if not jobs:
            return
        ids = [job.id for job in jobs]
        self._database.write(_NOBODY, lambda uow: uow.execute(_done, {"ids": ids, "at": uow.now}))
        with ExitStack() as all_of_them:  # each is told, whatever comes of the others
            for job in reversed(jobs):
                all_of_them.callback(self._settled, job, False)

    def _mark(self, job: Job, values: Callable[[UnitOfWork], dict[str, Any]]) -> None:
        def work(uow: UnitOfWork) -> None:
            uow.execute(update(outbox_job).where(outbox_job.c.id == job.id).values(**values(uow)))

        self._database.write(_NOBODY, work)

    def _give_back(self, jobs: list[Job]) -> None:
        ids = [job.id for job in jobs]
        self._database.write(
            _NOBODY,
            lambda uow: uow.execute(
                update(outbox_job)
                .where(outbox_job.c.id.in_(ids))
                .values(leased_until=None, attempts=outbox_job.c.attempts - 1)
            ),
        )


def _going_on(uow: UnitOfWork, onward: Onward) -> dict[str, Any]:
    payload = orjson.dumps(onward.payload).decode()
    due_at = uow.now + onward.wait
    return {"payload": payload, "due_at": due_at, "leased_until": None, "attempts": 0}


def _failed(uow: UnitOfWork, job: Job, name: str, *, last: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"leased_until": None, "last_error": name}
    if last:
        return {**values, "dead_at": uow.now}
    return {**values, "due_at": uow.now + wait_after(job.attempts)}
