"""Slots go out anew when what bars them has changed: closed days, leave, however many they are."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from portal.db.tables import slot
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.services import leave, slot_resend
from portal.services.outbox_worker import OutboxWorker
from portal.services.policies import store
from portal.services.policies.desk import DeskPolicy
from tests.support.practice_world import on_both

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)  # the tests' clock stands at the Friday before


def set_holidays(world, *days):
    def work(uow):
        version = store.held(uow, 1, DeskPolicy).version
        policy = DeskPolicy(holidays=days)
        store.change(uow, 1, policy, expected_version=version, actor_id=None, reason="test")

    world.database.write(Scope.of([1]), work)


def work_off(world):
    """Do the jobs that are due; gives how many there were."""
    worker = OutboxWorker(world.database, slot_resend.handlers(world.database))
    done = 0
    while found := worker.run_due():
        done += found
    return done


def sent(world, cursor):
    page = world.page(world.actors["front_desk"], 1, cursor, limit=1000)
    found = {
        one["id"]: one["entity"]["blocked"] for one in page["changes"] if one["kind"] == "slot"
    }
    return found, page["cursor"]


def many(world, count):
    """Free slots of five minutes from Tuesday on."""
    begins = [TUESDAY + timedelta(minutes=5 * number) for number in range(count)]
    rows = [
        {
            "practice_id": 1,
            "id": new_id(),
            "practitioner_id": world.doctors[1],
            "location": "Harbor Street",
            "visit_type": "",
            "starts_at": at,
            "ends_at": at + timedelta(minutes=5),
            "state": "free",
            "version": 1,
        }
        for at in begins
    ]
    world.database.write(Scope.of([1]), lambda uow: uow.execute(insert(slot), rows))
    return {row["id"] for row in rows}


@on_both
def test_s55_a_day_that_is_closed_or_open_again_is_told(world):
    that_day = world.slot(starts_at=TUESDAY, ends_at=TUESDAY + timedelta(minutes=30))
    other = world.slot(hours=24)
    _, cursor = sent(world, None)
    set_holidays(world, date(2026, 11, 24), date(2026, 12, 25))
    assert work_off(world) == 1
    found, cursor = sent(world, cursor)
    assert found == {that_day: "closed"}
    set_holidays(world, date(2026, 12, 25))
    work_off(world)
    found, cursor = sent(world, cursor)
    assert found == {that_day: None}
    set_holidays(world, date(2026, 12, 25))
    assert work_off(world) == 0, "nothing has changed"
    assert world.one(slot, other)["version"] == 1


def test_hours_bar_no_slot_and_send_none(world):
    world.slot(starts_at=TUESDAY)
    policy = DeskPolicy(hours=DeskPolicy().hours[:4])

    def work(uow):
        store.change(uow, 1, policy, expected_version=0, actor_id=None, reason="test")

    world.database.write(Scope.of([1]), work)
    assert work_off(world) == 0


def test_s55_a_long_leave_is_told_in_parts(world):
    wanted = many(world, slot_resend.CHUNK + 5)
    past = world.slot(hours=-2)
    _, cursor = sent(world, None)
    world.database.write(
        Scope.of([1]),
        lambda uow: leave.add(
            uow,
            1,
            world.doctors[1],
            world.at(hours=-3),
            TUESDAY + timedelta(days=9),
            actor_id="x",
        ),
    )
    found, cursor = sent(world, cursor)
    assert len(found) == slot_resend.CHUNK
    assert work_off(world) == 1
    rest, _ = sent(world, cursor)
    assert found.keys() | rest.keys() == wanted
    assert {*found.values(), *rest.values()} == {"leave"}
    assert world.one(slot, past)["version"] == 1, "what has begun stays as it is"
