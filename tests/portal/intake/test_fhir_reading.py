"""Reports out of FHIR messages: what they are made of, whose they are, and what stays unread."""

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from portal.intake import fhir
from portal.intake.shape import Fault, Identifier, Parsed, PersonName, SentPerson
from tests.support.fhir_things import PATIENT, bundle, observation, quantity, report, written
from tests.support.fhir_witness import differences, report_differences, rows

DATA = Path(__file__).parent / "data" / "fhir"
VALUE = {"valueQuantity": quantity(4.2)}


def read(resource):
    """Read a resource; it is understood."""
    found = fhir.read(written(resource))
    assert isinstance(found, Parsed), found
    return found


def fault(resource):
    """Read a resource; it is not understood."""
    found = fhir.read(written(resource))
    assert isinstance(found, Fault), found
    return found


def one(*resources, **more):
    """The only report of a bundle of a patient, one value and these resources."""
    found = read(bundle(PATIENT, observation(**VALUE), *resources, **more))
    (only,) = found.reports
    return only


@pytest.mark.parametrize("name", ["lipid_panel", "panel_of_2017", "blood_count"])
def test_a_published_report_is_read_value_by_value(name):
    raw = (DATA / f"{name}.json").read_bytes()
    sent = [e["resource"] for e in json.loads(raw, parse_float=Decimal)["entry"]]
    told = next(r for r in sent if r["resourceType"] == "DiagnosticReport")
    by_reference = {f"{r['resourceType']}/{r['id']}": r for r in sent}
    (seen,) = fhir.read(raw).reports
    expected = [row for r in told["result"] for row in rows(by_reference[r["reference"]], {})]
    assert report_differences(told, seen) == []
    assert [differences(*pair) for pair in zip(expected, seen.observations, strict=True)] == [
        [] for _ in expected
    ]


def test_a_lone_observation_is_a_report_of_its_own():
    found = read(observation(**VALUE, issued="2026-11-02T12:00:00Z"))
    (only,) = found.reports
    assert (only.code.code, only.title, only.raw_status) == ("2823-3", "Potassium", "final")
    assert only.filler_number == "o1"
    assert only.effective_at == datetime(2026, 11, 2, 13, 30, tzinfo=UTC)
    assert only.issued_at == datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert [row.value_number for row in only.observations] == [4.2]


def test_a_report_alone_brings_its_parts_inside():
    contained = [PATIENT | {"id": "me"}, observation("in", **VALUE, subject={"reference": "#me"})]
    found = read(
        report(contained=contained, result=[{"reference": "#in"}], subject={"reference": "#me"})
    )
    assert found.person.birth_date == date(1980, 2, 1)
    assert found.reports[0].observations[0].value_number == 4.2


@pytest.mark.parametrize(
    ("full_url", "reference"),
    [
        (
            "urn:uuid:7b1f2a4e-95c5-4b5b-8f0e-5c1d2a3b4c5d",
            "urn:uuid:7B1F2A4E-95C5-4B5B-8F0E-5C1D2A3B4C5D",
        ),
        ("https://lab.example/fhir/Observation/o1", "https://lab.example/fhir/Observation/o1"),
        ("https://lab.example/fhir/Observation/o1", "Observation/o1"),
        ("", "https://lab.example/fhir/Observation/o1/_history/3"),
    ],
)
def test_a_reference_is_found_in_every_spelling(full_url, reference):
    message = bundle(PATIENT, observation(**VALUE), report(result=[{"reference": reference}]))
    message["entry"][1]["fullUrl"] = full_url
    assert read(message).reports[0].observations[0].value_number == 4.2


def test_a_reference_by_identifier_is_found():
    number = {"system": "urn:lab", "value": "obs-5"}
    message = bundle(
        PATIENT,
        observation(**VALUE, identifier=[number]),
        report(result=[{"identifier": number}], subject={"identifier": PATIENT["identifier"][0]}),
    )
    found = read(message)
    assert found.person.birth_date == date(1980, 2, 1)
    assert found.reports[0].observations[0].value_number == 4.2


def test_two_different_resources_of_one_name_are_not_guessed_between():
    message = bundle(PATIENT, observation(**VALUE), observation(valueInteger=9), report("o1"))
    assert fault(message) == Fault(
        "MISSING_PART", "DiagnosticReport.result[0] did not come with it."
    )


