"""By which rules a result finds its chart by itself (DOMAIN §5.4): every reason, and what agrees."""

import json
from datetime import date
from typing import Any

import pytest

from portal.intake.shape import Identifier, PersonName
from portal.services.intake import whose
from portal.services.intake.whose import Ours
from tests.support.intake_world import OURS, person

TODAY = date(2026, 11, 20)
LISTED = Ours(authorities=(OURS,))


def chart(**changed: Any) -> dict[str, Any]:
    row = {
        "id": "p-1",
        "record_number": "R-1",
        "given_name": "Ada",
        "middle_name": "Marie",
        "family_name": "Byron",
        "birth_date": date(1980, 2, 1),
        "sex": "female",
        "address_line": "",
        "city": "",
        "state": "",
        "postal_code": "",
        "phone": "",
        "email": "",
        "deceased_on": None,
        "suffix": "",
        "other_names": json.dumps([{"given": "Ada", "middle": "", "family": "King"}]),
        "other_phones": "[]",
        "status": "active",
    }
    return row | changed


def number(value: str = "R-1", authority: str = OURS, kind: str = "MR") -> Identifier:
    return Identifier(value, authority, kind)


@pytest.mark.parametrize(
    ("ours", "identifier", "counts"),
    [
        (LISTED, number(), True),
        (LISTED, number(authority="riverside "), True),
        (LISTED, number(authority="RIVERSIDE&2.16.840.1&ISO"), True),
        (Ours(("2.16.840.1",)), number(authority="RIVERSIDE&2.16.840.1&ISO"), True),
        (LISTED, number(kind=""), True),
        (LISTED, number(kind="PI"), True),
        (LISTED, number(kind="PT"), True),
        (LISTED, number(kind="SS"), False),
        (LISTED, number(authority="ELSEWHERE"), False),
        (LISTED, number(authority=""), False),
        (Ours(("Riverside",), receiver="ELSEWHERE"), number(authority="ELSEWHERE"), False),
        (Ours(receiver=OURS), number(), True),
        (Ours(receiver="RIVERSIDE^2.16.840.1^ISO"), number(authority="2.16.840.1"), True),
        (Ours(receiver=OURS), number(kind="PI"), False),
        (Ours(receiver=OURS), number(authority="ELSEWHERE"), False),
        (Ours(receiver=""), number(authority=""), False),
        (Ours(), number(), False),
        (Ours(("https://riverside.example/mrn",), receiver=OURS), number(), True),
        (Ours(("https://riverside.example/mrn", "HARBOR"), receiver=OURS), number(), False),
        (
            Ours(("https://riverside.example/mrn",), any_system=True),
            number(authority="urn:x"),
            False,
        ),
        (Ours(any_system=True), number(authority="https://riverside.example/mrn"), True),
        (Ours(any_system=True), number(authority=""), False),
        (Ours(any_system=True), number(kind="SS"), False),
    ],
)
def test_s54_a_record_number_counts_under_its_authority(ours, identifier, counts):
    found, reason = whose.record_numbers(person(identifiers=(identifier,)), ours)
    assert found == (("R-1",) if counts else ())
    assert bool(reason) is not counts


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"identifiers": (), "names": (), "birth_date": None}, whose.NO_PATIENT),
        ({"identifiers": ()}, whose.NO_RECORD_NUMBER),
        ({"identifiers": (number(kind="SS"),)}, whose.NO_RECORD_NUMBER),
        ({"identifiers": (number(value=" "),)}, whose.NO_RECORD_NUMBER),
        ({"identifiers": (number(authority="ELSEWHERE"),)}, whose.OTHER_AUTHORITY),
        ({"identifiers": (number(kind="SS"), number())}, ""),
    ],
)
def test_s54_why_a_person_has_no_record_number_of_ours(changed, reason):
    assert whose.record_numbers(person(**changed), LISTED)[1] == reason


@pytest.mark.parametrize(
    ("sent", "charts", "reason"),
    [
        ({}, [chart()], ""),
        ({}, [], whose.UNKNOWN_RECORD_NUMBER),
        ({}, [chart(), chart(id="p-2")], whose.SEVERAL_CHARTS),
        ({"birth_date": None}, [chart()], whose.NO_BIRTH_DATE),
        ({"birth_date": date(1980, 1, 2)}, [chart()], whose.BIRTH_DATE_DIFFERS),
        ({"birth_date": date(1981, 2, 1)}, [chart()], whose.BIRTH_DATE_DIFFERS),
        ({"names": (PersonName("Lovelace", "Mary"),)}, [chart()], whose.NAME_DIFFERS),
        ({}, [chart(deceased_on=date(2026, 1, 1))], whose.CHART_NOT_ACTIVE),
        ({}, [chart(status="merged")], whose.CHART_NOT_ACTIVE),
        ({}, [chart(status="restricted")], whose.CHART_NOT_ACTIVE),
    ],
)
def test_s54_why_a_record_number_alone_does_not_do(sent, charts, reason):
    assert whose.judge(person(**sent), charts, TODAY) == reason


@pytest.mark.parametrize(
    ("names", "agrees"),
    [
        ((), True),
        ((PersonName("BYRON", "ADA"),), True),
        ((PersonName("Byrón", "Ada", "M"),), True),
        ((PersonName("Byron", ""),), True),
        ((PersonName("King", "Ada"),), True),  # an earlier name of the chart
        ((PersonName("Byrom", "Ada"),), True),  # one slip
        ((PersonName("Byron", "Marie"),), True),  # goes by the middle name
        ((PersonName("Lovelace", "Ada"), PersonName("Byron", "Ada")), True),
        ((PersonName("Ada", "Byron"),), False),  # swapped
        ((PersonName("Byron", "Eve"),), False),
        ((PersonName("Lovelace", "Ada"),), False),
        ((PersonName("Byron", "George"),), False),
    ],
)
def test_s54_a_name_must_not_contradict(names, agrees):
    assert whose.names_agree(person(names=names), chart(), TODAY) is agrees


def test_s54_a_son_of_the_same_name_is_another_person():
    sent = person(names=(PersonName("Byron", "Ada", "", "Jr"),))
    assert not whose.names_agree(sent, chart(suffix="Sr"), TODAY)


def test_every_reason_has_its_case():
    tried = {whose.ORDER_OF_ANOTHER_PATIENT}  # depends on what has landed: test_landing
    for test in (
        test_s54_why_a_person_has_no_record_number_of_ours,
        test_s54_why_a_record_number_alone_does_not_do,
    ):
        (mark,) = test.pytestmark
        tried |= {case[-1] for case in mark.args[1]}
    assert tried - {""} == whose.REASONS
