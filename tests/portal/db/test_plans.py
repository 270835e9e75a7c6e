"""The hot statements go by an index at 20,000 items and as many journal rows, on both engines.

What is explained is what the services really send: every statement of a call is caught on its way to the
database, and its plan asked for with the same values.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, event, insert

from portal.db.engine import Database
from portal.db.tables import decision, patient, practitioner, slot
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.security.actors import StaffActor
from portal.security.journal import page
from portal.security.permissions import Role
from portal.services import patients, slots
from portal.services.digest import digest_of
from portal.services.feed import changes
from portal.services.patients import Terms
from tests.support.desk import QUEUES, Desk, Seen
from tests.support.movable_clock import MovableClock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CLOSED, OPEN, ELSEWHERE = 19_000, 1_000, 2_000
LARGE = frozenset({"item", "household_key", "journal", "feed_entry", "decision", "slot", "patient"})
Said = list[tuple[str, Any]]


class Practice:
    """A practice that has been at work for long, and one beside it."""

    def __init__(self, database: Database) -> None:
        database.clock = self.clock = MovableClock(NOON)
        self.database = database
        self.desk = Desk(database)
        self.desk.practice(1, 2)
        self.ann = self.desk.staff("Ann", {1: [Role.PROVIDER, Role.FRONT_DESK]})
        self.auditor = self.desk.staff("Olga", {1: [Role.AUDITOR]})
        for _ in range(4):
            self._decided(self.desk.items(1, CLOSED // 4, state="approved", is_open=False))
        self.items = self.desk.items(1, OPEN)
        self.desk.items(2, ELSEWHERE)
        self.database.write(Scope.of([1, 2]), self._fill)
        analyse(database)

    def _decided(self, seen: Sequence[Seen]) -> None:
        once = {"practice_id": 1, "kind": "errand", "action": "approve", "params": "{}"}
        once |= {"fingerprint": "", "from_state": "pending", "to_state": "approved"}
        once |= {"from_version": 1, "to_version": 2, "staff_id": self.ann.staff_id}
        once |= {"session_id": new_id(), "client_decided_at": NOON, "received_at": NOON}
        rows = [once | {"command_id": new_id(), "item_id": one.id} for one in seen]
        self.database.write(Scope.of([1]), lambda uow: uow.execute(insert(decision), rows))

    def _fill(self, uow: UnitOfWork) -> None:
        who = {"practice_id": 1, "id": new_id(), "name": "Dr. Park"}
        uow.execute(insert(practitioner), who)
        times = [NOON + timedelta(minutes=20 * number) for number in range(-3_000, 3_000)]
        free = {"practice_id": 1, "practitioner_id": who["id"], "state": "free"}
        ends = timedelta(minutes=20)
        uow.execute(
            insert(slot),
            [free | {"id": new_id(), "starts_at": one, "ends_at": one + ends} for one in times],
        )
        person = {"given_name": "Ada", "birth_date": date(1980, 2, 1)}
        uow.execute(
            insert(patient),
            [
                person
                | {
                    "practice_id": 2 if number % 10 else 1,  # most of them are another practice's
                    "id": new_id(),
                    "record_number": f"R-{number}",
                    "family_name": f"Byron{number}",
                    "birth_date": date(1940, 1, 1) + timedelta(days=number),
                    "search": f" ada byron{number}",
                }
                for number in range(6_000)
            ],
        )


def analyse(database: Database) -> None:
    with database._writes.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


@pytest.fixture
def practice(database: Database) -> Practice:
    return Practice(database)


def said_by(database: Database, call: Callable[[], object]) -> Said:
    """Catch what a call sends to the database."""
    said: Said = []

    def hear(*told: Any) -> None:
        parameters = told[3][0] if told[5] else told[3]
        said.append((told[2], parameters))

    engines: dict[int, Engine] = {id(one): one for one in (database._reads, database._writes)}
    for one in engines.values():
        event.listen(one, "before_cursor_execute", hear)
    call()
    for one in engines.values():
        event.remove(one, "before_cursor_execute", hear)
    plain = ("SELECT", "UPDATE", "INSERT", "DELETE", "WITH")
    return [one for one in said if one[0].startswith(plain)]


def scans(database: Database, said: Said) -> Iterator[str]:
    """Name the large tables that a statement's plan reads from one end to the other."""
    with database.read(Scope.ALL) as reader:
        for text, values in said:
            if database.dialect == "sqlite":
                rows = reader._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
                words = [row.detail.split() for row in rows]
                found = [one[1] for one in words if one[0] == "SCAN"]
            else:
                asked = reader._connection.exec_driver_sql(
                    f"EXPLAIN (FORMAT JSON) {text}", values
                ).scalar_one()
                plan = orjson.loads(asked) if isinstance(asked, str) else asked
                found = list(_sequential(plan[0]["Plan"]))
            yield from (f"{table}: {text[-400:]}" for table in found if table in LARGE)


