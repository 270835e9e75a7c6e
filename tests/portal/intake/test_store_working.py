"""Working off: in order, once, past faults of ours, by one process at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from obstore.store import MemoryStore
from sqlalchemy import create_engine, select, update
from sqlalchemy.exc import IntegrityError

from portal.db.intake_tables import intake_message
from portal.db.tables import item, lab_report
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.intake.shape import Parsed
from portal.services.files import Files
from portal.services.intake import failing, quarantine, writing
from portal.services.intake.outcome import landed_of
from portal.services.intake.ready import Manner, Ready, manner_of, read
from portal.services.intake.storing import CONTROL_ID_REUSED, store
from portal.services.intake.turns import LEASE, LostTurnError, Turns
from portal.services.intake.working import BLOCK, Intake
from tests.support.intake_world import IntakeWorld
from tests.support.machines import message
from tests.support.movable_clock import MovableClock
from tests.support.practice_world import on_both
from tests.support.until import until_in_thread

pytestmark = pytest.mark.usefixtures("ada")


@pytest.fixture
def intake(world: IntakeWorld) -> Intake:
    return Intake(world.database, Files(MemoryStore(), bytes(32)))


def send(world: IntakeWorld, *messages: bytes, practice_id: int = 1) -> list[str]:
    """Store messages; gives their rows' ids."""
    stored = store(world.database, practice_id, "Lab", "http", "hl7v2", b"".join(messages))
    return [one.id for one in stored.messages]


def rows(world: IntakeWorld, practice_id: int = 1) -> list:
    with world.database.read(Scope.of([practice_id])) as reader:
        return list(reader.execute(select(intake_message).order_by(intake_message.c.id)).mappings())


def states(world: IntakeWorld, practice_id: int = 1) -> list[str]:
    return [row["state"] for row in rows(world, practice_id)]


def versions(world: IntakeWorld) -> list[tuple[str, str]]:
    """Order number and raw status of each version, in the order in which they were made."""
    kept = sorted(world.all_of(lab_report), key=lambda row: row["id"])
    return [(row["filler_number"], row["raw_status"]) for row in kept]


def test_what_somebody_has_seen_to_meanwhile_does_not_land(world: IntakeWorld) -> None:
    (message_id,) = send(world, message("1"))
    (row,) = rows(world)
    waiting = dict(row)
    reading = read(waiting, waiting.pop("raw"), Manner(ZoneInfo("UTC"), takes_training=True))
    one = Ready(waiting, reading, ())
    put_aside = update(intake_message).where(intake_message.c.id == message_id)
    world.database.write(
        Scope.of([1]), lambda uow: uow.execute(put_aside.values(state="discarded"))
    )
    with pytest.raises(LostTurnError):
        world.database.write(Scope.of([1]), lambda uow: writing.write(uow, one))
    assert states(world) == ["discarded"]
    assert world.all_of(lab_report) == []


