"""How two values of one field agree: names in any script, dates, addresses, phones, e-mails."""

from datetime import date

import pytest

from portal.services.folding import fold, phone_digits, postal_base
from portal.services.match.addresses import compare_addresses, place_of, postal_key
from portal.services.match.contacts import compare_emails, compare_phones, email_key, phone_keys
from portal.services.match.dates import birth_dates_like, compare_birth_dates, read_birth_date
from portal.services.match.levels import levels
from portal.services.match.names import name_and_suffix, words_of
from portal.services.match.nicknames import share_a_family
from portal.services.match.people import person

TODAY = date(2026, 11, 22)


def names(one, other):
    """Compare two people of whom only names are known, given as `given/middle/family`."""
    both = [
        person(
            **dict(zip(("given", "middle", "family"), text.split("/"), strict=True)), today=TODAY
        )
        for text in (one, other)
    ]
    return levels(*both)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Ada", "ADA", "exact"),
        ("Aaron697", "Aaron", "exact"),
        ("Zoë", "Zoe", "exact"),
        ("Mary Ann", "Maryann", "exact"),
        ("Mary Ann", "Mary", "exact"),
        ("李", "李", "exact"),
        ("William", "Bill", "nickname"),
        ("Bill", "William", "nickname"),
        ("José", "Pepe", "nickname"),
        ("Guillermo", "William", "nickname"),
        ("Иван", "Ivan", "transliterated"),
        ("Γιώργος", "Giorgos", "transliterated"),
        ("محمد", "Mohamed", "close"),
        ("李", "王", "differ"),
        ("Catherine", "Cathrine", "close"),
        ("Alfonso", "Alfnoso", "close"),
        ("Jeffery", "Geoffrey", "phonetic"),
        ("Shawn", "Shaun", "nickname"),
        ("A.", "Ada", "initial"),
        ("A", "A", "initial"),
        ("B", "Ada", "differ"),
        ("Ann", "Ana", "phonetic"),
        ("Christian", "Christopher", "differ"),
        ("Mary Ann", "Mary Beth", "differ"),
        ("Johannes", "Johanna", "close"),
        ("Marianela", "Marinella", "close"),
        ("Mary", "Grace", "differ"),
        ("", "Ada", "missing"),
        ("Baby Boy", "Ada", "missing"),
        ("UNKNOWN", "Ada", "missing"),
    ],
)
def test_given_names(one, other, level):
    assert names(f"{one}//Byron", f"{other}//Byron")["given_name"] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Byron", "BYRON ", "exact"),
        ("O'Neil", "ONeil", "exact"),
        ("De La Cruz", "Delacruz", "exact"),
        ("van der Berg", "VanDerBerg", "exact"),
        ("Byron123", "Byron", "exact"),
        ("Byron Jr.", "Byron", "exact"),
        ("Byron, MD", "Byron", "exact"),
        ("García Márquez", "Garcia", "part"),
        ("Smith-Jones", "Jones", "part"),
        ("Mosciski-Cartright", "Cartwright", "close"),
        ("Sw:ft", "Swift", "close"),
        ("Cummin9s", "Cummings", "close"),
        ("Schaefer", "Shafer", "similar"),
        ("Kihn", "Kyne", "phonetic"),
        ("Иванова", "Ivanova", "transliterated"),
        ("Byron", "Lovelace", "differ"),
        ("Lee", "Li", "differ"),
        ("de la Cruz", "de la Rosa", "differ"),
        ("", "Byron", "missing"),
    ],
)
def test_family_names(one, other, level):
    assert names(f"Ada//{one}", f"Ada//{other}")["family_name"] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Ada/King/Byron", "Ada/King/Byron", "exact"),
        ("Ada/K/Byron", "Ada/King/Byron", "initial"),
        ("Mary Ann//Byron", "Mary/Ann/Byron", "exact"),
        ("Mary Ann//Byron", "Mary/Beth/Byron", "differ"),
        ("Ada/King/Byron", "Ada/Kign/Byron", "close"),
        ("Ada/J/Byron", "Ada/King/Byron", "differ"),
        ("Ada//Byron", "Ada/King/Byron", "missing"),
    ],
)
def test_middle_names(one, other, level):
    assert names(one, other)["middle_name"] == level


def test_names_in_each_others_place():
    found = names("Byron//Ada", "Ada//Byron")
    assert (found["given_name"], found["family_name"]) == ("swapped", "swapped")


