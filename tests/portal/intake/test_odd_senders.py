"""What real senders get wrong: clocks that are ahead, statuses that got lost, titles that mislead."""

from datetime import timedelta

import pytest

from portal.db.intake_tables import intake_message
from portal.db.tables import lab_report
from portal.intake import fhir, hl7v2
from portal.intake.shape import Fault, Parsed
from portal.services import report_versions
from portal.services.intake.storing import store
from portal.services.raw_status import not_releasable_reason
from tests.support import fhir_things
from tests.support.hl7_messages import HEADER, PERSON, obr, observation, obx, reports, written
from tests.support.hl7_messages import person as sent_person
from tests.support.intake_world import HOUR, parsed, person, report
from tests.support.intake_world import observation as value
from tests.support.practice_world import on_both

YEAR = timedelta(days=365)


@on_both
@pytest.mark.parametrize("said", ["issued_at", "sent_at"])
def test_s54_a_clock_that_is_ahead_does_not_keep_corrections_out(world, ada, said):
    """OBR-22, or MSH-7 in its place, of next year: what comes then is newer all the same."""
    now = world.at()
    ahead = {said: now + YEAR}
    wrong = parsed(person(), report(), **ahead) if said == "sent_at" else None
    (first,) = world.lab.land(wrong or parsed(person(), report(**ahead)))
    corrected = report("C", value=99.0, issued_at=now + HOUR)
    (second,) = world.lab.land(parsed(person(), corrected), received_at=now + 2 * HOUR)
    assert (first.what, second.what) == ("new", "updated")
    line = report_versions.in_line(world.all_of(lab_report))
    assert [row["raw_status"] for row in line] == ["F", "C"]
    assert line[0]["issued_at"] == now, "when it came, for it can not have been later"


def test_s54_the_time_of_sending_stands_in_for_one_that_can_not_be(world, ada):
    """What waited here for days is worked off in the order in which the laboratory sent it."""
    sent = world.at(days=-3)
    wrong = parsed(person(), report(issued_at=sent + YEAR), sent_at=sent)
    world.lab.land(wrong)
    (second,) = world.lab.land(parsed(person(), report("C", value=99.0, issued_at=sent + HOUR)))
    assert second.what == "updated"


def test_s54_a_zone_that_was_not_named_is_no_wrong_clock(world, ada):
    ahead = world.at(hours=14)
    world.lab.land(parsed(person(), report(issued_at=ahead)))
    (row,) = world.all_of(lab_report)
    assert row["issued_at"] == ahead


def test_s54_a_value_whose_status_was_lost_bars_its_report(world, ada):
    mixed = report(observations=(value(raw_status="F"), value(raw_status="")))
    assert not world.lab.land(parsed(person(), mixed))[0].releasable
    silent = report(filler_number="L-2", observations=(value(raw_status=""),) * 2)
    assert world.lab.land(parsed(person(), silent))[0].releasable, "the order speaks for all"


def test_s54_an_observation_of_fhir_without_a_status_is_not_final():
    sent = fhir_things.observation(valueQuantity=fhir_things.quantity(4.2))
    del sent["status"]
    found = fhir.read(fhir_things.written(fhir_things.bundle(sent, fhir_things.report("o1"))))
    assert isinstance(found, Parsed)
    (one,) = found.reports
    rows = [{"raw_status": seen.raw_status, "code": ""} for seen in one.observations]
    head = {"category": one.category, "code": "", "title": "", "raw_status": one.raw_status}
    assert not_releasable_reason(head, rows) == "NOT_FINAL"


def test_a_message_that_breaks_off_before_the_status_is_not_read():
    whole = obx("NM", "325")
    found = hl7v2.read(written(obr(), whole.removesuffix("F")))
    assert isinstance(found, Fault)
    assert found.reason == "TRUNCATED"


@pytest.mark.parametrize(
    "code",
    [
        "71020^Chest X-ray PA and lateral",
        "X^CHEST XRAY 2 VIEWS^L",
        "74177^CT ABD AND PELVIS WO CONTRAST^CPT4",
        "70450^Without contrast^C4",
        "X^CT HEAD W/O CONTRAST^L",
        "X^XR chest 2 views^L",
        "X^EKG 12 LEAD^L",
        "18748-4^CR d'imagerie medicale^LN",
        "11488-4^Consultation note^LN",
    ],
)
def test_s54_findings_of_other_departments_are_no_laboratory_results(code):
    found = hl7v2.read(written(obr(code=code), obx("TX", "normal")))
    assert isinstance(found, Fault)
    assert found.reason == "NOT_LABORATORY"


@pytest.mark.parametrize(
    "code",
    [
        "88305^Surgical Pathology Case Report^L",
        "X^CT/NG DNA^L",
        "X^CT trachomatis^L",
        "80053^Comprehensive Metabolic Panel^CPT",
        "71020^Seven one oh two oh^L",
        "X^US guided biopsy, pathology^L",
        "X^Brain natriuretic peptide^L",
    ],
)
def test_what_only_sounds_like_another_department_is_read(code):
    assert len(reports(written(obr(code=code), obx("TX", "normal")))) == 1