def test_a_result_that_did_not_come_keeps_the_report_from_being_one():
    assert fault(bundle(PATIENT, report("o1"))).reason == "MISSING_PART"
    assert fault(report("o1")).reason == "MISSING_PART"


def test_numbers_of_the_order_and_the_laboratory():
    request = {
        "resourceType": "ServiceRequest",
        "id": "s1",
        "identifier": [
            {"value": "other"},
            {"type": {"coding": [{"code": "PLAC"}]}, "value": "P-9"},
        ],
    }
    numbers = [
        {"type": {"coding": [{"code": "PLAC"}]}, "value": "P-8"},
        {"value": "first"},
        {"use": "official", "value": "F-1"},
    ]
    asked = {"basedOn": [{"reference": "ServiceRequest/s1"}]}
    made = one(request, report("o1", identifier=numbers, **asked))
    assert (made.filler_number, made.placer_number) == ("F-1", "P-9")
    assert one(report("o1", identifier=numbers)).placer_number == "P-8"
    by_reference = one(report("o1", basedOn=[{"identifier": {"value": "P-7"}}]))
    assert by_reference.placer_number == "P-7"
    unnumbered = one(report("o1", identifier=[]))
    assert unnumbered.filler_number == "r1"  # the id, by which a FHIR server updates


def test_who_made_it_of_what_and_what_they_wrote():
    laboratory = {"resourceType": "Organization", "id": "l", "name": "North Laboratory"}
    blood = {"resourceType": "Specimen", "id": "b", "type": {"text": "Serum"}}
    made = one(
        laboratory,
        blood,
        report(
            "o1",
            performer=[{"display": "Dr. Grey"}, {"reference": "Organization/l"}],
            specimen=[{"reference": "Specimen/b"}, {"display": "Urine"}],
            conclusion="Repeat in a week.",
            conclusionCode=[{"text": "Hyperkalemia"}],
            note=[{"text": "Called."}],
        ),
    )
    assert (made.performer, made.specimen) == ("North Laboratory", "Serum, Urine")
    assert made.text == "Repeat in a week.\n\nHyperkalemia\n\nCalled."


def test_the_narrative_is_read_when_there_is_nothing_else():
    narrative = {"status": "generated", "div": "<div><p>No growth.</p><script>x()</script></div>"}
    made = read(bundle(PATIENT, report(text=narrative))).reports[0]
    assert made.text == "No growth."
    assert one(report("o1", text=narrative)).text == ""


def test_documents_are_decoded_and_addresses_are_mentioned_and_not_followed():
    def attached(kind, content, **more):
        return {"contentType": kind, "data": base64.b64encode(content).decode(), **more}

    pdf = attached("application/pdf", b"%PDF-1.4 \x00", title="Report")
    pdf["data"] = pdf["data"][:4] + "\r\n " + pdf["data"][4:]
    made = one(
        report(
            "o1",
            presentedForm=[
                pdf,
                attached("text/html", b"<p>Seen &amp; read<script>x()</script></p>"),
                attached("text/plain; charset=utf-8", "Größe".encode()),
                {"contentType": "application/pdf", "url": "http://127.0.0.1:9/secret"},
                attached("image/png", b"\x89PNG"),
            ],
        )
    )
    assert [(d.title, d.media_type, d.content) for d in made.documents] == [
        ("Report", "application/pdf", b"%PDF-1.4 \x00"),
        ("Document 5", "image/png", b"\x89PNG"),
    ]
    assert made.text == (
        "Seen & read\n\nGröße\n\nThe laboratory names a document that did not come with the result."
    )
    assert fault(report(presentedForm=[{"contentType": "application/pdf", "data": "%%"}])) == Fault(
        "BAD_VALUE", "DiagnosticReport.presentedForm[0].data is no base64."
    )


@pytest.mark.parametrize(
    "status",
    [
        *("registered", "partial", "preliminary", "final", "amended", "corrected", "appended"),
        *("cancelled", "entered-in-error", "unknown", "banana", "modified"),
    ],
)
def test_s54_the_status_stays_as_it_was_sent(status):
    assert one(report("o1", status=status)).raw_status == status
    rows_ = read(bundle(PATIENT, observation(**VALUE, status=status), report("o1")))
    assert rows_.reports[0].observations[0].raw_status == status


