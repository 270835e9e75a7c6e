"""A practice with charts, medicines, slots, reports and accounts, for tests of the four queues.

    world = World(database)
    chart = world.chart(given_name="Ada")
    login = world.login(chart=chart)
    seen = world.ask_refill(login, world.medication(chart))
    world.done("provider", seen, "approve", refills=2)

Practice 1 is everybody's; practice 2 is the neighbour that nobody may reach.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from obstore.store import MemoryStore
from sqlalchemy import select

from portal.db.tables import (
    account_practice,
    appointment,
    inbox_entry,
    item,
    lab_report,
    medication,
    outbox_job,
    patient,
    slot,
)
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.security.actors import PatientActor, StaffActor
from portal.services import (
    appointments,
    document_intake,
    enrollment_content,
    households,
    items,
    matching,
    reports,
    result_intake,
    tasks,
)
from portal.services.files import Files
from portal.services.forms import AppointmentRequest, RefillRequest
from tests.support.databases import ENGINES
from tests.support.desk import Desk, Seen
from tests.support.papers import paper as paper_of
from tests.support.practice_things import ADA, Things

on_both = pytest.mark.parametrize(
    "world",
    [ENGINES[0], pytest.param(ENGINES[1], marks=pytest.mark.postgresql)],
    indirect=True,
)
"""Runs a test of statements and locks on SQLite and on PostgreSQL."""


class World(Things):
    """Lets people ask, and decides with the real queues."""

    def booked(self, chart: str, login: PatientActor, *, hours: float | None = None) -> str:
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
        del chart

        def work(uow: UnitOfWork) -> str:
            return result_intake.submit_report(uow, reports.report_of(uow, 1, report_id))

        return self.seen(self.database.write(Scope.of([1]), work))

    def document(self, chart: str, files: Files | None = None, **about: str) -> Seen:
        """A letter about nothing in particular; each is another file, and lies in `files`."""
        content = paper_of([new_id()])
        kept = (files or Files(MemoryStore(), bytes(32))).put(1, content)
        paper = document_intake.Paper(kept.sha256, kept.size, pages=1, text="Dear patient")
        told = document_intake.About(chart, **{"title": "A letter", "category": "letter"} | about)

        def work(uow: UnitOfWork) -> str:
            return document_intake.receive(uow, 1, told, paper)

        return self.seen(self.database.write(Scope.of([1]), work))

    def task(self, chart: str) -> Seen:
        """A call that somebody should make."""

        def work(uow: UnitOfWork) -> str:
            return tasks.create(
                uow, practice_id=1, code=tasks.CALL_PATIENT, summary="Call", patient_id=chart
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
        suffix, route = fields.pop("suffix", ""), fields.pop("route", enrollment_content.SIGN_UP)

        def work(uow: UnitOfWork) -> str:
            key, visit = new_id(), None
            about = {
                "practice_id": 1,
                "subject_name": f"{fields['given_name']} {fields['family_name']}",
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
            submitted |= {"suffix": suffix}
            found = enrollment_content.find(uow, 1, submitted)
            content = enrollment_content.content(submitted, found, route=route)
            items.submit(
                uow, kind="enrollment", summary="Ada", content=content, item_id=key, **about
            )
            households.remember(uow, 1, key, submitted)
            return key

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
