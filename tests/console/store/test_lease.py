"""Until when the copy may be read, whatever somebody does with the clock."""

import json
import random

import pytest

from console.domain.errors import DiskFullError
from console.store.kept import LEASE, Kept
from console.store.lease import Lease
from tests.support.builders import open_store

NOON, HOUR = 1_794_000_000_000, 3_600_000
DAY, MINUTE = 24 * HOUR, 60_000


class Steady:
    """A clock that nobody can set."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def writer(tmp_path):
    store, cache = open_store(tmp_path)
    yield cache.writer
    store.close()


@pytest.fixture
def steady():
    return Steady()


def test_it_is_over_before_it_was_ever_given(writer, steady):
    assert Lease(writer, steady_s=steady).left_ms(NOON) == 0


def test_it_runs_out_with_the_time_and_a_contact_renews_it(writer, steady):
    lease = Lease(writer, steady_s=steady)
    lease.renew(NOON, 12 * 3600)
    assert lease.left_ms(NOON) == 12 * HOUR
    assert lease.left_ms(NOON + HOUR) == 11 * HOUR
    assert lease.left_ms(NOON + 12 * HOUR) == 0
    lease.renew(NOON + 5 * HOUR, 3600)
    assert lease.left_ms(NOON + 5 * HOUR) == HOUR
    lease.renew(NOON + 6 * HOUR, 0)
    assert lease.left_ms(NOON + 6 * HOUR) == 0


def test_where_nothing_is_lent_nothing_is_written(writer, steady):
    lease = Lease(writer, steady_s=steady)
    assert lease.tick(NOON) == 0
    assert Kept(writer).get(LEASE) is None


def test_it_outlives_the_process_and_its_end_does_too(writer, steady):
    Lease(writer, steady_s=steady).renew(NOON, 3600)
    assert Lease(writer, steady_s=steady).left_ms(NOON) == HOUR
    Lease(writer, steady_s=steady).renew(NOON, 0)
    assert Lease(writer, steady_s=steady).left_ms(NOON) == 0


@pytest.mark.threat("T17")
@pytest.mark.parametrize("back", [1, HOUR, DAY, 365 * DAY])
def test_t17_a_clock_that_is_set_back_extends_nothing(writer, steady, back):
    lease = Lease(writer, steady_s=steady)
    lease.renew(NOON, 12 * 3600)
    assert lease.tick(NOON + 6 * HOUR) == 6 * HOUR
    assert lease.left_ms(NOON + 6 * HOUR - back) == 6 * HOUR
    left = Lease(writer, steady_s=steady).left_ms(NOON + 6 * HOUR - back)
    assert 0 <= 6 * HOUR - left <= MINUTE


@pytest.mark.threat("T17")
def test_t17_a_clock_that_stands_still_stops_nothing_while_the_program_runs(writer, steady):
    lease = Lease(writer, steady_s=steady)
    lease.renew(NOON, 12 * 3600)
    for _ in range(11 * 6):
        steady.seconds += 600
        lease.tick(NOON)
    assert lease.left_ms(NOON) == HOUR
    assert Lease(writer, steady_s=steady).left_ms(NOON) == HOUR - MINUTE
    steady.seconds += 3600
    assert lease.tick(NOON) == 0


def test_it_is_known_to_be_over_whatever_has_ended_it(writer, steady):
    lease = Lease(writer, steady_s=steady)
    assert not lease.is_set
    lease.renew(NOON, 30)
    steady.seconds += 60
    assert lease.is_set
    assert lease.left_ms(0) == lease.tick(NOON + MINUTE) == 0
    lease.renew(NOON + MINUTE, 0)
    assert not lease.is_set


@pytest.mark.threat("T17")
def test_t17_once_it_is_over_no_clock_brings_it_back(writer, steady):
    lease = Lease(writer, steady_s=steady)
    lease.renew(NOON, 3600)
    assert lease.tick(NOON + HOUR) == 0
    for moment in (NOON, NOON + HOUR - 1, 0):
        assert lease.left_ms(moment) == 0
        assert Lease(writer, steady_s=steady).tick(moment) == 0


class FullDisk:
    """Where nothing can be written any more."""

    def put(self, name, value):
        raise DiskFullError


@pytest.mark.threat("T17")
def test_t17_who_fills_the_disk_gains_no_time(writer, steady):
    lease = Lease(writer, steady_s=steady)
    lease.renew(NOON, 3600)
    lease._kept = FullDisk()
    assert lease.tick(NOON + 30 * MINUTE) == 30 * MINUTE
    assert lease.tick(NOON + HOUR) == 0


@pytest.mark.threat("T17")
def test_t17_a_clock_that_ran_ahead_ends_it_and_a_contact_heals_that(writer, steady):
    """Set forward by mistake: the copy is gone, but the portal's own time counts from then on."""
    lease = Lease(writer, steady_s=steady)
    lease.renew(NOON, 3600)
    assert lease.tick(NOON + DAY) == 0
    lease.renew(NOON + 60_000, 3600)
    assert lease.left_ms(NOON + 60_000) == HOUR


