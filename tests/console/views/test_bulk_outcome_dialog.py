"""What became of several items decided at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

from console.domain.items import ItemKey
from console.models.bulk_outcomes import BulkOutcomes
from console.views.bulk_outcome_dialog import BulkOutcome, BulkOutcomeDialog
from console.views.theme import theme
from tests.support.looking import (
    child,
    click,
    cut_off,
    not_plain,
    said,
    settle,
    shown,
    too_small,
    unnamed,
)
from tests.support.window_data import LONGEST, MARKUP

WHY = "The item has been decided already."
OUTCOMES = [
    BulkOutcome("Ada Byron", "Lisinopril 10 MG Oral Tablet"),
    BulkOutcome(MARKUP, "Metformin 500 MG", WHY),
    BulkOutcome(f"{LONGEST}\n{'x' * 60}", "Atorvastatin 20 MG"),
]


@pytest.fixture
def dialog(qtbot):
    return shown(BulkOutcomeDialog(OUTCOMES), qtbot)


def lines(dialog):
    model = child(dialog, "bulk_table", QTableView).model()
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_each_item_has_a_line_and_those_not_done_come_first(dialog):
    assert lines(dialog) == [
        f"{MARKUP} | Metformin 500 MG | Not done: {WHY}",
        "Ada Byron | Lisinopril 10 MG Oral Tablet | Saved",
        f"{LONGEST} {'x' * 60} | Atorvastatin 20 MG | Saved",
    ]


def test_a_sentence_counts_them(dialog):
    assert dialog.title() == "2 decision(s) saved, 1 not taken"
    assert "What was not taken is as it was." in said(dialog)


def test_when_all_are_saved_nothing_else_is_counted(qtbot):
    dialog = shown(BulkOutcomeDialog(OUTCOMES[:1]), qtbot)
    assert dialog.title() == "1 decision(s) saved"
    assert "not taken" not in said(dialog)


def test_the_list_can_be_copied_by_button_and_key(dialog, qtbot):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("")
    click(dialog, "copy_list")
    copied = clipboard.text().splitlines()
    assert copied[0] == "Patient\tRequest\tWhat became of it"
    assert copied[1] == f"{MARKUP}\tMetformin 500 MG\tNot done: {WHY}"
    assert len(copied) == 4
    clipboard.setText("")
    dialog.activateWindow()
    qtbot.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Copy))
    assert clipboard.text().splitlines() == copied


def test_no_patient_stands_in_the_title_of_the_window(dialog):
    for outcome in OUTCOMES:
        assert outcome.person not in dialog.windowTitle()


def test_a_long_name_is_wrapped_and_never_cut(dialog):
    table = child(dialog, "bulk_table", QTableView)
    assert table.rowHeight(2) > table.rowHeight(1)


def test_what_the_portal_answers_of_many_is_one_change(qtbot):
    many = [
        BulkOutcome(f"Person {number}", "A request", key=ItemKey(1, "enrollment", str(number)))
        for number in range(100)
    ]
    dialog = shown(BulkOutcomeDialog(many), qtbot)
    model = child(dialog, "bulk_table", QTableView).model()
    told = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    dialog.bring([replace(one, done=True) for one in many[10:]])
    assert told == [(10, 99)]
    assert dialog.title() == "90 done, 10 decision(s) saved"
    dialog.bring([replace(many[3], refusal=WHY), replace(many[10], done=True)])
    assert told == [(10, 99), (3, 3)]
    assert dialog.title() == "90 done, 9 decision(s) saved, 1 not taken"


def test_a_row_grows_with_the_reason_that_comes_later_and_with_a_narrow_window(qtbot):
    asked = BulkOutcome("Ada Byron", "Lisinopril", key=ItemKey(1, "refill", "1"))
    dialog = shown(BulkOutcomeDialog([asked]), qtbot)
    table = child(dialog, "bulk_table", QTableView)
    line = table.rowHeight(0)
    dialog.bring([replace(asked, refusal=WHY * 4)])
    settle()
    wrapped = table.rowHeight(0)
    assert wrapped > line
    dialog.resize(dialog.width() // 2, dialog.height())
    settle()
    assert table.rowHeight(0) > wrapped
    dialog.resize(dialog.width() * 2, dialog.height())
    settle()
    dialog.bring([replace(asked, done=True)])
    assert table.rowHeight(0) == line


def test_escape_closes_it(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_tab_leaves_the_table(dialog, qtbot):
    table = child(dialog, "bulk_table", QTableView)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_it_reads_and_sounds_right_at_twice_the_size(dialog):
    theme().set_text_scale(2.0)
    dialog.resize(1400, 800)
    settle()
    assert not dialog.grab().isNull()
    assert cut_off(dialog) == []
    assert not_plain(dialog) == []
    assert unnamed(dialog) == []
    assert too_small(dialog) == []


def test_the_model_keeps_the_rules_of_models(qapp):
    model = BulkOutcomes(OUTCOMES)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (model.saved, model.refused) == (2, 1)
