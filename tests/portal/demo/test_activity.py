"""Simulated patients, who are served by the real services."""

import shutil
import threading
from collections import Counter

import pytest
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import item, lab_report
from portal.db.unit_of_work import Scope
from portal.demo.activity import Activity
from portal.demo.deliveries import Deliveries
from portal.demo.visitors import Visitors
from portal.queues.registry import QUEUES
from portal.security.journal import check
from portal.services.intake.working import Intake
from tests.portal.demo.conftest import cheap_passwords, files_beside, items_of, made
from tests.support.portal_process import SECRET
from tests.support.until import until_in_thread


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    """The folder of a demo that nobody has used yet."""
    folder = tmp_path_factory.mktemp("busy")
    made(folder / "portal.db", 60).close()
    return folder


@pytest.fixture
def busy(built_once, tmp_path):
    """A demo of one's own, whose clock stands where it was built."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    database = Database(f"sqlite:///{tmp_path / 'portal.db'}")
    yield database
    database.close()


def _new(database, before, kind):
    known = {row["id"] for row in before}
    return [row for row in items_of(database) if row["id"] not in known and row["kind"] == kind]


@pytest.mark.parametrize("kind", ["enrollment", "refill", "appointment"])
def test_patients_ask_through_the_patients_side(busy, kind):
    visitors = Visitors(busy, cheap_passwords(), SECRET, seed=5)
    ask = {
        "enrollment": visitors.sign_up,
        "refill": visitors.ask_refill,
        "appointment": visitors.ask_appointment,
    }[kind]
    before = items_of(busy)
    for _ in range(3):
        ask(1)
    made_now = _new(busy, before, kind)
    assert len(made_now) == 3
    assert all(row["practice_id"] == 1 and row["state"] == "pending" for row in made_now)
    assert all(row["account_id"] is not None for row in made_now)
    assert check(busy, 1).ok


def test_some_who_sign_up_have_a_chart_and_some_have_none(busy):
    visitors = Visitors(busy, cheap_passwords(), SECRET, seed=1)
    before = items_of(busy)
    for _ in range(8):
        visitors.sign_up(1)
    found = [bool(row["content"]["candidates"]) for row in _new(busy, before, "enrollment")]
    assert set(found) == {True, False}


def test_a_new_result_waits_unreleased_with_its_history(busy, tmp_path):
    before = items_of(busy)
    Deliveries(busy, seed=5).send_result(1)
    assert Intake(busy, files_beside(tmp_path / "portal.db")).work_off(1) == 1
    (row,) = _new(busy, before, "result")
    with busy.read(Scope.of([1])) as reader:
        report = reader.execute(
            select(lab_report).where(lab_report.c.id == row["content"]["report"]["id"])
        ).one()
    assert report.released_at is None
    assert all(one["history"] for one in row["content"]["observations"])
    assert check(busy, 1).ok


def test_the_queues_live_until_the_activity_is_stopped(busy):
    before = len(items_of(busy))
    with Activity(seed=3, per_minute=6000) as activity:
        activity.start(busy, cheap_passwords(), SECRET)
        until_in_thread(lambda: len(items_of(busy)) >= before + 12, 60)
    after = items_of(busy)
    assert not [one for one in threading.enumerate() if one.name == "activity"]
    assert len(items_of(busy)) == len(after)
    kinds = Counter(row["kind"] for row in after)
    assert set(kinds) == set(QUEUES)
    assert check(busy, 1).ok
    assert check(busy, 2).ok


def test_without_a_rate_nobody_asks(busy):
    before = len(items_of(busy))
    with Activity(seed=3, per_minute=0) as activity:
        activity.start(busy, cheap_passwords(), SECRET)
        assert not [one for one in threading.enumerate() if one.name == "activity"]
    assert len(items_of(busy)) == before


def test_a_small_practice_without_patients_asks_nothing(database):
    """On an empty database nobody is found, and nothing breaks."""
    visitors = Visitors(database, cheap_passwords(), SECRET, seed=1)
    visitors.ask_refill(1)
    Deliveries(database, seed=1).send_result(1)
    with database.read(Scope.ALL) as reader:
        assert reader.execute(select(item.c.id)).first() is None
