"""A practice with charts, medicines, slots, reports and accounts. See `practice_world.World`."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import orjson
from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.tables import (
    account,
    account_practice,
    lab_observation,
    lab_report,
    medication,
    patient,
    practitioner,
    slot,
    staff,
    staff_membership,
)
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.canonical import canonical
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.security.actors import PatientActor, StaffActor
from portal.security.permissions import Role, permissions_of
from portal.services.charts import next_record_number
from portal.services.decisions import Decisions
from portal.services.feed import changes
from portal.services.folding import search_text
from portal.services.patient_requests import PatientRequests
from tests.support.desk import Desk

ADA = {
    "given_name": "Ada",
    "middle_name": "",
    "family_name": "Byron",
    "birth_date": date(1980, 2, 1),
    "sex": "female",
    "address_line": "12 Harbor Street",
    "city": "Boston",
    "state": "MA",
    "postal_code": "02109",
    "phone": "+1 617 555 0143",
    "email": "ada@example.org",
    "deceased_on": None,
}


class Things(Desk):
    """Makes what a practice has before anybody asks for anything."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.decisions = Decisions(database, QUEUES, confirm=lambda _reader, actor: actor)
        self.practice(1, 2)
        self.actors = self.people({role.value: {1: [role]} for role in Role})
        self.neighbour = self.staff("neighbour", {2: [Role.PROVIDER, Role.FRONT_DESK]})
        self.doctors = {1: self.practitioner(1), 2: self.practitioner(2)}
        self.requests = PatientRequests(database)
        self._hours = itertools.count()

    def staff(self, name: str, roles: Mapping[int, Sequence[Role]]) -> StaffActor:
        """A staff member with the memberships that their rights come from."""
        return self.people({name: roles})[name]

    def people(
        self, everybody: Mapping[str, Mapping[int, Sequence[Role]]]
    ) -> dict[str, StaffActor]:
        """Staff members, all in one transaction."""
        now = self.database.clock()
        made: dict[str, StaffActor] = {}
        memberships: list[dict[str, Any]] = []
        for name, roles in everybody.items():
            rights = {practice_id: permissions_of(held) for practice_id, held in roles.items()}
            made[name] = StaffActor(new_id(), new_id(), name.lower(), name, rights, now)
            memberships += [
                {"practice_id": practice_id, "staff_id": made[name].staff_id, "role": role.value}
                for practice_id, held in roles.items()
                for role in held
            ]
        rows = [
            {"id": one.staff_id, "username": one.username, "name": one.name, "password_hash": ""}
            for one in made.values()
        ]

        def work(uow: UnitOfWork) -> None:
            uow.execute(insert(staff), [row | {"created_at": now} for row in rows])
            uow.execute(
                insert(staff_membership), [row | {"created_at": now} for row in memberships]
            )

        self.database.write(Scope.ALL, work)
        return made

    def page(
        self, actor: StaffActor, practice_id: int, cursor: str | None = None, limit: int = 200
    ) -> dict[str, Any]:
        body = changes(self.database, QUEUES, actor, practice_id, cursor=cursor, limit=limit)
        return orjson.loads(body.plain)

    def add(self, table: Any, **values: Any) -> str:
        """Insert one row; gives its id."""
        row = {"id": new_id()} | values
        scope = Scope.of([row["practice_id"]]) if "practice_id" in row else Scope.of([])
        self.database.write(scope, lambda uow: uow.execute(insert(table), row))
        return str(row["id"])

    def one(self, table: Any, key: str) -> dict[str, Any]:
        """The row with this id."""
        with self.database.read(Scope.ALL) as reader:
            return dict(reader.execute(table.select().where(table.c.id == key)).mappings().one())

    def practitioner(self, practice_id: int) -> str:
        return self.add(practitioner, practice_id=practice_id, name="Grace Hopper, MD")

    def chart(self, practice_id: int = 1, **changed: Any) -> str:
        """A chart with the number that the portal would give it: it makes charts of its own, too."""
        scope = Scope.of([practice_id])
        number = self.database.write(scope, lambda uow: next_record_number(uow, practice_id))
        columns = ADA | {"record_number": number} | changed
        return self.add(patient, practice_id=practice_id, search=search_text(columns), **columns)

    def login(
        self, *, chart: str | None = None, practice_id: int = 1, status: str = "", **changed: Any
    ) -> PatientActor:
        """An account; with a chart it is active on it, without one it is pending."""
        key = new_id()
        columns = {
            "username": f"user{key[-6:]}",
            "password_hash": "",
            "email": "ada@example.org",
            "given_name": "Ada",
            "family_name": "Byron",
            "created_at": self.database.clock(),
        }
        self.add(account, id=key, **columns | changed)
        status = status or ("active" if chart else "pending")
        place = {"practice_id": practice_id, "account_id": key, "patient_id": chart}
        self.database.write(
            Scope.of([practice_id]),
            lambda uow: uow.execute(
                insert(account_practice),
                {**place, "status": status, "created_at": self.database.clock()},
            ),
        )
        charts = {practice_id: chart} if chart and status == "active" else {}
        return PatientActor(key, new_id(), charts)

    # -- things in a chart -----------------------------------------------------------------------

    def medication(self, chart: str, practice_id: int = 1, **changed: Any) -> str:
        columns = {
            "patient_id": chart,
            "name": "Lisinopril 10 MG Oral Tablet",
            "rxnorm": "314076",
            "dose_text": "One a day",
            "quantity": 30.0,
            "days_supply": 30,
            "refills_allowed": 3,
            "refills_remaining": 0,
            "schedule": "",
            "status": "active",
            "prescribed_on": self.database.clock().date() - timedelta(days=60),
            "prescriber_id": self.doctors[practice_id],
            "fills": canonical([]),
        }
        return self.add(medication, practice_id=practice_id, **columns | changed)

    def slot(self, practice_id: int = 1, *, hours: float | None = None, **changed: Any) -> str:
        """A free slot of half an hour; without `hours`, an hour after the one before."""
        if hours is None:
            hours = 24 + next(self._hours)
        start = self.database.clock() + timedelta(hours=hours)
        columns = {
            "practitioner_id": self.doctors[practice_id],
            "location": "Harbor Street",
            "visit_type": "Follow-up",
            "starts_at": start,
            "ends_at": start + timedelta(minutes=30),
            "state": "free",
        }
        return self.add(slot, practice_id=practice_id, **columns | changed)

    def report(self, chart: str, practice_id: int = 1, **changed: Any) -> str:
        now = self.database.clock()
        columns = {
            "patient_id": chart,
            "code": "51990-0",
            "title": "Basic metabolic panel",
            "raw_status": "F",
            "performer": "Harbor Laboratory",
            "effective_at": now - timedelta(hours=5),
            "issued_at": now - timedelta(hours=2),
        }
        key = self.add(lab_report, practice_id=practice_id, **columns | changed)
        self.observation(key, chart, practice_id)
        return key

    def observation(self, report: str, chart: str, practice_id: int = 1, **changed: Any) -> str:
        columns = {
            "report_id": report,
            "patient_id": chart,
            "ordinal": 1,
            "code": "2345-7",
            "name": "Glucose",
            "value_number": 92.5,
            "unit": "mg/dL",
            "range_low": 70.0,
            "range_high": 99.0,
            "effective_at": self.database.clock() - timedelta(hours=5),
        }
        return self.add(lab_observation, practice_id=practice_id, **columns | changed)
