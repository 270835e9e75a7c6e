"""`among`: as IN, with one text for lists of any length, behind the fence as everything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, event, select

from portal.db.among import among, among_few
from portal.db.engine import Database
from portal.db.spelled import spelled
from portal.db.tables import account, account_practice, item
from portal.db.unit_of_work import Scope
from tests.support.desk import Desk

FOUND, FEW = (
    select(item.c.id).where(item.c.practice_id == bindparam("practice"), way(item.c.id, "ids"))
    for way in (among, among_few)
)


@pytest.fixture(params=[FOUND, FEW], ids=["among", "among_few"])
def wanted(request):
    return request.param


@pytest.fixture
def desk(database):
    made = Desk(database)
    made.practice(1, 2)
    return made


def found(desk, practices, ids, practice=1, wanted=FOUND):
    with desk.database.read(Scope.of(practices)) as reader:
        rows = reader.execute(wanted, {"practice": practice, "ids": ids})
        return set(rows.scalars())


def test_it_finds_what_is_in_the_list_and_inside_the_fence(desk, wanted):
    here = [one.id for one in desk.items(1, 5)]
    there = [one.id for one in desk.items(2, 2)]
    assert found(desk, [1], here[:3] + there, wanted=wanted) == set(here[:3])
    assert found(desk, [1, 2], here[1:2] + there, practice=2, wanted=wanted) == set(there)
    assert found(desk, [2], here, wanted=wanted) == set()
    assert found(desk, [1], [], wanted=wanted) == set()


def test_its_text_is_the_same_for_any_length(desk, wanted):
    said = set()
    ids = [one.id for one in desk.items(1, 70)]
    event.listen(desk.database._reads, "before_cursor_execute", lambda *told: said.add(told[2]))
    for length in (0, 1, 2, 50, 70):
        assert len(found(desk, [1], ids[:length], wanted=wanted)) == length
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


@pytest.mark.postgresql
def test_a_lookup_among_few_is_planned_once(postgresql_url):
    """As in a decision; a list that the server sees is planned for each time."""
    owners = (
        select(account.c.id)
        .join(account_practice, account_practice.c.account_id == account.c.id)
        .where(
            account_practice.c.practice_id == bindparam("practice"),
            among_few(account_practice.c.patient_id, "ids"),
            account_practice.c.status == spelled("active"),
        )
    )
    database = Database.open(postgresql_url)
    Desk(database).practice(1)
    with database.read(Scope.of([1])) as reader:
        for _ in range(30):
            reader.rows(owners, {"practice": 1, "ids": ["nobody"]})
            reader.rows(FEW, {"practice": 1, "ids": ["nothing"]})
        say = reader._connection.exec_driver_sql
        told = say("SELECT custom_plans, generic_plans FROM pg_prepared_statements").all()
        assert len(told) == 2
        for custom, generic in told:
            assert custom == 5  # the server's own number of trials
            assert generic > custom
    database.close()


def test_nothing_but_a_word_is_spelled():
    for text in ("", "it's", "a b", "1", "é"):
        with pytest.raises(ValueError, match="word"):
            spelled(text)
