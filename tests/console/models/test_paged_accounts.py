"""Accounts that come a page at a time, as Qt's own judge of models sees them."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from console.domain.accounts import Account, AccountPage
from console.domain.billing import BillingAccount, BillingPage
from console.models.account_rows import AccountRows
from console.models.billing_rows import BillingRows
from tests.support.window_data import calendar

KINDS = [(AccountRows, Account, AccountPage), (BillingRows, BillingAccount, BillingPage)]


@pytest.fixture(params=KINDS, ids=["patients", "guarantors"])
def paged(request, qapp):
    rows_of, account_of, page_of = request.param
    rows = rows_of(calendar())
    judge = QAbstractItemModelTester(
        rows, QAbstractItemModelTester.FailureReportingMode.Warning
    )  # a warning of Qt's fails the test
    yield rows, lambda ids, after: page_of(tuple(account_of(one) for one in ids), after)
    judge.deleteLater()


def test_a_page_comes_once_and_brings_only_what_is_not_here(paged):
    rows, page = paged
    asked, added = [], []
    rows.more_wanted.connect(asked.append)
    rows.rowsInserted.connect(lambda _at, first, last: added.append((first, last)))
    rows.show_page(page("abc", "2"), "")
    for _ in range(2):
        rows.fetchMore(QModelIndex())
    assert asked == ["2"]
    rows.show_page(page("cde", "3"), "2")
    rows.show_page(page("xyz", "4"), "2")  # an answer of another time
    rows.show_page(page("de", "4"), "3")  # all of them have moved back meanwhile
    assert added == [(3, 4)]
    assert [rows.account(row).id for row in range(rows.rowCount())] == list("abcde")
    assert rows.row_of("e") == 4
    assert rows.has_more
    rows.show_page(page("", ""), "4")
    assert not rows.has_more
    assert rows.rowCount() == 5