@pytest.mark.threat("T17")
def test_t17_no_sequence_of_clock_changes_reads_longer_than_was_given(writer, steady):
    """Random clocks, restarts and waits: what was granted, and not a second more of running time."""
    for seed in range(20):
        chance = random.Random(seed)
        lease = Lease(writer, steady_s=steady)
        lease.renew(NOON, 3600)
        ran_s, clock = 0.0, NOON
        left = HOUR
        for _ in range(40):
            act = chance.random()
            if act < 0.4:
                waited = chance.uniform(1, 400)
                steady.seconds += waited
                ran_s += waited
                clock += int(waited * 1000)
            elif act < 0.7:
                clock = NOON + chance.randrange(-2 * DAY, 20 * 60_000)
            elif act < 0.8:
                lease = Lease(writer, steady_s=steady)
            now = lease.tick(clock)
            assert now <= left, f"seed {seed}: it has grown"
            left = now
            assert ran_s * 1000 <= HOUR or left == 0, f"seed {seed}: it has run for longer"


def test_time_seen_is_written_at_most_once_a_minute(writer, steady):
    lease, kept = Lease(writer, steady_s=steady), Kept(writer)
    lease.renew(NOON, 3600)
    lease.tick(NOON)
    first = kept.get(LEASE)
    assert json.loads(first)["seen_ms"] == NOON + MINUTE
    lease.tick(NOON + MINUTE - 1)
    assert kept.get(LEASE) == first
    lease.tick(NOON + MINUTE)
    assert json.loads(kept.get(LEASE))["seen_ms"] == NOON + 2 * MINUTE


@pytest.mark.threat("T17")
def test_t17_ending_the_program_before_it_writes_gains_nothing(writer, steady):
    """Killed after 50 seconds each time, with the clock set back: 72 times, and the hour is over."""
    Lease(writer, steady_s=steady).renew(NOON, 3600)
    for _ in range(72):
        lease = Lease(writer, steady_s=steady)
        lease.tick(NOON)
        steady.seconds += 50
    assert Lease(writer, steady_s=steady).tick(NOON) == 0


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '"x"', '{"until_ms": "x", "seen_ms": 0}', "}{", "null"]
)
def test_a_spoiled_lease_is_none(writer, steady, text):
    Kept(writer).put(LEASE, text)
    assert Lease(writer, steady_s=steady).left_ms(NOON) == 0


def test_the_real_steady_clock_goes_on(writer):
    lease = Lease(writer)
    lease.renew(NOON, 3600)
    assert 0 < lease.left_ms(NOON) <= HOUR


def test_kept_texts_are_found_replaced_and_dropped(writer):
    kept = Kept(writer)
    assert kept.get("place") is None
    kept.put("place", "one")
    kept.put("place", "two")
    assert kept.get("place") == "two"
    kept.drop("place")
    kept.drop("place")
    assert kept.get("place") is None
