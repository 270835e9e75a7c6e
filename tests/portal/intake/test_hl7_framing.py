"""Where HL7 messages begin and end in what came: line ends, frames, marks, batches, files of several."""

import pytest

from portal.intake.hl7v2 import digest, head, limits, read, split
from portal.intake.hl7v2.reading import Head
from portal.intake.shape import Fault, Parsed
from tests.support.hl7_messages import kept

HEADER = "MSH|^~\\&|LAB|NORTH|CLINIC|MAIN|20260102030405||ORU^R01|{}|P|2.5.1"
PERSON = "PID|1||4711^^^MAIN^MR||Doe^Jane||19800229|F"
ORDER = "OBR|1|P1|F1|2345-7^Glucose^LN|||20260101||||||||||||||||||F"
VALUE = "OBX|1|NM|2345-7^Glucose^LN||5.1|mmol/L|3.9-5.6|N|||F"


def message(control_id="C1", end="\r"):
    return end.join((HEADER.format(control_id), PERSON, ORDER, VALUE, ""))


def ids(raw):
    """The control ids of all messages found, `None` where there is no header."""
    heads = [head(one) for one in split(raw).messages]
    return [found.control_id if isinstance(found, Head) else None for found in heads]


def values(raw):
    (one,) = split(raw).messages
    found = read(one)
    assert isinstance(found, Parsed), found
    return [seen.value_number for seen in found.reports[0].observations]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\r\r", "\r\n\r\n", "\n \n"])
def test_any_line_end_is_one(end):
    assert values(message(end=end).encode()) == [5.1]


def test_line_ends_may_be_mixed_and_segments_indented():
    lines = message().split("\r")
    raw = f"\n  {lines[0]}\r{lines[1]}\r\n\t{lines[2]}\n{lines[3]}"
    assert values(raw.encode()) == [5.1]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32"])
def test_marks_and_wide_characters(codec):
    raw = (message("A") + "\r" + message("B")).encode(codec)
    assert ids(raw) == ["A", "B"]
    assert all(isinstance(read(one), Parsed) for one in split(raw).messages)


def test_frames_come_off_and_several_may_stand_in_one():
    raw = b"\x0b" + message("A").encode() + b"\x1c\r\x0b" + message("B").encode() + b"\x1c\r"
    assert ids(raw) == ["A", "B"]
    assert ids(b"\x0b" + (message("A") + message("B")).encode() + b"\x1c\r") == ["A", "B"]
    assert not any(one.startswith(b"\x0b") or one.endswith(b"\x1c") for one in split(raw).messages)


def test_a_frame_without_an_end_and_text_around_frames_are_not_lost():
    assert ids(b"\x0b" + message("A").encode()) == ["A"]
    assert ids(b"hello\r\x0b" + message("A").encode() + b"\x1c\rbye") == [None, "A", None]


def test_the_bytes_of_a_frame_within_a_text_are_the_texts():
    raw = message().replace("5.1|mmol/L", "a\x0bb|mmol/L").replace("|NM|", "|TX|").encode()
    (one,) = split(raw).messages
    assert b"a\x0bb" in one


def test_messages_stand_one_behind_the_other():
    assert ids(kept("five_messages")) == ["1", "2", "3", "4", "66"]


def test_files_put_together_without_a_line_end_between_them():
    one, other = message("A").rstrip("\r"), message("B").replace("4711", "4712")
    raw = (one + other).encode()
    assert ids(raw) == ["A", "B"]
    assert split(raw).messages[0] == one.encode()
    assert all(isinstance(read(each), Parsed) for each in split(raw).messages)


def test_each_message_is_in_its_own_bytes():
    one, other = message("A").replace("Jane", "Zoë"), message("B").replace("Jane", "Änne")
    raw = one.encode("latin-1") + other.encode("latin-1")
    assert b"\r".join(split(raw).messages) == raw.rstrip(b"\r").replace(b"\r\rMSH", b"\rMSH")


def test_what_stands_before_the_first_header_is_a_message_that_cannot_be_read():
    raw = f"{PERSON}\r{message('A')}".encode()
    assert ids(raw) == [None, "A"]
    assert isinstance(read(split(raw).messages[0]), Fault)


@pytest.mark.parametrize(
    "raw", [b"", b"   \r\n", b"\x0b\x1c\r", b"hello", b"\xff\xfe", b"MSH", b"{}"]
)
def test_where_nothing_is_found_the_whole_is_one_message(raw):
    assert split(raw).messages == (raw,) or len(split(raw).messages) == 1
    assert read(split(raw).messages[0]) == Fault("NO_HEADER", "no MSH at the start")


def batch(count="2", *, trailer=True):
    end = f"BTS|{count}\rFTS|1\r" if trailer else ""
    return (
        "FHS|^~\\&|LAB|NORTH|CLINIC|MAIN|20260102||f.hl7||FILE1\r"
        "BHS|^~\\&|LAB|NORTH|CLINIC|MAIN|20260102||||BATCH1\r"
        f"{message('A')}{message('B')}{end}"
    ).encode()


def test_a_batch_is_unwrapped_and_its_wrapping_is_known():
    found = split(batch())
    assert ids(batch()) == ["A", "B"]
    assert found.wrapped
    assert found.header.startswith(b"FHS|")
    assert b"\rBHS|" in found.header
    assert found.trailer == b"BTS|2\rFTS|1\r"
    assert found.remarks == ()


def test_a_batch_that_is_not_whole_is_remarked_and_nothing_of_it_is_lost():
    assert split(batch("3")).remarks == ("BATCH_COUNT_DIFFERS",)
    assert split(batch(trailer=False)).remarks == ("BATCH_NOT_ENDED",)
    assert len(split(batch(trailer=False)).messages) == 2


def test_an_empty_batch_has_no_messages():
    found = split(b"BHS|^~\\&|LAB\rBTS|0\r")
    assert (found.messages, found.remarks) == ((), ("EMPTY_BATCH",))


def test_a_batch_of_more_messages_than_there_may_be_loses_none(monkeypatch):
    monkeypatch.setattr(limits, "MESSAGES", 2)
    raw = "".join(message(each) for each in "ABCD").encode()
    assert ids(raw) == ["A", "B"]
    assert all(f"|{each}|".encode() in b"".join(split(raw).messages) for each in "ABCD")


def test_the_digest_does_not_see_framing_line_ends_marks_and_the_time_of_sending():
    plain = digest(message().encode())
    again = message(end="\r\n").replace("|20260102030405|", "|20260102030911|")
    assert digest(b"\x0b" + again.encode() + b"\x1c\r") == plain
    assert digest(b"\xef\xbb\xbf" + message(end="\n").encode()) == plain


@pytest.mark.parametrize(
    "change", [("5.1", "5.2"), ("|C1|", "|C2|"), ("Jane", "jane"), ("||F", "||P")]
)
def test_the_digest_sees_everything_else(change):
    assert digest(message().replace(*change).encode()) != digest(message().encode())


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00\xd8", b"\x0b\x1c", b"MSH", b"MSH|", "MSH|".encode("utf-16")]
)
def test_head_and_digest_take_anything(raw):
    assert isinstance(head(raw), Head | Fault)
    assert len(digest(raw)) == 64
