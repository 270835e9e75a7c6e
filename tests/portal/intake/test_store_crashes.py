"""Killed at any commit: what was acknowledged is there, and is processed once."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from obstore.store import MemoryStore
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.tables import item, lab_report
from portal.db.unit_of_work import Scope
from portal.services.files import Files
from portal.services.intake.storing import store
from portal.services.intake.turns import LEASE
from portal.services.intake.working import Intake
from tests.support.intake_world import IntakeWorld
from tests.support.machines import message
from tests.support.movable_clock import MovableClock
from tests.support.portal_nursery import ROOT, Nursery
from tests.support.practice_world import on_both

MESSAGES = (
    message("M1", order="A", status="P", issued="20261120100000"),
    message("M2", order="A", status="F", issued="20261120110000"),
    message("M3", order="B"),
    message("M4", record_number="R-unknown", order="C"),
    b"MSH|^~\\&|LAB|HILL|PORTAL|CLINIC|2026||ORU^R01|M5|P|2.5.1\r",
)
MOST_COMMITS = 40


def run_until(url: str, file: Path, number: int, *, before: bool) -> tuple[int, list[str]]:
    """Let a process die at a commit; gives its status and what it acknowledged."""
    words = ["tests.support.intake_child", url, str(file), str(number), str(int(before))]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PORTAL_")}
    with TemporaryFile() as none, TemporaryFile() as said, TemporaryFile() as complaints:
        streams = (none.fileno(), said.fileno(), complaints.fileno())
        child = Nursery.shared().start(words, environment | {"PYTHONPATH": str(ROOT)}, *streams)
        status = child.wait(60)
        complaints.seek(0)
        assert status in {0, -signal.SIGKILL}, complaints.read().decode()
        said.seek(0)
        return status, said.read().decode().split()


def check(database: Database, acknowledged: list[str]) -> None:
    """All five are there and done with; each order has one item, each version is kept once."""
    with database.read(Scope.of([1])) as reader:
        rows = list(reader.execute(select(intake_message)).mappings())
        made = list(reader.execute(select(lab_report)).mappings())
        kinds = sorted(reader.execute(select(item.c.kind).where(item.c.is_open)).scalars())
    assert set(acknowledged) <= {row["id"] for row in rows}
    states = {row["control_id"]: row["state"] for row in rows}
    assert states == {
        "M1": "parsed",
        "M2": "parsed",
        "M3": "parsed",
        "M4": "parsed",
        "M5": "quarantined",
    }
    assert len(rows) == len(MESSAGES)
    versions = sorted((row["filler_number"], row["raw_status"]) for row in made)
    assert versions == [("A", "F"), ("A", "P"), ("B", "F")]
    assert kinds == ["quarantine", "result", "result", "unmatched_result"]


@on_both
def test_killed_at_any_commit_nothing_is_lost_or_done_twice(
    request: pytest.FixtureRequest, tmp_path: Path, world: IntakeWorld
):
    engine = "sqlite" if world.database.dialect == "sqlite" else "postgresql"
    make = request.getfixturevalue(f"new_{engine}")
    file = tmp_path / "messages"
    file.write_bytes(b"\x1c".join(MESSAGES))
    # after a commit is before the next one: in turn the one and the other, on PostgreSQL some of them
    for number in range(1, MOST_COMMITS, 1 if engine == "sqlite" else 4):
        url = make()
        database = Database(url, MovableClock(datetime.now(UTC)))
        IntakeWorld(database).chart(record_number="R-1")
        status, acknowledged = run_until(url, file, number, before=bool(number % 2))
        database.clock.forward(seconds=LEASE.total_seconds() + 5)  # the turn of the dead ends
        for raw in MESSAGES:  # who was told nothing sends again; what came is counted
            store(database, 1, "Lab", "http", "hl7v2", raw)
        intake = Intake(database, Files(MemoryStore(), bytes(32)))
        while intake.work_off(1):
            pass
        check(database, acknowledged)
        database.close()
        if status == 0:
            assert number > len(MESSAGES) + 3  # it has died in between, too
            return
    pytest.fail("it never came to its end")
