"""What became of several items decided at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

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
