"""What a command has come to becomes its answer; a refusal is kept before anybody is told of it."""

import logging

from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
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
from portal.services.deciding import Done, journal_refusal, keep_refused

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
REFUSED = frozenset({ALREADY_SATISFIED, CONFLICT, REJECTED})  # did not count, and never will
_log = logging.getLogger(__name__)


class Settling:
    """Answers commands whose transactions have ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answer(self, attempt: Attempt, outcome: Done | Exception) -> Result:
        """Answer what a command has come to, once its transaction has ended."""
        if isinstance(outcome, Done):
            return outcome.result()
        if not isinstance(outcome, Problem):
            kind = attempt.command.kind
            _log.error("a command of kind %s failed", kind, exc_info=outcome)
            return deferred(attempt.command, ProblemType.INTERNAL)
        if outcome.type in _SENT_AGAIN:
            return deferred(attempt.command, ProblemType.DEFERRED)
        if outcome.type is ProblemType.NOT_PERMITTED:
            try:
                self._record_refusal(attempt)
            except Exception:  # noqa: BLE001 - as below: the others have been decided
                _log.exception("a refused command of kind %s left no trace", attempt.command.kind)
                return deferred(attempt.command, ProblemType.INTERNAL)
        return refusal(attempt.command, REJECTED, outcome)

    def tell(self, attempt: Attempt, result: Result) -> Result:
        """Keep a refusal before anybody is told of it, so that it holds for ever (I3, I8, I18).

        A refusal that can not be kept is none yet: the console sends the command again.
        """
        if result["status"] not in REFUSED or not told_refusals.is_final(attempt, result):
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
            return held or deferred(attempt.command, ProblemType.DEFERRED)
        except Exception:  # noqa: BLE001 - one command's failure leaves the others
            _log.exception("a refused command of kind %s could not be kept", attempt.command.kind)
            return deferred(attempt.command, ProblemType.INTERNAL)

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

    def _record_refusal(self, attempt: Attempt) -> None:
        scope = Scope.of([attempt.command.practice_id])
        self._database.write(scope, lambda uow: journal_refusal(uow, attempt))


def deferred(command: Command, why: ProblemType) -> Result:
    """Answer that nothing has been decided, and that the command may be sent again."""
    return refusal(command, DEFERRED, Problem(why))
