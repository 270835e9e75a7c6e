"""One field understands what a front desk is told: names, dates in every spelling, numbers, letters."""

from datetime import date

import pytest

from console.domain.person_search import MOST_READINGS, Terms, read

TODAY = date(2026, 11, 22)
BORN = date(1980, 2, 1)


def only(typed):
    (found,) = read(typed, TODAY).readings
    return found


@pytest.mark.parametrize(
    "typed",
    [
        *("1980-02-01", "1980/2/1", "1980.02.01", "1 Feb 1980", "1. Feb. 1980", "Feb 1, 1980"),
        *(
            "February 1st, 1980",
            "1st February 1980",
            "FEB 1 80",
            "01feb1980",
            "1 de febrero de 1980",
        ),
        *("1 de febrero del 80", "1 feb 80"),
    ],
)
def test_a_birth_date_is_understood_however_it_is_spelled(typed):
    assert only(typed) == Terms(birth_date=BORN)


@pytest.mark.parametrize("typed", ["02/13/1980", "2/13/80", "13.2.1980", "13-02-1980", "2 13 1980"])
def test_the_day_is_what_can_not_be_a_month(typed):
    assert only(typed) == Terms(birth_date=date(1980, 2, 13))


@pytest.mark.parametrize(
    ("typed", "first"),
    [("03/04/1980", date(1980, 3, 4)), ("3.4.1980", date(1980, 4, 3))],
)
def test_a_date_that_may_be_read_two_ways_is_asked_for_in_both(typed, first):
    found = [one.birth_date for one in read(typed, TODAY).readings]
    assert found[0] == first
    assert set(found) == {date(1980, 3, 4), date(1980, 4, 3)}


def test_a_short_year_is_the_last_that_is_not_to_come():
    assert only("13.02.26").birth_date == date(2026, 2, 13)
    assert only("13.02.27").birth_date == date(1927, 2, 13)


@pytest.mark.parametrize("typed", ["31 Feb 1980", "1 Feb 2027", "02/30/1980"])
def test_a_day_that_is_none_is_not_searched_for(typed):
    assert all(one.birth_date is None for one in read(typed, TODAY).readings)


@pytest.mark.parametrize(
    "typed",
    ["Byron Ada 2/1/80", "Byron, Ada; Feb 1 1980", "1980-02-01 byron ada", "Byron Ada 1 feb 1980"],
)
def test_a_name_goes_with_a_date(typed):
    found = read(typed, TODAY).readings[0]
    assert (found.name.casefold(), found.birth_date) == (
        "byron ada",
        BORN if "/" not in typed else date(1980, 2, 1),
    )


@pytest.mark.parametrize(
    "typed", ["May", "Augusta", "Julio Marzo", "O'Brien-Smith", "van der Berg"]
)
def test_a_name_that_sounds_like_a_month_is_a_name(typed):
    assert only(typed) == Terms(name=typed)


@pytest.mark.parametrize(
    "typed", ["+1 617 555 0143", "(617) 555-0143", "617-555-0143", "617.555.0143", "16175550143"]
)
def test_a_phone_number_is_understood(typed):
    assert only(typed).phone.endswith("6175550143")


def test_the_end_of_a_phone_number_or_a_record_number():
    found = read("0143", TODAY).readings
    assert Terms(phone="0143") in found
    assert Terms(record_number="0143") in found
    assert Terms(record_number="R-0143") in found


@pytest.mark.parametrize("typed", ["r-10400", "R10400"])
def test_a_record_number_with_its_letter(typed):
    assert Terms(record_number="R-10400") in read(typed, TODAY).readings


def test_f38_an_address_is_searched_whole():
    assert only("ada@example.org") == Terms(email="ada@example.org")
    assert only("Ada ada@example.org") == Terms(name="Ada", email="ada@example.org")
    assert read("ada@exam", TODAY).unfinished


@pytest.mark.parametrize("typed", ["02011980", "19800201"])
def test_a_date_in_one_piece_is_one_of_the_readings(typed):
    assert Terms(birth_date=BORN) in read(typed, TODAY).readings


@pytest.mark.parametrize("typed", ["", " ", "a", "02/0", "ada@", "1980-0"])
def test_what_is_not_finished_is_not_searched_for(typed):
    found = read(typed, TODAY)
    assert not found.readings


@pytest.mark.parametrize(
    "typed",
    [
        *("7KQM-X4TP-93HN-BRD2", "7kqm x4tp 93hn brd2", "7KQMX4TP93HNBRD2"),
        *("https://p.example.org/enroll/1#7KQM-X4TP-93HN-BRD2",),
    ],
)
def test_b9_a_letter_is_told_from_a_person(typed):
    found = read(typed, TODAY)
    assert (found.token, found.readings) == ("7KQM-X4TP-93HN-BRD2", ())


@pytest.mark.parametrize(
    "whole", ["7KQM-X4TP-93HN-BRD2", "https://p.example.org/enroll/1#7KQM-X4TP-93HN-BRD2"]
)
def test_b9_no_part_of_a_token_is_searched_for_while_it_is_typed(whole):
    for end in range(6, len(whole)):
        found = read(whole[:end], TODAY)
        assert all(
            not one.record_number.replace("-", "").startswith("7KQMX") for one in found.readings
        )
        assert "X4TP" not in repr(found.readings)


def test_b9_letters_o_and_i_are_read_as_figures():
    assert read("7KQM-X4TP-93HN-BRDO", TODAY).token == "7KQM-X4TP-93HN-BRD0"
    assert "BRD2" not in repr(read("7KQM-X4TP-93HN-BRD2", TODAY))


def test_sixteen_letters_are_a_name():
    assert only("Mary Annabel Grey").name == "Mary Annabel Grey"
    assert only("Anna Mary Jean Rose").name == "Anna Mary Jean Rose"


def test_never_more_questions_than_a_few():
    assert len(read("03041980", TODAY).readings) <= MOST_READINGS
