"""What a workstation leaves behind when it is wiped: its unanswered decisions, and its receipt.

Both come without a session, signed with the workstation's key. Saved decisions are never applied: they
go to the practices' lists of refused ones, where a person decides anew (security §3.1, T13).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import RowMapping, select
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.db.workstation_tables import workstation
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import QueueSpec
from portal.security import throttle
from portal.security.rescue_box import (
    BoxBroken,
    RescueBox,
    is_signed,
    key_of_nobody,
    signed_rescue,
    signed_wiped,
)
from portal.security.workstations import State, end, practices_of_workstation
from portal.services import decision_records, refused_decisions
from portal.services.commands import Command
from portal.services.refused_decisions import QUARANTINED, rescued_of
from portal.services.rules import invalid, refused

LARGEST = 2 * 1024 * 1024  # bytes of a sealed parcel
MOST_COMMANDS = 5_000  # of a parcel: as many as fit into one that a console makes, and more
MOST_KEPT = (
    5_000  # of one workstation in one practice: whoever has the key of a stolen one stops here
)
_AT_ONCE = 100  # commands in one transaction, so that nobody else waits long
_NOBODYS_KEY = key_of_nobody()
_PURPOSE = "workstation"  # failures are counted apart from those at signing in
_PROBLEM = refused(
    QUARANTINED.upper(), "This was saved from a workstation that was wiped; decide it anew."
).body()


@dataclass(frozen=True)
class Parcel:
    """An opened parcel: whose, and the commands as they were written, unread."""

    workstation_id: str
    staff_id: str
    commands: Sequence[Any]


@dataclass(frozen=True)
class Rescued:
    """What became of the commands of a parcel; together they are all of them."""

    kept: int
    applied: int  # had arrived before: a decision, nothing to be read by anybody
    left_out: int  # not readable, or of a practice that the workstation never worked for


class Rescue:
    """Takes in what wiped workstations send. `address` is the caller's, for the throttle."""

    def __init__(self, database: Database, queues: Mapping[str, QueueSpec], box: RescueBox) -> None:
        self._database = database
        self._queues = queues
        self._box = box

    def open(self, workstation_id: str, sealed: bytes, signature: bytes, *, address: str) -> Parcel:
        """Open a parcel.

        Raises Problem: not-found for an unknown workstation as for a signature that is not its own;
        throttled; payload-too-large; validation for what does not open, or is not of its owner.
        """
        message = signed_rescue(workstation_id, sealed)
        row = self._signed(workstation_id, signature, message, address)
        if len(sealed) > LARGEST:
            raise Problem(ProblemType.PAYLOAD_TOO_LARGE)
        try:
            found = orjson.loads(self._box.open(workstation_id, sealed))
            staff_id, commands = found["staff_id"], found["commands"]
        except (BoxBroken, orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise invalid("/sealed", "not_readable", "The parcel can not be read.") from error
        if staff_id != row["staff_id"] or not isinstance(commands, list):
            raise invalid("/sealed", "not_readable", "The parcel is not this workstation's.")
        if len(commands) > MOST_COMMANDS:
            raise invalid("/sealed", "too_many", "These are more decisions than anybody makes.")
        return Parcel(workstation_id, row["staff_id"], commands)

    def keep(self, parcel: Parcel, commands: Iterable[Command]) -> Rescued:
        """Keep those of the parcel's commands that could be read; twice is as good as once.

        Raises Problem: rule-refused beyond what one workstation may leave behind.
        """
        with self._database.read(Scope.ALL) as reader:  # also of practices its owner has left
            practices = practices_of_workstation(reader, parcel.workstation_id)
        mine: dict[int, dict[str, Command]] = {}
        for command in commands:
            if command.practice_id in practices and command.kind in self._queues:
                mine.setdefault(command.practice_id, {}).setdefault(command.command_id, command)
        kept = applied = 0
        for practice_id, those in sorted(mine.items()):
            left = iter(those.values())
            while some := list(islice(left, _AT_ONCE)):
                found = self._keep_in(practice_id, parcel, some)
                kept, applied = kept + found, applied + len(some) - found
        return Rescued(kept, applied, len(parcel.commands) - kept - applied)

    def wiped(self, workstation_id: str, signature: bytes, *, address: str) -> None:
        """Take the receipt of a workstation of which nothing is left; twice is as good as once.

        Raises Problem: not-found as `open` does; throttled.
        """
        self._signed(workstation_id, signature, signed_wiped(workstation_id), address)
        with self._database.read(Scope.ALL) as reader:  # every practice is told
            practices = practices_of_workstation(reader, workstation_id)
        standing = frozenset(State) - {State.WIPED}
        this = workstation.c.id == workstation_id
        self._database.write(
            Scope.of(practices), lambda uow: end(uow, this, State.WIPED, before=standing)
        )

    def _signed(
        self, workstation_id: str, signature: bytes, message: bytes, address: str
    ) -> RowMapping:
        keys = [throttle.key_of_address(address, _PURPOSE)]
        with self._database.read(Scope.of([])) as reader:
            throttle.refuse_if_locked(reader, keys)
            row = (
                reader.execute(select(workstation).where(workstation.c.id == workstation_id))
                .mappings()
                .one_or_none()
            )
        # signed by nobody is looked at alike: the time must not tell which workstations there are
        key = _NOBODYS_KEY if row is None else row["public_key"]
        if not is_signed(key, signature, message) or row is None:
            throttle.record_failure(self._database, keys)
            raise Problem(ProblemType.NOT_FOUND)
        return row

    def _keep_in(self, practice_id: int, parcel: Parcel, commands: Sequence[Command]) -> int:
        """Keep a practice's commands in one transaction; gives how many stand in its list now."""

        def work(uow: UnitOfWork) -> int:
            return _keep(uow, practice_id, parcel, commands)

        scope = Scope.of([practice_id])
        try:
            return self._database.write(scope, work)
        except IntegrityError:  # the same parcel, twice at once: now the other one is there
            return self._database.write(scope, work)


def _keep(uow: UnitOfWork, practice_id: int, parcel: Parcel, commands: Sequence[Command]) -> int:
    for item_id in sorted({command.item_id for command in commands}):
        # behind the items' locks: whoever is deciding one of them has done so, or will see this
        uow.execute(decision_records.LOCKED_ITEM, {"practice": practice_id, "id": item_id})
    ids = [command.command_id for command in commands]
    decided = decision_records.known(uow, practice_id, ids)
    before = refused_decisions.known(uow, practice_id, ids)
    new = [one for one in commands if one.command_id not in {*decided, *before}]
    if new and rescued_of(uow, practice_id, parcel.workstation_id) + len(new) > MOST_KEPT:
        raise refused("RESCUE_FULL", "One workstation does not leave as many decisions behind.")
    for command in new:
        refused_decisions.keep(
            uow,
            command,
            staff_id=parcel.staff_id,
            workstation_id=parcel.workstation_id,
            fingerprint=_fingerprint(command, parcel.staff_id),
            outcome=QUARANTINED,
            problem=_PROBLEM,
        )
    if new:
        uow.journal(
            practice_id,
            actor_id=parcel.staff_id,
            action="workstation.rescued",
            subject_id=parcel.workstation_id,
            target=("workstation", parcel.workstation_id),
            detail={"kept": len(new), "applied": len(decided)},
        )
    return len(commands) - len(decided)


def _fingerprint(command: Command, staff_id: str) -> str:
    try:
        return command.fingerprint(staff_id)
    except TypeError:  # parameters that no decision can have had
        return ""