def isolates(*about):
    """A culture of two organisms and a susceptibility for each, pointed at in OBR-26."""
    cultured = [
        f"OBX|1|CE|600-7^Bacteria^LN|{number}|X^{name}^L||||||F"
        for number, name in ((1, "Escherichia coli"), (2, "Klebsiella"))
    ]
    tested = [
        line
        for one in about
        for line in (f"{obr(code='18769-0^Susceptibility^LN')}|{one}", obx("ST", ">=32"))
    ]
    return reports(written(obr(code="600-7^Blood culture^LN"), *cultured, *tested))


@pytest.mark.parametrize(
    "first",
    ["600-7&Bacteria&LN^1^Escherichia coli", "600-7&Bacteria&LN^1"],
)
def test_a_susceptibility_names_the_organism_it_is_about(first):
    """Two of them under one number are one report: without it nobody knew whose value is whose."""
    _culture, one, other = isolates(first, "600-7&Bacteria&LN^2^Klebsiella")
    assert [seen.note for seen in one.observations] == ["About: Escherichia coli"]
    assert [seen.note for seen in other.observations] == ["About: Klebsiella"]


@pytest.mark.parametrize("pointer", ["600-7&Bacteria&LN", "600-7&Bacteria&LN^9", "1-1^1", ""])
def test_an_organism_that_is_not_sure_is_not_named(pointer):
    assert isolates(pointer)[1].observations[0].note == ""


def test_a_point_groups_thousands_where_a_comma_stands_before_decimals():
    """250.000 thrombocytes are not 250; 1.234 of ferritin is far above 400."""
    raw = written(
        obr(),
        obx("ST", "250.000", unit="/ul", reference="150.000-400.000"),
        obx("ST", "1.234", unit="ng/ml", reference="30-400"),
        obx("NM", "8.43", unit="/nl", reference="3.9-10.2"),
        obx("ST", "14,3", unit="g/dl", reference="13,5-17,5"),
    )
    (seen,) = reports(raw)
    told = [(one.value_number, one.value_text, one.range_low) for one in seen.observations]
    assert told == [
        (None, "250.000", None),
        (None, "1.234", 30.0),
        (8.43, "", 3.9),
        (None, "14,3", None),
    ]


def test_a_point_before_three_digits_is_one_of_decimals_elsewhere():
    assert observation("ST", "1.020", unit="g/ml", reference="1.005-1.030").value_number == 1.02
    raw = written(obr(), obx("NM", "1,234", unit="/ul"), obx("ST", "1.020", unit="g/ml"))
    assert reports(raw)[0].observations[1].value_number == 1.02, "1,234 may be a thousand"


@pytest.mark.parametrize(
    "sent",
    [
        {"resourceType": "Lovelace"},
        {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": {"resourceType": "Lovelace"}}],
        },
        fhir_things.report(subject={"reference": "Lovelace/1"}, conclusion="Fine"),
        fhir_things.report(category=[{"coding": [{"code": "lovelace"}]}], conclusion="Fine"),
    ],
)
def test_why_fhir_is_refused_says_nothing_that_was_sent(sent):
    raw = fhir_things.written(sent)
    found = fhir.read(raw)
    assert isinstance(found, Fault)
    assert "lovelace" not in found.detail.casefold()
    head = fhir.head(raw)
    assert isinstance(head, Fault) or "Lovelace" not in head.message_type


def test_a_name_in_the_place_of_the_type_is_kept_in_the_message_alone(world):
    """A header with a separator too few; who watches the intake sees no names."""
    raw = written(obr(), obx("NM", "5")).replace(b"ORU^R01^ORU_R01", b"LOVELACE^ADA")
    store(world.database, 1, "Harbor", "http", "hl7v2", raw)
    (row,) = world.all_of(intake_message)
    assert (row["message_type"], row["control_id"]) == ("", "C1")
    assert b"LOVELACE" in row["raw"]


def specimens(*roles):
    """Results of an instrument, each of a specimen with its role (SPM-11)."""
    header = HEADER.replace("ORU^R01^ORU_R01", "OUL^R22^OUL_R22")
    lines = [
        line
        for number, role in enumerate(roles, start=1)
        for line in (
            f"SPM|{number}|||SER|||||||{role}^^HL70369",
            obr(filler=f"F{number}"),
            obx("NM", "5"),
        )
    ]
    return written(*lines, header=header)


def test_s54_a_control_of_an_instrument_is_nobodys_result():
    assert [one.filler_number for one in reports(specimens("P", "Q", "C", ""))] == ["F1", "F4"]
    found = hl7v2.read(specimens("Q"))
    assert isinstance(found, Fault)
    assert found.reason == "NOT_LABORATORY"


def test_s54_a_record_number_is_not_cut_at_a_separator():
    """4711&8 is not 4711, and may be another patient's."""
    sent = PERSON.replace("4711^", "4711&8^")
    assert sent_person(sent).identifiers[0].value == "4711&8"


@pytest.mark.parametrize(
    ("sent", "shown", "ucum"),
    [
        ("10^3/uL", "10^3/uL", "10*3/uL"),
        ("x10^9/L", "x10^9/L", "10*9/L"),
        ("10^12/L^million millions^L", "10^12/L", "10*12/L"),
        ("10*3/uL^thousand per ul^UCUM", "10*3/uL", "10*3/uL"),
        ("%^percent^UCUM", "%", "%"),
    ],
)
def test_the_sign_of_a_power_is_no_separator(sent, shown, ucum):
    """Most senders write 10^3/uL as it is; its unit is not "10"."""
    found = observation("NM", "8.5", unit=sent)
    assert (found.unit, found.ucum, found.unit_original) == (shown, ucum, sent)
