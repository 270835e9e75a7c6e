"""The tenant fence: whatever a statement looks like, it stays inside its practices."""

from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import (
    and_,
    bindparam,
    column,
    create_engine,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    true,
    union_all,
    update,
)
from sqlalchemy.exc import DBAPIError, ProgrammingError

from portal.db.engine import Database
from portal.db.tables import (
    TENANT,
    account_practice,
    feed_entry,
    item,
    journal,
    metadata,
    patient,
    practice,
    practice_head,
    slot,
    staff,
)
from portal.db.unit_of_work import FenceError, Scope, UnitOfWork

ONE = Scope.of([1])
other = patient.alias("other")
sub = select(patient.c.id, patient.c.family_name).subquery()
cte = select(patient.c.id, patient.c.practice_id).cte("seen")

# each of these, unfenced, would show rows of practice 2
SHAPES = {
    "select": select(patient.c.family_name),
    "star": select(patient).with_only_columns(patient.c.family_name),
    "alias": select(other.c.family_name),
    "or that tries to widen": select(patient.c.family_name).where(
        or_(patient.c.practice_id == 2, patient.c.practice_id == 1)
    ),
    "subquery": select(sub.c.family_name),
    "aliased subquery": select(sub.alias("x").c.family_name),
    "cte": select(patient.c.family_name).join(cte, cte.c.id == patient.c.id),
    "self join": select(other.c.family_name).join_from(
        patient, other, other.c.given_name == patient.c.given_name
    ),
    "cartesian": select(other.c.family_name).join_from(patient, other, true()),
    "join of a table of the whole portal": select(patient.c.family_name).join_from(
        practice, patient, patient.c.practice_id == practice.c.id
    ),
    "outer join, right side": select(
        func.coalesce(patient.c.family_name, "F1").label("family_name")
    ).join_from(practice, patient, patient.c.practice_id == practice.c.id, isouter=True),
    "explicit outer join": select(
        func.coalesce(patient.c.family_name, "F1").label("family_name")
    ).select_from(practice.outerjoin(patient, patient.c.practice_id == practice.c.id)),
    "nested outer join": select(
        func.coalesce(patient.c.family_name, "F1").label("family_name")
    ).select_from(
        practice.outerjoin(
            patient.join(other, other.c.id == patient.c.id), patient.c.practice_id == practice.c.id
        )
    ),
    "scalar subquery": select(
        select(func.max(patient.c.family_name)).scalar_subquery().label("family_name")
    ),
    "in subquery": select(other.c.family_name).where(other.c.id.in_(select(patient.c.id))),
    "union": union_all(select(patient.c.family_name), select(other.c.family_name)),
    "subquery of a union": select(
        union_all(select(patient.c.family_name), select(other.c.family_name)).subquery()
    ),
    "case and function": select(func.upper(patient.c.family_name).label("family_name")),
    "distinct": select(patient.c.family_name).distinct(),
    "correlated subquery": select(
        practice.c.id,
        select(func.max(patient.c.family_name))
        .where(patient.c.practice_id == practice.c.id)
        .scalar_subquery()
        .label("family_name"),
    ).where(practice.c.id == 2),
    "limit and order": select(patient.c.family_name).order_by(patient.c.id.desc()).limit(1),
    "group by": select(patient.c.family_name).group_by(patient.c.family_name),
    "for update": select(patient.c.family_name).with_for_update(),
    "tuple of keys": select(patient.c.family_name).where(
        and_(patient.c.practice_id == bindparam("p"), patient.c.id == bindparam("i"))
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_select_stays_inside(standing, shape):
    bound = {"p": 2, "i": "2-a"} if "p" in shape.compile().params else None
    families = set()

    def work(uow):
        families.update(row.family_name for row in uow.execute(shape, bound))

    standing.write(ONE, work)
    assert families <= {"F1", None}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_the_same_select_finds_all_where_the_fence_is_wide(standing, shape):
    """The shapes above are no empty promises: without the fence they show practice 2."""
    bound = {"p": 2, "i": "2-a"} if "p" in shape.compile().params else None
    found = standing.write(Scope.ALL, lambda uow: uow.execute(shape, bound).all())
    assert "F2" in {row.family_name for row in found}


def test_counting_is_fenced_too(standing):
    for count in (
        select(func.count()).select_from(patient),
        select(func.count(patient.c.id)),
        select(func.count()).select_from(select(patient).subquery()),
    ):
        with standing.read(ONE) as reader:
            assert reader.execute(count).scalar_one() == 2
        with standing.read(Scope.ALL) as reader:
            assert reader.execute(count).scalar_one() == 4


def test_exists_is_fenced(standing):
    asked = select(exists().where(patient.c.family_name == "F2"))
    with standing.read(ONE) as reader:
        assert not reader.execute(asked).scalar_one()
    with standing.read(Scope.of([1, 2])) as reader:
        assert reader.execute(asked).scalar_one()


def test_an_outer_join_keeps_its_left_rows(standing):
    """The fence of the right side stands in ON: practice 2 still shows, without its patients."""
    query = (
        select(practice.c.id, patient.c.id.label("patient"))
        .join_from(practice, patient, patient.c.practice_id == practice.c.id, isouter=True)
        .order_by(practice.c.id, patient.c.id)
    )
    with standing.read(ONE) as reader:
        assert reader.execute(query).all() == [(1, "1-a"), (1, "1-b"), (2, None)]


def test_an_empty_scope_shows_nothing(standing):
    with standing.read(Scope.of([])) as reader:
        assert reader.execute(select(patient)).all() == []


def test_several_practices(standing):
    with standing.read(Scope.of([2, 1])) as reader:
        assert len(reader.execute(select(patient)).all()) == 4


def test_an_update_reaches_only_its_practices(two):
    changes = update(patient).values(city="X")
    assert two.write(ONE, lambda uow: uow.execute(changes).rowcount) == 2
    with two.read(Scope.ALL) as reader:
        rows = reader.execute(select(patient.c.practice_id).where(patient.c.city == "X")).all()
    assert {row.practice_id for row in rows} == {1}


def test_an_update_with_many_parameter_sets_is_fenced(two):
    changes = update(patient).where(patient.c.id == bindparam("key")).values(city=bindparam("to"))
    sets = [{"key": f"{p}-{n}", "to": "X"} for p in (1, 2) for n in "ab"]
    two.write(ONE, lambda uow: uow.execute(changes, sets))
    with two.read(Scope.ALL) as reader:
        rows = reader.execute(select(patient.c.id).where(patient.c.city == "X")).scalars().all()
    assert sorted(rows) == ["1-a", "1-b"]


def test_an_update_by_subquery_is_fenced(two):
    changes = (
        update(practice)
        .where(practice.c.id == 1)
        .values(name=select(func.max(patient.c.family_name)).scalar_subquery())
    )
    two.write(ONE, lambda uow: uow.execute(changes))
    with two.read(Scope.ALL) as reader:
        names = reader.execute(select(practice.c.name).order_by(practice.c.id)).scalars().all()
    assert names == ["F1", "P2"]


def test_a_delete_reaches_only_its_practices(two):
    assert two.write(ONE, lambda uow: uow.execute(delete(patient)).rowcount) == 2
    with two.read(Scope.ALL) as reader:
        assert {row.practice_id for row in reader.execute(select(patient))} == {2}


def foreign(**changed):
    return {
        "practice_id": 2,
        "id": "new",
        "record_number": "R-9",
        "given_name": "x",
        "family_name": "y",
        "birth_date": date(1980, 2, 1),
    } | changed


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (insert(patient), foreign()),
        (insert(patient), [foreign(practice_id=1), foreign()]),
        (insert(patient).values(**foreign()), None),
        (insert(patient).values([foreign(practice_id=1), foreign()]), None),
        (insert(patient).values(**foreign(practice_id=literal(1) + 1)), None),
        (insert(patient), {k: v for k, v in foreign().items() if k != "practice_id"}),
        (insert(patient), foreign(practice_id="1")),
        (
            insert(patient).from_select(["practice_id", "id"], select(literal(2), patient.c.id)),
            None,
        ),
    ],
    ids=["row", "rows", "values", "many values", "expression", "none", "text", "from select"],
)
def test_an_insert_outside_the_scope_raises(standing, statement, parameters):
    with pytest.raises(FenceError):
        standing.write(ONE, lambda uow: uow.execute(statement, parameters))
    with standing.read(Scope.ALL) as reader:
        assert reader.execute(select(func.count()).select_from(patient)).scalar_one() == 4


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (update(patient).values(practice_id=2), None),
        (update(patient).values(practice_id=bindparam("practice_id")), {"practice_id": 2}),
        (update(patient).values({patient.c.practice_id: 2}), None),
    ],
)
def test_no_row_moves_to_another_practice(standing, statement, parameters):
    with pytest.raises(FenceError):
        standing.write(Scope.of([1, 2]), lambda uow: uow.execute(statement, parameters))


