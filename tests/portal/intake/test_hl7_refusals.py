"""What is no laboratory result never comes out as one; what may be one and can not be read waits."""

import pytest

from portal.intake.hl7v2 import limits, read, split
from portal.intake.reasons import QUARANTINED, REFUSED
from portal.intake.shape import Fault, Parsed
from tests.support.hl7_messages import HEADER, fault, kept, obr, obx, parsed, reports, written


def typed(type_, processing="P", profile=""):
    header = HEADER.replace("ORU^R01^ORU_R01", type_).replace("|P|2.5.1", f"|{processing}|2.5.1")
    return written(obr(), obx("NM", "5"), header=header + "|||||||||" + profile)


@pytest.mark.parametrize(
    "type_",
    [
        "ADT^A01",
        "ORM^O01",
        "VXU^V04",
        "MDM^T02",
        "SIU^S12",
        "ORU^W01",
        "ORR^O02",
        "ACK",
        "ORUX",
        "OUL^R99",
        "QRY^R01",
    ],
)
def test_other_types_are_refused(type_):
    assert fault(typed(type_)) == Fault("NOT_A_RESULT_MESSAGE", type_ if type_ != "ORUX" else "")


@pytest.mark.parametrize(
    "type_",
    ["ORU^R01", "ORU", "ORU^R30^ORU_R30", "ORU^R40", "OUL^R21", "OUL^R22^OUL_R22", "OUL^R24"],
)
def test_types_of_results_are_read(type_):
    assert isinstance(read(typed(type_)), Parsed)


def test_the_type_of_a_message_is_not_told_where_it_may_be_somebodys_data():
    assert fault(typed("Doe^Jane^1980")) == Fault("NOT_A_RESULT_MESSAGE", "")


@pytest.mark.parametrize(
    ("processing", "training"), [("P", False), ("", False), ("T", True), ("D", True), ("d^T", True)]
)
def test_messages_for_training_and_for_debugging_are_read_and_marked(processing, training):
    found = read(typed("ORU^R01", processing))
    assert isinstance(found, Parsed)
    assert found.training is training


@pytest.mark.parametrize(
    "profile",
    [
        "NND_ORU_v2.0^PHINProfileID^2.16^ISO",
        "x~NOTF_ORU_v3.0^PHINProfileID",
        "a~Arbo_Case_Map_v1.0^PHINMsgMapID",
        "Generic_MMG_V2.0^PHINMsgMapID",
    ],
)
def test_s54_case_notifications_are_known_by_their_profile(profile):
    assert fault(typed("ORU^R01", profile=profile)).reason == "CASE_NOTIFICATION"


@pytest.mark.parametrize(
    "code",
    [
        "NOTF^CASE NOTIFICATION^2.16.840.1.114222.4.5.274",
        "PERSUBJ^Person Subject^2.16",
        "68991-9^Epidemiologic Information^LN",
        "x^^L^68991-9^^LN",
        "55751-2^Public health case report^LN",
    ],
)
def test_s54_case_notifications_are_known_by_their_order(code):
    assert fault(written(obr(code=code), obx("NM", "5"))).reason == "CASE_NOTIFICATION"


def test_s54_case_notifications_of_others_are_refused():
    for name in ("case_notification", "case_notification_with_laboratory"):
        assert fault(kept(name)).reason == "CASE_NOTIFICATION"
        stripped = (
            kept(name)
            .replace(b"PHINProfileID", b"x")
            .replace(b"NND_ORU", b"y")
            .replace(b"Case_Map", b"z")
        )
        assert fault(stripped).reason == "CASE_NOTIFICATION"


@pytest.mark.parametrize(
    "segments",
    [
        (obr(code="69409-1^U.S. standard certificate of death^LN"), obx("TX", "x")),
        (obr(code="DC^Death certificate^L"), obx("TX", "x")),
        (obr(), obx("TX", "x", code="69453-9^Cause of death^LN")),
        (
            obr(),
            obx("NM", "5"),
            obr(filler="F2"),
            obx("TX", "x", code="X^Y^L^69453-9^Cause of death^LN"),
        ),
    ],
)
def test_s54_certificates_of_death_are_refused(segments):
    assert fault(written(*segments)).reason == "DEATH_CERTIFICATE"


