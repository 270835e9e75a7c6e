"""Versions of one order: P, F, C, W in any order of arrival, repeated, with releases in between.

DOMAIN §5.4 and invariant 17: what is newer is said by the laboratory and not by the line.
"""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.db.tables import item, lab_report
from portal.services import report_versions
from tests.support.intake_world import HOUR, observation, parsed, person, report
from tests.support.practice_world import on_both


class Order:
    """One order of the laboratory, and who looks at it."""

    def __init__(self, world, chart):
        self.world, self.chart = world, chart
        self.login = world.login(chart=chart)
        self.began = world.at(days=-2)

    def send(self, status, hours, value=92.5, *, wrong=False, number="L-1"):
        """A version issued so many hours after the first; `wrong` marks its value as W."""
        values = (observation(value, raw_status="W" if wrong else status),)
        sent = report(
            status,
            issued_at=self.began + hours * HOUR,
            effective_at=self.began,
            filler_number=number,
            observations=values,
        )
        (landed,) = self.world.lab.land(parsed(person(), sent))
        return landed

    def release(self):
        """Let a provider release whatever may be."""
        for row in self.world.all_of(item):
            if row["kind"] == "result" and row["is_open"]:
                self.world.run("provider", self.world.seen(row["id"]), "release")

    def line(self):
        rows = [row for row in self.world.all_of(lab_report) if row["filler_number"] == "L-1"]
        return report_versions.in_line(rows)

    def newest(self):
        """What holds of the order: its newest version."""
        row = self.line()[-1]
        return row["raw_status"], row["issued_at"]

    def shown(self):
        """What the patient reads: status and value."""
        return [
            (one["raw_status"], one["observations"][0]["value_number"])
            for one in self.world.reads(self.login)
        ]


@pytest.fixture
def order(world, ada):
    return Order(world, ada)


def states(world):
    return sorted(row["state"] for row in world.all_of(item) if row["kind"] == "result")


@on_both
def test_i17_p_f_c_is_one_result_with_two_superseded_versions(world, order):
    whats = [order.send("P", 1).what, order.send("F", 2).what, order.send("C", 3).what]
    assert whats == ["new", "updated", "updated"]
    assert states(world) == ["pending"]
    assert [row["raw_status"] for row in order.line()] == ["P", "F", "C"]


@pytest.mark.parametrize("hours", [0.5, 5])
def test_a_preliminary_version_never_replaces_a_final_one(world, order, hours):
    order.send("F", 2)
    order.release()
    landed = order.send("P", hours, 1.0)
    assert (landed.what, landed.item_id) == ("late", None)
    assert order.newest()[0] == "F"
    assert states(world) == ["released"]
    assert order.shown() == [("F", 92.5)]
    assert not order.world.reads(order.login)[0]["being_corrected"]


def test_a_late_older_version_is_history_and_reopens_nothing(world, order):
    order.send("F", 1, 90.0)
    order.send("C", 5, 95.0)
    order.release()
    before = [dict(row) for row in world.all_of(item)]
    assert order.send("C", 3, 93.0).what == "late"
    assert [dict(row) for row in world.all_of(item)] == before
    assert [row["issued_at"] for row in order.line()] == sorted(
        row["issued_at"] for row in order.line()
    )
    assert order.shown() == [("C", 95.0)]


def test_at_the_same_time_the_higher_rank_is_the_newer(world, order):
    order.send("C", 2, 95.0)
    assert order.send("F", 2, 90.0).what == "late"
    assert order.send("P", 2, 80.0).what == "late"
    assert [row["raw_status"] for row in order.line()] == ["P", "F", "C"]


def test_a_late_version_is_no_earlier_value_of_itself(world, order):
    order.send("F", 3, 95.0)
    order.send("P", 1, 80.0)
    order.send("F", 4, 96.0)
    (row,) = (row for row in world.all_of(item) if row["kind"] == "result")
    content = world.content(world.seen(row["id"]))
    assert content["observations"][0]["history"] == []


def test_a_repeat_is_the_same_whichever_version_it_repeats(world, order):
    for status, hours in (("P", 1), ("F", 2), ("C", 3)):
        order.send(status, hours)
    before = [dict(row) for row in world.all_of(item)]
    for status, hours in (("P", 1), ("C", 3), ("F", 2)):
        assert order.send(status, hours).what == "same"
    assert [dict(row) for row in world.all_of(item)] == before
    assert len(order.line()) == 3


def test_a_repeat_of_the_newest_as_of_later_holds_from_then_on(order):
    order.send("C", 2, 90.0)
    assert order.send("C", 5, 90.0).what == "same"
    assert order.send("C", 3, 91.0).what == "late"
    assert len(order.line()) == 2


