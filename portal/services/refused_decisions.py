"""Decisions that were made without a line and did not count, kept for the practice (I8, security T13).

The row is also the answer: a command that was refused once is answered the same for ever, whatever
rights its author has got meanwhile (I18). A row is written once, acknowledged once, never deleted.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, case, func, insert, or_, select, update

from portal.db.among import among
from portal.db.chain import row_seal
from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.db.workstation_tables import refused_decision
from portal.domain.canonical import canonical, digest
from portal.domain.moments import micros_of, moment_of
from portal.domain.problems import TYPE_BASE, Problem, ProblemType
from portal.queues.spec import QueueSpec
from portal.security.actors import StaffActor
from portal.security.sessions import confirm_actor
from portal.services.commands import Command
from portal.services.entities import Row
from portal.services.refused_documents import Document, documents
from portal.services.rules import invalid, not_found

QUARANTINED = "quarantined"  # saved from a workstation that was wiped, and never tried
PAGE = 100
MOST_A_DAY = 2_000  # of one person in one practice; a copy holds 500 items at most
LONGEST_PARAMS = 50_000  # characters; no action of any queue takes as many
KEPT_ACTION = "refused_decision.kept"
SEAL = "refused_decision"  # in the detail of an entry: the row as it stands from then on
READ_ACTION = "refused_decision.acknowledged"
_PLACE = re.compile(r"(\d{1,18})\.([0-9a-f-]{36})", re.ASCII)
_LIFETIME = timedelta(days=36_500)
_DAY = timedelta(hours=24)

_known = select(refused_decision).where(
    and_(
        refused_decision.c.practice_id == bindparam("practice"),
        among(refused_decision.c.command_id, "ids"),
    )
)
_add = insert(refused_decision)
_beyond_a_day = (
    select(refused_decision.c.received_at)
    .where(
        refused_decision.c.practice_id == bindparam("practice"),
        refused_decision.c.staff_id == bindparam("staff"),
        refused_decision.c.received_at > bindparam("since"),
        refused_decision.c.outcome != QUARANTINED,  # a wipe's have a limit of their own
    )
    .limit(1)
    .offset(MOST_A_DAY - 1)
)
_rescued = select(func.count()).where(
    refused_decision.c.practice_id == bindparam("practice"),
    refused_decision.c.workstation_id == bindparam("workstation"),
    refused_decision.c.outcome == QUARANTINED,
)

_saved_of_mine = and_(
    refused_decision.c.staff_id == bindparam("staff"), refused_decision.c.outcome == QUARANTINED
)
_unread = select(
    func.count().label("open"), func.sum(case((_saved_of_mine, 1), else_=0)).label("rescued")
).where(
    refused_decision.c.practice_id == bindparam("practice"),
    refused_decision.c.acknowledged_at.is_(None),
    among(refused_decision.c.kind, "kinds"),
)


def known(reader: Reader, practice_id: int, command_ids: Sequence[str]) -> dict[str, RowMapping]:
    """Read the refusals that these commands have been given."""
    rows = reader.execute(_known, {"practice": practice_id, "ids": list(command_ids)}).mappings()
    return {row["command_id"]: row for row in rows}


def keep(
    uow: UnitOfWork,
    command: Command,
    *,
    staff_id: str,
    workstation_id: str | None,
    fingerprint: str,
    outcome: str,
    problem: Mapping[str, Any],
) -> None:
    """Keep one; the caller has looked whether it is `known`, behind the item's lock."""
    kind = str(problem.get("type", "")).removeprefix(TYPE_BASE)
    found_class = str(problem.get("class", ""))
    params = _kept_params(command.params)
    row = {
        "practice_id": command.practice_id,
        "command_id": command.command_id,
        "staff_id": staff_id,
        "workstation_id": workstation_id,
        "kind": command.kind,
        "item_id": command.item_id,
        "action": command.action,
        "params": params,
        "fingerprint": fingerprint,
        "on_behalf_of": command.on_behalf_of,
        "decided_at": _believable(command.client_decided_at, uow.now),
        "received_at": uow.now,
        "outcome": outcome,
        "problem": canonical(dict(problem)),
        "problem_type": kind,
        "problem_class": found_class,
        "acknowledged_by": None,
        "acknowledged_at": None,
    }
    uow.execute(_add, row)
    uow.journal(
        command.practice_id,
        actor_id=staff_id,
        action=KEPT_ACTION,
        subject_id=command.command_id,
        target=(command.kind, command.item_id),
        detail={
            "action": command.action,
            "outcome": outcome,
            "problem": kind,
            "class": found_class,
            "params_digest": digest(params),
            SEAL: row_seal(refused_decision, row),
        },
    )


def is_full(reader: Reader, practice_id: int, staff_id: str) -> bool:
    """Whether nobody could have made as many decisions in a day as of this person have been kept.

    The list is never deleted from; somebody who fills it on purpose would bury what others have to read.
    """
    bound = {"practice": practice_id, "staff": staff_id, "since": reader.now - _DAY}
    return reader.execute(_beyond_a_day, bound).first() is not None


