"""A prepared read gives what `execute` gives, behind the same fence, and fails as it does."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, event, insert, select
from sqlalchemy.exc import DBAPIError

from portal.db.among import among
from portal.db.tables import feed_entry, item, practice
from portal.db.unit_of_work import FenceError, Scope
from tests.support.desk import Desk

_items = select(item).where(among(item.c.id, "ids")).order_by(item.c.id)
_few = select(item.c.id, item.c.is_open, item.c.submitted_at).where(
    item.c.kind == bindparam("kind")
)
_refills = select(item.c.id).where(item.c.kind == "refill")
_results = select(item.c.id).where(item.c.kind == "result")
_both = _few.union_all(
    select(item.c.id, item.c.is_open, item.c.submitted_at).where(among(item.c.id, "ids"))
)
_by_list = select(item.c.id).where(item.c.id.in_(bindparam("ids", expanding=True)))
_practices = select(practice.c.id).where(practice.c.id == bindparam("wanted"))


@pytest.fixture
def desk(database) -> Desk:
    made = Desk(database)
    for number in (1, 2):
        made.practice(number)
        for _ in range(3):
            made.item(number, "refill")
    return made


def test_rows_and_dicts_are_those_of_execute(desk):
    with desk.database.read(Scope.of([1])) as reader:
        ids = [row.id for row in reader.execute(select(item.c.id))]
        asked = {"ids": ids}
        for _ in range(2):  # the first time it is made ready
            expected = [dict(row) for row in reader.execute(_items, asked).mappings()]
            assert reader.dicts(_items, asked) == expected
            assert [dict(row._mapping) for row in reader.rows(_items, asked)] == expected
    assert len(expected) == 3
    assert isinstance(expected[0]["submitted_at"], datetime)
    assert expected[0]["submitted_at"].tzinfo is UTC


def test_columns_have_their_types_and_are_read_by_name(desk):
    with desk.database.read(Scope.of([1])) as reader:
        found = reader.rows(_few, {"kind": "refill"})
    assert [row.is_open for row in found] == [True] * 3
    assert {row.submitted_at.tzinfo for row in found} == {UTC}


def test_a_union_is_prepared_too_and_each_of_its_parts_fenced(desk):
    with desk.database.read(Scope.of([1, 2])) as reader:
        asked = {"kind": "refill", "ids": [row.id for row in reader.execute(select(item.c.id))]}
    with desk.database.read(Scope.of([1])) as reader:
        expected = sorted(reader.execute(_both, asked).all())
        assert sorted(reader.rows(_both, asked)) == expected
        assert sorted(one["id"] for one in reader.dicts(_both, asked)) == [r.id for r in expected]
    assert len(expected) == 6  # three of one practice, twice


@pytest.mark.parametrize("practices", [[1], [1, 2], [], None])
def test_the_fence_is_the_same_for_every_scope(desk, practices):
    scope = Scope.ALL if practices is None else Scope.of(practices)
    with desk.database.read(scope) as reader:
        expected = sorted(reader.execute(_few, {"kind": "refill"}).all())
        assert sorted(reader.rows(_few, {"kind": "refill"})) == expected
        dicts = reader.dicts(_few, {"kind": "refill"})
    assert sorted(one["id"] for one in dicts) == [row.id for row in expected]
    assert len(expected) == 3 * (2 if practices is None else len(practices))


def test_selects_of_one_form_keep_their_own_values(desk):
    for _ in range(2):
        with desk.database.read(Scope.of([1])) as reader:
            assert len(reader.rows(_refills, {})) == 3
            assert reader.rows(_results, {}) == []


def test_what_listens_to_the_engine_hears_them(desk):
    said = []
    event.listen(
        desk.database._reads, "before_cursor_execute", lambda *told: said.append(told[2:4])
    )
    with desk.database.read(Scope.of([1])) as reader:
        reader.rows(_few, {"kind": "refill"})
    words = [one for one in said if one[0].startswith("SELECT")]
    assert len(words) == 1
    assert "refill" in (words[0][1].values() if isinstance(words[0][1], dict) else words[0][1])


def test_an_error_is_the_one_of_execute_and_the_connection_goes_on(desk):
    with desk.database.read(Scope.of([1])) as reader:
        with pytest.raises(DBAPIError) as first:
            reader.execute(_few, {"kind": object()})
        with pytest.raises(type(first.value)) as second:
            reader.rows(_few, {"kind": object()})
    assert type(first.value.orig) is type(second.value.orig)
    with desk.database.read(Scope.of([1])) as reader:
        assert len(reader.rows(_few, {"kind": "refill"})) == 3


def test_what_can_not_be_prepared_is_refused(desk):
    with desk.database.read(Scope.of([1])) as reader:
        with pytest.raises(ValueError, match="IN can not be prepared"):
            reader.rows(_by_list, {"ids": ["a"]})
        with pytest.raises(FenceError):
            reader.rows(insert(feed_entry), {})


def test_tables_of_no_practice_need_no_scope(desk):
    with desk.database.read(Scope.of([])) as reader:
        assert [row.id for row in reader.rows(_practices, {"wanted": 2})] == [2]
        assert reader.rows(_practices, {"wanted": 3}) == []
