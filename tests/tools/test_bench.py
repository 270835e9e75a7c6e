"""The bench says what holds and what does not, and minds who else uses the machine."""

import json
import math
import os
import signal
import sqlite3
import sys
import time

import pytest

from bench import report
from bench.bystander import Bystander
from bench.child import measured
from bench.figures import GROUPS, chosen, figures_of
from bench.floors.bare_load import load
from bench.floors.commit import Committing
from bench.floors.thin_feed import ThinFeed, record
from bench.goals import GOALS, Bound
from bench.machine import busy_s, pss_of
from bench.measured import Figure, Measured, Wanted
from bench.rounds import Rounds, percentile
from bench.watchdog import Late
from tests.support.builders import entity
from tests.support.fake_portal import FakePortal


class Clock:
    """Seconds of processors that others take; as many as we say."""

    def __init__(self, *shares: float) -> None:
        self._shares, self.seconds = list(shares), 0.0

    def others_s(self) -> float:
        return self.seconds

    def spend(self, seconds: float) -> None:
        self.seconds += seconds


def test_the_table_has_each_figure_of_the_goals_once():
    assert list(GOALS) == list(range(1, 20))
    for goal in GOALS.values():
        assert goal.must
        assert goal.aim
        assert goal.peers


def test_no_aim_is_easier_than_its_must():
    for goal in GOALS.values():
        limits = {bound.of: bound for bound in goal.must}
        for aim in goal.aim:
            if (must := limits.get(aim.of)) is not None:
                assert must.holds(aim.limit), goal.name


@pytest.mark.parametrize("group", GROUPS)
def test_every_figure_measures_something_of_the_table(group):
    for figure in figures_of(group):
        assert set(figure.numbers) <= set(GOALS)


def test_a_figure_is_chosen_by_group_name_and_number():
    assert chosen(["search"]) == chosen(["3"]) == {"table": ["search"]}
    assert chosen(["2"]) == {"table": ["search"], "peers": ["ag-grid"]}
    assert chosen(["table"]) == {"table": ["search", "sort", "scroll"]}
    assert set(chosen([])) == set(GROUPS)
    with pytest.raises(LookupError, match="no such figure: tabel"):
        chosen(["tabel"])


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"p50": 10.0, "p99": 16.0}, report.AIM_HELD),
        ({"p50": 10.0, "p99": 30.0}, report.HOLDS),
        ({"p50": 10.0, "p99": 34.0}, report.FALLS_SHORT),
        ({"p50": 17.0}, report.FALLS_SHORT),
        ({"p50": 10.0}, report.IN_PART),
        ({}, report.NOT_MEASURED),
        ({"p50": math.nan, "p99": 1.0}, report.FALLS_SHORT),
    ],
)
def test_a_verdict_needs_every_bound(values, verdict):
    assert report.verdict(GOALS[2], values) == verdict


def test_a_bound_may_be_a_least():
    bound = Bound("rate", 400, "/s", at_least=True)
    assert bound.holds(400)
    assert not bound.holds(399.9)
    assert str(bound) == "rate ≥ 400 /s"


def test_parts_of_a_figure_are_laid_together_and_a_missed_must_fails_the_run(tmp_path, capsys):
    parts = [
        Measured(19, {"scroll": 1.1}, notes=("a",)),
        Measured(5, {"p99": 20.0, "over 33 ms in 1,000": 0.0}, floor=8.0, ratio=2.5, others=0.7),
        Measured(19, {"click": 1.2}, notes=("b",)),
        Measured(9, missing="no PostgreSQL"),
    ]
    assert report.together(parts)[19].values == {"scroll": 1.1, "click": 1.2}
    report.show(parts)
    said = capsys.readouterr().out
    assert "scroll frame  —  FALLS SHORT" in said
    assert "others took up to 0.70 processors" in said
    assert "not measured: no PostgreSQL" in said
    assert report.status(parts) == 1
    assert report.status([parts[0], parts[3]]) == 0
    report.write(parts, tmp_path / "found.json", {"python": "3.11"})
    kept = json.loads((tmp_path / "found.json").read_text())
    assert kept["python"] == "3.11"
    verdicts = {one["number"]: one["verdict"] for one in kept["figures"]}
    assert verdicts == {5: "falls short", 9: "not measured", 19: "holds, in part"}


def test_a_peer_of_the_same_run_stands_beside_ours():
    ours, peer = (
        Measured(2, {"p50": 10.0}),
        Measured(2, peers={"Grid": {"p50": 80.0, "p99": 160.0}}),
    )
    joined = report.together([ours, peer])[2]
    assert report.verdict(GOALS[2], joined.values) == report.IN_PART
    assert (
        "      peer   Grid in this run: p50 80.0 ms (ours is 0.12×) · p99 160 ms"
        in report.lines_of(GOALS[2], joined)
    )