def test_s54_no_status_is_no_status():
    absent = report("o1", _status={"extension": [{"url": "x", "valueCode": "unknown"}]})
    del absent["status"]
    assert one(absent).raw_status == ""


def test_taken_back_without_a_result_is_still_a_version_and_final_is_not():
    assert read(bundle(PATIENT, report(status="entered-in-error"))).reports[0].observations == ()
    assert fault(bundle(PATIENT, report())).reason == "NO_REPORT"


def test_spellings_of_stu3_and_dstu2_are_read():
    old = report(
        "o1",
        category={"coding": [{"system": "http://hl7.org/fhir/v2/0074", "code": "LAB"}]},
        performer=[{"role": {"text": "lab"}, "actor": {"display": "Old Lab"}}],
        codedDiagnosis=[{"text": "Anemia"}],
        context={"reference": "Encounter/1"},
    )
    members = [{"type": "has-member", "target": {"reference": "Observation/o2"}}]
    value = observation(
        **VALUE,
        interpretation={"coding": [{"system": "http://hl7.org/fhir/v2/0078", "code": "L"}]},
        related=members,
        effectiveDateTime="2018-06-15T07:56",
    )
    made = read(bundle(PATIENT, value, observation("o2", valueInteger=3), old)).reports[0]
    assert (made.performer, made.text) == ("Old Lab", "Anemia")
    assert [row.flag for row in made.observations] == ["L", ""]
    assert made.observations[0].effective_at == datetime(2018, 6, 15, 7, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"effectiveDateTime": "2026-11-02"}, datetime(2026, 11, 2, 12, tzinfo=UTC)),
        ({"effectiveDateTime": "2026-11"}, datetime(2026, 11, 1, 12, tzinfo=UTC)),
        (
            {"effectiveInstant": "2026-11-02T01:02:03.456Z"},
            datetime(2026, 11, 2, 1, 2, 3, 456000, UTC),
        ),
        (
            {"effectivePeriod": {"start": "2026-11-02", "end": "2026-11-09"}},
            datetime(2026, 11, 2, 12, tzinfo=UTC),
        ),
    ],
)
def test_when_it_was(told, expected):
    resource = observation(**VALUE, **told)
    if "effectiveDateTime" not in told:
        del resource["effectiveDateTime"]
    assert read(resource).reports[0].effective_at == expected


def test_the_patient_that_came_is_the_person():
    found = read(bundle(PATIENT, observation(**VALUE), report("o1"))).person
    assert found == SentPerson(
        identifiers=(Identifier("R-1001", "urn:practice", "MR"), Identifier("X9", "urn:other")),
        names=(PersonName("Byron", "Ada", "Augusta", "Jr"), PersonName("King", "Ada")),
        birth_date=date(1980, 2, 1),
        sex="female",
        address_line="12 Harbor Street",
        city="Boston",
        state="MA",
        postal_code="02109",
        phones=("617-555-0143",),
        email="ada@example.org",
    )


@pytest.mark.parametrize("told", ["1980", "1980-02", "1980-02-30", 19800201, None, "yesterday"])
def test_a_birth_date_is_a_whole_possible_day_or_none(told):
    found = read(bundle(PATIENT | {"birthDate": told}, observation(**VALUE), report("o1")))
    assert found.person.birth_date is None


def test_a_reference_alone_is_a_person_without_a_birth_date():
    subject = {
        "reference": "https://lab.example/fhir/Patient/77",
        "identifier": PATIENT["identifier"][0],
        "display": "Byron, Ada",
    }
    found = read(observation(**VALUE, subject=subject)).person
    assert found == SentPerson(
        identifiers=(
            Identifier("R-1001", "urn:practice", "MR"),
            Identifier("77", "https://lab.example/fhir/Patient", "RI"),
        ),
        names=(PersonName("Byron", "Ada"),),
    )
    nobody = observation(**VALUE)
    del nobody["subject"]
    assert read(nobody).person == SentPerson()


