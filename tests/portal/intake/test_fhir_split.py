"""Cutting what is sent into messages; their heads, digests and answers."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.intake import fhir
from portal.intake.reasons import QUARANTINED, REFUSED
from portal.intake.shape import Fault, Parsed
from tests.support.fhir_things import PATIENT, bundle, observation, report, written

DATA = Path(__file__).parent / "data" / "fhir"
OTHER = PATIENT | {"id": "p2", "birthDate": "1990-05-05", "identifier": [{"value": "R-2"}]}
THEIRS = {"subject": {"reference": "Patient/p2"}}


def two_people(**more):
    """A bundle of reports of two people, a value for each, and a visit that belongs to none."""
    return bundle(
        PATIENT,
        OTHER,
        observation("o1", valueInteger=1),
        observation("o2", valueInteger=2, **THEIRS),
        {"resourceType": "Encounter", "id": "e"},
        report("o1"),
        report("o2", id="r2", **THEIRS),
        **more,
    )


def ids(piece):
    """What a piece holds."""
    return [one["resource"]["id"] for one in json.loads(piece)["entry"]]


def test_each_report_becomes_a_message_about_one_person():
    pieces = fhir.split(written(two_people(identifier={"value": "B-7"})))
    assert [ids(one) for one in pieces] == [["p1", "o1", "r1"], ["p2", "o2", "r2"], ["e"]]
    first, second, rest = (fhir.read(one) for one in pieces)
    assert [one.person.birth_date.year for one in (first, second)] == [1980, 1990]
    assert [one.reports[0].observations[0].value_number for one in (first, second)] == [1.0, 2.0]
    assert rest == Fault("NOT_A_RESULT_MESSAGE", "The Bundle holds 1 Encounter.")
    heads = [fhir.head(one) for one in pieces]
    assert [one.control_id for one in heads] == ["B-7#r1", "B-7#r2", "B-7"]


def test_without_cutting_two_people_are_never_one():
    assert fhir.read(written(two_people())).reason == "SEVERAL_PATIENTS"


def test_a_bundle_with_one_result_stays_as_it_came():
    raw = b"\xef\xbb\xbf" + (DATA / "lipid_panel.json").read_bytes()
    assert fhir.split(raw) == (raw,)
    assert isinstance(fhir.read(raw), Parsed)
    assert fhir.split(written(PATIENT)) == (written(PATIENT),)


def test_pieces_keep_the_characters_that_were_sent():
    raw = written(two_people()).replace(
        b'"valueInteger": 1}', b'"valueQuantity" : {"value":1.500}}'
    )
    assert b'"valueQuantity" : {"value":1.500}' in fhir.split(raw)[0]
    assert fhir.read(fhir.split(raw)[0]).reports[0].observations[0].value_original == "1.500"


def test_what_several_reports_share_goes_with_each():
    message = bundle(PATIENT, observation(valueInteger=1), report("o1"), report("o1", id="r2"))
    assert [ids(one) for one in fhir.split(written(message))] == [
        ["p1", "o1", "r1"],
        ["p1", "o1", "r2"],
    ]


def test_observations_of_no_report_are_messages_of_their_own():
    vital = observation("v", valueInteger=3, category=[{"coding": [{"code": "vital-signs"}]}])
    member = observation("m", valueInteger=4)
    panel = observation("panel", hasMember=[{"reference": "Observation/m"}])
    message = bundle(PATIENT, observation(valueInteger=1), vital, member, panel)
    pieces = fhir.split(written(message))
    assert [ids(one) for one in pieces] == [["p1", "o1"], ["p1", "m", "panel"], ["v"]]
    assert [getattr(fhir.read(one), "reason", "") for one in pieces] == ["", "", "NOT_LABORATORY"]


def test_the_sender_of_a_message_bundle_goes_with_each_piece():
    header = {
        "resourceType": "MessageHeader",
        "id": "h",
        "source": {"name": "North Lab", "endpoint": "urn:north"},
        "destination": [{"name": "Practice"}],
    }
    message = two_people(kind="message", timestamp="2026-11-02T10:00:00Z")
    message["entry"].insert(0, {"resource": header})
    pieces = fhir.split(written(message))
    assert len(pieces) == 3
    for one in pieces[:2]:
        head = fhir.head(one)
        assert (head.sender, head.receiver) == ("North Lab", "Practice")
        assert head.sent_at == datetime(2026, 11, 2, 10, tzinfo=UTC)
        assert fhir.read(one).receiver == "Practice"


def test_lines_are_messages_and_may_refer_to_each_other():
    lines = (DATA / "observations.ndjson").read_bytes()
    pieces = fhir.split(lines.replace(b"\n", b"\r\n"))
    assert [one + b"\n" for one in pieces] == lines.splitlines(keepends=True)
    mixed = b"\n".join(
        written(one) for one in (observation(valueInteger=1), PATIENT, report("o1"), two_people())
    )
    pieces = fhir.split(mixed + b"\n{broken\n")
    assert ids(pieces[0]) == ["o1", "p1", "r1"]
    assert [getattr(fhir.read(one), "reason", "") for one in pieces] == [
        "",
        "UNREADABLE",
        "",
        "",
        "NOT_A_RESULT_MESSAGE",
    ]


def test_one_broken_text_is_not_taken_for_lines():
    raw = json.dumps(two_people(), indent=1).encode()[:-5]
    assert fhir.split(raw).reason == "TRUNCATED"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_json_is_read(encoding):
    message = two_people()
    message["entry"][5]["resource"]["conclusion"] = "Größe ≥ 5"
    raw = json.dumps(message, ensure_ascii=False).encode(encoding)
    assert fhir.read(fhir.split(raw)[0]).reports[0].text == "Größe ≥ 5"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "UNREADABLE"),
        (b" \n", "UNREADABLE"),
        (b"<Bundle xmlns='http://hl7.org/fhir'/>", "UNREADABLE"),
        (b"MSH|^~\\&|", "UNREADABLE"),
        (b'{"resourceType":"Bundle"', "TRUNCATED"),
        (b'{"resourceType":"Bundle","x":"\xff"}', "BAD_ENCODING"),
        (b'{"resourceType":"Bundle","x":NaN}', "BAD_VALUE"),
        (b'{"x":' + b"[" * 100_000, "BAD_STRUCTURE"),
    ],
)
def test_what_is_no_message_says_why(raw, reason):
    assert fhir.split(raw).reason == reason
    assert fhir.read(raw).reason == reason
    assert fhir.head(raw).reason == reason
    assert len(fhir.digest(raw)) == 64


@pytest.mark.parametrize("raw", [b"[]", b"5", b"null", b'"x"', b"{}", b'{"resourceType":5}'])
def test_json_that_is_no_resource_is_one_message_that_says_so(raw):
    assert fhir.split(raw) == (raw,)
    assert fhir.read(raw) == Fault("UNREADABLE", "This is JSON and no FHIR resource.")


def test_xml_is_told_what_is_taken_instead():
    assert "JSON" in fhir.read(b"\n<Bundle/>").detail


def test_a_digest_is_of_what_is_said_and_not_of_its_layout_or_sending():
    message = two_people(
        timestamp="2026-11-02T10:00:00Z", meta={"lastUpdated": "2026-11-02T10:00:00Z"}
    )
    same = two_people(
        timestamp="2026-11-03T10:00:00Z", meta={"lastUpdated": "2026-11-03T10:00:00Z"}
    )
    same["entry"][5]["resource"]["meta"] = {"lastUpdated": "2026-11-03T10:00:00Z"}
    message["entry"][5]["resource"]["meta"] = {}
    assert fhir.digest(written(message)) == fhir.digest(json.dumps(same, indent=2).encode("utf-16"))
    same["entry"][5]["resource"]["issued"] = "2026-11-03T10:00:00Z"
    assert fhir.digest(written(message)) != fhir.digest(written(same))
    one, two = (b'{"resourceType":"X","v":%s}' % digits for digits in (b"1.5", b"1.50"))
    assert fhir.digest(one) != fhir.digest(two)


def test_a_resource_that_comes_again_in_another_version_is_another_sending():
    draft, final = (fhir.head(written(report(status=one))) for one in ("preliminary", "final"))
    assert (draft.control_id, final.control_id) == ("r1/preliminary", "r1/final")
    assert draft.message_type == "DiagnosticReport"
    numbered = fhir.head(written(report(meta={"versionId": "4"}, performer=[{"display": "Lab"}])))
    assert (numbered.control_id, numbered.sender) == ("r1/4", "Lab")


def test_a_piece_is_no_larger_than_what_is_read():
    visits = [{"resourceType": "Encounter", "id": f"e{n}", "x": [0] * 500} for n in range(200)]
    message = two_people()
    message["entry"] += [{"resource": one} for one in visits]
    pieces = fhir.split(written(message))
    assert sum(len(ids(one)) for one in pieces[2:]) == 201
    assert {fhir.read(one).reason for one in pieces[2:]} == {"NOT_A_RESULT_MESSAGE"}


@pytest.mark.parametrize("reason", sorted(QUARANTINED | REFUSED))
def test_every_reason_has_an_issue(reason):
    (issue,) = fhir.outcome([fhir.Answer(reason, "Bundle.entry[1]", "Bundle.entry[1]")])["issue"]
    assert issue["severity"] == "warning"
    assert issue["details"]["coding"][0]["code"] == reason
    assert issue["expression"] == ["Bundle.entry[1]"]


def test_answers_are_in_the_order_of_the_messages():
    told = [fhir.Answer(one) for one in ("STORED", "DUPLICATE", "NOT_LABORATORY", "STORING_FAILED")]
    found = fhir.outcome(told)
    assert found["resourceType"] == "OperationOutcome"
    assert [(one["severity"], one["code"]) for one in found["issue"]] == [
        ("information", "informational"),
        ("information", "duplicate"),
        ("warning", "not-supported"),
        ("error", "transient"),
    ]


def test_published_observations_are_read_as_they_are():
    pieces = fhir.split((DATA / "observations.ndjson").read_bytes())
    rows = [fhir.read(one).reports[0].observations[0] for one in pieces]
    assert rows[0].range_high
    assert (rows[1].range_low, rows[1].range_high) == (None, None)  # 0 to 0 is no range
    assert [row.value_type for row in rows[2:]] == ["String", "CodeableConcept"]
