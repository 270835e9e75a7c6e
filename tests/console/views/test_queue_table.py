"""The table on the screen: the place one is at, columns, marks by hand, speed at 100,000 rows."""

import asyncio
import statistics
from array import array
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest

from console.domain.changes import ChangeSet
from console.domain.items import QUEUE_KINDS, QueueQuery, SortKey
from console.models.queue_columns import Column
from console.models.queue_faces import FACES
from console.models.queue_table import QueueTableModel
from console.models.row_format import RowFormat
from console.runtime import Lanes
from console.store.reader import QueueReader
from console.store.whole_queues import QueryInterruptedError
from console.views.column_widths import column_widths
from console.views.queue_table import QueueTable
from console.views.theme import theme
from tests.support.builders import fill, open_store
from tests.support.until import until
from tests.support.window_data import PRACTICE, calendar
from tests.support.window_items import refill

RENEWALS = QueueQuery(PRACTICE, "refill")
WANTED = {Column.MARK: 46, Column.BORN: 90, Column.AGE: 58, Column.HOLDER: 110, Column.STATUS: 130}


async def test_the_next_item_takes_the_place_of_one_that_left(open_window):
    window = open_window([refill(number) for number in (0, 5, 10, 15)])
    await window.go_to("refill")
    table = window.window.pane.table
    table.go_to(1)
    after = window.model.key_at(2)
    window.items.change(table.current_key(), state="approved", is_open=False)
    await window.model.refresh(ChangeSet(everything=True))
    assert (table.currentIndex().row(), table.current_key()) == (1, after)


