"""How billing accounts and their statements stand, in words."""

import pytest
from PySide6.QtCore import QLocale

from console.domain.billing import Bill, BillNotice
from console.models.bill_rows import BillColumn, BillRows
from console.models.billing_rows import BillingColumn, BillingRows
from console.models.billing_words import (
    VOID_REASONS,
    balance_words,
    bill_chip,
    bill_title,
    how_told,
    is_overdue,
    payment_words,
    resend_bar,
    told_chip,
    void_bar,
    void_words,
)
from console.models.money import money
from console.models.statement_request_face import asked_sentence, asked_words
from portal.services.statement_requests import REASONS
from portal.services.statements.void_reasons import VoidReason
from tests.support.billing_things import ACCOUNTS, bill, busy, notice, payment, seen
from tests.support.window_data import calendar

SPOKEN = 11


@pytest.fixture
def american():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (None, ""),
        (0, "$0.00"),
        (5, "$0.05"),
        (12_000, "$120.00"),
        (123_456_789, "$1,234,567.89"),
        (-950, "−$9.50"),
    ],
)
def test_amounts_are_told_in_dollars_and_cents(american, cents, words):
    assert money(cents) == words


def test_an_amount_of_another_currency_names_it():
    assert money(950, "CAD") == "9.50\u00a0CAD"


def test_f70_one_state_alone_is_called_payable():
    words = {
        state: bill_chip(Bill("st", state)).text for state in ("payable", "superseded", "paid")
    }
    assert words["payable"] == "Payable now"
    assert not any("ayable" in text for state, text in words.items() if state != "payable")


@pytest.mark.parametrize(
    ("changed", "late"),
    [
        ({"due_on": "2026-11-22"}, True),
        ({"due_on": "2026-11-23"}, False),
        ({"due_on": ""}, False),
        ({"due_on": "2026-11-22", "state": "superseded"}, False),
        ({"due_on": "2026-11-22", "paid_cents": 12_000}, False),
    ],
)
def test_f72_overdue_is_what_can_be_paid_and_should_have_been(changed, late):
    assert is_overdue(Bill.read(bill(**changed)), calendar()) is late


def test_f72_only_what_is_payable_not_being_paid_and_not_on_its_way_is_sent_again():
    old, new = bill(2, state="superseded"), bill()
    free = seen(new, old)
    assert resend_bar(free, free.statements[0]) == ""
    assert "that can be paid" in resend_bar(free, free.statements[1])
    paying = seen(new, payments=[payment(state="pending")])
    assert "being paid" in resend_bar(paying, paying.statements[0])
    waiting = seen(new, notices=[notice(state="queued")])
    assert "on its way" in resend_bar(waiting, waiting.statements[0])
    declined = seen(new, payments=[payment(state="declined")])
    assert resend_bar(declined, declined.statements[0]) == ""


def test_s56_what_is_void_is_not_voided_again():
    assert void_bar(Bill.read(bill())) == ""
    assert void_bar(Bill.read(bill(state="void")))


def test_every_reason_to_void_and_to_ask_has_words():
    assert set(VOID_REASONS) == {str(one) for one in VoidReason}
    assert len({void_words(code) for code in VOID_REASONS}) == len(VOID_REASONS)
    assert len({asked_words(code) for code in REASONS}) == len(REASONS)
    assert all(asked_sentence(code) for code in REASONS if code != "OTHER")
    assert void_words("TOO_HOT") == "Too hot"
    assert asked_words("TOO_HOT") == "Too hot"


def test_f73_a_payment_says_what_became_of_it():
    told = [payment_words(one, calendar()) for one in busy().payments]
    assert told[0] == "Being paid: $120.00 since 04:42"
    assert "Nothing was paid." in told[1]
    late = seen(bill(), payments=[payment(late="void", paid_by="Ben Byron")]).payments[0]
    assert "by Ben Byron · when the statement was void already" in payment_words(late, calendar())


def test_the_balance_says_of_when_it_is():
    view = busy()
    assert balance_words(view.account, calendar()) == "$120.00 as of 22 Nov, 09:12"
    unknown = seen(account={"balance_cents": None})
    assert balance_words(unknown.account, calendar()) == "not known here"


def test_f69_how_the_guarantor_is_told():
    assert how_told(busy().account).endswith("ada.byron@example.org")
    paper = seen(account={"notice": "paper", "why": "EMAIL_BOUNCED"})
    assert "paper" in how_told(paper.account)
    assert "example.org" not in how_told(paper.account)
    quiet = told_chip(Bill.read(bill(quiet_reason="A correction")), None)
    assert quiet is not None
    assert quiet.text == "Told nobody"
    again = told_chip(Bill.read(bill()), BillNotice.read(notice(1, 1)))
    assert again is not None
    assert again.text.endswith(", again")


def test_a_special_kind_is_part_of_the_name():
    assert bill_title(Bill.read(bill()), calendar()) == "October 2026"
    assert bill_title(Bill.read(bill(kind="final")), calendar()) == "October 2026 · Final"
    assert bill_title(Bill.read(bill(period="")), calendar()) == "31 Oct 2026"


def test_the_rows_of_an_account_say_by_ear_what_they_show_by_colour():
    rows = BillRows(calendar())
    rows.show_view(busy())
    spoken = [str(rows.index(0, column).data(SPOKEN)) for column in BillColumn]
    assert spoken[BillColumn.STATE] == "Payable now"
    assert "Being paid" in spoken[BillColumn.PAID]
    assert "Overdue" in spoken[BillColumn.DUE]
    assert [rows.stands_out(row) for row in range(5)] == [True, False, False, False, False]


def test_the_rows_of_accounts_say_who_is_overdue():
    rows = BillingRows(calendar())
    rows.show_page(ACCOUNTS, "")
    due = [str(rows.index(row, BillingColumn.DUE).data(SPOKEN)) for row in range(4)]
    assert "Overdue" in due[0]
    assert "Overdue" not in due[1]
    assert rows.index(2, BillingColumn.OPEN).data() == "nothing"
    assert rows.index(0, BillingColumn.NOTICE).data() == "Came back"
