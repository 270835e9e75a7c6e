"""Decisions: the one way by which a staff member changes an item (DESIGN §4.3).

Each command counts or fails by itself and has an answer of its own; those of one practice that come in one call, or by
themselves while another is being decided, share transactions. The id of a command is the key of its decision, so it counts once.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.sessions import confirm_actor
from portal.security.workstations import practices_of_workstation
from portal.services import told_refusals
from portal.services.attempt import Attempt
from portal.services.commands import (
    ALREADY_SATISFIED,
    CONFLICT,
    DEFERRED,
    REJECTED,
    Command,
    Result,
    refusal,
)
from portal.services.deciding import Done, decide_anew, journal_refusal, keep_refused
from portal.services.deciding_together import (
    LONGEST_S,
    MOST,
    Time,
    decide_all,
    decide_free,
    decide_one,
    keeps_off,
    runs,
)
from portal.services.feed import Queues
from portal.services.glancing import glance
from portal.services.one_going import OneGoing
from portal.services.rules import refused

T = TypeVar("T")
Confirm = Callable[[Reader, StaffActor], StaffActor]
Decide = Callable[[UnitOfWork, Attempt], Done]

CONFIRM_AFTER_S = 1.0  # rights looked up longer ago than this are looked up again, where they count
BUDGET_S = 8.0  # what one request may take before the rest of its commands is sent back
# no word on the decision itself: who signs in again, or asks again, may send the same command
_SENT_AGAIN = frozenset(
    {
        ProblemType.UNAVAILABLE,
        ProblemType.UNAUTHENTICATED,
        ProblemType.SESSION_EXPIRED,
        ProblemType.ACCOUNT_DISABLED,
        ProblemType.WORKSTATION_REVOKED,
        ProblemType.WORKSTATION_FORKED,
    }
)
_REFUSED = frozenset({ALREADY_SATISFIED, CONFLICT, REJECTED})  # did not count, and never will
_TOO_MANY = refused("TOO_MANY", "Fewer of these are decided at once; look at the rest again.")
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Coming:
    """A command that has come by itself."""

    attempt: Attempt
    time: Time
    outcome: Done | Exception | None = None  # None: it is to be decided by itself


class Decisions:
    """Decides commands for staff members. One for a process, so that calls may share transactions."""

    def __init__(
        self,
        database: Database,
        queues: Queues,
        *,
        confirm: Confirm = confirm_actor,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        """Decide items of these queues; `ticks` counts seconds, for the budget of a batch."""
        self._database = database
        self._queues = queues
        self._confirm = confirm
        self._ticks = ticks
        self._going = OneGoing(self._go, _fits)

    def decide(self, actor: StaffActor, commands: Sequence[Command]) -> list[Result]:
        """Answer each command, in order; what one comes to does not touch the others."""
        time = Time(self._ticks)
        attempts = dict(enumerate(Attempt(actor, self._queues, command) for command in commands))
        # what comes alone is looked for in its transaction; a look before it would be one more
        answers = self._glance(actor, attempts) if len(attempts) > 1 else {}
        for place in _beyond_bulk(attempts) - answers.keys():
            answers[place] = refusal(attempts[place].command, REJECTED, _TOO_MANY)
        told = {place: self._told(attempts[place], answer) for place, answer in answers.items()}
        for run in runs({place: one for place, one in attempts.items() if place not in told}):
            results = self._run([attempts[place] for place in run], time)
            told |= dict(zip(run, results, strict=True))
        return [told[place] for place in attempts]

    def _run(self, attempts: Sequence[Attempt], time: Time) -> list[Result]:
        """Decide commands that may share a transaction, in as many as it takes."""
        results: list[Result] = []
        together = len(attempts) > 1
        while len(results) < len(attempts):
            left = attempts[len(results) :]
            command, began = left[0].command, time.begin()
            if began > BUDGET_S:
                found = [_deferred(command, ProblemType.DEFERRED)]
            elif command.practice_id not in left[0].actor.practices:
                found = [refusal(command, REJECTED, Problem(ProblemType.NOT_FOUND))]
            else:
                found = self._together(left, time, began) if together else []
                together = bool(found)  # what has failed as a whole is decided one by one
                found = found or [self._alone(left[0], time)]
            results += [self._told(*one) for one in zip(left, found, strict=False)]
        return results

    def _together(self, attempts: Sequence[Attempt], time: Time, began: float) -> list[Result]:
        """Decide the first of these, and with it what goes into its transaction; nothing when that fails."""
        until = min(began + LONGEST_S, BUDGET_S)

        def work(uow: UnitOfWork) -> list[Done | Exception]:
            return decide_all(
                uow, attempts, lambda at, one: self._confirmed(at, one, time), time, until
            )

        try:
            outcomes = self._written(attempts, work) or []
        except Problem:
            return []
        return [self._settled(*one) for one in zip(attempts, outcomes, strict=False)]

    def _alone(self, attempt: Attempt, time: Time) -> Result:
        """Decide a command by itself, or with those that came by themselves while others were decided."""
        coming = _Coming(attempt, time)
        self._going.submit(attempt.command.practice_id, coming)
        return self._settled(attempt, coming.outcome or self._one(attempt, time))

    def _go(self, coming: Sequence["_Coming"]) -> None:
        """Decide those that have come; what is held up, or fails as a whole, is left to each one's thread."""
        times = {one.attempt: one.time for one in coming}
        attempts = list(times)

        def work(uow: UnitOfWork) -> dict[Attempt, Done | Exception]:
            began = monotonic()
            return decide_free(
                uow,
                attempts,
                lambda at, one: self._confirmed(at, one, times[one]),
                lambda: monotonic() - began > LONGEST_S,
            )

        try:
            outcomes = self._written(attempts, work) or {}
        except Problem as error:  # they have waited for long, and would again
            outcomes = dict.fromkeys(attempts, error)
        for one in coming:
            one.outcome = outcomes.get(one.attempt)

    def _written(self, attempts: Sequence[Attempt], work: Callable[[UnitOfWork], T]) -> T | None:
        """Run a transaction of these; None when it fails as a whole: each is tried by itself then.

        Raises Problem (unavailable) where the database was.
        """
        try:
            practices = [attempts[0].command.practice_id]
            return self._database.write(Scope.of(practices), work)
        except Exception as error:
            if isinstance(error, Problem) and error.type is ProblemType.UNAVAILABLE:
                raise
            kind = type(error).__name__
            _log.warning("%d commands could not be decided together: %s", len(attempts), kind)
            return None

    def _told(self, attempt: Attempt, result: Result) -> Result:
        """Keep a refusal before anybody is told of it, so that it holds for ever (I3, I8, I18).

        A refusal that can not be kept is none yet: the console sends the command again.
        """
        if result["status"] not in _REFUSED or not told_refusals.is_final(attempt, result):
            return result
        if not self._concerns(attempt):
            return result
        scope = Scope.of([attempt.command.practice_id])

        def work(uow: UnitOfWork) -> Result | None:
            return keep_refused(uow, attempt, result)

        try:
            try:
                held = self._database.write(scope, work)
            except IntegrityError:  # an equal command was faster
                held = self._database.write(scope, work)
            return held or _deferred(attempt.command, ProblemType.DEFERRED)
        except Exception:  # noqa: BLE001 - one command's failure leaves the others
            _log.exception("a refused command of kind %s could not be kept", attempt.command.kind)
            return _deferred(attempt.command, ProblemType.INTERNAL)

    def _concerns(self, attempt: Attempt) -> bool:
        """Whether the command is about a queue of a practice the actor works for, or has worked for."""
        practice_id, actor = attempt.command.practice_id, attempt.actor
        if attempt.queue is None:
            return False
        if practice_id in actor.practices:
            return True
        if actor.workstation_id is None:
            return False
        with self._database.read(Scope.of([practice_id])) as reader:
            return practice_id in practices_of_workstation(reader, actor.workstation_id)

    def _glance(self, actor: StaffActor, attempts: Mapping[int, Attempt]) -> dict[int, Result]:
        """Answer without a write lock what a look at the database settles for good."""
        answers: dict[int, Result] = {}
        for practice_id in {a.command.practice_id for a in attempts.values()} & actor.practices:
            mine = {i: a for i, a in attempts.items() if a.command.practice_id == practice_id}
            with self._database.read(Scope.of([practice_id])) as reader:
                answers |= glance(reader, practice_id, mine)
        return answers

    def _one(self, attempt: Attempt, time: Time) -> Done | Exception:
        """Decide one command in a transaction of its own; whatever goes wrong stays with it."""
        try:
            return self._commit(attempt, time)
        except Exception as error:  # noqa: BLE001 - one command's failure leaves the others
            return error

    def _commit(self, attempt: Attempt, time: Time) -> Done:
        """Run the transaction; once more when a key shows that another was faster."""
        scope = Scope.of([attempt.command.practice_id])

        def work(uow: UnitOfWork, decide: Decide = decide_one) -> Done:
            return decide(uow, self._confirmed(uow, attempt, time))

        try:
            return self._database.write(scope, work)
        except IntegrityError:
            return self._database.write(scope, lambda uow: work(uow, decide_anew))

    def _confirmed(self, uow: UnitOfWork, attempt: Attempt, time: Time) -> Attempt:
        """Look the rights up again where it took long; asked here, for waiting for a lock takes time too."""
        late = time.now() > CONFIRM_AFTER_S
        return attempt.of(self._confirm(uow, attempt.actor)) if late else attempt

    def _settled(self, attempt: Attempt, outcome: Done | Exception) -> Result:
        """Answer what a command has come to, once its transaction has ended."""
        if isinstance(outcome, Done):
            return outcome.result()
        if not isinstance(outcome, Problem):
            kind = attempt.command.kind
            _log.error("a command of kind %s failed", kind, exc_info=outcome)
            return _deferred(attempt.command, ProblemType.INTERNAL)
        if outcome.type in _SENT_AGAIN:
            return _deferred(attempt.command, ProblemType.DEFERRED)
        if outcome.type is ProblemType.NOT_PERMITTED:
            try:
                self._record_refusal(attempt)
            except Exception:  # noqa: BLE001 - as above: the others have been decided
                _log.exception("a refused command of kind %s left no trace", attempt.command.kind)
                return _deferred(attempt.command, ProblemType.INTERNAL)
        return refusal(attempt.command, REJECTED, outcome)

    def _record_refusal(self, attempt: Attempt) -> None:
        scope = Scope.of([attempt.command.practice_id])
        self._database.write(scope, lambda uow: journal_refusal(uow, attempt))


def _fits(before: Sequence[_Coming], one: _Coming) -> bool:
    """Whether a command may share a transaction with those that are in it."""
    command = one.attempt.command
    apart = any(keeps_off(other.attempt.command, command) for other in before)
    return len(before) < MOST and not apart


def _beyond_bulk(attempts: Mapping[int, Attempt]) -> set[int]:
    """Give the places of commands that are more of their action than go among many."""
    seen: Counter[tuple[str, str]] = Counter()
    over = set()
    for index, attempt in attempts.items():
        if attempt.command.bulk and attempt.action is not None:
            sort = (attempt.command.kind, attempt.action.name)
            seen[sort] += 1
            if seen[sort] > attempt.action.bulk_most:
                over.add(index)
    return over


def _deferred(command: Command, why: ProblemType) -> Result:
    return refusal(command, DEFERRED, Problem(why))
