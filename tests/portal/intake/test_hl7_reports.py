"""Orders and their values: nesting, notes, specimens, times; statuses are kept as they were sent."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import hl7
import pytest

from portal.intake.hl7v2 import charset, head, read, segments
from portal.intake.shape import Parsed
from tests.support.hl7_messages import (
    HEADER,
    all_kept,
    fault,
    kept,
    obr,
    obx,
    parsed,
    reports,
    written,
)


def header(**fields):
    """The usual header with some fields by number."""
    parts = HEADER.split("|")
    for name, value in fields.items():
        parts[int(name[1:]) - 1] = value
    return "|".join(parts)


def test_orders_codes_numbers_and_times():
    code = "2345-7^Glucose^LN^GLU^Sugar^L"
    (report,) = reports(written(obr(code=code), obx("NM", "5")))
    assert (report.code.code, report.code.text, report.code.system) == ("2345-7", "Glucose", "LN")
    assert report.code.others[0].code == "GLU"
    assert report.title == "Glucose"
    assert (report.filler_number, report.placer_number) == ("F1", "P1")
    assert report.effective_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert report.issued_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert report.performer == "NORTH"


def test_numbers_come_from_the_common_order_where_the_request_has_none():
    raw = written("ORC|RE|P9^X|F9^Y", "OBR|1|||A^B", obx("NM", "5"))
    (report,) = reports(raw)
    assert (report.filler_number, report.placer_number) == ("F9", "P9")
    two = written("ORC|RE|P9|F9", obr(filler="F1"), obx("NM", "5"), "OBR|2|||A^B", obx("NM", "6"))
    assert [one.filler_number for one in reports(two)] == ["F1", ""]


@pytest.mark.parametrize("status", [*"OISAPRCFXYZNM", "", "f", "FINAL", "F^x"])
def test_s54_the_status_of_a_report_is_kept_to_the_letter(status):
    (report,) = reports(written(obr(status), obx("NM", "5")))
    assert report.raw_status == status


def test_s54_a_value_that_was_posted_in_error_is_seen_within_a_corrected_report():
    (report,) = reports(kept("corrected_wrong_patient"))
    assert report.raw_status == "C"
    assert {one.raw_status for one in report.observations} >= {"W"}


def test_each_value_is_in_the_order_in_which_it_was_sent():
    (report,) = reports(kept("blood_count"))
    assert [one.ordinal for one in report.observations] == list(range(1, 18))
    basophils = report.observations[6]
    assert (basophils.value_number, basophils.unit, basophils.ucum) == (0.1, "x10*9/L", "10*9/L")
    assert (basophils.range_low, basophils.range_high, basophils.range_text) == (
        None,
        0.21,
        "[ < 0.21 ]",
    )
    assert basophils.value_original == "0.10"


def test_nested_orders_are_reports_of_their_own():
    found = reports(kept("nested_microbiology"))
    assert len(found) == 5
    assert len({one.filler_number for one in found}) == len(found)
    assert {one.raw_status for one in found} == {"P"}


def test_notes_are_of_what_stands_before_them():
    raw = written(
        "NTE|1||of the person",
        "ORC|RE",
        "NTE|1||of the order, early",
        obr(),
        "NTE|1||of the order~second line",
        obx("NM", "5"),
        r"NTE|1||of the value\.br\next line",
        "NTE|2||last line",
        obx("NM", "6"),
        "SPM|1|||SER^Serum^HL70487",
        "NTE|1||of the specimen",
        obr(filler="F2"),
        obx("NM", "7"),
    )
    first, second = reports(raw)
    assert first.text.split("\n") == [
        "of the person", "of the order, early", "of the order", "second line", "of the specimen",
    ]  # fmt: skip
    assert second.text == "of the person"
    assert [one.note for one in first.observations] == ["of the value\nnext line\nlast line", ""]
    assert first.specimen == "Serum"


def test_specimens_of_before_and_after_version_2_5():
    old = obr().split("|")
    old[15] = "BLD&Whole blood&HL70070^x"
    assert reports(written("|".join(old), obx("NM", "5")))[0].specimen == "Whole blood"
    new = "SPM|1|||119297000^Blood^SCT|||||||||||||202601010830"
    without = obr().replace("|20260101|", "||", 1)
    (report,) = reports(written(without, obx("NM", "5"), new))
    assert (report.specimen, report.effective_at) == (
        "Blood",
        datetime(2026, 1, 1, 8, 30, tzinfo=UTC),
    )


def test_the_zone_of_moments_is_their_own_or_the_headers_or_the_practices():
    own = obr().replace("|20260102|", "|20260102120000-0500|")
    plain = obr().replace("|20260102|", "|20260102120000|")
    central = ZoneInfo("America/Chicago")
    for segment, sent_at, hour in (
        (own, "20260102", 17),
        (plain, "20260102030405-0800", 20),
        (plain, "20260102", 18),
    ):
        found = read(written(segment, obx("NM", "5"), header=header(f7=sent_at)), central)
        assert isinstance(found, Parsed)
        assert found.reports[0].issued_at == datetime(2026, 1, 2, hour, tzinfo=UTC)


def test_a_moment_that_can_not_be_is_none_and_remarked():
    found = parsed(
        written(obr().replace("20260102", "20261399").replace("20260101", "soon"), obx("NM", "5"))
    )
    assert (found.reports[0].issued_at, found.reports[0].effective_at) == (None, None)
    assert set(found.remarks) == {"ISSUED_AT_UNREADABLE", "EFFECTIVE_AT_UNREADABLE"}


def test_lower_case_names_and_segments_broken_over_lines_are_read():
    lines = written(obr(), obx("TX", "one\n two three")).decode().replace("OBX", "obx")
    found = parsed(lines.encode())
    assert found.reports[0].observations[0].value_text == "one\n two three"
    assert set(found.remarks) == {"LOWER_CASE_SEGMENT", "WRAPPED_SEGMENT"}


def test_an_unknown_local_segment_is_passed_over_and_damage_is_not():
    assert len(reports(written("ZLB|1|x", obr(), "ZZ1|y", obx("NM", "5")))) == 1
    for damaged in ("OBZ", "QBX", "0BX", "OXB", "O\xd8X", "OB", "BX", "OBXX", "ZØX"):
        raw = written(obr(), obx("NM", "5"), obx("NM", "6").replace("OBX", damaged))
        assert fault(raw).reason == "BAD_STRUCTURE", damaged


@pytest.mark.parametrize("name", sorted(all_kept()))
def test_fields_are_what_python_hl7_finds_in_the_whole_message(name):
    raw = all_kept()[name].split(b"MSH|")[1]
    raw = b"MSH|" + raw
    first = head(raw)
    decoded = charset.decode(raw, first.charsets)
    message = segments.parse(decoded.text, first.separators)
    whole = hl7.parse(
        "\r".join(line for line in decoded.text.replace("\n", "\r").split("\r") if line)
    )
    assert len(whole) == len(message.segments) + 1
    for ours, theirs in zip(message.segments, list(whole)[1:], strict=True):
        for number in range(1, len(theirs)):
            assert ours.raw(number).rstrip() == str(theirs[number]).rstrip()
            for one, other in zip(ours.repetitions(number), theirs[number], strict=False):
                assert ours.written(one).rstrip() == str(other).rstrip()