@on_both
def test_s54_w_recalls_at_once_and_a_later_correction_is_reviewed_anew(world, order):
    order.send("F", 1, 90.0)
    order.release()
    assert order.shown() == [("F", 90.0)]
    assert order.send("F", 2, 90.0, wrong=True).what == "withdrawn"
    assert order.shown() == []
    landed = order.send("C", 3, 95.0)
    assert order.shown() == []
    world.done("provider", world.seen(landed.item_id), "release")
    assert order.shown() == [("C", 95.0)]


@pytest.mark.parametrize("status", ["D", "X", "cancelled", "entered-in-error"])
def test_s54_deleted_and_cancelled_recall_at_once(world, order, status):
    order.send("F", 1)
    order.release()
    assert order.send(status, 2).what == "withdrawn"
    assert order.shown() == []
    assert states(world) == ["recalled"]


def test_s54_a_value_that_could_not_be_obtained_takes_nothing_back(world, order):
    order.send("F", 1, 90.0)
    order.release()
    lost = (observation(90.0, raw_status="C"), observation(85.0, raw_status="X", ordinal=2))
    sent = report(
        "C",
        issued_at=order.began + 2 * HOUR,
        effective_at=order.began,
        filler_number="L-1",
        observations=lost,
    )
    (landed,) = world.lab.land(parsed(person(), sent))
    assert (landed.what, landed.releasable) == ("corrected", False)
    assert order.shown() == [("F", 90.0)], "still true, and read as being corrected"
    assert states(world) == ["pending", "superseded"]


def test_s54_a_late_withdrawal_takes_back_what_is_older_than_it(world, order):
    order.send("F", 1, 90.0)
    order.release()
    order.send("C", 5, 95.0)
    assert order.shown() == [("F", 90.0)], "read until the correction is released"
    assert order.send("F", 3, 90.0, wrong=True).what == "late"
    assert order.shown() == []
    order.release()
    assert order.shown() == [("C", 95.0)]


def test_a_report_without_a_number_is_the_same_only_when_it_says_the_same(world, order):
    assert order.send("F", 1, 90.0, number="").what == "new"
    assert order.send("F", 1, 90.0, number="").what == "same"
    assert order.send("F", 1, 91.0, number="").what == "new", "another one may be meant"


def test_s54_what_has_no_number_can_be_withdrawn(world, order):
    order.send("F", 1, 90.0, number="")
    order.release()
    assert order.send("F", 2, 90.0, wrong=True, number="").what == "withdrawn"
    assert order.shown() == []


@pytest.mark.postgresql
@pytest.mark.parametrize("world", ["postgresql"], indirect=True)
def test_first_deliveries_at_one_moment_are_versions_of_one_result(world, order):
    with ThreadPoolExecutor(3) as pool:
        whats = list(pool.map(lambda one: order.send(*one).what, [("P", 1), ("F", 2), ("C", 3)]))
    assert whats.count("new") == 1
    assert len([row for row in world.all_of(item) if row["kind"] == "result"]) == 1
    assert [row["raw_status"] for row in order.line()] == ["P", "F", "C"]


VERSIONS = (
    ("P", 1, 80.0, False),
    ("F", 2, 90.0, False),
    ("C", 3, 93.0, False),
    ("F", 4, 93.0, True),
    ("C", 5, 95.0, False),
)


@pytest.mark.parametrize("seed", range(12))
def test_i17_any_order_of_arrival_ends_the_same(world, ada, seed):
    """Of some versions, repeated and shuffled, the newest holds; what is read was final and stands."""
    check_arrivals(world, ada, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(12, 212))
def test_i17_any_order_of_arrival_ends_the_same_many_times(world, ada, seed):
    check_arrivals(world, ada, seed)


def check_arrivals(world, ada, seed):
    dice = random.Random(seed)
    order = Order(world, ada)
    chosen = dice.sample(VERSIONS, dice.randint(2, 5))
    arrivals = chosen + dice.choices(chosen, k=2)
    dice.shuffle(arrivals)
    arrived = []
    for status, hours, value, wrong in arrivals:
        order.send(status, hours, value, wrong=wrong)
        arrived.append((hours, status, value, wrong))
        if dice.random() < 0.6:
            order.release()
        withdrawn = max((one[0] for one in arrived if one[3]), default=0)
        allowed = {
            (one[1], one[2])
            for one in arrived
            if one[1] != "P" and not one[3] and one[0] > withdrawn
        }
        assert set(order.shown()) <= allowed
        assert len(order.shown()) <= 1
    order.release()
    finals = [one for one in chosen if one[0] != "P"] or chosen
    newest = max(finals, key=lambda one: one[1])
    assert order.newest() == (newest[0], order.began + newest[1] * HOUR)
    readable = newest[0] != "P" and not newest[3]
    assert order.shown() == ([(newest[0], newest[2])] if readable else [])
    assert len(order.line()) == len(chosen), "every version is kept, once"
    assert world.verify(1).ok
