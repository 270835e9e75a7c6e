"""Selection and scrolling found again over a reset, by item and not by row."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from console.domain.items import ItemKey, QueueQuery
from console.models.queue_table import QueueTableModel


@dataclass(frozen=True)
class Place:
    """Where the user was: the current item, its row, and what stood at the top."""

    query: QueueQuery | None
    key: ItemKey | None
    number: int
    row: int
    top_number: int
    top_row: int


class KeepPlace(QObject):
    """Remembers the place before the model resets and goes back to it afterwards.

    The same query: the current item stays; when it has left the queue, the one that took its row
    is next, so that a person who decides goes on downwards. Another query: the item is kept
    when it is there too, else the first row is taken.
    """

    def __init__(
        self, table: QTableView, model: QueueTableModel, go_to: Callable[[int], None]
    ) -> None:
        super().__init__(table)
        self._table, self._model, self._go_to = table, model, go_to
        self._place = Place(None, None, -1, -1, -1, 0)
        self._answered: QueueQuery | None = None
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)

    def _on_about_to_be_reset(self) -> None:
        row = self._table.currentIndex().row()
        top = self._table.rowAt(0)
        self._place = Place(
            self._answered,
            self._model.key_at(row),
            self._model.number_at(row),
            row,
            self._model.number_at(top),
            max(0, top),
        )

    def _on_reset(self) -> None:
        place, rows = self._place, self._model.rowCount()
        same = place.query == self._model.query
        self._answered = self._model.query
        if not rows:
            self._go_to(-1)
            return
        found = self._model.row_of_number(place.number)
        if same:
            self._restore_top(place)
            self._go_to(found if found >= 0 else min(max(place.row, 0), rows - 1))
        else:
            self._go_to(max(found, 0))

    def _restore_top(self, place: Place) -> None:
        top = self._model.row_of_number(place.top_number)
        if place.top_row == 0 and top >= 0:
            top = 0  # who looks at the top wants to see what comes in there
        if top >= 0:
            height = self._table.verticalHeader().defaultSectionSize()
            self._table.verticalScrollBar().setValue(top * height)