@pytest.mark.parametrize("section", ["RAD", "CT", "NMR", "EC", "PHR", "CUS"])
def test_results_of_no_laboratory_are_refused_by_their_section(section):
    raw = written(obr().replace("|LAB|", f"|{section}|"), obx("TX", "No fracture"))
    assert fault(raw).reason == "NOT_LABORATORY"


@pytest.mark.parametrize(
    "code",
    [
        "us-0005^Vital Signs^WinPath",
        "us-0004^MRI Ankle Lt^WinPath",
        "8716-3^x^LN",
        "1487^ECHO CARDIOGRAM COMPLETE",
    ],
)
def test_results_of_no_laboratory_are_refused_by_what_they_are(code):
    assert fault(written(obr(code=code), obx("TX", "x"))).reason == "NOT_LABORATORY"


@pytest.mark.parametrize("code", ["CTGC^CT/GC NAA^L", "USA^US Army panel^L", "MB^Vitality^L"])
def test_laboratories_names_that_look_like_others_are_read(code):
    assert len(reports(written(obr(code=code), obx("TX", "x")))) == 1


def test_only_what_is_a_laboratorys_is_read_of_a_mixed_message():
    raw = written(
        obr(),
        obx("NM", "5"),
        obr(code="68991-9^Epidemiologic Information^LN", filler="F2"),
        obx("TX", "x"),
    )
    found = parsed(raw)
    assert [one.code.code for one in found.reports] == ["2345-7"]
    assert found.remarks == ("NOT_LABORATORY_LEFT_OUT",)


@pytest.mark.parametrize("name", ["order", "document", "no_type", "nearly_nothing"])
def test_kept_messages_of_other_kinds_are_not_read(name):
    for one in split(kept(name)).messages:
        assert not isinstance(read(one), Parsed)


def reason(*segments, **options):
    return fault(written(*segments, **options)).reason


def test_a_result_message_without_a_result():
    assert reason() == "NO_REPORT"
    assert reason(obr()) == "NO_REPORT"
    assert reason(obx("NM", "5")) == "NO_REPORT"


def test_an_order_without_a_value_that_is_not_final_announces_one():
    assert reports(written(obr("I")))[0].raw_status == "I"
    assert reports(written(obr("X")))[0].raw_status == "X"


def test_values_in_the_wrong_place_are_not_passed_over():
    assert reason("ORC|RE", obx("NM", "5"), obr(), obx("NM", "6")) == "BAD_STRUCTURE"
    before = parsed(
        written(obx("NM", "5"), obr(), obx("NM", "6"), header=HEADER.replace("2.5.1", "2.8"))
    )
    assert before.remarks == ("OBX_OF_NO_ORDER",)
    assert [one.value_number for one in before.reports[0].observations] == [6]


def test_fields_that_have_moved_are_seen():
    assert fault(kept("moved_fields")).reason == "BAD_STRUCTURE"
    whole = obx("NM", "5.1", unit="mmol/L", reference="3.9-5.6")
    for damaged in (
        whole.replace("||5.1", "|||5.1"),
        whole.replace("|5.1|", "|"),
        whole + "|x",
        whole + "|||F",
    ):
        assert reason(obr(), damaged, obx("NM", "6")) == "BAD_STRUCTURE"
    assert reason(obr(), obx("NM", "5", code="")) == "BAD_STRUCTURE"


def test_two_segments_in_one_line_are_seen():
    two = obx("NM", "5") + obx("NM", "6").replace("OBX|1|", "OBX|2|")
    assert reason(obr(), two, obx("NM", "7")) == "BAD_STRUCTURE"
    assert reason(obr() + obx("NM", "5"), obx("NM", "6")) == "BAD_STRUCTURE"
    assert reason(obr(), obx("NM", "5") + "NTE|1||not valid") == "BAD_STRUCTURE"
    (report,) = reports(written(obr(), obx("TX", "see the next OBX"), obx("TX", "OBR or PID")))
    assert len(report.observations) == 2