def _sequential(node: dict[str, Any]) -> Iterator[str]:
    """Also what is asked for each row: with many rows PostgreSQL reads the whole table for that, once a call."""
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for part in node.get("Plans", ()):
        if part.get("Parent Relationship") == "SubPlan" and "Relation Name" in part:
            yield part["Relation Name"]
        yield from _sequential(part)


def _pages(practice: Practice, actor: StaffActor) -> None:
    first = changes(practice.database, QUEUES, actor, 1, cursor=None, limit=50)
    onward = orjson.loads(first.plain)["cursor"]
    changes(practice.database, QUEUES, actor, 1, cursor=onward, limit=50)


def _first_load(practice: Practice, actor: StaffActor) -> None:
    """A first load where most is old and settled, until it has come to what is open."""
    practice.clock.forward(days=100)
    more, cursor, found = True, None, 0
    while more and not found:
        page = changes(practice.database, QUEUES, actor, 1, cursor=cursor, limit=50)
        told = orjson.loads(page.plain)
        more, cursor, found = told["more"], told["cursor"], len(told["changes"])
    practice.clock.forward(days=-100)


def _calls(practice: Practice) -> dict[str, Callable[[], object]]:
    desk, database, ann = practice.desk, practice.database, practice.ann
    commands = [desk.command(seen, "approve") for seen in practice.items[:30]]
    behind = [replace(one, command_id=new_id()) for one in commands[:3]]

    def read(work: Callable[[Any], object]) -> None:
        with database.read(Scope.of([1])) as reader:
            work(reader)

    return {
        "a decision": lambda: desk.decide(ann, commands[0]),
        "decisions together": lambda: desk.decide(ann, *commands[1:]),
        "repeats and conflicts": lambda: desk.decide(ann, *commands[:3], *behind),
        "a repeat": lambda: desk.decide(ann, commands[0]),
        "pages of the feed": lambda: _pages(practice, ann),
        "a first load past what is settled": lambda: _first_load(practice, ann),
        "the digest": lambda: digest_of(database, QUEUES, ann, 1),
        "the journal": lambda: read(
            lambda r: page(r, practice.auditor, 1, before=15_000, count=50)
        ),
        "one's own journal": lambda: read(lambda r: page(r, ann, 1, before=None, count=50)),
        "free slots": lambda: read(
            lambda reader: slots.find(
                reader,
                1,
                slot.c.starts_at >= NOON,
                slot.c.starts_at < NOON + timedelta(days=1),
                limit=40,
            )
        ),
        "a name": lambda: read(lambda r: patients.search(r, 1, Terms(name="byron77"))),
        "a day of birth": lambda: read(
            lambda r: patients.search(r, 1, Terms(birth_date=date(1950, 5, 5)))
        ),
        "a record": lambda: read(lambda r: patients.search(r, 1, Terms(record_number="R-7"))),
    }


def test_what_is_hot_goes_by_an_index(practice: Practice) -> None:
    database = practice.database
    said = {name: said_by(database, call) for name, call in _calls(practice).items()}
    assert all(said.values()), "nothing was heard"
    slow = {name: list(scans(database, texts)) for name, texts in said.items()}
    assert {name: texts for name, texts in slow.items() if texts} == {}


def test_a_scan_would_be_seen(database: Database) -> None:
    """The tooth of the test above: a statement without an index is found out."""
    nothing: Any = () if database.dialect == "sqlite" else {}
    whole = [("SELECT count(*) FROM item WHERE summary = 'x'", nothing)]
    assert [one.partition(":")[0] for one in scans(database, whole)] == ["item"]


def test_the_digest_reads_no_item(practice: Practice) -> None:
    """It is asked for by each console every few minutes, and counts all that is open: from the index alone."""
    database = practice.database
    if database.dialect == "postgresql":
        with database._writes.connect() as connection:
            connection.exec_driver_sql("VACUUM item")  # as it does by itself
    said = said_by(database, lambda: digest_of(database, QUEUES, practice.ann, 1))
    ((text, values),) = [one for one in said if "sum(" in one[0]]
    on_sqlite = database.dialect == "sqlite"
    with database.read(Scope.ALL) as reader:
        how = "EXPLAIN QUERY PLAN" if on_sqlite else "EXPLAIN"
        rows = reader._connection.exec_driver_sql(f"{how} {text}", values).all()
    by_index = (
        "COVERING INDEX ix_item_queue (practice_id=? AND kind=? AND is_open=?)"
        if on_sqlite
        else "Index Only Scan using ix_item_queue"
    )
    assert by_index in " ".join(map(str, rows))
