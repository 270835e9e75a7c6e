"""What is read from the text of a page: values, labels, names, kinds, with their places."""

from datetime import date

import pytest

from portal.db.billing_tables import billing_account
from portal.services.statements import printed as prints
from portal.services.statements.people import find, person, words_in
from portal.services.statements.plain import plain
from portal.services.statements.values import amounts_in, read_day


def read(*pages):
    return prints.read(pages)


def test_places_stay_what_they_are_in_the_text():
    text = "Ünïcode ﬁrst – “x”\r\nAcct No.:\u00a048211‑07\r\n"
    assert len(plain(text)) == len(text)
    (one,) = read(text).labelled
    assert text[one.place.start : one.place.end] == "48211‑07"
    assert one.readings == ("4821107",)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("10/15/2026", date(2026, 10, 15)),
        ("10-15-26", date(2026, 10, 15)),
        ("2026-10-15", date(2026, 10, 15)),
        ("October 15, 2026", date(2026, 10, 15)),
        ("Oct. 15 2026", date(2026, 10, 15)),
        ("15-Oct-2026", date(2026, 10, 15)),
        ("15 de octubre de 2026", date(2026, 10, 15)),
        ("3 de enero del 2026", date(2026, 1, 3)),
        ("15/10/2026", date(2026, 10, 15)),
        ("10/10/71", date(1971, 10, 10)),
        ("05/06/2026", None),  # one of two
    ],
)
def test_dates_in_many_forms(said, day):
    assert read_day(plain(said)).certain == day


@pytest.mark.parametrize("said", ["13/32/2026", "2026-02-30", "15", "Octember 3, 2026"])
def test_what_is_no_date(said):
    assert read_day(plain(said)) is None


@pytest.mark.parametrize(
    ("said", "cents"),
    [
        ("$1,234.56", [123_456]),
        ("$ 12", [1200]),
        ("(12.00)", [-1200]),
        ("-$5.00", [-500]),
        ("5.00-", [-500]),
        ("5.00 CR", [-500]),
        ("12", []),
        ("1.5", []),
        ("12.345", []),
        ("50.00%", []),
        ("1,23.00", []),
        ("$999,999,999,999.99", [99_999_999_999_999]),
        ("$1,000,000,000,000.00", []),  # no sum of such fits the database
    ],
)
def test_amounts(said, cents):
    assert [found for _, _, found in amounts_in(plain(said))] == cents


@pytest.mark.parametrize(
    ("page", "cents"),
    [
        ("Total amount due: $5.00\r\nBalance: $9.00\r\n", 500),
        ("New balance $9.00\r\nPrevious balance $1.00\r\n", 900),
        ("Saldo anterior: $1.00\r\nTotal a pagar: $3.00\r\n", 300),
        ("Amount past due: $1.00\r\nMinimum payment due: $2.00\r\nPlease pay $3.00\r\n", 300),
        ("$7.00\r\nAmount due\r\n10/15/2026\r\nStatement date\r\n", 700),
        ("Description Charges Amount due\r\nVisit $1.00 $1.00\r\n", None),
        ("Balance due\r\nDescription\r\nOffice visit $4.00\r\n", None),
        ("Amount due: $5.00\r\nPay this amount: $6.00\r\n", None),
    ],
)
def test_the_amount_owed_is_one_or_none(page, cents):
    found = read(page).amount
    assert (found[0] if found else None) == cents


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("ACCOUNT NUMBER\r\n48211\r\n", "48211"),
        ("Statement Date Account Number Amount Due\r\n10/15/2026 48211 $1.00\r\n", "48211"),
        ("Account #\r\nStatement date\r\n48211\r\n10/15/2026\r\n", "48211"),
        ("48211\r\nAccount number\r\n$5.00\r\nAmount due\r\n", "48211"),
        ("Account No ........ 48211\r\n", "48211"),
        ("Your account number is 48211.\r\n", "48211"),
        ("Invoice No. Account No.\r\n99 48211\r\n", "48211"),
        ("Account #: 10-15-26\r\n", "101526"),
        ("Have your account number ready. Call 617 555 0143\r\n", None),
        ("Account Number\r\n12 Harbor Street\r\n48211\r\n", None),
        ("Account number: 10/15/2026\r\n", None),
    ],
)
def test_a_labelled_number_is_found_or_not_taken_from_elsewhere(page, number):
    found = [one.readings[0] for one in read(page).labelled]
    assert found == ([number] if number else [])


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("Statement\r\n", "standard"),
        ("*** FINAL NOTICE ***\r\n", "final"),
        ("ÚLTIMO AVISO\r\n", "final"),
        ("Past Due\r\nPlease call\r\n", "past_due"),
        ("Past due\r\n$0.00\r\n", "standard"),  # a column of an aging table
        ("If your account is past due, call us.\r\n", "standard"),
        ("Your account is seriously past due.\r\n", "past_due"),
        ("SECOND NOTICE\r\nFinal notice\r\n", "final"),
    ],
)
def test_kinds_of_statements(page, kind):
    assert read(page).kind == kind


MARIA = person(given="María José", middle="Ann", family="O'Brien-López")


@pytest.mark.parametrize(
    "said",
    [
        "María José O'Brien-López",
        "MARIA JOSE ANN OBRIEN LOPEZ",
        "O’Brien-López, María José A.",
        "O'BRIEN LOPEZ MARIA JOSE",
        "Maria O'Brien-Lopez",
        "María-José A. O’Brien‐López",
    ],
)
def test_a_name_however_it_is_written(said):
    start, end = find(MARIA, words_in(plain(said)), plain(said))
    assert start == 0
    assert end >= len(said) - 3


@pytest.mark.parametrize(
    "said",
    [
        "María José O'Brien",
        "María José B. O'Brien-López",
        "José O'Brien-López",
        "María and Paul O'Brien-López",
        "María José 5 O'Brien-López",
        "María José\r\nO'Brien-López",
        "Ana María José O'Briens-López",
    ],
)
def test_a_name_of_somebody_else(said):
    assert find(MARIA, words_in(plain(said)), plain(said)) is None


def test_suffixes_tell_father_and_son_apart():
    son = person(given="John", family="Smith Jr")
    assert son.suffix == "jr"
    for said, is_his in (("John Smith Jr.", True), ("John Smith", True), ("John Smith Sr", False)):
        assert (find(son, words_in(plain(said)), plain(said)) is not None) is is_his


def test_dates_of_a_spanish_page_are_not_guessed():
    page = "Número de cuenta: 1\r\nFecha de emisión: 05/06/2026\r\nTotal a pagar: $1.00\r\n"
    found = read(page)
    assert found.in_spanish
    assert found.day_of(found.issued, spanish=True) is None
    other = read(page + "Fecha de vencimiento: 25/06/2026\r\n")
    assert other.day_of(other.issued, spanish=True) == date(2026, 6, 5)


def test_what_is_longer_than_a_book_is_not_read():
    assert read("Account #: 1 " * 5000).empty_pages == [0]


def test_a_practice_has_a_number_once():
    names = [
        [column.name for column in one.columns]
        for one in billing_account.constraints
        if one.__class__.__name__ == "UniqueConstraint"
    ]
    assert ["practice_id", "number_key"] in names  # the index by which accounts are found