def test_a_status_beside_its_place_counts_where_the_value_is_in_its_own():
    (report,) = reports(kept("status_beside_its_place"))
    assert [one.raw_status for one in report.observations] == ["F"] * 7
    assert [one.flag for one in report.observations] == ["LL", "HH", "LL", "L", "HH", "HH", "LL"]
    (report,) = reports(written(obr(), "OBX|1|NM|A^B||5|g|1-2|H||P", obx("NM", "6")))
    assert report.observations[0].raw_status == "P"


def test_a_message_that_breaks_off_within_its_last_value_is_truncated():
    raw = written(obr(), obx("NM", "4"), obx("NM", "325", unit="mg/dL"))
    value = raw.index(b"325")
    for end in range(value + 1, raw.rindex(b"|F")):
        assert fault(raw[:end]).reason == "TRUNCATED", raw[value:end]


def test_a_part_of_a_message_that_goes_on_in_another_is_refused():
    assert reason(obr(), obx("NM", "5"), "DSC|4711|F") == "MISSING_PART"
    assert reason(obr(), obx("NM", "5"), "ADD|more text") == "MISSING_PART"


@pytest.mark.parametrize(
    ("limit", "most", "segments"),
    [
        ("SEGMENTS", 3, (obr(), obx("NM", "5"))),
        ("SEPARATORS", 20, (obr(), obx("NM", "5"))),
        ("SEPARATORS_OF_A_FIELD", 3, (obr(), obx("CE", "a^b^c^d^e"))),
        ("REPORTS", 1, (obr(), obr(filler="F2"), obx("NM", "5"))),
        ("OBSERVATIONS", 1, (obr(), obx("NM", "5"), obx("NM", "6"))),
        ("DOCUMENTS", 0, (obr(), obx("ED", "^application^pdf^Base64^JVBERi0x"))),
        ("MESSAGE_BYTES", 100, (obr(), obx("NM", "5"))),
    ],
)
def test_a_message_beyond_a_limit_is_refused(monkeypatch, limit, most, segments):
    assert isinstance(read(written(*segments)), Parsed)
    monkeypatch.setattr(limits, limit, most)
    assert reason(*segments) == "TOO_LARGE"


@pytest.mark.parametrize(
    "segments",
    [
        (obr(filler="F" * 81), obx("NM", "5")),
        (obr(code="X" * 41), obx("NM", "5")),
        (obr(), obx("NM", "5", code="X" * 41)),
        (obr(), obx("NM", "5", unit="x" * 41)),
        (obr(), obx("NM", "5", reference="x" * 301)),
        (obr(), obx("N" * 21, "5")),
        (obr(), obx("NM", "5").replace("LN||5", "LN|" + "4" * 41 + "|5")),
    ],
)
def test_codes_and_numbers_that_are_too_long_to_keep_are_never_cut_off(segments):
    assert reason(*segments) == "TOO_LONG"


def test_a_sentence_in_the_place_of_a_code_is_its_text():
    (report,) = reports(
        written(obr(code="Glucose, fasting, as ordered by the treating doctor"), obx("NM", "5"))
    )
    assert report.code.code == ""
    assert report.title == "Glucose, fasting, as ordered by the treating doctor"


def test_whatever_python_hl7_raises_is_a_fault(monkeypatch):
    def broken(_text):
        raise RecursionError

    monkeypatch.setattr("portal.intake.hl7v2.segments.hl7.parse", broken)
    assert fault(written(obr(), obx("NM", "5"))) == Fault("PARSER_FAILED", "RecursionError")


def test_a_fault_has_a_known_reason_and_tells_nothing_of_anybody():
    for raw in (
        typed("ADT^A01"),
        written(),
        written(obr(filler="Jane Doe" * 20)),
        b"Jane",
        kept("moved_fields"),
    ):
        found = read(raw)
        assert found.reason in QUARANTINED | REFUSED
        assert "Jane" not in found.detail
        assert "Everyman" not in found.detail
