"""What every schedule begins with: two practices, their staff, items in each queue, five workstations.

Made once in a process, by the same services that make it in reality; a schedule changes it and rolls
back.
"""

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from console.api_client.credentials import Tokens
from portal.db import migrate
from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.security.permissions import Role
from portal.services.forms import AppointmentRequest, RefillRequest
from tests.simulation.acts.seeding import Sown, sow
from tests.simulation.chance import Chance, governed
from tests.simulation.clock import Clock
from tests.simulation.consoles import Workstation, new_disk
from tests.simulation.disk import PortalDisk
from tests.simulation.portal import SimPortal
from tests.support.practice_world import World as PracticeWorld

NEIGHBOR_MARK = "Zyx"  # stands in every name of practice 2, and in none of practice 1
PEOPLE = {
    "doctor": {1: [Role.PROVIDER]},
    "partner": {1: [Role.PROVIDER]},
    "desk": {1: [Role.FRONT_DESK]},
    "both": {1: [Role.PROVIDER], 2: [Role.PROVIDER]},
    "next_door": {2: [Role.PROVIDER, Role.FRONT_DESK]},
}
WORKSTATIONS = (
    ("a", "doctor"),
    ("b", "doctor"),
    ("c", "partner"),
    ("d", "desk"),
    ("e", "both"),
    ("f", "next_door"),
)
"""Name and user: `a` and `b` are two computers of one person."""


@dataclass(frozen=True)
class Template:
    """The state that schedules begin with. `ms` is the time at which it stands."""

    ms: int
    disk: PortalDisk
    portal: SimPortal
    clock: Clock
    staff: dict[str, str]
    workstations: tuple[Workstation, ...]
    sown: Sown  # for letters, money, the laboratory
    practice: Any  # tests.support.practice_world.World: more requests can be made with it
    journal_row: int  # the last row of the journal
    heads: dict[int, tuple[int, str]]  # of each practice's journal: number and hash
    decisions: int


@cache
def template() -> Template:
    """The template of this process; made when it is first asked for."""
    clock = Clock()
    with governed(Chance("template", clock.now_ms)):
        disk = _migrated()
        portal = SimPortal(disk, clock)
        practice = PracticeWorld(portal.database)
        people = practice.people(PEOPLE)
        _fill(practice)
        sown = sow(portal.database)
        places = []
        for number, (name, username) in enumerate(WORKSTATIONS):
            clock.pass_ms(1)
            places.append(_workstation(portal, number, name, username, people[username].staff_id))
        made = Template(
            ms=clock.ms,
            disk=disk,
            portal=portal,
            clock=clock,
            staff={name: one.staff_id for name, one in people.items()},
            workstations=tuple(places),
            sown=sown,
            practice=practice,
            journal_row=_one(disk, "SELECT max(rowid) FROM journal"),
            heads={
                practice_id: (seq, last)
                for practice_id, seq, last in disk.execute(
                    "SELECT practice_id, journal_seq, journal_hash FROM practice_head"
                )
            },
            decisions=_one(disk, "SELECT count(*) FROM decision"),
        )
        _load(made)
    return made


def _one(disk: PortalDisk, query: str) -> int:
    return int(disk.execute(query).fetchone()[0])


def _migrated() -> PortalDisk:
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "portal.db"
        migrate.upgrade(f"sqlite:///{path}")
        disk: PortalDisk = sqlite3.connect(
            ":memory:",
            isolation_level=None,
            check_same_thread=False,
            cached_statements=1024,
            factory=PortalDisk,
        )
        with sqlite3.connect(path) as source:
            source.backup(disk)
        source.close()
    finally:
        shutil.rmtree(folder)
    disk.execute("PRAGMA foreign_keys=ON")
    return disk


def _fill(practice: PracticeWorld) -> None:
    """Let patients ask: a few items in each queue of practice 1, some in practice 2."""
    chart = practice.chart()
    login = practice.login(chart=chart)
    practice.ask_refill(login, practice.medication(chart))
    practice.ask_refill(login, practice.medication(chart, name="Metformin", rxnorm="860975"))
    for _ in range(2):
        practice.slot()
    practice.ask_appointment(login)
    practice.result_item(practice.report(chart), chart)
    practice.document(chart)
    practice.task(chart)
    practice.enrollment(practice.login())
    mark = {"given_name": NEIGHBOR_MARK, "family_name": f"{NEIGHBOR_MARK}son"}
    other = practice.chart(2, **mark)
    neighbor = practice.login(chart=other, practice_id=2, **mark)
    for name in ("One", "Two"):
        wanted = practice.medication(other, 2, name=f"{NEIGHBOR_MARK} {name}", rxnorm=name)
        practice.requests.ask_refill(neighbor, RefillRequest(practice_id=2, medication_id=wanted))
    practice.slot(2)
    practice.requests.ask_appointment(
        neighbor, AppointmentRequest(practice_id=2, reason=f"{NEIGHBOR_MARK} check")
    )


def _workstation(
    portal: SimPortal, number: int, name: str, username: str, staff_id: str
) -> Workstation:
    database: Database = portal.database
    told = database.write(
        Scope.of([]), lambda uow: portal.sessions.open(uow, staff_id, "simulated")
    )
    disk, engine = new_disk(number)
    text = portal.answer("GET", "/v1/me", None, told.access_token).body.decode()
    tokens = Tokens(told.access_token, told.refresh_token)
    return Workstation(name, username, staff_id, disk, engine, tokens, text)


def _load(made: Template) -> None:
    """Let every workstation load its cache, as after a first sign-in."""
    from tests.simulation.world import World  # noqa: PLC0415 - a world begins with a template

    world = World.of_template(made)
    for console in world.consoles.values():
        console.cache.remember("me", console.place.me_text)
        console.begin_round()
        console.finish()
        if console.link.value != "online" or world.failures:
            raise RuntimeError(
                f"{console.name} could not load: {console.engine.link}, {world.failures}, {made.portal.failures}"
            )
