"""What is asked of billing accounts, and how the portal's answers about them are read."""

from datetime import date

import pytest

from console.domain.billing import BillingView
from console.domain.billing_search import BillingBy, BillingFilter, BillingQuery, query_of
from tests.support.billing_things import bill, busy, notice, payment, seen

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "by", "text"),
    [
        ("Byron", BillingBy.NAME, "Byron"),
        ("  ada   byron ", BillingBy.NAME, "ada byron"),
        ("O'Neill-Díaz", BillingBy.NAME, "O'Neill-Díaz"),
        ("G-204817", BillingBy.NUMBER, "G-204817"),
        ("20260412", BillingBy.NUMBER, "20260412"),
        ("2/1/1980", BillingBy.BIRTH_DATE, "1980-02-01"),
        ("1 Feb 1980", BillingBy.BIRTH_DATE, "1980-02-01"),
        ("1980-02-01", BillingBy.BIRTH_DATE, "1980-02-01"),
    ],
)
def test_what_is_typed_is_a_name_a_number_or_a_birth_date(typed, by, text):
    assert query_of(typed, BillingFilter.ALL, TODAY) == BillingQuery(BillingFilter.ALL, by, text)


def test_terms_travel_under_the_portals_names():
    query = BillingQuery(BillingFilter.OVERDUE, BillingBy.NUMBER, "G-2")
    assert query.body("acct-9") == {
        "limit": 50,
        "overdue": True,
        "number": "G-2",
        "after": "acct-9",
    }
    assert BillingQuery().body() == {"limit": 50}


def test_f70_an_account_names_its_one_payable_statement_and_what_is_on_its_way():
    view = busy()
    assert view.payable is not None
    assert view.payable.id == "st-1"
    assert [one.id for one in view.in_flight()] == ["pay-1"]
    assert view.in_flight("st-2") == ()
    assert view.payable.open_cents == 12_000


def test_the_last_notice_of_a_statement_counts():
    view = seen(bill(), notices=[notice(1, 1, state="bounced"), notice()])
    assert view.told["st-1"].state == "bounced"
    assert [one.ordinal for one in view.notices] == [1, 0]


@pytest.mark.parametrize("source", [{}, {"account": None, "statements": [None, 3]}, {"people": 7}])
def test_odd_answers_are_read_as_nothing(source):
    view = BillingView.read(source)
    assert (view.statements, view.payable, view.account.people) == ((), None, ())


def test_f73_a_payment_without_a_currency_is_in_dollars():
    view = seen(bill(), payments=[payment(currency=None)])
    assert view.payments[0].currency == "USD"