def test_swapped_names_may_have_one_typo():
    assert names("Byrom//Adelaide", "Adelaide//Byron")["given_name"] == "swapped"
    assert names("Byrom//Adelaine", "Adelaide//Byron")["given_name"] == "differ"


def test_a_whole_name_in_another_script():
    found = names("Jie//Wang", "王杰//")
    assert (found["given_name"], found["family_name"]) == ("transliterated", "transliterated")
    assert names("王杰//", "Jie//Wang") == found
    assert names("Wei//Wang", "王杰//")["family_name"] == "missing"


def test_a_placeholder_for_a_whole_name():
    found = names("John//Doe", "John//Doe")
    assert (found["given_name"], found["family_name"]) == ("missing", "missing")
    assert names("John//Dole", "John//Dole")["given_name"] == "exact"


def test_who_goes_by_the_middle_name():
    assert names("Ada//Byron", "Augusta/Ada/Byron")["given_name"] == "middle"
    assert names("Augusta/Ada/Byron", "Ada//Byron")["given_name"] == "middle"
    assert names("Bill//Byron", "George/William/Byron")["given_name"] == "middle"


def test_a_whole_name_in_one_field():
    found = names("Ada Byron//", "Ada//Byron")
    assert (found["given_name"], found["family_name"]) == ("exact", "exact")
    for typed in ("//Byron, Ada", "Byron, Ada//"):
        found = names(typed, "Ada//Byron")
        assert (found["given_name"], found["family_name"]) == ("exact", "exact")


def test_a_single_name_is_no_family_name():
    assert names("Suharto//", "Suharto//")["family_name"] == "missing"


def test_an_earlier_name_agrees():
    married = person(given="Ada", family="King", earlier=[("Ada", "", "Byron")], today=TODAY)
    asked = person(given="Ada", family="Byron", today=TODAY)
    assert levels(asked, married)["family_name"] == "previous"


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("Byron Jr.", "jr"),
        ("Byron, Senior", "sr"),
        ("Byron III", "iii"),
        ("Byron 3rd", "iii"),
        ("Byron", ""),
        ("Junior", ""),
    ],
)
def test_suffixes(text, suffix):
    assert name_and_suffix(text)[1] == suffix


def test_suffixes_that_differ():
    one = person(given="Ada", family="Byron Jr", today=TODAY)
    other = person(given="Ada", family="Byron", suffix="Sr.", today=TODAY)
    assert levels(one, other)["suffix"] == "differ"


def test_titles_are_no_names():
    assert words_of("Dr. Ada") == ("ada",)
    assert words_of("Ms") == ("ms",)


def test_nicknames_do_not_chain():
    assert share_a_family("bill", "liam")
    assert not share_a_family("christian", "christopher")
    assert not share_a_family("ada", "ada lovelace")
    assert not share_a_family("jon", "jonas")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1980-02-01", "1980-02-01"),
        ("1980-02-01T00:00:00Z", "1980-02-01"),
        ("02/01/1980", "1980-02-01"),
        ("2/1/80", "1980-02-01"),
        ("2/1/26", "2026-02-01"),
        ("2/1/27", "1927-02-01"),
        ("31/12/1980", "1980-12-31"),
        ("19800201", "1980-02-01"),
        ("02011980", "1980-02-01"),
        ("1980/2/1", "1980-02-01"),
        ("Feb 1, 1980", "1980-02-01"),
        ("1 February 1980", "1980-02-01"),
        ("01-Feb-80", "1980-02-01"),
        ("1980-02", "1980-02"),
        ("1980", "1980"),
        ("1900-01-01", ""),
        ("2027-01-01", ""),
        ("13/13/1980", ""),
        ("February 1980", ""),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_birth_dates_as_typed(typed, read):
    assert read_birth_date(typed, TODAY) == read


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ("1980-02-01", "exact"),
        ("1980-02", "partial"),
        ("1980-03", "differ"),
        ("1980-01-02", "swapped"),
        ("1980-02-11", "slip"),
        ("1980-02-02", "slip"),
        ("1980-02-10", "slip"),
        ("1980-01-31", "slip"),
        ("1980-03-01", "slip"),
        ("1979-02-01", "slip"),
        ("1890-02-01", "generation"),
        ("1955-02-01", "generation"),
        ("1980-02-27", "part"),
        ("1981-03-01", "differ"),
        ("1965-03-07", "generation"),
        ("1966-03-07", "differ"),
        ("", "missing"),
    ],
)
def test_birth_dates(other, level):
    assert compare_birth_dates("1980-02-01", other) == level
    assert compare_birth_dates(other, "1980-02-01") == level


