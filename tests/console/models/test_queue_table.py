"""The table's model: order, pages, changes, marks; it never does more than the rows in sight ask."""

import asyncio
from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from console.domain.changes import ChangeSet
from console.domain.errors import CacheDamagedError
from console.domain.items import ItemKey, QueueQuery, QueueView, RowText, SortKey
from console.models.queue_columns import Column
from console.models.queue_faces import FACES
from console.models.queue_table import FIRST, QueueTableModel
from console.models.row_format import PLACEHOLDER, RowFormat
from console.models.row_pages import FEW, PAGE, PAGES_KEPT
from tests.support.window_data import PRACTICE, ListedItems, calendar
from tests.support.window_items import enrollment, refill

RENEWALS = QueueQuery(PRACTICE, "refill")


def numbered(number: int, summary: str = "Drug") -> RowText:
    key = ItemKey(PRACTICE, "refill", str(number))
    return RowText(
        key,
        f"Patient {number}",
        "1980-02-01",
        summary,
        "",
        1,
        0,
        "routine",
        "pending",
        "",
        "",
        0,
        "",
        "",
        is_open=True,
    )


class Store:
    """Row numbers that a test decides on, and what was read of them."""

    def __init__(self, count: int) -> None:
        self.numbers = array("I", range(count))
        self.read: list[Sequence[int]] = []
        self.summaries: dict[int, str] = {}  # of rows that have changed
        self.gate: asyncio.Event | None = None
        self.interrupted = 0

    async def ids(self, _query: QueueQuery) -> "array[int]":
        if self.gate is not None:
            await self.gate.wait()
        return array("I", self.numbers)

    def rows(self, numbers: Sequence[int]) -> list[RowText]:
        self.read.append(numbers)
        return [numbered(number, self.summaries.get(number, "Drug")) for number in numbers]

    def interrupt(self) -> None:
        self.interrupted += 1

    async def first(self, _query: QueueQuery, most: int) -> "array[int]":
        return array("I", self.numbers[:most])

    def model(self) -> QueueTableModel:
        return QueueTableModel(self.ids, self.rows, RowFormat(FACES, calendar()), self.interrupt)

    def beginning_model(self) -> QueueTableModel:
        form = RowFormat(FACES, calendar())
        return QueueTableModel(self.ids, self.rows, form, self.interrupt, self.first)


def as_text(model: QueueTableModel) -> list[str]:
    return [
        " | ".join(str(model.index(row, column).data()) for column in list(Column)[1:])
        for row in range(model.rowCount())
    ]


async def test_the_table_reads_as_the_query_says():
    items = ListedItems(
        [
            refill(1, requested_by="Maya Banda (daughter)"),
            refill(0),
            refill(14, state="approved", is_open=False),
        ]
    )
    model = QueueTableModel(items.ids, items.rows, RowFormat(FACES, calendar()))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    await model.show(RENEWALS)
    assert as_text(model) == [
        "Hipólito Banda Zepeda | 29 Jun 1957 | Metformin hydrochloride 500 MG Oral Tablet | 11 h |  | To do",
        "Ada Byron | 1 Feb 1980 | Lisinopril 10 MG Oral Tablet | 10 h |  | To do",
    ]
    await model.show(QueueQuery(PRACTICE, "refill", view=QueueView.ALL, sort=SortKey.STATE))
    assert [model.index(row, Column.STATUS).data() for row in range(3)] == [
        "Approved",
        "To do",
        "To do",
    ]


