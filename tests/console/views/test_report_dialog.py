"""The report of a mistake: useful to support, and of no use to anybody who looks for patients."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from console.log import report_of
from console.views.report_dialog import ReportDialog
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

CANARY = "Rosalind Canary"


def failed():
    """An error whose message, cause and local variables all name a patient."""
    patient = CANARY
    try:
        try:
            {}[patient]
        except KeyError as error:
            raise ValueError(f"no chart of {patient}") from error
    except ValueError as error:
        return error


@pytest.fixture
def dialog(qtbot):
    return shown(ReportDialog(report_of(failed())), qtbot)


def test_it_names_the_error_and_the_place_and_no_patient(dialog):
    text = child(dialog, "report_text", QPlainTextEdit).toPlainText()
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_report_dialog.py" in text
    assert "failed" in text
    assert CANARY not in text
    assert CANARY not in said(dialog)
    assert CANARY not in dialog.windowTitle()


def test_it_says_sorry_and_that_nothing_saved_is_lost(dialog):
    words = said(dialog)
    assert "Sorry" in words
    assert "Nothing that was shown as saved is lost." in words


def test_the_report_is_copied_as_it_is_shown(dialog):
    click(dialog, "copy_report")
    assert QGuiApplication.clipboard().text() == report_of(failed())
    assert "Copied" in child(dialog, "copy_report").text()


def test_escape_and_the_button_close_it(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.show()
    click(dialog, "accept_button")
    assert not dialog.isVisible()


def test_it_reads_and_sounds_right(dialog):
    theme().set_text_scale(2.0)
    dialog.resize(1200, 800)
    settle()
    assert not child(dialog, "cancel_button").isVisible()
    assert not_plain(dialog) == []
    assert unnamed(dialog) == []
    assert too_small(dialog) == []
    assert cut_off(dialog) == []
