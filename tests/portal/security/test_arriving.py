"""Who asks for a practice's feed is recognised, and told where it stands, in one look, which sees nothing else."""

import pytest
from sqlalchemy import delete, event, select

from portal.db.heads import head_of
from portal.db.tables import item, practice_head, staff_membership
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.sessions import disable_staff
from tests.support.desk import Desk
from tests.support.sign_in_parts import Rig
from tests.support.staff import PASSWORD


@pytest.fixture
def token(rig: Rig) -> str:
    """Ann's, who works in practice 1 in two roles; something has happened in both practices."""
    rig.people.staff("ann", {1: ["provider", "front_desk"]})
    desk = Desk(rig.database)
    for practice_id in (1, 2):
        desk.item(practice_id)
    return rig.sign_in.with_password("ann", PASSWORD, device="", address="").access_token


def said(rig: Rig) -> list[str]:
    """What is said to the database from now on."""
    heard: list[str] = []
    for engine in {rig.database._reads, rig.database._writes}:
        event.listen(engine, "before_cursor_execute", lambda *told: heard.append(told[2]))
    return heard


def head(rig: Rig, practice_id: int):
    with rig.database.read(Scope.of([practice_id])) as reader:
        return head_of(reader, practice_id)


def test_actor_and_head_come_in_one_statement(rig: Rig, token: str):
    for _ in range(12):  # from some time on PostgreSQL goes by a plan for any practice
        rig.sessions.recognise(token)
        rig.sessions.arrive(token, 1)
    heard = said(rig)
    actor, told = rig.sessions.arrive(token, 1)
    assert actor == rig.sessions.recognise(token)
    assert told == head(rig, 1) != head(rig, 2)
    assert len([one for one in heard if "practice_head" in one]) == 1 + 2
    if rig.database.dialect == "postgresql":
        assert heard[0].startswith("WITH raised")
        assert heard[1].startswith("SELECT")


@pytest.mark.parametrize("practice_id", [2, 3])
def test_the_head_of_a_practice_that_is_not_theirs_is_not_told(rig: Rig, token: str, practice_id):
    actor, told = rig.sessions.arrive(token, practice_id)
    assert (set(actor.practices), told) == ({1}, None)


def test_a_practice_without_a_head_is_asked_for_by_itself(rig: Rig):
    """A practice in which nothing has happened has none; then nothing is told, in place of a beginning."""
    person = rig.people.staff("eve", {1: ["provider"]})
    token = rig.sign_in.with_password("eve", PASSWORD, device="", address="").access_token
    engine = rig.database._writes
    with engine.begin() as connection:
        if rig.database.dialect == "postgresql":
            connection.exec_driver_sql("BEGIN; SET LOCAL app.practices = '*'")
        connection.execute(delete(practice_head))
    actor, told = rig.sessions.arrive(token, 1)
    assert (actor.staff_id, told) == (person.id, None)


def test_what_has_ended_counts_at_once(rig: Rig, token: str):
    def refused() -> ProblemType:
        with pytest.raises(Problem) as caught:
            rig.sessions.arrive(token, 1)
        return caught.value.type

    actor, _ = rig.sessions.arrive(token, 1)
    mine = staff_membership.c.staff_id == actor.staff_id
    rig.database.write(Scope.ALL, lambda uow: uow.execute(delete(staff_membership).where(mine)))
    actor, told = rig.sessions.arrive(token, 1)
    assert (set(actor.practices), told) == (set(), None)
    rig.sessions.sign_out(actor)
    assert refused() is ProblemType.SESSION_EXPIRED
    rig.database.write(Scope.ALL, lambda uow: disable_staff(uow, actor.staff_id, actor_id=None))
    assert refused() is ProblemType.ACCOUNT_DISABLED


def test_the_fence_falls_with_the_statement_that_has_raised_it(rig: Rig, token: str):
    """On SQLite there is none in the database: its criteria are in the statement."""
    for _ in range(4):  # whichever connection of the pool it is
        assert rig.sessions.arrive(token, 1)[1] is not None
        with rig.database._reads.connect() as connection:
            seen = connection.exec_driver_sql("SELECT count(*) FROM item").scalar_one()
            assert seen == (0 if rig.database.dialect == "postgresql" else 2)


def test_without_raising_it_a_glance_at_a_practice_sees_no_other(rig: Rig, token: str):
    found = rig.database.glance(select(item.c.practice_id), {}, 1)
    assert found == ([] if rig.database.dialect == "postgresql" else [(1,)])