def rescued_of(reader: Reader, practice_id: int, workstation_id: str) -> int:
    """Count what a workstation has left behind in a practice."""
    bound = {"practice": practice_id, "workstation": workstation_id}
    found: int = reader.execute(_rescued, bound).scalar_one()
    return found


def _believable(at: datetime, now: datetime) -> datetime:
    """Keep a client's time, unless it is one that no calendar could show in another time zone."""
    return at if abs(at - now) < _LIFETIME else now


def _kept_params(params: Mapping[str, Any]) -> str:
    """Write the parameters as sent; "null" for such as no action can have had."""
    try:
        text = canonical(dict(params))
    except TypeError:  # too large a number, too deep a list, half a character
        return "null"
    return text if len(text) <= LONGEST_PARAMS else "null"


class RefusedDecisions:
    """The practices' lists of refused decisions."""

    def __init__(self, database: Database, queues: Mapping[str, QueueSpec]) -> None:
        self._database = database
        self._queues = queues

    def page(
        self,
        actor: StaffActor,
        practice_id: int,
        *,
        open_only: bool,
        after: str | None,
        most: int = PAGE,
    ) -> Document:
        """Give some of the queues the actor may read, the newest first, with the items as they are.

        And how many nobody has read: all of them, and those that the actor's own wiped workstation
        has handed in. Raises Problem: not-found, not-permitted for who may read no queue, validation for `after`.
        """
        kinds = self._readable(actor, practice_id)
        table = refused_decision.c
        wanted = [table.practice_id == practice_id, table.kind.in_(kinds)]
        if open_only:
            wanted.append(table.acknowledged_at.is_(None))
        if after is not None:
            at, command_id = _place_of(after)
            same = and_(table.received_at == at, table.command_id < command_id)
            wanted.append(or_(table.received_at < at, same))
        query = (
            select(refused_decision)
            .where(*wanted)
            .order_by(table.received_at.desc(), table.command_id.desc())
            .limit(most + 1)
        )
        with self._database.read(Scope.of([practice_id])) as reader:
            rows = reader.execute(query).mappings().all()
            told = documents(reader, practice_id, rows[:most])
            bound = {"practice": practice_id, "staff": actor.staff_id, "kinds": kinds}
            unread = reader.execute(_unread, bound).one()
        return {
            "decisions": told,
            "next": _place(rows[most - 1]) if len(rows) > most else None,
            "open": unread.open,
            "rescued": unread.rescued or 0,
        }

    def acknowledge(self, actor: StaffActor, practice_id: int, command_id: str) -> Document:
        """Remember that the actor has read one; who was first stays.

        Raises Problem: not-found, also for one of a queue that is not the actor's to read.
        """
        self._readable(actor, practice_id)

        def work(uow: UnitOfWork) -> Document:
            kinds = self._readable(confirm_actor(uow, actor), practice_id)
            row = known(uow, practice_id, [command_id]).get(command_id)
            if row is None or row["kind"] not in kinds:
                raise not_found()
            _acknowledge(uow, row, actor)
            return documents(uow, practice_id, [known(uow, practice_id, [command_id])[command_id]])[
                0
            ]

        return self._database.write(Scope.of([practice_id]), work)

    def _readable(self, actor: StaffActor, practice_id: int) -> list[str]:
        actor.must(practice_id)
        kinds = [
            kind
            for kind, queue in self._queues.items()
            if actor.may(practice_id, queue.read_permission)
        ]
        if not kinds:
            raise Problem(ProblemType.NOT_PERMITTED)
        return kinds


def _acknowledge(uow: UnitOfWork, row: RowMapping, actor: StaffActor) -> None:
    table = refused_decision.c
    unread = and_(
        table.practice_id == row["practice_id"],
        table.command_id == row["command_id"],
        table.acknowledged_at.is_(None),
    )
    read = {"acknowledged_by": actor.staff_id, "acknowledged_at": uow.now}
    if uow.execute(update(refused_decision).where(unread).values(read)).rowcount:
        seal = row_seal(refused_decision, {**row, **read})
        uow.journal(
            row["practice_id"],
            actor_id=actor.staff_id,
            action=READ_ACTION,
            subject_id=row["command_id"],
            target=(row["kind"], row["item_id"]),
            detail={SEAL: seal},
        )


def _place(row: Row) -> str:
    plain = f"{micros_of(row['received_at'])}.{row['command_id']}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _place_of(text: str) -> tuple[datetime, str]:
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        micros, command_id = _PLACE.fullmatch(plain).groups()  # type: ignore[union-attr] # caught
        return moment_of(int(micros)), command_id
    except (AttributeError, ValueError, OverflowError) as error:
        raise invalid("/query/after", "no_such_place", "There is no such place.") from error
