"""The list of batches: Enter opens the one that a person has gone to."""

from dataclasses import replace

import pytest

from console.views.statements.batch_list import BatchList
from tests.support.upload_screens import OCTOBER
from tests.support.window_data import calendar


@pytest.fixture
def shown(qtbot):
    made = BatchList(calendar())
    qtbot.addWidget(made)
    made.make.setFocus()
    made.show()
    return made


def test_it_begins_at_the_newest_and_not_at_the_button_that_makes_one_more(shown):
    shown.show_batches([OCTOBER], [])
    assert shown.focusWidget() is shown.table
    assert shown.table.currentIndex().row() == 0


def test_who_has_gone_to_a_batch_stays_there_when_the_list_comes_anew(shown):
    closed = replace(OCTOBER, id="b-0", state="closed")
    shown.show_batches([closed, OCTOBER], [])
    shown.table.selectRow(1)
    shown.show_batches([closed, OCTOBER, replace(OCTOBER, id="b-2")], [])
    assert shown.rows.batch(shown.table.currentIndex().row()).id == "b-0"