@pytest.mark.parametrize("other", ["1980-01-02", "1980-02-11", "1980-01-31", "1979-02-01"])
def test_what_a_slip_makes_of_a_birth_date_is_looked_up(other):
    assert date.fromisoformat(other) in birth_dates_like("1980-02-01")


def test_no_birth_date_is_looked_up_nowhere():
    assert birth_dates_like("") == birth_dates_like("1980") == set()


def address(line="", city="", state="", postal=""):
    return (place_of(line, city, state, postal),)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (
            ("12 Harbor Street", "Boston", "MA", "02109"),
            ("12 HARBOR ST.", "", "", "02109-1234"),
            "exact",
        ),
        (
            ("12 Harbor St", "Boston", "MA"),
            ("12 Harbor Street", "Boston", "Massachusetts"),
            "exact",
        ),
        (("12 Harbor St Apt 4",), ("12 Harbor St, #4",), "exact"),
        (("12 Harbor",), ("12 Harbor Street",), "exact"),
        (("12 Harbor St Apt 4",), ("12 Harbor St Apt 5",), "close"),
        (("12 Harbour St",), ("12 Harbor St",), "close"),
        (("123 Harbor St",), ("132 Harbor St",), "close"),
        (
            ("12 Harbor St", "Boston", "MA", "02109"),
            ("12 Harbor St", "Salem", "MA", "01970"),
            "close",
        ),
        (("12 Harbor St", "", "", "02109"), ("7 Elm St", "", "", "02109"), "place"),
        (("", "Boston", "MA"), ("", "boston", "Massachusetts"), "place"),
        (("12 Harbor St",), ("14 Harbor St",), "differ"),
        (("Hauptstrasse 23",), ("23 Hauptstrasse",), "exact"),
        (("PO Box 1600",), ("P.O. Box 1600",), "exact"),
        (("PO Box 1600",), ("PO Box 1700",), "differ"),
        (("12 Harbor St", "", "", "00000"), ("7 Elm St", "", "", "00000"), "differ"),
        (("",), ("12 Harbor St",), "missing"),
    ],
)
def test_addresses(one, other, level):
    assert compare_addresses(address(*one), address(*other)) == level
    assert compare_addresses(address(*other), address(*one)) == level


def test_postal_codes():
    assert postal_key("02109-1234") == postal_key("2109") == "02109"
    assert postal_key("00000") == postal_key("") == ""
    assert postal_key("SW1A 1AA") == "sw1a1aa"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("(852) 128-1779 x944", "852-128-1779", "exact"),
        ("+1 852 128 1779", "8521281779", "exact"),
        ("(852) 128-1779 x944", "1281779944", "exact"),
        ("+44 20 7946 0958", "020 7946 0958", "close"),
        ("617 128 1779", "852-128-1779", "close"),
        ("852-128-1778", "852-128-1779", "close"),
        ("852-999-1234", "852-128-1779", "differ"),
        ("999-9999", "999-9999", "missing"),
        ("(000) 000-0000", "(000) 000-0000", "missing"),
        ("call me", "852-128-1779", "missing"),
    ],
)
def test_phones(one, other, level):
    assert compare_phones(phone_keys(one), phone_keys(other)) == level
    assert compare_phones(phone_keys(other), phone_keys(one)) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Ada@Example.org ", "ada@example.org", "exact"),
        ("ada+portal@example.org", "ada@example.org", "exact"),
        ("a.da@gmail.com", "ada@googlemail.com", "exact"),
        ("adda@example.org", "ada@example.org", "close"),
        ("kim@example.org", "ada@example.org", "differ"),
        ("none@none.com", "none@none.com", "missing"),
        ("ada", "ada", "missing"),
    ],
)
def test_emails(one, other, level):
    keys = [[key] if (key := email_key(text)) else [] for text in (one, other)]
    assert compare_emails(*keys) == level


def test_several_phones_of_a_chart():
    assert compare_phones(phone_keys("852-128-1779"), ("6175550143", "8521281779")) == "exact"


def test_folding():
    assert fold("  Müller-Lüdenscheidt, JÜRGEN ") == "muller ludenscheidt jurgen"
    assert fold("O'Neil") == fold("O’Neil") == "oneil"
    assert fold("Straße") == "strasse"
    assert fold("Ярослав") == "ярослав"
    assert phone_digits("+1 (617) 555-0143") == "6175550143"
    assert phone_digits("٣٣٣") == ""
    assert postal_base("02109-1234") == "02109"
    assert postal_base("SW1A 1AA") == "sw1a 1aa"
