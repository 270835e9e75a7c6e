"""What stands on a token letter, and what must not leak out of it."""

from datetime import UTC, date, datetime

import pytest

from console.domain.letters import Addressee, letter_of
from tests.support.letters import ADDRESS, TOKEN, letter

ANSWER = {
    "id": "01936b2a-7b1c-7d4e-9f00-3f9a1c2b4f2a",
    "token": TOKEN,
    "link": f"{ADDRESS}/enroll/1#{TOKEN}",
    "issued_at": "2026-11-22T15:00:00Z",
    "expires_at": "2026-12-06T15:00:00Z",
    "superseded": False,
    "practice": {
        "id": 1,
        "name": "Riverside Family Practice",
        "phone": "(555) 010-4477",
        "time_zone": "America/New_York",
    },
    "patient_name": "Ada Byron",
    "language": "en",
    "portal_url": ADDRESS,
}


def ends(text, **changed):
    return letter(expires_at=datetime.fromisoformat(text), **changed)


def test_b9_a_letter_is_read_from_the_portals_answer():
    assert letter_of(ANSWER) == letter()


def test_the_repr_of_a_letter_tells_neither_its_secret_nor_its_patient():
    told = repr(letter()) + repr(Addressee("p-1", "Ada Byron", "4711"))
    for secret in (TOKEN, "7KQM", "Byron", "enroll", "4711", "555"):
        assert secret not in told
    assert "3f9a1c2b4f2a" in told


@pytest.mark.parametrize("missing", ["id", "token", "link", "patient_name", "practice"])
def test_an_answer_that_makes_no_letter_is_refused_without_its_values(missing):
    with pytest.raises(ValueError, match="no letter without") as raised:
        letter_of(ANSWER | {missing: None})
    assert TOKEN not in str(raised.value)
    assert "Byron" not in str(raised.value)


@pytest.mark.parametrize("name", ["issued_at", "expires_at"])
@pytest.mark.parametrize("moment", [None, "soon", "2026-12-06T15:00:00"])
def test_a_time_without_a_zone_makes_no_letter(name, moment):
    with pytest.raises(ValueError, match=name):
        letter_of(ANSWER | {name: moment})


def test_a_practice_without_a_phone_and_a_patient_without_a_language_get_a_letter():
    made = letter_of(
        ANSWER | {"practice": {"name": "Riverside"}, "language": None, "portal_url": None}
    )
    assert (made.phone, made.language, made.time_zone) == ("", "en", "UTC")
    assert made.sign_in_address == "portal.riverside.example.org/enroll/1"


def test_the_number_of_a_letter_comes_from_the_end_of_its_id():
    """The beginning of an id is its time: letters of one minute would share it."""
    assert letter().number == "1C2B-4F2A"
    assert letter(id="77").number == "77"


def test_the_address_to_type_holds_no_secret():
    assert letter().address == "portal.riverside.example.org/enroll/1"
    assert letter().sign_in_address == "portal.riverside.example.org"
    assert letter(portal_url="http://127.0.0.1:8080/").sign_in_address == "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("expires_at", "day"),
    [
        ("2026-12-06T15:00:00+00:00", date(2026, 12, 5)),  # not all of the 6th
        ("2026-12-06T05:00:00+00:00", date(2026, 12, 5)),  # midnight in New York
        ("2026-12-06T04:59:59+00:00", date(2026, 12, 5)),
        ("2026-12-06T04:58:00+00:00", date(2026, 12, 4)),
        ("2026-11-24T15:00:00+00:00", date(2026, 11, 23)),
        ("2026-11-23T15:00:00+00:00", None),  # the hour matters
    ],
)
def test_f14_the_last_day_named_is_one_on_which_it_works_until_midnight(expires_at, day):
    assert ends(expires_at).last_day == day


def test_days_are_those_of_the_practice():
    late = letter(issued_at=datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert late.issued_on == date(2026, 11, 22)
    assert letter(time_zone="Nowhere/Land").issued_on == date(2026, 11, 22)
