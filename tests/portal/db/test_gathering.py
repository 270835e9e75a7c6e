"""Rows that a unit of work gathers are written together, in time, and only when what they belong to counts."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.db.engine import Database
from portal.db.gathering import adding, moving
from portal.db.tables import journal, patient, practice
from portal.db.unit_of_work import FenceError, Scope
from portal.domain.problems import Problem, ProblemType

NOON = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
NAMES = ("practice_id", "id", "record_number", "given_name", "family_name", "birth_date", "search")
ADD = adding(patient, *NAMES)
KEEP = adding(patient, *NAMES, known=("practice_id", "id"))
RENAME = adding(patient, *NAMES, known=("practice_id", "id"), changed=("given_name",))
MOVE = moving(patient, ("practice_id", "id"), ("given_name", "deceased_on"))
ONE = Scope.of([1])
EVERYBODY = select(patient.c.id).order_by(patient.c.id)  # lives on, so that it is read as prepared


@pytest.fixture
def here(database: Database) -> Database:
    def work(uow):
        for number in (1, 2):
            row = {"id": number, "name": "A", "time_zone": "UTC"}
            uow.execute(insert(practice), row)

    database.write(Scope.ALL, work)
    return database


def person(name: str, **more):
    row = {"practice_id": 1, "id": name, "record_number": name, "given_name": name}
    row |= {"family_name": "B", "birth_date": date(1980, 2, 29), "search": f"b {name}"}
    return row | more


def moved(name: str, to: str, **more):
    return {"key_practice_id": 1, "key_id": name, "given_name": to, "deceased_on": None} | more


def names(database, scope=ONE):
    with database.read(scope) as reader:
        found = reader.execute(select(patient.c.id, patient.c.given_name).order_by(patient.c.id))
        return {row.id: row.given_name for row in found}


def heard(database):
    said = []
    event.listen(database._writes, "before_cursor_execute", lambda *told: said.append(told[2]))
    return said


def gathering(*rows):
    def work(uow):
        for writing, row in rows:
            uow.gather(writing, row)

    return work


def test_every_kind_of_value_arrives(here):
    odd = 'Zoë "O\'Hara" \\ %s %(x)s {rows} 漢字\n'
    here.write(ONE, gathering((ADD, person("a", given_name=odd)), (ADD, person("b"))))
    here.write(ONE, gathering((MOVE, moved("b", "c", deceased_on=date(2026, 1, 2)))))
    with here.read(ONE) as reader:
        rows = reader.execute(select(patient).order_by(patient.c.id)).mappings().all()
    assert [row["given_name"] for row in rows] == [odd, "c"]
    assert rows[0]["birth_date"] == date(1980, 2, 29)
    assert rows[1]["deceased_on"] == date(2026, 1, 2)


def test_rows_of_any_number_are_one_statement_on_postgresql(here):
    said = heard(here)
    here.write(ONE, gathering(*((ADD, person(f"p{number}")) for number in range(30))))
    wrote = [one for one in said if "INSERT" in one]
    assert len(wrote) == 1
    assert len(names(here)) == 30


def test_what_is_there_stays_or_is_changed_as_the_writing_says(here):
    here.write(ONE, gathering((ADD, person("a"))))
    here.write(ONE, gathering((KEEP, person("a", given_name="x")), (KEEP, person("b"))))
    assert names(here) == {"a": "a", "b": "b"}
    here.write(ONE, gathering((RENAME, person("a", given_name="x", search="y"))))
    assert names(here) == {"a": "x", "b": "b"}
    with pytest.raises(IntegrityError):
        here.write(ONE, gathering((ADD, person("c")), (ADD, person("a"))))
    assert names(here) == {"a": "x", "b": "b"}


def test_a_row_to_change_that_is_not_there_undoes_all(here):
    here.write(ONE, gathering((ADD, person("a"))))
    with pytest.raises(Problem) as raised:
        here.write(ONE, gathering((MOVE, moved("a", "x")), (MOVE, moved("gone", "x"))))
    assert raised.value.type is ProblemType.VERSION_CONFLICT
    assert names(here) == {"a": "a"}


def test_who_reads_a_table_reads_what_was_gathered_for_it(here):
    def work(uow):
        uow.gather(ADD, person("a"))
        assert uow.execute(select(func.count()).select_from(practice)).scalar_one() == 2
        assert uow.plan.rows, "another table's reader writes nothing"
        assert uow.execute(select(patient.c.id)).scalars().all() == ["a"]
        assert not uow.plan.rows
        uow.gather(ADD, person("b"))
        within = select(practice.c.id).where(
            select(patient.c.id).where(patient.c.id == "b").exists()
        )
        assert len(uow.execute(within).all()) == 2
        uow.gather(ADD, person("c"))
        assert [row.id for row in uow.rows(EVERYBODY, {})] == ["a", "b", "c"]
        uow.execute(update(patient).values(given_name="x"))

    here.write(ONE, work)
    assert names(here) == {"a": "x", "b": "x", "c": "x"}


def test_the_fence_holds_for_what_is_gathered(here):
    refused = [
        (ADD, person("a", practice_id=2)),
        (ADD, person("a", practice_id=None)),
        (MOVE, moved("a", "x", key_practice_id=2)),
        (adding(journal, "practice_id", "seq"), {"practice_id": 1, "seq": 1}),
    ]
    for one in refused:
        with pytest.raises(FenceError):
            here.write(ONE, gathering(one))
    with pytest.raises(ValueError, match="naive"):
        here.write(ONE, gathering((ADD, person("a", birth_date=NOON.replace(tzinfo=None)))))
    assert names(here, Scope.ALL) == {}


def test_a_part_that_fails_takes_its_own_rows_with_it_and_no_others(here):
    said = heard(here)

    def part(uow, *rows):
        with suppress(LookupError), uow.apart():
            gathering(*rows)(uow)
            if len(rows) > 1:
                raise LookupError

    def work(uow):
        part(uow, (ADD, person("a")))
        part(uow, (ADD, person("lost")), (ADD, person("too")))
        part(uow, (ADD, person("b")))

    here.write(ONE, work)
    assert names(here) == {"a": "a", "b": "b"}
    assert not [one for one in said if "SAVEPOINT" in one], (
        "nothing was written that had to be undone"
    )


def test_a_part_that_fails_after_all_was_written_leaves_the_rows_of_the_parts_before(here):
    def work(uow):
        with uow.apart():
            uow.gather(ADD, person("a"))
        with suppress(LookupError), uow.apart():
            uow.gather(ADD, person("lost"))
            uow.execute(update(patient).values(given_name="x"))  # writes what was gathered
            raise LookupError
        with uow.apart():
            uow.execute(update(patient).values(family_name="C"))
            uow.gather(ADD, person("b"))

    here.write(ONE, work)
    assert names(here) == {"a": "a", "b": "b"}
    with here.read(ONE) as reader:
        found = reader.execute(select(patient.c.family_name).order_by(patient.c.id)).scalars().all()
    assert found == ["C", "B"]


def test_what_was_learned_in_a_part_that_failed_is_forgotten(here):
    tables = frozenset({"patient"})

    def read(uow):
        return uow.once("people", lambda: uow.execute(select(patient.c.id)).scalars().all(), tables)

    def work(uow):
        uow.remember()
        assert read(uow) == []
        with suppress(LookupError), uow.apart():
            uow.execute(insert(patient), person("lost"))
            assert read(uow) == ["lost"]
            raise LookupError
        assert read(uow) == []
        uow.gather(ADD, person("a"))
        assert read(uow) == ["a"]

    here.write(ONE, work)


def test_the_fault_of_an_earlier_part_ruins_the_transaction(here):
    """Nobody else is blamed for it, and nothing of it is kept."""
    here.write(ONE, gathering((ADD, person("a"))))
    ruined = []

    def work(uow):
        with uow.apart():
            uow.gather(ADD, person("a"))
        try:
            with uow.apart():
                uow.execute(select(patient.c.id))
        finally:
            ruined.append(uow.is_ruined)

    with pytest.raises(IntegrityError):
        here.write(ONE, work)
    assert ruined == [True]
    assert names(here) == {"a": "a"}


def test_a_statement_that_fails_before_anything_was_written_ruins_it_too(here):
    def work(uow):
        uow.gather(ADD, person("a"))
        with pytest.raises(DBAPIError), uow.apart():
            uow.execute(select(func.no_such_function()))
        assert uow.is_ruined
        raise LookupError

    with pytest.raises(LookupError):
        here.write(ONE, work)
    assert names(here) == {}
