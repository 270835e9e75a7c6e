"""Staff of the demo deciding, through the portal's own decision service."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import appointment, item
from portal.db.unit_of_work import Scope
from portal.demo.ward import Ward
from portal.queues.registry import QUEUES
from portal.security.actors import StaffActor
from portal.security.permissions import Role, permissions_of
from portal.services.commands import APPLIED, Command
from portal.services.decisions import Decisions


class Desk:
    """The people behind the demo's history."""

    def __init__(self, database: Database, ward: Ward) -> None:
        self._database = database
        self._ward = ward
        self._scope = Scope.of([ward.practice_id])
        self._decisions = Decisions(database, QUEUES)
        self._roles = {one.username.rstrip("2"): one.role for one in ward.site.staff}

    def decide(self, who: str, item_id: str, action: str, params: Mapping[str, Any]) -> None:
        """Let a staff member decide an item as it stands.

        Raises RuntimeError when the portal refuses: the demo never plans what a rule forbids.
        """
        now = self._database.clock()
        with self._database.read(self._scope) as reader:
            row = reader.execute(
                select(item.c.kind, item.c.version, item.c.content_hash).where(
                    and_(item.c.practice_id == self._ward.practice_id, item.c.id == item_id)
                )
            ).one()
        command = Command(
            command_id=self._ward.ids(),
            practice_id=self._ward.practice_id,
            kind=row.kind,
            item_id=item_id,
            expected_version=row.version,
            expected_content_hash=row.content_hash,
            action=action,
            params=params,
            client_decided_at=now,
        )
        answer = self._decisions.decide(self._actor(who, now), [command])[0]
        if answer["status"] != APPLIED:
            rule = answer.get("problem", {})
            msg = f"the demo's {action} of a {row.kind} was {answer['status']}: {rule}"
            raise RuntimeError(msg)

    def appointment_of(self, item_id: str) -> str:
        """Give the appointment that a booked request became."""
        with self._database.read(self._scope) as reader:
            found: str = reader.execute(
                select(appointment.c.id).where(
                    and_(
                        appointment.c.practice_id == self._ward.practice_id,
                        appointment.c.item_id == item_id,
                    )
                )
            ).scalar_one()
        return found

    def _actor(self, who: str, now: datetime) -> StaffActor:
        row, role = self._ward.staff[who], Role(self._roles[who])
        return StaffActor(
            staff_id=row["id"],
            session_id=row["id"],  # no session was opened for what happened before the demo
            username=row["username"],
            name=row["name"],
            permissions={self._ward.practice_id: permissions_of([role])},
            authenticated_at=now,
        )
