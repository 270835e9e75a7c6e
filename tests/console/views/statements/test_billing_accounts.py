"""Billing accounts on the screen: late answers, years of statements, the line, the dialogs."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.domain.billing import BillingAccount, BillingPage
from console.domain.billing_search import BillingBy, BillingFilter
from console.domain.errors import NotFoundError
from console.messages.statement_texts import statement_message
from console.views.statements.account_dialogs import ResendDialog, VoidDialog
from console.views.statements.account_paper import BillPaper
from console.views.statements.account_view import BillingAccounts
from tests.support.billing_things import ACCOUNTS, bill, busy, many, payment, seen
from tests.support.looking import said, settle, shown
from tests.support.window_data import calendar


@pytest.fixture
def view(qtbot):
    made = BillingAccounts(calendar())
    made.asked, made.wanted = [], []
    made.searched.connect(lambda query, after: made.asked.append((query, after)))
    made.account_wanted.connect(made.wanted.append)
    return shown(made, qtbot)


def listed(view, page=ACCOUNTS):
    view.ask(view.search.query())
    view.show_page(view.search.query(), "", page)


def current(view):
    return view.table.account().id


def button(view, name):
    return view.findChild(QPushButton, name)


def test_typing_asks_once_it_pauses_and_a_late_page_is_let_go(view, qtbot):
    before = view.search.query()
    with qtbot.waitSignal(view.search.changed):
        QTest.keyClicks(view.search.edit, "1 feb 1980")
    ((query, after),) = view.asked
    assert (query.by, query.text, after) == (BillingBy.BIRTH_DATE, "1980-02-01", "")
    view.show_page(before, "", ACCOUNTS)
    assert view.rows.rowCount() == 0
    view.show_page(query, "", ACCOUNTS)
    assert view.rows.rowCount() == 4
    assert "Born 1 Feb 1980" in view._count.text()


def test_a_filter_asks_and_an_empty_list_says_why(view):
    view.search.choose(BillingFilter.OVERDUE)
    ((query, _after),) = view.asked
    assert query.filter is BillingFilter.OVERDUE
    view.show_page(query, "", BillingPage())
    assert "Nothing is overdue." in said(view)


def test_only_where_one_stops_the_portal_is_asked(view, qtbot):
    listed(view)
    view.table.setFocus()
    for _ in range(3):
        QTest.keyClick(view.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.account_wanted):
        pass
    assert view.wanted == ["acct-4"]


def test_an_answer_about_an_account_one_has_left_is_let_go(view):
    listed(view)
    view.table.go_to(1)
    view.show_view(busy())
    assert view.detail.view() is None
    assert view.detail.account().id == "acct-2"


def test_the_account_asked_for_stays_when_the_list_comes_after_it(view):
    view.want("acct-3", "st-2")
    view.ask(view.search.query())
    view.show_view(seen(bill(), bill(2, state="superseded"), account={"id": "acct-3"}))
    view.show_page(view.search.query(), "", ACCOUNTS)
    assert current(view) == "acct-3"
    assert view.detail.view() is not None
    assert view.detail.table.bill().id == "st-2"


def test_an_account_that_no_list_has_stays_on_show(view):
    view.want("acct-77")
    view.ask(view.search.query())
    view.show_page(view.search.query(), "", ACCOUNTS)
    view.show_view(seen(bill(), account={"id": "acct-77"}))
    assert view.detail.view().account.id == "acct-77"
    assert view.detail.isVisible()


def test_f70_of_sixty_statements_the_payable_one_is_chosen_and_all_can_be_reached(view):
    listed(view)
    began = time.process_time()
    view.show_view(many(60))
    settle()
    assert time.process_time() - began < 0.5  # a block that long would be seen
    table = view.detail.table
    assert table.bill().id == "st-1"
    assert table.height() < 400  # further ones scroll within
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.bill().id == "st-60"
    assert not button(view, "bill_resend").isEnabled()


def test_the_chosen_statement_stays_chosen_when_the_account_comes_anew(view):
    listed(view)
    view.show_view(busy())
    view.detail.table.go_to(3)
    view.show_view(busy())
    assert view.detail.table.bill().id == "st-4"
    assert "The amount is wrong · A visit was billed twice." in said(view.detail.bill)


def test_without_the_line_nothing_can_be_done_and_it_is_said(view):
    listed(view)
    view.show_view(seen(bill()))
    names = ("bill_pdf", "bill_resend", "bill_void")
    assert all(button(view, name).isEnabled() for name in names)
    view.show_online(is_online=False)
    assert not any(button(view, name).isEnabled() for name in names)
    assert "can not be reached" in view.notice.words()
    view.show_online(is_online=True)
    assert len(view.asked) == 2


def test_what_is_no_longer_there_is_said_and_nothing_looks_as_if_it_came(view):
    listed(view)
    view.detail.show_account(BillingAccount("acct-1", "G-1", "Ada"))
    view.show_problem(statement_message(NotFoundError()))
    assert "no longer there" in view.notice.words()
    assert "Looking" not in said(view.detail)


def test_an_account_without_statements_says_so(view):
    listed(view)
    view.show_view(seen())
    assert "No statement was published yet." in said(view.detail)
    assert not view.detail.bill.isVisible()


def test_f72_on_paper_the_dialog_says_where_it_goes(qtbot):
    view = seen(bill(), account={"notice": "paper", "why": "PREFERS_PAPER"})
    asks = shown(ResendDialog(view, view.statements[0], calendar()), qtbot)
    assert "12 Harbor Street" in said(asks)
    assert asks.accept_button.text() == "Put on the paper list"


def test_s56_who_voids_is_told_of_the_money_that_came(qtbot):
    view = seen(bill(paid_cents=5_000), payments=[payment(state="pending", amount_cents=7_000)])
    asks = shown(VoidDialog(view, view.statements[0], calendar()), qtbot)
    words = said(asks)
    for part in ("Being paid: $70.00", "Paid of it: $50.00", "Payments stay recorded"):
        assert part in words
    asks.choose("WRONG_AMOUNT")
    asks.write_note("x" * 501)
    assert "at most" in asks.obstacle()
    asks.write_note("Billed twice.")
    assert (asks.obstacle(), asks.reason(), asks.note()) == ("", "WRONG_AMOUNT", "Billed twice.")


def test_pages_that_do_not_come_can_be_asked_for_again(qtbot):
    made = BillPaper("st-1", "October 2026")
    asked = []
    made.paper_wanted.connect(asked.append)
    shown(made, qtbot)
    made.fetch()
    made.show_paper("st-2", 3)
    assert made.paper.pages() == 0
    made.show_paper("st-1", 0, "The portal can not be reached.")
    assert made.problem() == "The portal can not be reached."
    button(made, "bill_paper_again").click()
    assert (asked, made.problem()) == (["st-1", "st-1"], "")