LOOSE = table("patient", column("id"), column("practice_id"))


@pytest.mark.parametrize(
    "statement",
    [
        text("SELECT * FROM patient"),
        select(text("1")).select_from(patient),
        select(patient).where(text("1 = 1")),
        select(patient).order_by(text("1")),
        select(text("id")).select_from(text("patient")),
        select(literal_column("(SELECT count(*) FROM patient)")),
        select(LOOSE.c.id),
        select(patient.c.id).where(patient.c.id.in_(select(LOOSE.c.id))),
        select(patient).join_from(patient, other, patient.c.id == other.c.id, full=True),
        select(patient).select_from(
            patient.outerjoin(other, patient.c.id == other.c.id, full=True)
        ),
        select(patient).prefix_with(text("/* x */")),
        patient.join(other, patient.c.id == other.c.id),
        func.count(),
        insert(LOOSE).values(id="x", practice_id=1),
        delete(LOOSE),
    ],
    ids=str,
)
def test_what_can_not_be_fenced_is_refused(standing, statement):
    for scope in (ONE, Scope.ALL):
        with pytest.raises(FenceError):
            standing.write(scope, lambda uow: uow.execute(statement))


@pytest.mark.parametrize("sealed", [feed_entry, journal, practice_head], ids=str)
def test_feed_journal_and_heads_are_written_by_the_commit_alone(standing, sealed):
    for statement in (insert(sealed), update(sealed).values(practice_id=1), delete(sealed)):
        with pytest.raises(FenceError):
            standing.write(Scope.ALL, lambda uow: uow.execute(statement))  # noqa: B023 - run at once


