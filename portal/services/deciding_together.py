"""Commands of one practice in one transaction, each behind a savepoint of its own (docs/decisions/0025).

What one comes to does not touch the others, as if each had a transaction. They share what a transaction
costs: its beginning, the look at their items, the head's lock, the numbers, the commit. A transaction is
short, so that nobody waits long for its locks, and so that a batch under way hears of a computer that was
revoked; what is left goes into the next one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.db.engine import is_lost
from portal.db.unit_of_work import UnitOfWork
from portal.services import decision_records as records
from portal.services import inbox, told_refusals
from portal.services.attempt import Attempt
from portal.services.commands import Command
from portal.services.deciding import Ahead, Done, decide, decide_anew
from portal.services.entities import Row

MOST = 50  # commands of a transaction
LONGEST_S = 0.2  # that a transaction should last: it takes up no further command then

Confirm = Callable[[UnitOfWork, Attempt], Attempt]


class Time:
    """What a request has taken: asked as each command begins, and once more where its rights count."""

    def __init__(self, ticks: Callable[[], float] = monotonic) -> None:
        """Begin to count; `ticks` counts seconds."""
        self._ticks = ticks
        self._started = ticks()
        self._peeked: float | None = None

    def now(self) -> float:
        """Give the seconds since the request began."""
        return self._ticks() - self._started

    def peek(self) -> float:
        """Ask as the next command would begin, which may yet be put off to another transaction."""
        self._peeked = self.now()
        return self._peeked

    def begin(self) -> float:
        """Begin a command: give what was peeked at for it, or what the time is now."""
        found = self.now() if self._peeked is None else self._peeked
        self._peeked = None
        return found


def runs(attempts: Mapping[int, Attempt]) -> Iterator[list[int]]:
    """Divide commands, by their places, into runs that may share a transaction; the order stays.

    Of one practice, and no item and no command twice: each version of an item has a number of its own
    in the feed and a seal in the journal, and a repeated command is answered from what was committed.
    """
    run: list[int] = []
    for place, attempt in attempts.items():
        before = [attempts[one].command for one in run]
        if run and (len(run) == MOST or any(keeps_off(one, attempt.command) for one in before)):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def keeps_off(one: Command, other: Command) -> bool:
    """Whether two commands may not share a transaction."""
    return (
        one.practice_id != other.practice_id
        or one.item_id == other.item_id
        or one.command_id == other.command_id
    )


def decide_one(uow: UnitOfWork, attempt: Attempt) -> Done:
    """Decide one that has a transaction of its own; raises IntegrityError where its id is known."""
    return decide(uow, attempt, _look_ahead(uow, [attempt]))


def decide_all(
    uow: UnitOfWork, attempts: Sequence[Attempt], confirm: Confirm, time: Time, until: float
) -> list[Done | Exception]:
    """Decide the first of these and those after it, as far as they go into this transaction.

    Gives what each has come to, or why it has changed nothing. Raises what ends the whole transaction.
    After `until`, in the time of the request, it takes up no further one.
    """
    ahead = _look_ahead(uow, attempts)
    outcomes: list[Done | Exception] = []
    for place, attempt in enumerate(attempts):
        if place and (time.peek() > until or attempt.command.item_id in uow.touched()):
            break
        if place:
            time.begin()
        outcomes.append(_decide_apart(uow, attempt, confirm, ahead))
    return outcomes


def decide_free(
    uow: UnitOfWork, attempts: Sequence[Attempt], confirm: Confirm, is_late: Callable[[], bool]
) -> dict[Attempt, Done | Exception]:
    """Decide those of different calls whose items nobody else has locked; the others are left out.

    So none of them waits for another's item. Raises as `decide_all` does; takes up no further one once it is late.
    """
    ahead = _look_ahead(uow, attempts, records.FREE_ITEMS)
    outcomes: dict[Attempt, Done | Exception] = {}
    for attempt in attempts:
        item_id = attempt.command.item_id
        if item_id in uow.touched() or (attempt.permitted and ahead.items[item_id] is None):
            continue
        if outcomes and is_late():
            break
        outcomes[attempt] = _decide_apart(uow, attempt, confirm, ahead)
    return outcomes


def _look_ahead(
    uow: UnitOfWork, attempts: Sequence[Attempt], lock: Executable = records.LOCKED_ITEMS
) -> Ahead:
    """Lock the items of those who may decide them, in the order of their ids, and read what is known."""
    uow.remember()
    commands = [attempt.command for attempt in attempts if attempt.permitted]
    if not commands:
        return Ahead({}, {})
    practice_id = commands[0].practice_id
    bound = {"practice": practice_id, "ids": sorted(command.item_id for command in commands)}
    rows = uow.dicts(lock, bound)
    items: dict[str, Row | None] = dict.fromkeys(command.item_id for command in commands)
    items |= {row["id"]: row for row in rows}
    inbox.look_ahead(uow, practice_id, [row for row in items.values() if row is not None])
    named = [command.command_id for command in commands]
    told = told_refusals.known(uow, practice_id, named)
    return Ahead(items, {name: told.get(name) for name in named})


def _decide_apart(
    uow: UnitOfWork, attempt: Attempt, confirm: Confirm, ahead: Ahead
) -> Done | Exception:
    try:
        try:
            with uow.apart():
                return decide(uow, confirm(uow, attempt), ahead)
        except IntegrityError:  # an equal command was faster; its decision is to be seen by now
            with uow.apart():
                return decide_anew(uow, confirm(uow, attempt))
    except Exception as error:
        gone = isinstance(error, DBAPIError) and (is_lost(error) or error.connection_invalidated)
        if gone or uow.is_ruined:
            raise
        return error  # one command's failure leaves the others
