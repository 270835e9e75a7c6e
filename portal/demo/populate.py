"""The practice before anybody asks for anything: staff, charts, medicines, reports, slots."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert

from portal.db import tables
from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo import allergies, care, desk_settings
from portal.demo.accounts import Accounts
from portal.demo.calendar import Calendar
from portal.demo.chance import Ids
from portal.demo.labs import Laboratory
from portal.demo.medicines import Cabinet, is_renewed_name
from portal.demo.people import Person, Population
from portal.demo.practices import PATIENT, Site, practitioner_rows, staff_rows
from portal.demo.source import Row, Source
from portal.demo.ward import Ward
from portal.security.sealing import Sealing
from portal.services import chart_keys
from portal.services.payment_provider import PaymentProvider

BEGAN = timedelta(days=75)  # before now: older than all that the demo's journal tells
USERS = 0.55  # of those who are alive have an account
AT_ONCE = 5000  # rows a transaction


@dataclass(frozen=True)
class Maker:
    """What every practice of one demo is made with."""

    source: Source
    seed: int
    now: datetime
    ids: Ids
    accounts: Accounts
    password_hash: str
    sealing: Sealing | None = None  # None: nobody has a second step
    provider: PaymentProvider | None = None  # None: nobody has paid
    laboratory: Laboratory = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "laboratory", Laboratory(self.seed, self.ids, self.now))

    def ward(self, site: Site, people: Sequence[Row], count: int, visits: int) -> Ward:
        """Make a practice in memory: at least `count` people, and room for `visits` in the past."""
        members = list(staff_rows(site, self.password_hash, self.ids, self.now - BEGAN))
        ward = Ward(
            site=site,
            source=self.source,
            seed=self.seed,
            now=self.now,
            ids=self.ids,
            accounts=self.accounts,
            staff={member.username.rstrip("2"): row for member, row in members},
        )
        visiting = self.source.practitioners[site.id * 7 : site.id * 7 + 1]
        own = {member.username: row for member, row in members}
        ward.practitioners += practitioner_rows(site, own, visiting, self.ids)
        population = Population(
            self.source,
            people,
            site.id,
            seed=self.seed,
            ids=self.ids,
            worth_copying=self._has_much_to_ask,
        )
        cabinet = Cabinet(self.seed, self.ids, ward.practitioners, ward.day(self.now))
        chance, users = ward.chance("users"), []
        for n, person in enumerate(population.people(max(count, len(population)), self.now)):
            uses = person.row["deceased_on"] is None and chance.random() < USERS
            # the copies of a large demo have records only if they have something to ask
            full = uses or n < len(population)
            ward.people[person.id] = person
            ward.medications[person.id] = list(cabinet.rows(person)) if full else []
            ward.chapters[person.id] = self.laboratory.history(person) if full else []
            users += [person] if uses else []
        _open_accounts(ward, users)
        ward.proxies += care.links(ward)
        for row in allergies.rows(ward, ward.people.values()):
            ward.allergies[row["patient_id"]].append(row)
        calendar = Calendar(site.row, ward.practitioners, self.seed, self.ids)
        ward.slots_ahead = calendar.ahead(self.now)
        ward.slots_behind = calendar.behind(self.now, visits)
        return ward

    def _has_much_to_ask(self, person_id: str) -> bool:
        renewed = [
            row
            for row in self.source.prescriptions.get(person_id, ())
            if row["status"] == "active" and is_renewed_name(row["name"])
        ]
        return len(renewed) > 1 and bool(self.source.reports.get(person_id))


def _open_accounts(ward: Ward, users: Sequence[Person]) -> None:
    """Give people accounts; the one with the fullest chart is the documented patient."""
    chance = ward.chance("accounts")
    fullest = max(ward.living(), key=lambda person: _fullness(ward, person))
    known = ward.site.id == 1
    for person in [fullest, *(one for one in users if one is not fullest)]:
        ward.logins[person.id] = ward.accounts.login(
            ward.practice_id,
            given_name=person.row["given_name"],
            family_name=person.row["family_name"],
            email=person.row["email"],
            created_at=ward.now - BEGAN + timedelta(minutes=chance.randrange(5000)),
            patient_id=person.id,
            username=PATIENT if person is fullest and known else None,
        )


def _fullness(ward: Ward, person: Person) -> tuple[bool, int, str]:
    active = sum(row["status"] == "active" for row in ward.medications[person.id])
    grown_up = not person.is_minor(ward.day(ward.now))
    return grown_up, min(active, 5) * 4 + len(ward.chapters[person.id]), person.name


def write(database: Database, ward: Ward) -> None:
    """Put everything that is there from the beginning into the database."""
    site, now = ward.site, ward.now - BEGAN
    scope = Scope.of([site.id])
    begun = {"practice_id": site.id, "created_at": now}
    members = {member.username.rstrip("2"): member.role.value for member in site.staff}
    logins = list(ward.logins.values())
    chapters = [one for pile in ward.chapters.values() for one in pile]
    steps: list[tuple[Table, Iterable[dict[str, Any]]]] = [
        (tables.practice, [site.row]),
        (tables.staff, [dict(row) for row in ward.staff.values()]),
        (
            tables.staff_membership,
            [
                begun | {"staff_id": ward.staff[n]["id"], "role": role}
                for n, role in members.items()
            ],
        ),
        (tables.practitioner, ward.practitioners),
        (tables.patient, (person.row for person in ward.people.values())),
        (tables.chart_key, chart_keys.rows_of(person.row for person in ward.people.values())),
        (tables.account, (login.account for login in logins)),
        (tables.security_answer, (row for one in logins for row in ward.accounts.answers(one))),
        (tables.account_practice, (login.account_practice for login in logins)),
        (tables.proxy_link, ward.proxies),
        (tables.medication, (row for pile in ward.medications.values() for row in pile)),
        (tables.allergy, (row for pile in ward.allergies.values() for row in pile)),
        (tables.lab_report, (chapter.report for chapter in chapters)),
        (tables.lab_observation, (row for one in chapters for row in one.observations)),
    ]
    for table, rows in steps:
        insert_all(database, scope, table, rows)
    slots = [*ward.slots_behind, *ward.slots_ahead]
    for part in _parts(slots):
        database.write(scope, partial(_add_slots, rows=part))
    desk_settings.write(database, ward)
    care.write(database, ward)


def insert_all(
    database: Database, scope: Scope, table: Table, rows: Iterable[dict[str, Any]]
) -> None:
    """Insert rows, a few thousand a transaction."""
    for part in _parts(rows):
        database.write(scope, partial(_add, table=table, rows=part))


def _add(uow: UnitOfWork, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    uow.execute(insert(table), rows)


def _add_slots(uow: UnitOfWork, rows: Sequence[dict[str, Any]]) -> None:
    uow.execute(insert(tables.slot), rows)
    for row in rows:
        uow.touch(row["practice_id"], "slot", row["id"], 1)


def _parts(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    left = iter(rows)
    while part := list(islice(left, AT_ONCE)):
        yield part