def test_a_peer_that_is_not_installed_is_said_to_be_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    (figure,) = figures_of("peers")
    (found,) = figure.measure(Wanted())
    assert found.values == found.peers == {}
    assert found.notes == ("AG Grid was not measured beside it: it needs Node and Chromium",)


def test_rounds_give_medians_and_ratios_round_by_round():
    rounds = Rounds(3, Clock())
    for turn in rounds:
        slower = turn.number + 1  # the machine gets slower from round to round
        turn.add("floor", 10.0 * slower)
        turn.add("ours", 19.0 * slower, 20.0 * slower, 90.0 * slower)
    assert rounds.median("ours") == 40.0
    assert rounds.ratio("ours", "floor") == 2.0
    assert rounds.longest("ours") == 270.0
    assert rounds.others == 0.0
    assert percentile(range(1, 101), 0.99) == 100


def test_a_loud_round_is_measured_again_and_left_out():
    clock = Clock()
    rounds = Rounds(2, clock)
    for turn in rounds:
        turn.add("ours", 99.0 if turn.number == 0 else 1.0)
        clock.spend(60 if turn.number == 0 else 0)
    assert rounds.samples("ours") == [1.0, 1.0]
    assert rounds.others == 0.0


def test_a_machine_that_is_never_quiet_is_said_to_be_so():
    clock, count = Clock(), 0
    rounds = Rounds(2, clock)
    for turn in rounds:
        count += 1
        turn.add("ours", 1.0)
        clock.spend(60)
    assert count == 4
    assert rounds.others > 1


def test_a_figure_that_breaks_says_so_and_the_others_go_on(monkeypatch, capsys):
    def broken(_wanted):
        raise ValueError("no such thing")

    figures = (
        Figure("bad", (1, 19), broken),
        Figure("good", (2,), lambda wanted: [Measured(2, {"p50": wanted.rows})]),
    )
    monkeypatch.setattr(sys.modules["bench.child"], "figures_of", lambda _group: figures)
    found = list(measured("any", ["bad", "good"], Wanted(rows=7)))
    assert [one.number for one in found] == [1, 19, 2]
    assert found[0].missing == "bad broke: ValueError: no such thing"
    assert found[2].values == {"p50": 7}
    assert "Traceback" in capsys.readouterr().err


def test_a_real_floor_is_measured(tmp_path):
    committing = Committing(tmp_path / "floor.db")
    rounds = Rounds(2)
    for turn in rounds:
        turn.add("commit", committing.commit(), committing.commit())
    committing.close()
    assert 0 < rounds.median("commit") < 1000
    assert busy_s(os.getpid()) > 0
    assert pss_of(os.getpid()) > 1


def test_a_bystander_tells_the_span_in_which_it_could_not_run():
    with Bystander() as bystander:
        stopped = time.perf_counter()
        os.kill(bystander.process_id, signal.SIGSTOP)
        while time.perf_counter() < stopped + 0.1:
            pass
        ended = time.perf_counter()
        os.kill(bystander.process_id, signal.SIGCONT)
    assert bystander.stood_s(stopped, ended) == pytest.approx(0.1, abs=0.01)
    assert bystander.stood_s(stopped - 20, stopped - 10) == 0


@pytest.mark.parametrize(
    ("computed_s", "stood_s", "machines"),
    [(0.0001, 0.05, True), (0.0001, 0.02, False), (0.003, 0.05, False)],
)
def test_a_gap_is_the_machines_only_where_nobody_ran(computed_s, stood_s, machines):
    assert Late(10.0, 10.05, computed_s).is_machines(stood_s) is machines


def test_the_thin_feed_gives_the_portals_own_bytes(tmp_path):
    with FakePortal.running() as portal:
        for number in range(1_100):
            portal.model.put(entity(number))
        record(portal.url, "robin", "right", tmp_path)
        portal_took = load(portal.url, str(tmp_path / "portal.db"), "robin", "right")
    thin = ThinFeed(tmp_path)
    try:
        thin_took = load(thin.url, str(tmp_path / "thin.db"))
    finally:
        thin.close()
    assert portal_took > 0
    assert thin_took > 0
    kept = [
        sqlite3.connect(tmp_path / name).execute("SELECT * FROM entity ORDER BY id").fetchall()
        for name in ("portal.db", "thin.db")
    ]
    assert len(kept[0]) == 1_100
    assert kept[0] == kept[1]
