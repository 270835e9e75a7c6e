"""What an answer to a decision means for the outbox. Pure."""

from enum import Enum

from console.domain.decisions import Command, CommandResult, ResultStatus


class Outcome(Enum):
    """What becomes of a decision."""

    SETTLE = "settle"  # done: the cache takes the answer, then the outbox row goes
    ATTENTION = "attention"  # not accepted: stays until a person has read why
    POSTPONE = "postpone"  # not decided yet: the same command goes again


_OUTCOMES = {
    ResultStatus.APPLIED: Outcome.SETTLE,
    ResultStatus.REPLAYED: Outcome.SETTLE,
    ResultStatus.ALREADY_SATISFIED: Outcome.SETTLE,
    ResultStatus.CONFLICT: Outcome.ATTENTION,
    ResultStatus.REJECTED: Outcome.ATTENTION,
    ResultStatus.DEFERRED: Outcome.POSTPONE,
}


def outcome_of(command: Command, result: CommandResult) -> Outcome:
    """What an answer means; there is one for every status, and none is dropped.

    That a colleague had decided the same is no news a second later, and is settled. To somebody who
    decided without a line it is: they are told who did it before them (security I8).
    """
    if result.status is ResultStatus.ALREADY_SATISFIED and command.offline:
        return Outcome.ATTENTION
    return _OUTCOMES[result.status]


def refused_alone(command_id: str, problem: dict[str, object]) -> CommandResult:
    """A request with one command that the portal refused whole, as the refusal of that command."""
    return CommandResult(command_id, ResultStatus.REJECTED, problem=problem)