class Guard:
    """A rule of the database itself that makes what is about one order fail."""

    def __init__(self, world: IntakeWorld, order: str) -> None:
        self._engine = create_engine(world.database.url)
        self._run(
            "CREATE TRIGGER guard BEFORE INSERT ON lab_report WHEN NEW.filler_number = "
            f"'{order}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )

    def lift(self) -> None:
        self._run("DROP TRIGGER guard")

    def _run(self, sql: str) -> None:
        with self._engine.begin() as connection:
            connection.exec_driver_sql(sql)
        self._engine.dispose()


@on_both
def test_s54_versions_of_an_order_are_one_item(world: IntakeWorld, intake: Intake):
    sent = ((status, f"2026112010000{number}") for number, status in enumerate("PFC"))
    for status, issued in sent:
        send(world, message(f"M{status}", status=status, issued=issued))
    assert intake.work_off(1) == 3
    assert versions(world) == [("F1", "P"), ("F1", "F"), ("F1", "C")]
    made = rows(world)
    assert [row["status_raw"] for row in made] == ["P", "F", "C"]
    assert [landed_of(row)[0]["what"] for row in made] == ["new", "updated", "updated"]
    assert len([one for one in world.all_of(item) if one["kind"] == "result"]) == 1
    assert all(row["processed_at"] is not None for row in made)
    assert intake.work_off(1) == 0


@on_both
def test_each_message_of_a_block_has_its_own_outcome(world: IntakeWorld, intake: Intake):
    send(
        world,
        message("M1"),
        message("M2", order="F2", record_number="R-unknown"),
        message("M3", kind="ADT^A01"),
        b"MSH|^~\\&|LAB|HILL|PORTAL|CLINIC|2026||ORU^R01|M4|P|2.5.1\r",
        message("M1", order="F5"),
    )
    assert intake.work_off(1) == 5
    made = rows(world)
    assert states(world) == ["parsed", "parsed", "refused", "quarantined", "parsed"]
    assert made[1]["reason"] == "UNMATCHED:UNKNOWN_RECORD_NUMBER"
    assert made[1]["patient_id"] is None
    assert made[2]["reason"] == "NOT_A_RESULT_MESSAGE"
    assert made[3]["item_id"] is not None
    assert made[4]["detail"] == CONTROL_ID_REUSED
    assert made[0]["patient_id"] == made[4]["patient_id"] is not None


def test_a_fault_of_ours_holds_back_its_own_order_and_nothing_else(
    world: IntakeWorld, intake: Intake, clock: MovableClock
):
    guard = Guard(world, "BAD")
    sent = [
        message("M1", order="A"),
        message("M2", order="BAD", status="P", issued="20261120100000"),
        message("M3", order="B"),
        message("M4", order="BAD", status="F", issued="20261120110000"),
        message("M5", order="C"),
    ]
    send(world, *sent)
    assert intake.work_off(1) == 3
    assert states(world) == ["parsed", "received", "parsed", "received", "parsed"]
    assert [row["attempts"] for row in rows(world)] == [0, 1, 0, 0, 0]
    guard.lift()
    assert intake.work_off(1) == 0  # its time has not come
    clock.forward(seconds=failing.FIRST_WAIT.total_seconds())
    assert intake.work_off(1) == 2
    assert versions(world)[-2:] == [("BAD", "P"), ("BAD", "F")]
    assert states(world) == ["parsed"] * 5


def test_a_fault_that_stays_puts_the_message_before_a_person(
    world: IntakeWorld, intake: Intake, clock: MovableClock, caplog: pytest.LogCaptureFixture
):
    guard = Guard(world, "BAD")
    send(world, message("M1", order="BAD", status="P"), message("M2", order="BAD", status="F"))
    for _ in range(failing.MOST_ATTEMPTS):
        intake.work_off(1)
        clock.forward(seconds=failing.LONGEST_WAIT.total_seconds())
    first = rows(world)[0]
    assert (first["state"], first["reason"]) == ("quarantined", "LANDING_FAILED")
    assert first["detail"].startswith("IntegrityError:")
    assert "Byron" not in first["detail"] + caplog.text
    guard.lift()
    intake.work_off(1)
    clock.forward(seconds=failing.LONGEST_WAIT.total_seconds())
    intake.work_off(1)
    assert states(world) == ["quarantined", "parsed"]

    def again(uow: UnitOfWork) -> None:
        (row,) = uow.execute(select(item).where(item.c.id == first["item_id"])).mappings()
        quarantine.send_back(uow, dict(row))

    world.database.write(Scope.of([1]), again)
    assert intake.work_off(1) == 1
    assert states(world) == ["parsed", "parsed"]
    closed = next(one for one in world.all_of(item) if one["id"] == first["item_id"])
    assert (closed["state"], closed["is_open"]) == ("parsed", False)


def test_while_the_database_takes_nothing_no_attempt_is_counted(world: IntakeWorld, intake: Intake):
    send(world, message())
    engine = create_engine(world.database.url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON intake_message "
            "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(IntegrityError):
        intake.work_off(1)
    assert [row["attempts"] for row in rows(world)] == [0]
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")
    engine.dispose()
    assert intake.work_off(1) == 1
    assert len(versions(world)) == 1


def test_attempts_wait_longer_and_longer():
    waits = [failing.wait_after(number) for number in range(1, 10)]
    assert waits[:4] == [timedelta(seconds=2**power) for power in range(4)]
    assert waits[-1] == failing.LONGEST_WAIT
    assert waits == sorted(waits)


@on_both
def test_one_process_at_a_time_and_a_killed_ones_turn_ends(
    world: IntakeWorld, intake: Intake, clock: MovableClock
):
    killed = Turns(world.database)
    assert killed.take(1)
    send(world, message())
    assert intake.work_off(1) == 0
    clock.forward(seconds=LEASE.total_seconds() - 1)
    assert intake.work_off(1) == 0
    clock.forward(seconds=1)
    assert intake.work_off(1) == 1

    def write_late(uow: UnitOfWork) -> None:
        killed.hold(uow, 1)

    with pytest.raises(LostTurnError):
        world.database.write(Scope.of([1]), write_late)


def test_what_lands_meanwhile_does_not_shorten_a_long_turn(world: IntakeWorld, clock: MovableClock):
    busy, other = Turns(world.database), Turns(world.database)
    assert busy.take(1, 5 * LEASE)
    world.database.write(Scope.of([1]), lambda uow: busy.hold(uow, 1))
    clock.forward(seconds=2 * LEASE.total_seconds())
    assert not other.take(1)
    clock.forward(seconds=3 * LEASE.total_seconds())
    assert other.take(1)


def test_a_turn_that_is_given_back_can_be_taken(
    world: IntakeWorld, intake: Intake, clock: MovableClock
):
    other = Turns(world.database)
    assert other.take(1)
    other.release()
    send(world, message())
    assert intake.work_off(1) == 1
    assert not other.take(1)
    intake.release()
    clock.forward(seconds=1)  # who was refused asks again after a while
    assert other.take(1)
    assert other.take(2)


def test_nobody_waits_behind_the_backlog_of_another_practice(world: IntakeWorld, intake: Intake):
    send(world, *(message(f"M{number}", order=f"F{number}") for number in range(3 * BLOCK)))
    send(world, message("N1"), practice_id=2)
    assert intake.work_off(1) == BLOCK
    assert intake.work_off(2) == 1
    assert states(world, 2) == ["parsed"]
    assert states(world)[:BLOCK] == ["parsed"] * BLOCK


@pytest.fixture
def running(intake: Intake) -> Iterator[Intake]:
    intake.start()
    yield intake
    intake.stop()


def test_the_worker_takes_up_what_has_been_stored(world: IntakeWorld, running: Intake):
    send(world, message())
    send(world, message("N1"), practice_id=2)
    running.wake()
    until_in_thread(lambda: states(world) + states(world, 2) == ["parsed", "parsed"])


def test_a_practice_says_how_its_messages_are_read(world: IntakeWorld, intake: Intake):
    training = message("M1").replace(b"|M1|P|", b"|M1|T|")
    send(world, training)
    intake.work_off(1)
    (report,) = world.all_of(lab_report)
    assert report["effective_at"] == datetime(2026, 11, 20, 9, tzinfo=UTC)  # its clock is UTC's
    world.lab.policy(training_messages=False)
    with world.database.read(Scope.of([1])) as reader:
        assert manner_of(reader, 1) == Manner(ZoneInfo("UTC"), takes_training=False)
    debugging = message("M4", order="F4").replace(b"|M4|P|", b"|M4|D|")
    send(world, message("M2", order="F2").replace(b"|M2|P|", b"|M2|T|"), message("M3", order="F3"))
    send(world, debugging)
    intake.work_off(1)
    assert states(world) == ["parsed", "refused", "parsed", "refused"]
    told = {(row["reason"], row["detail"]) for row in rows(world) if row["state"] == "refused"}
    assert told == {("TEST_MESSAGE", "marked as training or testing")}
    elsewhere = Manner(ZoneInfo("America/New_York"), takes_training=True)
    found = read(rows(world)[0], training, elsewhere)
    assert isinstance(found, Parsed)
    assert found.reports[0].effective_at == datetime(2026, 11, 20, 14, tzinfo=UTC)


def test_large_messages_come_in_smaller_blocks(world: IntakeWorld, intake: Intake):
    note = b"NTE|1||" + b"long " * 300_000 + b"\r"
    send(world, *(message(f"M{number}", order=f"F{number}") + note for number in range(6)))
    chosen, _ = intake._choosing.next(1, BLOCK)
    assert 1 <= len(chosen) < 6
    assert intake.work_off(1) == 6
    assert set(states(world)) <= {"parsed", "quarantined"}