def test_a_reader_does_not_write(standing):
    with pytest.raises(FenceError), standing.read(ONE) as reader:
        reader.execute(update(patient).values(city="X"))


def test_a_reader_could_not_write_if_it_would(standing):
    """Behind the fence the engine itself refuses."""
    with pytest.raises(DBAPIError), standing.read(ONE) as reader:
        UnitOfWork.execute(
            UnitOfWork(reader._connection, ONE, reader.now), update(patient).values(city="X")
        )


def test_there_is_no_transaction_without_a_scope(standing):
    with pytest.raises(TypeError):
        standing.read()
    with pytest.raises(TypeError):
        standing.write(lambda uow: None)


def test_tickets_are_fenced(standing):
    with pytest.raises(FenceError):
        standing.write(ONE, lambda uow: uow.touch(2, "slot", "x", 1))
    with pytest.raises(FenceError):
        standing.write(ONE, lambda uow: uow.journal(2, actor_id=None, action="x"))


def test_every_table_with_a_practice_in_its_key_is_a_tenants():
    keyed = {
        table
        for table in metadata.tables.values()
        if "practice_id" in {column.name for column in table.primary_key.columns}
    }
    assert keyed - TENANT == {metadata.tables["staff_membership"]}  # read to know the scope
    assert {account_practice, item, slot} < TENANT


# -- the second fence ----------------------------------------------------------------------------


@pytest.mark.invariant("I13")
def test_row_level_security_holds_where_the_first_fence_is_passed_by(postgresql_url):
    database = Database.open(postgresql_url)

    def work(uow):
        for number in (1, 2):
            uow.execute(insert(practice), {"id": number, "name": "P", "time_zone": "UTC"})
            uow.execute(insert(patient), foreign(practice_id=number, id=str(number)))

    database.write(Scope.ALL, work)
    database.close()
    engine = create_engine(postgresql_url)
    count = text("SELECT count(*) FROM patient")
    raised = text("SELECT set_config('app.practices', :marker, true)")
    with engine.begin() as connection:
        assert connection.execute(count).scalar_one() == 0  # no setting, no rows
    for marker, seen in (("1", 1), ("1,2", 2), ("", 0), ("*", 2), ("7", 0)):
        with engine.begin() as connection:
            connection.execute(raised, {"marker": marker})
            assert connection.execute(count).scalar_one() == seen
    with engine.begin() as connection:  # the setting ended with its transaction
        assert connection.execute(count).scalar_one() == 0
    with engine.connect() as connection:
        connection.execute(raised, {"marker": "1"})
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(insert(patient), foreign(id="3", record_number="R-3"))
    engine.dispose()


