"""A burst of results while the portal is killed: what was acknowledged is there, once, in order."""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

import pytest

from portal.db.engine import Database
from tests.support.intake_burst import Burst, Plan, check, people, work_ended
from tests.support.intake_world import IntakeWorld
from tests.support.machines import token_of
from tests.support.mllp_command import PORT, command
from tests.support.portal_process import PortalProcess
from tests.support.postgresql import Cluster

SEED = 20261122
PAUSE_S = 0.2  # at most, from the moment at which the kill is due


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database.open(url)
    try:
        yield database
    finally:
        database.close()


def kill_while_results_come(
    plan: Plan, folder: Path, portals: Sequence[PortalProcess], kills: int
) -> dict[str, object]:
    """Send, kill the first of the portals at chosen moments, and hold what is there in the end."""
    chance = random.Random(plan.seed)
    with ExitStack() as held:
        for portal in portals:
            held.enter_context(portal)
        first = portals[0]
        database = held.enter_context(opened(first.database_url))
        persons = people(IntakeWorld(database), plan.patients)
        token_file = folder / "token"
        token_file.write_text(token := token_of(database))
        token_file.chmod(0o600)
        words = ("mllp", "--portal", first.url, "--token-file", token_file, "--port", "0")
        mllp = held.enter_context(command(*words))
        burst = Burst(plan, persons, portals[-1].url, int(mllp.wait_for(PORT)[1]), token)
        moments = sorted(chance.sample(range(plan.messages // 20, plan.messages * 9 // 10), kills))
        burst.start()
        for moment in moments:
            burst.wait_for(moment)
            pause_s = chance.random() * PAUSE_S
            print(f"kill after {moment} acknowledged and {pause_s * 1000:.1f} ms")  # noqa: T201 - to replay it
            burst.pause(pause_s)
            first.kill()
            first.start()
        took_s = burst.finish()
        work_ended(database)
        worked_s = round(monotonic() - burst.began, 1)
        check(database, burst)
        assert mllp.end() == 0
        return burst.figures(database, took_s) | {"worked off after s": worked_s}


def test_a_kill_in_a_burst_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    plan = Plan(messages=150, mllp=2, http=1, seed=SEED, patients=5)
    kill_while_results_come(plan, tmp_path, [PortalProcess("", tmp_path / "portal")], 1)


@pytest.fixture
def two_portals(
    tmp_path: Path, postgresql_cluster: Cluster, migrated_postgresql: str
) -> Iterator[list[PortalProcess]]:
    """Two processes on one database; MLLP goes to the first, HTTP to the second."""
    url = postgresql_cluster.create_database("burst", template=migrated_postgresql)
    yield [PortalProcess(url, tmp_path / name) for name in ("one", "two")]
    postgresql_cluster.drop_database("burst")


@pytest.mark.postgresql
def test_two_portals_on_one_database_and_one_is_killed(
    tmp_path: Path, two_portals: list[PortalProcess]
) -> None:
    plan = Plan(messages=80, mllp=2, http=2, seed=SEED + 1, patients=5)
    kill_while_results_come(plan, tmp_path, two_portals, 1)


@pytest.mark.soak
@pytest.mark.postgresql
@pytest.mark.timeout(1800)
def test_two_thousand_results_at_two_portals_and_three_kills(
    tmp_path: Path, two_portals: list[PortalProcess]
) -> None:
    plan = Plan(messages=2000, mllp=3, http=3, seed=SEED + 2, patients=50)
    print(kill_while_results_come(plan, tmp_path, two_portals, 3))  # noqa: T201 - the answer of the run


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_ten_thousand_results_and_five_kills(tmp_path: Path) -> None:
    plan = Plan(messages=10_000, mllp=4, http=2, seed=SEED, patients=200)
    figures = kill_while_results_come(plan, tmp_path, [PortalProcess("", tmp_path / "portal")], 5)
    print(figures)  # noqa: T201 - the answer of the run
