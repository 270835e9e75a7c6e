from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from portal.db.engine import Database
from portal.db.tables import throttle as table
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import throttle
from portal.security.throttle import key_of, key_of_address, lock_of
from tests.support.sign_in_parts import Rig

ANN = key_of("user", "ann")


def wait_of(rig: Rig, key: str = ANN) -> int:
    """Seconds for which the key is locked."""
    with rig.database.read(Scope.of([])) as reader:
        try:
            throttle.refuse_if_locked(reader, [key])
        except Problem as problem:
            refused = problem
        else:
            return 0
    assert refused.type is ProblemType.THROTTLED
    assert refused.headers["Retry-After"] == str(refused.extra["retry_after"])
    return refused.extra["retry_after"]


def fail(rig: Rig, times: int = 1, key: str = ANN) -> None:
    for _ in range(times):
        throttle.record_failure(rig.database, [key])


def test_five_failures_lock_for_a_minute_and_each_further_one_twice_as_long(rig: Rig):
    fail(rig, 4)
    assert wait_of(rig) == 0
    waits = []
    for _ in range(8):
        fail(rig)
        waits.append(wait_of(rig) // 60)
        rig.clock.forward(seconds=wait_of(rig))
        assert wait_of(rig) == 0
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]


def test_success_forgets_and_so_does_a_quiet_day(rig: Rig):
    fail(rig, 6)
    rig.database.write(Scope.of([]), lambda uow: throttle.clear(uow, [ANN]))
    assert wait_of(rig) == 0
    fail(rig, 4)
    rig.clock.forward(hours=25)
    fail(rig, 4)
    assert wait_of(rig) == 0


def test_an_address_is_shared_by_colleagues_and_stands_more(rig: Rig):
    office = key_of_address("192.0.2.7")
    fail(rig, 19, office)
    assert wait_of(rig, office) == 0
    fail(rig, 1, office)
    assert wait_of(rig, office) == 60


def test_keys_do_not_share_their_failures(rig: Rig):
    fail(rig, 9)
    assert wait_of(rig, key_of("user", "bob")) == 0
    assert wait_of(rig, key_of("mfa", "ann")) == 0


def test_what_was_typed_is_not_kept(rig: Rig):
    fail(rig, 1, key_of("user", "My-Password-In-The-Wrong-Field"))
    with rig.database.read(Scope.of([])) as reader:
        kept = reader.execute(select(table.c.key)).scalar_one()
    assert "password" not in kept.lower()
    assert len(kept) < 60


def test_a_name_is_one_however_it_is_typed():
    assert key_of("user", " ANN ") == key_of("user", "ann") == key_of("user", "ａｎｎ")


def test_addresses_of_one_household_are_one():
    assert key_of_address("2001:db8:1:2::1") == key_of_address("2001:db8:1:2:ffff::9")
    assert key_of_address("2001:db8:1:2::1") != key_of_address("2001:db8:1:3::1")
    assert key_of_address("::ffff:192.0.2.7") == key_of_address("192.0.2.7")
    assert key_of_address("testclient") != key_of_address("192.0.2.7")


def test_other_purposes_are_counted_apart_and_by_household_too():
    assert key_of_address("192.0.2.7", "sign-up") != key_of_address("192.0.2.7")
    assert key_of_address("2001:db8:1:2::1", "sign-up") == key_of_address(
        "2001:db8:1:2:ffff::9", "sign-up"
    )


def test_a_lock_never_lasts_longer_than_half_an_hour():
    assert lock_of(10_000_000, throttle.LIMITS["user"]) == timedelta(minutes=30)


@pytest.mark.parametrize("lost", [1, 2, 4])
def test_a_failure_counts_though_others_made_new_keys_first(rig: Rig, lost: int):
    runs = []

    def race(uow: UnitOfWork) -> None:
        runs.append(1)
        if len(runs) <= lost:  # the key of ANN once more: what a race comes to
            again = {"key": ANN, "failures": 1, "last_failure_at": uow.now}
            uow.execute(table.insert().values(again))

    throttle.record_failure(rig.database, [ANN], also=race)
    with rig.database.read(Scope.of([])) as reader:
        assert reader.execute(select(table.c.failures)).scalars().all() == [1]


@pytest.mark.parametrize("threads", [8])
def test_failures_at_once_are_all_counted(rig: Rig, threads: int):
    gate = Barrier(threads)
    database: Database = rig.database

    def run() -> None:
        gate.wait()
        throttle.record_failure(database, [ANN, key_of_address("192.0.2.7")])

    running = [Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    with database.read(Scope.of([])) as reader:
        assert reader.execute(select(func.min(table.c.failures))).scalar_one() == threads