async def test_the_last_row_falls_back_to_the_one_before(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    table = window.window.pane.table
    table.go_to(1)
    window.items.change(table.current_key(), state="approved", is_open=False)
    await window.model.refresh(ChangeSet(everything=True))
    assert table.currentIndex().row() == 0
    window.items.change(table.current_key(), state="approved", is_open=False)
    await window.model.refresh(ChangeSet(everything=True))
    assert table.current_key() is None
    await until(lambda: window.window.panel.item() is None)


async def test_the_item_stays_when_others_come_in_above_it(open_window):
    window = open_window([refill(number) for number in (0, 5, 10)])
    await window.go_to("refill")
    table = window.window.pane.table
    table.go_to(1)
    key = table.current_key()
    window.items.items[99] = refill(8, ago={"days": 9})
    await window.model.refresh(ChangeSet(everything=True))
    assert table.current_key() == key
    assert table.currentIndex().row() == 2


async def test_a_new_order_keeps_the_item_and_a_new_queue_begins_at_its_top(open_window):
    window = open_window()
    await window.go_to("refill")
    table = window.window.pane.table
    table.go_to(4)
    key = table.current_key()
    table.sort_changed.emit(SortKey.PATIENT, False)
    await window.settle()
    assert table.current_key() == key
    await window.go_to("result")
    assert table.currentIndex().row() == 0


async def test_the_item_is_told_once_and_not_for_every_repaint(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    told = len(window.values("item_wanted"))
    await window.model.refresh(ChangeSet(everything=True))
    await asyncio.sleep(0.06)
    assert len(window.values("item_wanted")) == told


class PaintedRows(QObject):
    """How many rows of a table Qt had painted since this was made."""

    def __init__(self, table):
        super().__init__()
        self._height, self.areas = table.rowHeight(0), []
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            self.areas.append(event.region())
        return False

    def count(self):
        return sum(rect.height() for area in self.areas for rect in area) / self._height


async def test_of_a_step_only_the_row_left_and_the_row_come_to_are_painted(open_window):
    window = open_window([refill(number) for number in range(12)])
    await window.go_to("refill")
    table = window.window.pane.table
    QTest.qWait(50)
    painted = PaintedRows(table)
    table.step(1)
    await until(lambda: painted.areas)
    await window.settle()
    QTest.qWait(50)
    assert (
        painted.count() <= 4
    )  # Qt tells of the selection and we of the bar: at most each row twice
    assert table.currentIndex().row() == 1


async def test_no_row_is_painted_for_a_question_over_the_window(open_window):
    window = open_window([refill(number) for number in range(12)])
    await window.go_to("refill")
    table = window.window.pane.table
    window.window.activateWindow()
    await until(window.window.isActiveWindow)
    table.setFocus()
    QTest.qWait(50)
    painted = PaintedRows(table)
    window.key("D")
    dialog = window.dialog("deny_dialog")
    await until(dialog.isActiveWindow)
    QTest.qWait(50)
    dialog.reject()
    window.window.activateWindow()
    await until(table.hasFocus)
    QTest.qWait(50)
    assert painted.areas == []
    assert table.currentIndex().row() == 0


async def test_no_item_is_asked_for_once_the_desk_closes(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    told = len(window.values("item_wanted"))
    window.window.pane.table.go_to(1)  # its item is asked for after a pause, unless …
    window.window.navigation.stop()
    window.window.pane.table.go_to(0)
    await asyncio.sleep(0.06)
    assert len(window.values("item_wanted")) == told


async def test_a_click_in_the_first_column_marks_and_leaves_the_item_on_show(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    table = window.window.pane.table
    place = table.visualRect(window.model.index(1, Column.MARK)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.model.marks() == (window.model.key_at(1),)
    assert table.currentIndex().row() == 0


async def test_enter_opens_the_item_and_brings_the_keyboard_to_it(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    QTest.keyClick(window.window.pane.table, Qt.Key.Key_Return)
    focus = window.window.focusWidget()
    assert window.window.panel.isAncestorOf(focus)


async def test_letters_are_commands_and_never_a_search_through_every_row(open_window):
    window = open_window()
    await window.go_to("refill")
    pages = len(window.items.pages)
    window.window.pane.table.keyboardSearch("z")
    window.window.queue_list.keyboardSearch("n")
    assert len(window.items.pages) == pages
    assert window.window.queue_list.place() == "refill"


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (1200, set(Column)),
        (760, set(Column) - {Column.HOLDER}),
        (560, set(Column) - {Column.HOLDER, Column.BORN}),
        (330, {Column.MARK, Column.PATIENT, Column.AGE, Column.STATUS}),
        (200, {Column.MARK, Column.PATIENT, Column.STATUS}),
    ],
)
def test_least_needed_columns_go_first_and_the_name_never(width, columns):
    shown = column_widths(width, 7, WANTED, 36)
    assert set(shown) == columns
    assert shown[Column.PATIENT] >= 17 * 7
    assert width <= 240 or sum(shown.values()) <= width


class Counted:
    """A hundred thousand rows that cost nothing, to see what the view alone asks for."""

    def __init__(self) -> None:
        self.pages = 0

    async def ids(self, _query: QueueQuery) -> "array[int]":
        return array("I", range(100_000))

    def rows(self, numbers: Sequence[int]) -> list[None]:
        self.pages += 1
        return [None] * len(numbers)


async def test_showing_a_hundred_thousand_rows_reads_what_is_in_sight(qt_loop):
    counted = Counted()
    model = QueueTableModel(counted.ids, counted.rows, RowFormat(FACES, calendar()))
    table = QueueTable(model)
    table.resize(900, 600)
    table.show()
    await model.show(RENEWALS)
    table.viewport().repaint()
    assert 1 <= counted.pages <= 3
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    table.viewport().repaint()
    assert counted.pages <= 6
    table.close()
    table.deleteLater()


@pytest.mark.parametrize("scale", [1.0, 2.0])
async def test_a_narrow_table_shows_statuses_by_their_icon_under_a_whole_title(qt_loop, scale):
    theme().set_text_scale(scale)
    counted = Counted()
    model = QueueTableModel(counted.ids, counted.rows, RowFormat(FACES, calendar()))
    table = QueueTable(model)
    header = table.horizontalHeader()
    table.show()
    words = []
    for width in range(200, 2000, 100):
        table.resize(width, 300)
        words.append(table.itemDelegate().status_in_words)
        assert header.sectionSize(Column.STATUS) >= header.sectionSizeHint(Column.STATUS)
    assert words == sorted(words)
    assert set(words) == {False, True}
    table.close()
    table.deleteLater()


@pytest.fixture
def reader(tmp_path: Path):
    """The real, encrypted store with 100,000 items."""
    store, cache = open_store(tmp_path)
    fill(cache, 100_000)
    yield QueueReader(store)
    store.close()


@pytest.mark.soak  # it measures time: not for a machine that does other work
async def test_a_hundred_thousand_encrypted_rows_scroll_and_sort_without_a_stall(reader, qt_loop):
    """Frames stay within the budget of reference figures, with room for a loaded machine."""
    lanes = Lanes()

    async def ids(query: QueueQuery) -> "array[int] | None":
        try:
            return await lanes.reads.run(reader.ids, query)
        except QueryInterruptedError:
            return None

    model = QueueTableModel(ids, reader.rows, RowFormat(FACES, calendar()), reader.interrupt)
    table = QueueTable(model)
    table.resize(1000, 900)
    table.show()
    query = QueueQuery(PRACTICE, kinds=QUEUE_KINDS)
    await model.show(query)
    table.viewport().repaint()
    assert model.rowCount() == 100_000
    wheel = [_frame(table, 3 * table.rowHeight(0)) for _ in range(150)]
    bar = table.verticalScrollBar()
    jumps = [
        _frame(table, (number * 7919 * 997) % bar.maximum() - bar.value()) for number in range(60)
    ]
    gaps: list[float] = []
    watching = asyncio.ensure_future(_watch(gaps))
    for sort in (SortKey.PATIENT, SortKey.STATE, SortKey.SUMMARY, SortKey.SUBMITTED):
        await model.show(QueueQuery(PRACTICE, kinds=QUEUE_KINDS, sort=sort))
        await asyncio.sleep(0.02)
    for words in ("a", "ad", "ada", "ada b", "ada by"):
        await model.show(QueueQuery(PRACTICE, kinds=QUEUE_KINDS, search=words))
        await asyncio.sleep(0.02)
    watching.cancel()
    assert statistics.median(wheel) < 0.016
    assert statistics.quantiles(jumps, n=20)[-1] < 0.050
    assert statistics.quantiles(gaps, n=20)[-1] < 0.050
    table.close()
    table.deleteLater()
    await lanes.close()


def _frame(table: QueueTable, by: int) -> float:
    began = perf_counter()
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + by)
    table.viewport().repaint()
    return perf_counter() - began


async def _watch(gaps: list[float]) -> None:
    """How long the loop is away each time it is left alone."""
    while True:
        began = perf_counter()
        await asyncio.sleep(0)
        gaps.append(perf_counter() - began)


async def test_a_long_name_is_broken_before_it_is_cut(open_window):
    """Painted twice, wide and narrow: the name's ink stays inside its cell."""
    window = open_window([refill(11)])
    await window.go_to("refill")
    table = window.window.pane.table
    rect = table.visualRect(window.model.index(0, Column.PATIENT))
    image = table.viewport().grab().toImage()
    ink = {
        y
        for y in range(rect.top() + 2, rect.bottom() - 1)
        for x in range(rect.left() + 4, rect.right() - 4)
        if image.pixelColor(QPoint(x, y)).lightness() < 110
    }
    lines = [y for y in sorted(ink) if y - 1 not in ink]
    assert len(lines) >= 2
