"""`among`: as IN, with one text for lists of any length, behind the fence as everything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, event, select

from portal.db.among import among
from portal.db.tables import item
from portal.db.unit_of_work import Scope
from tests.support.desk import Desk

FOUND = select(item.c.id).where(
    item.c.practice_id == bindparam("practice"), among(item.c.id, "ids")
)


@pytest.fixture
def desk(database):
    made = Desk(database)
    made.practice(1, 2)
    return made


def found(desk, practices, ids, practice=1):
    with desk.database.read(Scope.of(practices)) as reader:
        rows = reader.execute(FOUND, {"practice": practice, "ids": ids})
        return set(rows.scalars())


def test_it_finds_what_is_in_the_list_and_inside_the_fence(desk):
    here = [one.id for one in desk.items(1, 5)]
    there = [one.id for one in desk.items(2, 2)]
    assert found(desk, [1], here[:3] + there) == set(here[:3])
    assert found(desk, [1, 2], here[1:2] + there, practice=2) == set(there)
    assert found(desk, [2], here) == set()
    assert found(desk, [1], []) == set()


def test_its_text_is_the_same_for_any_length(desk):
    said = set()
    ids = [one.id for one in desk.items(1, 70)]
    event.listen(desk.database._reads, "before_cursor_execute", lambda *told: said.add(told[2]))
    for length in (0, 1, 2, 50, 70):
        assert len(found(desk, [1], ids[:length])) == length
    assert len([text for text in said if text.startswith("SELECT")]) == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"])), max_size=5
    )
)
def test_no_text_of_a_list_is_read_as_anything_else(desk, texts):
    assert found(desk, [1], texts) == set()
    (mine,) = desk.items(1, 1)
    assert found(desk, [1], [*texts, mine.id]) == {mine.id}