async def test_a_row_is_one_sentence_to_a_screen_reader():
    items = ListedItems([refill(1, priority="urgent", requested_by="Maya Banda (daughter)")])
    model = QueueTableModel(items.ids, items.rows, RowFormat(FACES, calendar()))
    await model.show(RENEWALS)
    spoken = model.index(0, Column.PATIENT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(
        "Urgent, Hipólito Banda Zepeda, Metformin hydrochloride 500 MG Oral Tablet, To do, "
        "asked by Maya Banda (daughter), waiting 11 hour"
    )


async def test_rows_are_read_by_the_page_and_only_where_one_looks():
    store = Store(100_000)
    model = store.model()
    await model.show(RENEWALS)
    assert store.read == []
    assert model.row(70_001).patient == "Patient 70001"
    assert model.row(70_002).patient == "Patient 70002"
    assert [len(page) for page in store.read] == [PAGE]


async def test_asking_for_flags_and_counts_reads_no_row():
    store = Store(100_000)
    model = store.model()
    await model.show(RENEWALS)
    for row in range(0, 100_000, 500):
        assert model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert model.rowCount() == 100_000
    assert store.read == []


async def test_only_some_pages_are_kept():
    store = Store(PAGE * (PAGES_KEPT + 2))
    model = store.model()
    await model.show(RENEWALS)
    for page in range(PAGES_KEPT + 2):
        model.row(page * PAGE)
    read = len(store.read)
    model.row(PAGE * (PAGES_KEPT + 1))
    assert len(store.read) == read
    model.row(0)
    assert len(store.read) == read + 1


async def test_a_change_in_the_order_is_a_reset_and_a_change_in_a_row_is_not():
    store = Store(1000)
    model = store.model()
    await model.show(RENEWALS)
    model.row(5)
    model.row(900)
    resets: list[None] = []
    changed: list[tuple[int, int]] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    store.summaries[5] = "Another drug"
    await model.refresh(ChangeSet(frozenset({ItemKey(PRACTICE, "refill", "5")})))
    assert (resets, changed) == ([], [(5, 5)])
    store.numbers.pop(3)
    await model.refresh(ChangeSet(frozenset({ItemKey(PRACTICE, "refill", "3")})))
    assert len(resets) == 1
    assert model.rowCount() == 999


async def test_many_rows_that_changed_are_read_when_they_are_next_painted():
    store = Store(1000)
    model = store.model()
    await model.show(RENEWALS)
    model.row(5)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    keys = frozenset(ItemKey(PRACTICE, "refill", str(number)) for number in range(FEW + 1))
    await model.refresh(ChangeSet(keys))
    assert changed == [(0, PAGE - 1)]
    assert len(store.read) == 1
    model.row(5)
    assert len(store.read) == 2


async def test_what_a_decision_makes_of_a_row_is_shown_before_the_order_is_known():
    store = Store(1000)
    model = store.model()
    await model.show(RENEWALS)
    model.row(5)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    store.gate = asyncio.Event()
    key = ItemKey(PRACTICE, "refill", "5")
    store.summaries[5] = "Another drug"
    asked = asyncio.ensure_future(model.refresh(ChangeSet(frozenset({key}), outbox=True)))
    await asyncio.sleep(0)
    assert (changed, list(store.read[-1])) == ([(5, 5)], [store.numbers[5]])
    store.gate.set()
    await asked
    assert changed == [(5, 5)]  # with the order nothing else has come: painted once


@pytest.mark.parametrize(
    ("number", "reads"), [("5", 2), ("700", 1)], ids=["as it was", "out of sight"]
)
async def test_a_row_that_shows_nothing_else_is_not_painted(number, reads):
    store = Store(1000)
    model = store.model()
    await model.show(RENEWALS)
    model.row(5)
    changed: list[QModelIndex] = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(first))
    await model.refresh(ChangeSet(frozenset({ItemKey(PRACTICE, "refill", number)})))
    assert changed == []
    assert len(store.read) == reads


async def test_changes_that_come_meanwhile_are_brought_in_together():
    store = Store(10)
    model = store.model()
    await model.show(RENEWALS)
    asked = 0
    original = store.ids

    async def counted(query: QueueQuery) -> "array[int]":
        nonlocal asked
        asked += 1
        return await original(query)

    model._load_ids = counted
    store.gate = asyncio.Event()
    first = asyncio.ensure_future(model.refresh(ChangeSet(everything=True)))
    await asyncio.sleep(0)
    for _ in range(20):
        await model.refresh(ChangeSet(everything=True))
    store.gate.set()
    await first
    assert asked == 2


async def test_an_answer_to_an_older_question_is_dropped_and_its_query_ended():
    store = Store(10)
    model = store.model()
    store.gate = asyncio.Event()
    slow = asyncio.ensure_future(model.show(RENEWALS))
    await asyncio.sleep(0)
    gate, store.gate = store.gate, None
    store.numbers = array("I", [1, 2])
    await model.show(QueueQuery(PRACTICE, "refill", search="x"))
    assert store.interrupted == 1
    store.numbers = array("I", range(10))
    gate.set()
    await slow
    assert model.rowCount() == 2
    assert model.query is not None
    assert model.query.search == "x"


async def begun(model: QueueTableModel, store: Store) -> asyncio.Future[None]:
    """The model has its first rows; the order of the whole queue waits at the store's gate."""
    store.gate, first = asyncio.Event(), asyncio.Event()
    model.begun.connect(lambda _query: first.set())
    showing = asyncio.ensure_future(model.show(RENEWALS))
    await first.wait()
    return showing


