"""Two practices, their people signed in, and workstations: the portal's services on one database.

house = House(database)
desk = house.open()                     # practices and people of their own, for one test
ann = desk.sign_in("ann")
mine = Installation()
house.workstations.register(ann, mine.next())
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import orjson
from sqlalchemy import insert, select, update

from portal.db.engine import Database
from portal.db.tables import journal, staff, staff_membership, staff_session
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import refused_decision, workstation
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.security.actors import StaffActor
from portal.security.rescue_box import RescueBox
from portal.security.sealing import Sealing
from portal.security.sessions import Sessions, Tokens
from portal.security.tokens import RefreshTokens
from portal.services.commands import Command
from portal.services.decisions import Decisions
from portal.services.refused_decisions import RefusedDecisions
from portal.services.rescue import Parcel, Rescue, Rescued
from portal.services.workstations import Workstations
from tests.support.desk import QUEUES, Desk
from tests.support.installation import Installation

SECRET = bytes(range(32))
ROLES = {"ann": "provider", "kim": "front_desk", "ada": "admin", "bob": "billing"}
_numbers = count(1)


@dataclass
class SignedIn:
    """A staff member in a session of their own."""

    actor: StaffActor
    tokens: Tokens


class House:
    """The services, on one database that several tests share."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.sealing, self.box = Sealing(SECRET), RescueBox(SECRET)
        self.sessions = Sessions(database, RefreshTokens(SECRET))
        self.workstations = Workstations(database, self.sealing, self.box)
        self.rescue = Rescue(database, QUEUES, self.box)
        self.refused = RefusedDecisions(database, QUEUES)
        self.desk = Desk(database)
        self.decisions = Decisions(database, QUEUES)

    def open(self) -> "Branch":
        """Open a practice, and one next door."""
        here, there = next(_numbers), next(_numbers)
        self.desk.practice(here, there)
        return Branch(self, here, there)

    def rows(self, table: Any, *where: Any) -> list[dict[str, Any]]:
        with self.database.read(Scope.ALL) as reader:
            return [dict(row) for row in reader.execute(select(table).where(*where)).mappings()]


class Branch:
    """A practice `here`, one `there`, and people: ann provider, kim front desk, ada admin, bob billing."""

    def __init__(self, house: House, here: int, there: int) -> None:
        self.house, self.here, self.there = house, here, there
        self.ids = {name: self.hire(name, {here: role}) for name, role in ROLES.items()}

    def hire(self, name: str, roles: dict[int, str]) -> str:
        """Add a staff member with one role in each practice; gives the id."""
        staff_id = new_id()
        now = self.house.database.clock()
        row = {"id": staff_id, "username": f"{name}.{self.here}", "name": name, "created_at": now}
        held = [
            {"practice_id": one, "staff_id": staff_id, "role": role, "created_at": now}
            for one, role in roles.items()
        ]

        def work(uow: Any) -> None:
            uow.execute(insert(staff).values(row | {"password_hash": ""}))
            for one in held:
                uow.execute(insert(staff_membership).values(one))

        self.house.database.write(Scope.ALL, work)
        return staff_id

    def leave(self, name: str, practice_id: int) -> None:
        """Take all roles in a practice away."""
        mine = (staff_membership.c.staff_id == self.ids[name]) & (
            staff_membership.c.practice_id == practice_id
        )
        self._change(staff_membership.delete().where(mine))

    def sign_in(self, name: str) -> SignedIn:
        """Open a session; later ones begin later, whatever the clock's grain."""
        sessions, staff_id = self.house.sessions, self.ids[name]
        tokens = self.house.database.write(
            Scope.ALL, lambda uow: sessions.open(uow, staff_id, "test")
        )
        return SignedIn(sessions.recognise(tokens.access_token), tokens)

    def at_workstation(self, name: str) -> tuple[SignedIn, Installation]:
        """Sign in at a new workstation."""
        signed_in, mine = self.sign_in(name), Installation()
        self.house.workstations.register(signed_in.actor, mine.next())
        return SignedIn(self.again(signed_in), signed_in.tokens), mine

    def again(self, signed_in: SignedIn) -> StaffActor:
        """Who the token stands for at this moment, as at the beginning of a request."""
        return self.house.sessions.recognise(signed_in.tokens.access_token)

    def confirmed_long_ago(self, signed_in: SignedIn) -> StaffActor:
        """The same session, its password last given an hour ago."""
        old = signed_in.actor.authenticated_at - timedelta(hours=1)
        mine = staff_session.c.id == signed_in.actor.session_id
        self._change(update(staff_session).where(mine).values(authenticated_at=old))
        return self.again(signed_in)

    def state(self, mine: Installation) -> dict[str, Any]:
        """The row of a workstation."""
        return self.house.rows(workstation, workstation.c.id == mine.id)[0]

    def actions(self, subject_id: str) -> list[str]:
        """What the journal of `here` says about something, oldest first."""
        rows = self.house.rows(
            journal, journal.c.practice_id == self.here, journal.c.subject_id == subject_id
        )
        return [row["action"] for row in sorted(rows, key=lambda row: row["seq"])]

    def kept(self) -> list[dict[str, Any]]:
        """The refused decisions of `here`."""
        return self.house.rows(refused_decision, refused_decision.c.practice_id == self.here)

    def decide(self, actor: StaffActor, *commands: Command) -> list[dict[str, Any]]:
        """Decide, and read the answers as a console would."""
        return orjson.loads(orjson.dumps(self.house.decisions.decide(actor, commands)))

    def rescue(
        self, mine: Installation, commands: Sequence[Command], owner: str, **said: Any
    ) -> Rescued:
        """Hand in what a wipe has sealed, and keep it, as the route does."""
        parcel = self.parcel(mine, commands, owner, **said)
        return self.house.rescue.keep(parcel, commands)

    def parcel(
        self, mine: Installation, commands: Sequence[Command], owner: str, **said: Any
    ) -> Parcel:
        key = self.house.box.public_key(mine.id)
        written = [command_json(command) for command in commands]
        sealed, signature = mine.parcel(key, said.get("staff_id", self.ids[owner]), written)
        return self.house.rescue.open(mine.id, sealed, signature, address="192.0.2.1")

    def _change(self, statement: Any) -> None:
        self.house.database.write(Scope.ALL, lambda uow: uow.execute(statement))


def command_json(command: Command) -> dict[str, Any]:
    """A command as `/v1/decisions` takes it."""
    return {
        "command_id": command.command_id,
        "practice_id": command.practice_id,
        "target": {"kind": command.kind, "id": command.item_id},
        "expected_version": command.expected_version,
        "expected_content_hash": command.expected_content_hash,
        "action": command.action,
        "params": dict(command.params),
        "client_decided_at": moment_text(command.client_decided_at),
        "offline": command.offline,
    }