def test_an_observation_about_somebody_else_is_not_read():
    twin = PATIENT | {"id": "p2", "name": [{"family": "Byron", "given": ["Eve"]}]}
    other = observation(**VALUE, subject={"reference": "Patient/p2"})
    told = fault(bundle(PATIENT, twin, other, report("o1")))
    assert told == Fault("SEVERAL_PATIENTS", "An observation is about somebody else.")
    unknown = observation(**VALUE, subject={"reference": "Patient/p3"})
    assert fault(bundle(PATIENT, unknown, report("o1"))).reason == "SEVERAL_PATIENTS"


def test_what_changes_the_meaning_is_not_passed_over():
    modifier = [{"url": "urn:not", "valueBoolean": True}]
    for broken in (
        bundle(PATIENT, observation(**VALUE, modifierExtension=modifier), report("o1")),
        bundle(PATIENT, observation(**VALUE), report("o1", implicitRules="urn:x")),
        bundle(PATIENT | {"modifierExtension": modifier}, observation(**VALUE), report("o1")),
    ):
        assert fault(broken).reason == "BAD_STRUCTURE"
    extended = observation(**VALUE, extension=[{"url": "urn:x", "valueString": "y"}], unknown=[1])
    assert read(bundle(PATIENT, extended, report("o1"))).reports[0].observations


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (PATIENT, "NOT_A_RESULT_MESSAGE"),
        (bundle(PATIENT), "NOT_A_RESULT_MESSAGE"),
        (bundle(), "NOT_A_RESULT_MESSAGE"),
        (report(category=[{"coding": [{"code": "RAD"}]}]), "NOT_LABORATORY"),
        (report(category=[{"text": "Cardiology"}]), "NOT_LABORATORY"),
        (observation(**VALUE, category=[{"coding": [{"code": "vital-signs"}]}]), "NOT_LABORATORY"),
        (observation(**VALUE, category=[]), "BAD_STRUCTURE"),
        (
            bundle(PATIENT, observation(**VALUE, category=[{"coding": [{"code": "exam"}]}])),
            "NOT_LABORATORY",
        ),
        (report(code={"coding": [{"code": "69409-1"}]}), "DEATH_CERTIFICATE"),
        (report(code={"text": "U.S. standard certificate of death"}), "DEATH_CERTIFICATE"),
        (report(code={"coding": [{"code": "55751-2"}]}), "CASE_NOTIFICATION"),
        (observation(**VALUE, code={"coding": [{"code": "68991-9"}]}), "CASE_NOTIFICATION"),
        (observation(**VALUE, subject={"reference": "Group/herd"}), "NOT_A_RESULT_MESSAGE"),
        (bundle(PATIENT, kind="history"), "BAD_STRUCTURE"),
        (observation(valueString="a", valueInteger=1), "BAD_STRUCTURE"),
        (observation(valueQuantity={"value": "abc"}), "BAD_VALUE"),
        (observation(**VALUE, effectiveDateTime="2026-13-01"), "BAD_TIME"),
        (observation(**VALUE, code={}), "BAD_STRUCTURE"),
        (observation(**VALUE, code={"coding": [{"code": "x" * 41}]}), "TOO_LONG"),
        (report(result="o1"), "BAD_STRUCTURE"),
    ],
)
def test_what_is_no_result_or_can_not_be_read_has_its_reason(resource, reason):
    assert fault(resource).reason == reason


def test_a_refused_report_beside_a_good_one_is_a_remark():
    imaging = report(id="r2", category=[{"coding": [{"code": "RAD"}]}], conclusion="Clear.")
    found = read(bundle(PATIENT, observation(**VALUE), report("o1"), imaging))
    assert (len(found.reports), found.remarks) == (1, ("NOT_LABORATORY",))


def test_deleting_a_result_waits_for_a_person():
    asked = bundle(PATIENT, kind="transaction")
    asked["entry"].append({"request": {"method": "DELETE", "url": "DiagnosticReport/r1"}})
    assert fault(asked).reason == "BAD_STRUCTURE"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("certificate_of_death", "DEATH_CERTIFICATE"),
        ("official_ultrasound", "NOT_LABORATORY"),
        ("official_blood_pressure", "NOT_LABORATORY"),
        ("official_f203", "BAD_STRUCTURE"),
        ("official_bloodgroup", None),
    ],
)
def test_published_examples_end_as_they_should(name, expected):
    found = fhir.read((DATA / f"{name}.json").read_bytes())
    assert (found.reason if isinstance(found, Fault) else None) == expected