@pytest.mark.parametrize("count", [0, 3, FIRST - 1, FIRST, 5 * FIRST + 7])
async def test_an_empty_table_begins_with_its_first_rows_and_the_others_join_them(count):
    store = Store(count)
    model = store.beginning_model()
    QAbstractItemModelTester(model)
    said: list[str] = []
    model.modelReset.connect(lambda: said.append("reset"))
    model.answered.connect(lambda _query: said.append("answered"))
    showing = await begun(model, store)
    assert model.rowCount() == min(count, FIRST)
    assert [model.number_at(row) for row in range(min(count, 3))] == list(range(min(count, 3)))
    assert "answered" not in said, "how many there are is not known yet"
    resets = len(said)
    store.gate.set()
    await showing
    assert said[resets:] == ["answered"] if count else said[-1] == "answered"
    assert [model.number_at(row) for row in range(count)] == list(range(count))
    assert all(model.row(row).key.id == str(row) for row in range(0, count, PAGE // 2))


async def test_first_rows_that_are_not_the_first_any_more_are_put_right():
    store = Store(3 * FIRST)
    model = store.beginning_model()
    showing = await begun(model, store)
    store.numbers = array("I", [7, 3, 9])
    store.gate.set()
    await showing
    assert [model.number_at(row) for row in range(model.rowCount())] == [7, 3, 9]


async def test_a_table_that_has_rows_changes_once():
    store = Store(2 * FIRST)
    model = store.beginning_model()
    await model.show(RENEWALS)
    rows: list[int] = []
    model.modelReset.connect(lambda: rows.append(model.rowCount()))
    store.numbers = array("I", range(FIRST + 1))
    await model.show(QueueQuery(PRACTICE, "enrollment"))
    assert rows == [FIRST + 1]


async def test_first_rows_that_can_not_be_had_keep_nobody_waiting():
    store = Store(3)

    async def failing(_query: QueueQuery, _most: int) -> "array[int]":
        raise CacheDamagedError

    model = QueueTableModel(store.ids, store.rows, RowFormat(FACES, calendar()), load_first=failing)
    heard: list[str] = []
    model.failed.connect(lambda _error: heard.append("failed"))
    model.begun.connect(lambda _query: heard.append("begun"))
    await model.show(RENEWALS)
    assert heard == ["failed", "begun"]
    assert model.rowCount() == 3


async def test_rows_that_can_not_be_read_keep_their_place():
    items = ListedItems([refill(0)])
    model = QueueTableModel(items.ids, items.rows, RowFormat(FACES, calendar()))
    await model.show(RENEWALS)
    items.items.clear()
    model.repaint_all()
    assert model.row(0) is PLACEHOLDER
    assert model.index(0, Column.PATIENT).data() == ""


async def test_a_damaged_store_leaves_placeholders_and_a_word_in_the_log(caplog):
    store = Store(3)

    def damaged(_numbers: Sequence[int]) -> list[RowText]:
        raise CacheDamagedError

    model = QueueTableModel(store.ids, damaged, RowFormat(FACES, calendar()))
    await model.show(RENEWALS)
    assert model.row(1) is PLACEHOLDER
    assert "could not be read" in caplog.text


async def test_a_query_that_fails_is_told():
    async def failing(_query: QueueQuery) -> "array[int]":
        raise CacheDamagedError

    model = QueueTableModel(failing, lambda _numbers: [], RowFormat(FACES, calendar()))
    errors: list[Exception] = []
    model.failed.connect(errors.append)
    await model.show(RENEWALS)
    assert [type(error) for error in errors] == [CacheDamagedError]


async def test_marks_stay_with_their_items_over_a_new_order():
    store = Store(10)
    model = store.model()
    await model.show(RENEWALS)
    told: list[int] = []
    model.marks_changed.connect(told.append)
    model.toggle_mark(2)
    model.toggle_mark(7)
    model.toggle_mark(2)
    store.numbers = array("I", reversed(range(10)))
    await model.refresh(ChangeSet(everything=True))
    assert model.marks() == (ItemKey(PRACTICE, "refill", "7"),)
    assert model.is_marked(model.key_at(2))
    assert model.mark_label(model.marks()[0]) == "Patient 7 · Drug"
    assert told == [1, 2, 1]


async def test_marks_go_when_the_practice_changes():
    store = Store(3)
    model = store.model()
    await model.show(RENEWALS)
    model.toggle_mark(0)
    await model.show(QueueQuery(PRACTICE + 1, "refill"))
    assert model.marks() == ()


async def test_forgetting_leaves_nothing_behind():
    store = Store(3)
    model = store.model()
    await model.show(RENEWALS)
    model.toggle_mark(0)
    model.forget()
    assert (model.rowCount(), model.marks(), model.query) == (0, (), None)
    await model.refresh(ChangeSet(everything=True))
    assert model.rowCount() == 0


@pytest.mark.parametrize("row", [-1, 3, 1000])
async def test_there_is_nothing_outside_the_table(row):
    store = Store(3)
    model = store.model()
    await model.show(RENEWALS)
    model.toggle_mark(row)
    assert (model.key_at(row), model.number_at(row), model.marks()) == (None, -1, ())


async def test_a_row_is_found_again_by_its_number():
    store = Store(1000)
    model = store.model()
    await model.show(RENEWALS)
    assert model.row_of_number(model.number_at(512)) == 512
    assert model.row_of_number(5000) == -1


async def test_an_item_that_says_only_whose_it_is_says_what_it_asks():
    items = ListedItems([enrollment(0, summary="Ada Byron")])
    model = QueueTableModel(items.ids, items.rows, RowFormat(FACES, calendar()))
    await model.show(QueueQuery(PRACTICE, "enrollment"))
    assert model.index(0, Column.REQUEST).data() == "Wants an account"
