"""A running portal with a practice at work behind it: everybody signed in, something in each queue.

    with Clinic.open(folder) as clinic:
        clinic.callers["nurse"].get(f"/v1/practices/1/items/refill/{clinic.items['refill'].id}")

Practice 1 is theirs. `foreign` holds every role in practice 2 and none in practice 1; `patient` is
the signed-in account of the patient whose chart the items are about.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.security.actors import PatientActor
from portal.security.patient_sessions import PatientSessions
from portal.services.files import Files
from tests.support import billing_rows
from tests.support.caller import Caller
from tests.support.desk import Seen
from tests.support.intake_world import Laboratory
from tests.support.portal_process import SECRET, PortalProcess
from tests.support.practice_world import World
from tests.support.staff import ROLES, People, Person


@dataclass
class Clinic:
    """Who calls, and what they call about."""

    process: PortalProcess
    database: Database
    world: World
    staff: dict[str, Person]
    callers: dict[str, Caller]
    foreign: Caller
    patient: Caller
    chart: str
    login: PatientActor  # of the patient whose chart it is
    items: dict[str, Seen]

    @property
    def url(self) -> str:
        return self.process.url

    @classmethod
    @contextmanager
    def open(cls, folder: Path, database_url: str = "") -> Iterator[Self]:
        """Start the portal, on SQLite unless told, and let everybody sign in."""
        with PortalProcess(database_url, folder) as process:
            database = Database(process.database_url)
            world = World(database)
            files = Files.open("", folder / "files", SECRET)
            people = People(database)
            staff = people.one_of_each(1, suffix=".desk")
            outsider = people.staff("outsider", {2: ROLES})
            chart = world.chart()
            login = world.login(chart=chart)
            token = database.write(
                Scope.of([]), lambda uow: PatientSessions(database).open(uow, login.account_id)
            )
            yield cls(
                process=process,
                database=database,
                world=world,
                staff=staff,
                callers={role: one.signed_in(process.url) for role, one in staff.items()},
                foreign=outsider.signed_in(process.url),
                patient=Caller(process.url, token.access_token),
                chart=chart,
                login=login,
                items={
                    "enrollment": world.enrollment(world.login()),
                    "refill": world.ask_refill(login, world.medication(chart)),
                    "appointment": world.ask_appointment(login),
                    "result": world.result_item(world.report(chart), chart),
                    "document": world.document(chart, files),
                    "task": world.task(chart),
                    "statement_request": billing_rows.request(world, login, chart),
                    "unmatched_result": Laboratory(world).unmatched(),
                    "quarantine": Laboratory(world).quarantined()[0],
                },
            )
            database.close()
