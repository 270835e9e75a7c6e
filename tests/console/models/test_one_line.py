"""Words from outside never become more than words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from console.models.batch_rows import BatchRows
from console.models.one_line import plain_tip
from console.models.statement_rows import StatementRows
from tests.support.upload_screens import OCTOBER, one_statement
from tests.support.window_data import calendar

EVIL = "October <img src='//elsewhere/share/x.png'> &lt;b&gt;.pdf"


def read(tip):
    """What a tool tip says, as Qt reads one that it takes for markup, and what it fetches for it."""
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText(), "<img" in document.toHtml()


@pytest.mark.parametrize("text", [EVIL, "<b>Ada</b>", "a\n<i>b</i>"])
def test_a_tool_tip_shows_markup_as_it_was_written(text):
    assert read(plain_tip(text)) == (text, False)


def test_a_tool_tip_without_markup_stays_as_it_is():
    assert plain_tip("Ada Byron\n1 > 0") == "Ada Byron\n1 > 0"


def test_names_of_files_and_batches_fetch_nothing(qapp):
    rows, batches = StatementRows(), BatchRows(calendar())
    rows.take([], [one_statement(1, "ready", file_name=EVIL)])
    batches.show_batches([replace(OCTOBER, name=EVIL)], [])
    for model in (rows, batches):
        tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole.value)
        assert read(tip) == (EVIL, False)
        assert model.data(model.index(0, 0), Qt.ItemDataRole.DisplayRole.value) == EVIL
