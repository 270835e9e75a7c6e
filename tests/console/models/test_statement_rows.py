"""The rows of a batch: each file once, at its place, whoever brought the news first."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from console.domain.batch_files import Added, FileState
from console.models.statement_row import RowColumn, RowFilter
from console.models.statement_rows import StatementRows
from console.models.upload_words import added_words
from tests.support.upload_screens import files_on_their_way, one_file, one_statement

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def rows():
    made = StatementRows()
    tester = QAbstractItemModelTester(made)
    yield made
    del tester


def names(rows):
    return [rows.row(place).name for place in range(rows.rowCount())]


def test_a_file_and_its_statement_are_one_row_whichever_comes_first(rows):
    done = one_file(1, state=FileState.DONE, statement_id="s-1")
    rows.take([one_file(1), one_file(2)])
    rows.take([], [one_statement(1, "ready")])  # from the list, before the upload says so
    assert rows.rowCount() == 3
    rows.take([done])
    assert names(rows) == ["statement-0001.pdf", "statement-0002.pdf"]
    assert rows.row(0).cell(RowColumn.ACCOUNT) == "G-204801"
    rows.take([], [one_statement(1, "quarantined", version=2)])
    rows.take([done], [one_statement(1, "ready", version=1)])  # an older answer came late
    assert rows.counts()[RowFilter.QUARANTINED] == 1
    assert rows.rowCount() == 2


def test_a_colleagues_file_is_a_row_of_its_own(rows):
    rows.take([one_file(1)], [one_statement(7, "ready")])
    assert sorted(names(rows)) == ["statement-0001.pdf", "statement-0007.pdf"]
    assert rows.counts()[RowFilter.ON_ITS_WAY] == 1


def test_a_file_that_changed_leaves_what_was_made_of_it_in_sight(rows):
    """Or the old one would be published unseen."""
    done = one_file(1, state=FileState.DONE, statement_id="s-1")
    rows.take([done], [one_statement(1, "ready")])
    rows.take([replace(one_file(1), number=9)])
    assert rows.rowCount() == 2
    assert rows.counts()[RowFilter.READY] == 1
    assert rows.counts()[RowFilter.ON_ITS_WAY] == 1
    rows.take(
        [replace(one_file(1), number=9, state=FileState.DONE, statement_id="s-2")],
        [one_statement(2, "ready", file_name="statement-0001.pdf")],
    )
    assert rows.counts()[RowFilter.READY] == 2
    assert rows.rowCount() == 2


def test_filters_follow_the_states_and_rows_keep_their_order(rows):
    files, made = files_on_their_way()
    rows.take(files, made)
    counts = rows.counts()
    assert counts[RowFilter.ASKED] == 1
    assert counts[RowFilter.PUBLISHED] == 2
    assert counts[RowFilter.NOT_SENT] == 6
    rows.show_filter(RowFilter.ON_ITS_WAY)
    assert rows.rowCount() == counts[RowFilter.ON_ITS_WAY] == 4
    first = rows.row(0).file
    rows.take([replace(first, state=FileState.DONE, statement_id="n")], [])
    assert rows.rowCount() == 3
    rows.show_filter(RowFilter.READY)
    before = names(rows)
    rows.take([], [one_statement(2, "ready", version=2), one_statement(99, "ready")])
    after = names(rows)
    assert [one for one in after if one in before] == before
    assert after[-1] == "statement-0099.pdf"
    assert after == ["statement-0000.pdf", "statement-0001.pdf", "statement-0002.pdf", *after[3:]]


def test_many_changes_at_once_are_told_once(rows):
    rows.take([one_file(at) for at in range(500)])
    painted, inserted = QSignalSpy(rows.dataChanged), QSignalSpy(rows.rowsInserted)
    rows.take([one_file(at, state=FileState.SENDING, moved=at) for at in range(500)])
    assert (painted.count(), inserted.count()) == (1, 0)


@pytest.mark.parametrize("state", [one for one in FileState if one is not FileState.DONE])
def test_every_state_of_a_file_has_a_mark_and_a_word(rows, state):
    rows.take([one_file(1, state=state, moved=3, problem="twin.pdf")])
    row = rows.row(0)
    assert row.chip().icon
    assert row.chip().text
    is_trouble = row.kind() is RowFilter.NOT_SENT
    assert bool(row.why()) == (is_trouble or state is FileState.SAME)


def test_a_file_that_never_became_a_statement_says_why_in_words(rows):
    rows.take([one_file(1, state=FileState.EMPTY)])
    assert rows.row(0).in_words() == "Empty · There is nothing in the file."


def test_a_folder_without_a_pdf_is_said_and_nothing_is_counted_as_none():
    assert added_words(Added()) == "No PDF is in there."
    assert added_words(Added(known=24)) == "24 file(s) were here already."
    both = added_words(Added(new=2, left_out=1))
    assert both == "2 file(s) added. 1 file(s) left out: not PDF."
