"""Decisions: the one way by which a staff member changes an item (DESIGN §4.3).

Each command counts or fails by itself and has an answer of its own; those of one practice that come in one call, or by
themselves while another is being decided, share transactions. The id of a command is the key of its decision, so it counts once.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.sessions import confirm_actor
from portal.services.attempt import Attempt
from portal.services.commands import REJECTED, Command, Result, refusal
from portal.services.deciding import Done, decide_anew
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
from portal.services.settling import REFUSED, Settling, deferred

T = TypeVar("T")
Confirm = Callable[[Reader, StaffActor], StaffActor]
Decide = Callable[[UnitOfWork, Attempt], Done]

CONFIRM_AFTER_S = 1.0  # rights looked up longer ago than this are looked up again, where they count
BUDGET_S = 8.0  # what one request may take before the rest of its commands is sent back
_TOO_MANY = refused("TOO_MANY", "Fewer of these are decided at once; look at the rest again.")
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Coming:
    """A command that has come by itself."""

    attempt: Attempt
    time: Time
    outcome: Done | Exception | None = None  # None: it is to be decided by itself


@dataclass(frozen=True)
class Begun:
    """Commands that may be in a line; `results` gives their answers, and may have to decide them yet."""

    results: Callable[[], list[Result]]
    line: Future[None] | None = (
        None  # set once others need not be waited for; None: they never had to
    )
    coming: _Coming | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether others are at work, which `results` should not be kept waiting for."""
        return self.line is not None and not self.line.done()

    @property
    def is_settled(self) -> bool:
        """Whether `results` has nothing more to ask of the database."""
        outcome = self.coming and self.coming.outcome
        return isinstance(outcome, Done) and outcome.answer["status"] not in REFUSED


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
        self._settling = Settling(database)
        self._confirm = confirm
        self._ticks = ticks
        self._going = OneGoing(self._go, _fits)

    def decide(self, actor: StaffActor, commands: Sequence[Command]) -> list[Result]:
        """Answer each command, in order; what one comes to does not touch the others."""
        return self.begin(actor, commands).results()

    def begin(self, actor: StaffActor, commands: Sequence[Command]) -> Begun:
        """Begin to decide; a command that comes alone may have to stand in a line, in which no thread waits with it."""
        time = Time(self._ticks)
        attempts = [Attempt(actor, self._queues, command) for command in commands]
        if len(attempts) != 1:
            return Begun(lambda: self._many(actor, dict(enumerate(attempts)), time))
        attempt = attempts[0]
        # it is looked for in its transaction; a look before it would be one more
        answer = (
            _too_many(attempt)
            if _beyond_bulk({0: attempt})
            else self._barred(attempt, time.begin())
        )
        if answer is not None:
            return Begun(lambda: [self._settling.tell(attempt, answer)])
        coming = _Coming(attempt, time)
        line = self._going.join(attempt.command.practice_id, coming)

        def results() -> list[Result]:
            line.result()
            return [self._settling.tell(attempt, self._come_to(coming))]

        return Begun(results, line, coming)

    def _many(self, actor: StaffActor, attempts: Mapping[int, Attempt], time: Time) -> list[Result]:
        """Answer the commands of one call, by their places in it."""
        answers = self._glance(actor, attempts)
        for place in _beyond_bulk(attempts) - answers.keys():
            answers[place] = _too_many(attempts[place])
        told = {
            place: self._settling.tell(attempts[place], answer) for place, answer in answers.items()
        }
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
            began = time.begin()
            barred = self._barred(left[0], began)
            if barred is not None:
                found = [barred]
            else:
                found = self._together(left, time, began) if together else []
                together = bool(found)  # what has failed as a whole is decided one by one
                found = found or [self._alone(left[0], time)]
            results += [self._settling.tell(*one) for one in zip(left, found, strict=False)]
        return results

    def _barred(self, attempt: Attempt, began: float) -> Result | None:
        """Answer a command that is not taken up, so many seconds after the request began."""
        command = attempt.command
        if began > BUDGET_S:
            return deferred(command, ProblemType.DEFERRED)
        if command.practice_id not in attempt.actor.practices:
            return refusal(command, REJECTED, Problem(ProblemType.NOT_FOUND))
        return None

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
        return [self._settling.answer(*one) for one in zip(attempts, outcomes, strict=False)]

    def _alone(self, attempt: Attempt, time: Time) -> Result:
        """Decide a command by itself, or with those that came by themselves while others were decided."""
        coming = _Coming(attempt, time)
        self._going.submit(attempt.command.practice_id, coming)
        return self._come_to(coming)

    def _come_to(self, coming: _Coming) -> Result:
        """Answer a command that has been through the line; what nobody has decided there is decided now."""
        attempt = coming.attempt
        return self._settling.answer(attempt, coming.outcome or self._one(attempt, coming.time))

    def _go(self, coming: Sequence[_Coming]) -> None:
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


def _too_many(attempt: Attempt) -> Result:
    return refusal(attempt.command, REJECTED, _TOO_MANY)
