"""A practice with charts, medicines, slots, reports and accounts, for tests of the four queues.

    world = World(database)
    chart = world.chart(given_name="Ada")
    login = world.login(chart=chart)
    seen = world.ask_refill(login, world.medication(chart))
    world.decide("provider", seen, "approve", refills=2)

Practice 1 is everybody's; practice 2 is the neighbour that nobody may reach.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import insert, select

from portal.db.engine import Database
from portal.db.tables import (
    account,
    account_practice,
    appointment,
    inbox_entry,
    item,
    lab_observation,
    lab_report,
    medication,
    outbox_job,
    patient,
    practitioner,
    slot,
    staff_membership,
)
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.canonical import canonical
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.security.actors import PatientActor, StaffActor
from portal.security.permissions import Role
from portal.services import appointments, items, matching, results
from portal.services.decisions import Decisions
from portal.services.feed import changes
from portal.services.folding import search_text
from portal.services.forms import AppointmentRequest, RefillRequest
from portal.services.patient_requests import PatientRequests
from tests.support.desk import Desk, Seen

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


class World(Desk):
    """Makes things, lets people ask, and decides with the real queues."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.decisions = Decisions(database, QUEUES, confirm=lambda _reader, actor: actor)
        self.practice(1, 2)
        self.actors = {role.value: self.staff(role.value, {1: [role]}) for role in Role}
        self.neighbour = self.staff("neighbour", {2: [Role.PROVIDER, Role.FRONT_DESK]})
        self.doctors = {1: self.practitioner(1), 2: self.practitioner(2)}
        self.requests = PatientRequests(database)
        self._count = 10000

    def staff(self, name: str, roles: Mapping[int, Sequence[Role]]) -> StaffActor:
        """A staff member with the memberships that their rights come from."""
        actor = super().staff(name, roles)
        rows = [
            {
                "practice_id": practice_id,
                "staff_id": actor.staff_id,
                "role": role.value,
                "created_at": self.database.clock(),
            }
            for practice_id, held in roles.items()
            for role in held
        ]
        self.database.write(Scope.ALL, lambda uow: uow.execute(insert(staff_membership), rows))
        return actor

    def page(
        self, actor: StaffActor, practice_id: int, cursor: str | None = None, limit: int = 200
    ) -> dict[str, Any]:
        body = changes(self.database, QUEUES, actor, practice_id, cursor=cursor, limit=limit)
        return orjson.loads(body)

    def add(self, table: Any, **values: Any) -> str:
        """Insert one row; gives its id."""
        row = {"id": new_id()} | values
        scope = Scope.of([row["practice_id"]]) if "practice_id" in row else Scope.of([])
        self.database.write(scope, lambda uow: uow.execute(insert(table), row))
        return str(row["id"])

    def one(self, table: Any, key: str) -> dict[str, Any]:
        """The row with this id."""
        return next(row for row in self.all_of(table) if row["id"] == key)

    def practitioner(self, practice_id: int) -> str:
        return self.add(practitioner, practice_id=practice_id, name="Grace Hopper, MD")

    def chart(self, practice_id: int = 1, **changed: Any) -> str:
        self._count += 1
        columns = ADA | {"record_number": f"R-{self._count}"} | changed
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

    def slot(self, practice_id: int = 1, *, hours: float = 24, **changed: Any) -> str:
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

    def booked(self, chart: str, login: PatientActor, *, hours: float = 48) -> str:
        """An appointment in a slot; gives its id."""
        seen = self.ask_appointment(login)
        (result,) = self.run("front_desk", seen, "book", slot_id=self.slot(hours=hours))
        assert result["status"] == "applied", result
        return next(row["id"] for row in self.all_of(appointment) if row["patient_id"] == chart)

    # -- what people ask -------------------------------------------------------------------------

    def ask_refill(self, login: PatientActor, medication_id: str) -> Seen:
        form = RefillRequest(practice_id=1, medication_id=medication_id)
        return self.seen(self.requests.ask_refill(login, form))

    def ask_appointment(self, login: PatientActor, **fields: Any) -> Seen:
        form = AppointmentRequest(practice_id=1, **{"reason": "Check-up"} | fields)
        return self.seen(self.requests.ask_appointment(login, form))

    def result_item(self, report_id: str, chart: str) -> Seen:
        def work(uow: UnitOfWork) -> str:
            return items.submit(
                uow,
                practice_id=1,
                kind="result",
                summary="Basic metabolic panel",
                subject_name="Ada Byron",
                subject_birth_date=ADA["birth_date"],
                content=results.content_of_report(uow, 1, report_id),
                patient_id=chart,
            )

        return self.seen(self.database.write(Scope.of([1]), work))

    def enrollment(
        self, login: PatientActor | None = None, *, attached: bool = False, **changed: Any
    ) -> Seen:
        """A pending enrollment of somebody like ADA; `attached` brings an appointment request."""
        account_id = login.account_id if login else None
        fields = ADA | {"username": "ada.byron"} | changed
        terms = fields.pop("terms", {"version": "1", "accepted_at": "2026-11-20T08:00:00Z"})
        address = {
            "line": fields.pop("address_line"),
            **{name: fields.pop(name) for name in ("city", "state", "postal_code")},
        }
        fields.pop("deceased_on")

        def work(uow: UnitOfWork) -> str:
            key, visit = new_id(), None
            about = {
                "practice_id": 1,
                "subject_name": "Ada Byron",
                "subject_birth_date": fields["birth_date"],
                "account_id": account_id,
            }
            if attached:
                content = appointments.appointment_content(
                    request="new", visit_type="New", reason="Hello", enrollment_item_id=key
                )
                visit = items.submit(
                    uow, kind="appointment", summary="Hello", content=content, **about
                )
            submitted = matching.submitted_values(
                **fields, address=address, terms=terms, appointment_item_id=visit
            )
            content = matching.enrollment_content(submitted, [])
            return items.submit(
                uow, kind="enrollment", summary="Ada", content=content, item_id=key, **about
            )

        return self.seen(self.database.write(Scope.of([1]), work))

    # -- looking and deciding --------------------------------------------------------------------

    def seen(self, key: str) -> Seen:
        """The item as a console shows it now."""
        row = self.one(item, key)
        return Seen(row["practice_id"], row["kind"], key, row["version"], row["content_hash"])

    def again(self, seen: Seen) -> Seen:
        return self.seen(seen.id)

    def content(self, seen: Seen) -> Any:
        return orjson.loads(self.one(item, seen.id)["content"])

    def state(self, seen: Seen) -> str:
        return str(self.one(item, seen.id)["state"])

    def attached_to(self, seen: Seen) -> Seen:
        return self.seen(self.content(seen)["submitted"]["appointment_item_id"])

    def set_state(self, seen: Seen, state: str) -> Seen:
        """Put an item into a state, whatever led there."""
        is_open = state in QUEUES[seen.kind].open_states
        return replace(self.change(seen, state=state, is_open=is_open))

    def run(
        self, who: str | StaffActor, seen: Seen, action: str, **params: Any
    ) -> list[dict[str, Any]]:
        actor = self.actors[who] if isinstance(who, str) else who
        return Desk.decide(self, actor, self.command(seen, action, **params))

    def done(self, who: str | StaffActor, seen: Seen, action: str, **params: Any) -> None:
        """Decide, and insist that it was applied."""
        (result,) = self.run(who, seen, action, **params)
        assert result["status"] == "applied", result

    def refused(self, who: str | StaffActor, seen: Seen, action: str, **params: Any) -> str:
        """Decide, insist that it was refused and changed nothing; gives the rule or the problem."""
        before = self.snapshot()
        (result,) = self.run(who, seen, action, **params)
        assert result["status"] == "rejected", result
        assert self.snapshot() == before, "a refusal left something behind"
        problem = result["problem"]
        slug: str = problem["type"].rpartition(":")[2]
        return str(problem.get("rule", slug)) if slug == "rule-refused" else slug

    def snapshot(self) -> str:
        """Everything that a refused decision must not touch."""
        tables = (item, patient, account_practice, medication, slot, appointment, lab_report)
        return repr([self.all_of(table) for table in tables])

    def read(self, query: Any) -> list[Any]:
        with self.database.read(Scope.ALL) as reader:
            return list(reader.execute(query))

    def inbox(self, login: PatientActor) -> list[tuple[str, str]]:
        """Kind and text of an account's entries, oldest first."""
        rows = self.read(
            select(inbox_entry.c.kind, inbox_entry.c.body)
            .where(inbox_entry.c.account_id == login.account_id)
            .order_by(inbox_entry.c.id)
        )
        return [(row.kind, row.body) for row in rows]

    def mails(self) -> list[str]:
        """Templates of the mails that wait, in the order in which they were enqueued."""
        rows = self.read(
            select(outbox_job.c.payload)
            .where(outbox_job.c.kind == "mail")
            .order_by(outbox_job.c.id)
        )
        return [orjson.loads(row.payload)["template"] for row in rows]

    def refills(self, medication_id: str) -> tuple[str, int]:
        row = self.one(medication, medication_id)
        return row["status"], row["refills_remaining"]

    def at(self, **later: float) -> datetime:
        return self.database.clock() + timedelta(**later)
