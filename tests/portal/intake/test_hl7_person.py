"""Whom a message is about: PID, as it was sent."""

from datetime import date

import pytest

from portal.intake.shape import Identifier, PersonName, SentPerson
from tests.support.hl7_messages import PERSON, fault, kept, obr, obx, parsed, person, written


def pid(**fields):
    """PID with the given fields by number."""
    values = {int(name[1:]): value for name, value in fields.items()}
    return "|".join(["PID", *(values.get(number, "") for number in range(1, 41))]).rstrip("|")


def test_all_identifiers_with_their_authorities_and_types():
    sent = "4711^^^MAIN&1.2.3&ISO^MR~9^^^&1.9&ISO^PI~5^^^SIM MRN^MRN~^^^X^MR~123456789^^^^SS"
    assert person(pid(f3=sent)).identifiers == (
        Identifier("4711", "MAIN", "MR"),
        Identifier("9", "1.9", "PI"),
        Identifier("5", "SIM MRN", "MR"),
        Identifier("123456789", "", "SS"),
    )


def test_older_identifiers_count_where_their_type_is_said():
    found = person(pid(f2="77^^^OLD^MR", f3="4711^^^MAIN^MR", f4="88~99^^^ALT^PI"))
    assert [one.value for one in found.identifiers] == ["4711", "77", "99"]


def test_the_legal_name_comes_first_and_the_others_stay():
    found = person(pid(f5="Roe^Jane^^^^^M~Doe^Jane^Anne^Jr^^^L~^^^^^^S~Doe-Roe^^^^^^D")).names
    assert found[0] == PersonName("Doe", "Jane", "Anne", "Jr")
    assert [name.family for name in found] == ["Doe", "Roe", "Doe-Roe"]


def test_a_family_name_in_parts_is_its_whole():
    assert person(pid(f5="van der Berg&van der&Berg^Ludwig")).names[0].family == "van der Berg"


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("19800229", date(1980, 2, 29)),
        ("19800229000000", date(1980, 2, 29)),
        ("19800229120000-0500", date(1980, 2, 29)),
        ("1980", None),
        ("198002", None),
        ("19800230", None),
        ("00000000", None),
        ("02/29/1980", None),
        ('""', None),
        ("", None),
    ],
)
def test_only_a_whole_possible_day_is_a_birth_date(sent, day):
    assert person(pid(f7=sent)).birth_date == day


@pytest.mark.parametrize(
    ("sent", "sex"), [("M", "male"), ("f", "female"), ("O", "other"), ("U", "unknown"), ("9", "")]
)
def test_sex(sent, sex):
    assert person(pid(f8=sent)).sex == sex


def test_an_address_where_somebody_lives():
    found = person(
        pid(
            f11="1 Bad St^^Nowhere^ZZ^00000^^BA~2 Work St^^Town^MA^02^^B~3 Home St&x^Apt 4^City^MA^01201^USA^H"
        )
    )
    assert (found.address_line, found.city, found.state, found.postal_code) == (
        "3 Home St, Apt 4",
        "City",
        "MA",
        "01201",
    )


def test_phones_and_mail_in_all_their_components():
    found = person(
        pid(
            f13="555-998-9601~^PRN^PH^^1^303^4362727^12~^NET^Internet^jane@example.org",
            f14="(904)5551212",
        )
    )
    assert found.phones == ("555-998-9601", "+1 303 4362727 x12", "(904)5551212")
    assert found.email == "jane@example.org"


@pytest.mark.parametrize(
    ("fields", "dead"),
    [
        ({}, False),
        ({"f30": "Y"}, True),
        ({"f30": "N", "f29": "20200101"}, False),
        ({"f29": "20200101"}, True),
    ],
)
def test_death(fields, dead):
    assert person(pid(f3="1", **fields)).deceased is dead


def test_nothing_is_known_of_a_person_without_a_pid():
    assert parsed(written(obr(), obx("NM", "1"), person="PV1|1|O")).person == SentPerson()


def test_one_person_twice_is_one_and_two_are_refused():
    again = parsed(written(obr(), obx("NM", "1"), PERSON, obr(filler="F2"), obx("NM", "2")))
    assert len(again.reports) == 2
    for other in (
        PERSON.replace("Jane", "John"),
        PERSON.replace("4711", "4712"),
        PERSON.replace("1980", "1981"),
    ):
        raw = written(obr(), obx("NM", "1"), other, obr(filler="F2"), obx("NM", "2"))
        assert fault(raw).reason == "SEVERAL_PATIENTS"


def test_two_persons_without_numbers_are_not_surely_one():
    raw = written(obr(), obx("NM", "1"), "PID|1", obr(), obx("NM", "1"), person="PID|1")
    assert fault(raw).reason == "SEVERAL_PATIENTS"


def test_more_or_longer_than_anybody_has_is_refused():
    assert fault(written(obr(), person=pid(f3="~".join(map(str, range(60)))))).reason == "TOO_LARGE"
    assert fault(written(obr(), person=pid(f5="x" * 2000))).reason == "TOO_LONG"


def test_persons_of_kept_messages():
    simulated = parsed(kept("blood_count")).person
    assert simulated.identifiers[0] == Identifier("1487728210", "SIMULATOR MRN", "MR")
    assert (simulated.names[0].family, simulated.birth_date) == ("Coulter", date(1942, 9, 14))
    made = parsed(kept("final")).person
    assert made.identifiers == (
        Identifier("fd9a5c15-8c54-4dad-9b69-9e0e5e904548", "PRACTICE", "MR"),
    )
    assert (made.birth_date, made.sex, made.phones) == (
        date(1965, 5, 17),
        "female",
        ("555-998-9601",),
    )