@pytest.mark.invariant("I13")
def test_with_the_first_fence_taken_away_the_second_holds_what_services_read_and_write(
    postgresql_url, monkeypatch
):
    """A fault of ours in `fence` shows nobody another practice: the database itself refuses."""
    database = Database.open(postgresql_url)

    def fill(uow):
        for number in (1, 2):
            uow.execute(insert(practice), {"id": number, "name": "P", "time_zone": "UTC"})
            uow.execute(insert(patient), foreign(practice_id=number, id=str(number)))

    database.write(Scope.ALL, fill)
    away = SimpleNamespace(insert=None, scoped=False, tables=frozenset())
    monkeypatch.setattr("portal.db.unit_of_work.fence", lambda _statement, **_: away)
    with database.read(Scope.of([1])) as reader:
        assert reader.execute(select(patient.c.practice_id)).scalars().all() == [1]
        assert [len(rows) for rows in reader.chain(1)] == []
    everybody = update(patient).values(given_name="x")
    changed = database.write(Scope.of([1]), lambda uow: uow.execute(everybody).rowcount)
    assert changed == 1
    row = foreign(practice_id=2, id="3", record_number="R-3")
    with pytest.raises(ProgrammingError, match="row-level security"):
        database.write(Scope.of([1]), lambda uow: uow.execute(insert(patient), row))
    database.close()


@pytest.mark.field("sql-injection")
def test_what_raises_the_second_fence_is_made_of_numbers_alone():
    assert Scope.of([10, 2]).marker == "2,10"
    with pytest.raises(ValueError, match="format code"):
        _ = Scope.of(["1'; RESET ROLE; --"]).marker  # type: ignore[list-item] # nobody may


def test_the_test_role_is_an_ordinary_one(postgresql_url):
    engine = create_engine(postgresql_url)
    with engine.connect() as connection:
        row = connection.execute(
            text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ).one()
    engine.dispose()
    assert row == (False, False)


def test_tables_of_the_whole_portal_are_not_fenced(standing):
    with standing.read(Scope.of([])) as reader:
        assert len(reader.execute(select(practice)).all()) == 2
        assert reader.execute(select(staff)).all() == []


# -- statements built anew -----------------------------------------------------------------------


def test_a_select_built_anew_brings_its_own_values(standing):
    """Selects of one form share one fenced statement; the values must never be the first one's."""

    def names(ids, start, count):
        query = (
            select(patient.c.id, (literal(start) + start).label("twice"))
            .where(and_(patient.c.id.in_(ids), patient.c.practice_id >= start))
            .order_by(patient.c.id)
            .limit(count)
        )
        with standing.read(Scope.of([1, 2])) as reader:
            rows = reader.execute(query).all()
        assert {row.twice for row in rows} <= {2 * start}
        return [row.id for row in rows]

    assert names(["1-a", "2-a"], 1, 9) == ["1-a", "2-a"]
    assert names(["1-b"], 1, 9) == ["1-b"]
    assert names(["1-a", "1-b", "2-a", "2-b"], 2, 9) == ["2-a", "2-b"]
    assert names(["1-a", "1-b", "2-a", "2-b"], 1, 3) == ["1-a", "1-b", "2-a"]
    assert names([], 1, 9) == []


def test_values_and_parameters_go_together(standing):
    def found(name, key):
        query = select(patient.c.id).where(
            and_(patient.c.given_name == name, patient.c.id == bindparam("key"))
        )
        with standing.read(ONE) as reader:
            return reader.execute(query, {"key": key}).scalars().all()

    assert found("a", "1-a") == ["1-a"]
    assert found("b", "1-b") == ["1-b"]
    assert found("b", "1-a") == []
    assert found("b", "2-b") == []


def test_a_form_with_a_subquery_keeps_its_values_apart(standing):
    def found(low, high):
        outer = exists().where(and_(other.c.id == patient.c.id, other.c.id >= low))
        query = select(patient.c.id).where(and_(outer, patient.c.id <= high))
        with standing.read(Scope.of([1, 2])) as reader:
            return sorted(reader.execute(query).scalars())

    assert found("1-a", "2-b") == ["1-a", "1-b", "2-a", "2-b"]
    assert found("1-b", "2-a") == ["1-b", "2-a"]
    assert found("2-a", "2-a") == ["2-a"]


def test_the_scope_is_no_part_of_a_form(standing):
    def count(scope):
        with standing.read(scope) as reader:
            return len(reader.execute(select(patient.c.id).where(patient.c.city == "")).all())

    assert [count(s) for s in (ONE, Scope.of([1, 2]), Scope.ALL, Scope.of([]), ONE)] == [
        2,
        4,
        4,
        0,
        2,
    ]


def test_a_refused_statement_is_refused_again(standing):
    for _ in range(3):
        with pytest.raises(FenceError), standing.read(ONE) as reader:
            reader.execute(select(patient).where(text("1 = 1")))
