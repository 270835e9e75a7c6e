"""Storing: every message is kept as it came, once, before anybody is told so."""

import threading

import pytest
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.tables import practice
from portal.db.unit_of_work import Scope
from portal.intake.shape import Fault
from portal.services.intake.storing import CONTROL_ID_REUSED, Stored, store
from tests.support.machines import message


@pytest.fixture
def kept(database: Database) -> Database:
    rows = [{"id": one, "name": f"Practice {one}", "time_zone": "UTC"} for one in (1, 2)]
    database.write(Scope.of([1, 2]), lambda uow: uow.execute(practice.insert(), rows))
    return database


def send(database: Database, raw: bytes, practice_id: int = 1) -> Stored:
    return store(database, practice_id, "Laboratory", "http", "hl7v2", raw)


def rows_of(database: Database, practice_id: int = 1) -> list:
    with database.read(Scope.of([practice_id])) as reader:
        return list(reader.execute(select(intake_message).order_by(intake_message.c.id)))


def test_s54_a_message_is_kept_byte_for_byte(kept: Database):
    raw = message() + b"NTE|1||caf\xe9 \x00 \xff\r"
    (one,) = send(kept, raw).messages
    (row,) = rows_of(kept)
    assert (row.id, row.raw.rstrip(b"\r"), row.state) == (one.id, raw.rstrip(b"\r"), "received")
    assert (row.control_id, row.message_type, row.sender) == ("M1", "ORU^R01", "LAB|HILL")
    assert (row.source, row.channel, row.size, row.batch_id) == (
        "Laboratory",
        "http",
        row.size,
        None,
    )
    assert row.size == len(row.raw)


def test_a_batch_is_a_row_for_each_message_in_its_order(kept: Database):
    inside = b"".join(message(f"M{number}", order=f"F{number}") for number in range(30))
    stored = send(kept, b"FHS|^~\\&|LAB\rBHS|^~\\&|LAB\r" + inside + b"BTS|30\rFTS|1\r")
    rows = rows_of(kept)
    assert [row.control_id for row in rows] == [f"M{number}" for number in range(30)]
    assert [row.batch_index for row in rows] == list(range(30))
    assert len({row.batch_id for row in rows}) == 1
    assert [one.id for one in stored.messages] == [row.id for row in rows]
    assert stored.batch is not None
    assert stored.batch.wrapped


def test_the_same_message_again_is_counted_and_not_kept_twice(kept: Database):
    (first,) = send(kept, message()).messages
    resent = (
        message().replace(b"20261120100000||ORU", b"20261120113000||ORU").replace(b"\r", b"\r\n")
    )
    (again,) = send(kept, b"\x0b" + resent + b"\x1c\r").messages
    assert (first.repeated, again.repeated, again.id) == (False, True, first.id)
    (row,) = rows_of(kept)
    assert row.repeats == 1
    assert row.repeated_at is not None
    assert row.raw.rstrip(b"\r") == message().rstrip(b"\r")  # as it came first


def test_one_message_twice_in_a_batch_is_one(kept: Database):
    stored = send(kept, message() + message() + message("M2"))
    assert len({one.id for one in stored.messages}) == 2
    assert [one.index for one in stored.messages] == [0, 1, 2]
    assert [row.repeats for row in rows_of(kept)] == [1, 0]
    send(kept, message() + message())
    assert [row.repeats for row in rows_of(kept)] == [3, 0]


def test_the_same_message_to_another_practice_is_another_one(kept: Database):
    send(kept, message())
    (other,) = send(kept, message(), practice_id=2).messages
    assert not other.repeated
    assert len(rows_of(kept, 2)) == 1


def test_a_control_id_used_again_for_other_content_is_kept_and_remarked(kept: Database):
    (first,) = send(kept, message("M1", value="5.1")).messages
    (second,) = send(kept, message("M1", value="6.6")).messages
    (stranger,) = send(kept, message("M1", value="7.7").replace(b"|LAB|", b"|OTHER|")).messages
    (again,) = send(kept, message("M1", value="5.1")).messages
    assert [first.remark, second.remark, stranger.remark] == ["", CONTROL_ID_REUSED, ""]
    assert again.id == first.id
    assert not second.repeated
    assert [row.detail for row in rows_of(kept)] == ["", CONTROL_ID_REUSED, ""]


def test_a_control_id_used_twice_inside_a_batch_is_remarked_too(kept: Database):
    stored = send(kept, message("M1", value="5.1") + message("M1", value="6.6"))
    assert [one.remark for one in stored.messages] == ["", CONTROL_ID_REUSED]


@pytest.mark.parametrize("raw", [b"", b"no message at all", b"\xff\xfe\x00", b"PID|1||no header"])
def test_bytes_without_a_message_are_kept_all_the_same(kept: Database, raw: bytes):
    (one,) = send(kept, raw).messages
    assert isinstance(one.head, Fault)
    (row,) = rows_of(kept)
    assert (row.raw, row.state, row.control_id) == (raw, "received", "")


def test_a_header_with_a_nul_or_too_long_is_kept(kept: Database):
    send(kept, message("M\x001" + "9" * 300))
    (row,) = rows_of(kept)
    assert "\x00" not in row.control_id
    assert len(row.control_id) <= 200
    assert b"\x00" in row.raw


def test_a_header_with_half_of_a_character_is_kept(kept: Database):
    written = (
        message("M1 HALF").decode().encode("utf-16-le").replace(b"H\x00A\x00", b"\x00\xd8A\x00")
    )
    send(kept, b"\xff\xfe" + written)
    (row,) = rows_of(kept)
    assert row.control_id == "M1 ?ALF"


def test_many_at_once_with_the_same_message_make_one_row(kept: Database):
    raw = message() + message("M2") + message("M3")
    turned = message("M3") + message("M2") + message()
    stored: list[Stored] = []
    gate = threading.Barrier(6)

    def post(number: int) -> None:
        gate.wait()
        stored.append(send(kept, raw if number % 2 else turned))

    threads = [threading.Thread(target=post, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(stored) == 6
    assert sum(not one.repeated for each in stored for one in each.messages) == 3
    assert [row.repeats for row in rows_of(kept)] == [5, 5, 5]
