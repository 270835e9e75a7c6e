"""Programs that bring results in: each has a token of its own, for one practice, until it is revoked.

Only the SHA-256 of a token is kept; the token itself is shown once. Wrong ones are counted for the
address that they come from and lock it in the end (`throttle`); a right one passes all the same,
since programs of one network stand behind one address and 256 bits are not guessed.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NoReturn

from sqlalchemy import RowMapping, and_, insert, or_, select, update

from portal.db.engine import Database
from portal.db.intake_tables import machine_client
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security import throttle, tokens
from portal.security.actors import MachineActor

USE_KEPT_EVERY = timedelta(minutes=1)
LONGEST_NAME = 80
_PURPOSE = "machine"


class NameTakenError(Exception):
    """A client of the practice has this name and is not revoked."""


class NoSuchClientError(Exception):
    """The practice has no client of this name that could be revoked."""


@dataclass(frozen=True)
class NewClient:
    """A client that has been added; the token can not be seen again."""

    id: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class Client:
    """A client as it is listed."""

    id: str
    practice_id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class MachineClients:
    """The programs that may bring results into the portal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recognise(self, token: str, address: str) -> MachineActor:
        """Name the program behind a token, and keep when it was last here.

        `address` is where the call comes from. Raises Problem: unauthenticated, or throttled when
        too many wrong ones have come from there.
        """
        row = self._find(token)
        if row is None:
            self._refuse(address)
        self._keep_use(row)
        return MachineActor(row["id"], row["practice_id"], row["name"])

    def _find(self, token: str) -> RowMapping | None:
        if not tokens.is_whole(tokens.MACHINE, token):
            return None
        print_of = tokens.fingerprint(token)
        # the practice is not known before this very query, which names the client
        with self._database.read(Scope.ALL) as reader:
            row = (
                reader.execute(
                    select(machine_client).where(machine_client.c.secret_hash == print_of)
                )
                .mappings()
                .one_or_none()
            )
        if row is None or not hmac.compare_digest(row["secret_hash"], print_of):
            return None
        return None if row["revoked_at"] is not None else row

    def _refuse(self, address: str) -> NoReturn:
        keys = [throttle.key_of_address(address, _PURPOSE)]
        with self._database.read(Scope.of([])) as reader:
            throttle.refuse_if_locked(reader, keys)
        throttle.record_failure(self._database, keys)
        raise Problem(ProblemType.UNAUTHENTICATED)

    def _keep_use(self, row: RowMapping) -> None:
        now, last = self._database.clock(), row["last_used_at"]
        if last is not None and last > now - USE_KEPT_EVERY:
            return
        mine = and_(
            machine_client.c.practice_id == row["practice_id"], machine_client.c.id == row["id"]
        )
        older = or_(
            machine_client.c.last_used_at.is_(None),
            machine_client.c.last_used_at <= now - USE_KEPT_EVERY,
        )
        used = update(machine_client).where(mine, older).values(last_used_at=now)
        self._database.write(Scope.of([row["practice_id"]]), lambda uow: uow.execute(used))


def add(uow: UnitOfWork, practice_id: int, name: str) -> NewClient:
    """Add a client; a revoked one of this name gets a new token and is the same source again.

    `name` is 1 to 80 characters, stripped. Raises NameTakenError.
    """
    token = tokens.make(tokens.MACHINE)
    before = _named(uow, practice_id, name)
    if before is not None and before["revoked_at"] is None:
        raise NameTakenError(name)
    secret = {"secret_hash": tokens.fingerprint(token), "created_at": uow.now}
    client_id: str = new_id() if before is None else before["id"]
    if before is None:
        row = {"practice_id": practice_id, "id": client_id, "name": name, **secret}
        uow.execute(insert(machine_client).values(row))
    else:
        anew = {**secret, "revoked_at": None, "last_used_at": None}
        uow.execute(_change(practice_id, client_id).values(anew))
    _journal(uow, practice_id, client_id, "machine_client.added")
    return NewClient(client_id, token)


def revoke(uow: UnitOfWork, practice_id: int, name: str) -> None:
    """End a client's right at once; raises NoSuchClientError, also for one that has been revoked."""
    row = _named(uow, practice_id, name)
    if row is None or row["revoked_at"] is not None:
        raise NoSuchClientError(name)
    uow.execute(_change(practice_id, row["id"]).values(revoked_at=uow.now))
    _journal(uow, practice_id, row["id"], "machine_client.revoked")


def list_clients(reader: Reader) -> list[Client]:
    """List the clients of the practices in the reader's scope, by practice and name."""
    names = ("id", "practice_id", "name", "created_at", "last_used_at", "revoked_at")
    rows = reader.execute(
        select(*(machine_client.c[name] for name in names)).order_by(
            machine_client.c.practice_id, machine_client.c.name
        )
    )
    return [Client(**row) for row in rows.mappings()]


def _named(reader: Reader, practice_id: int, name: str) -> RowMapping | None:
    same = and_(machine_client.c.practice_id == practice_id, machine_client.c.name == name)
    wanted = select(machine_client).where(same).with_for_update()
    return reader.execute(wanted).mappings().one_or_none()


def _change(practice_id: int, client_id: str) -> Any:
    mine = and_(machine_client.c.practice_id == practice_id, machine_client.c.id == client_id)
    return update(machine_client).where(mine)


def _journal(uow: UnitOfWork, practice_id: int, client_id: str, action: str) -> None:
    uow.journal(
        practice_id,
        actor_id=None,
        action=action,
        subject_id=client_id,
        target=("machine_client", client_id),
    )
