"""A table of plain tuples that are in memory already: what Qt and Python do at best for our screen.

No encryption, no portal, no decisions, no status: rows of eight texts, drawn by a delegate of its own.
"""

import random
import time
from itertools import islice

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

_Index = QModelIndex | QPersistentModelIndex
COLUMNS, SCREEN = 8, 40
_GIVEN = ("Ada", "Maria", "Jo", "Noor", "Marta", "Liam", "Wei", "Ines", "Tariq", "Greta")
_FAMILY = ("Garcia", "Smith", "Marin", "O'Hara", "Nguyen", "Okafor", "Lopez", "Brown", "Sato", "Mills")  # fmt: skip
_WISH = ("Sign-up", "Renewal of lisinopril 10 mg", "Visit, new problem", "Result: lipid panel")


class _Model(QAbstractTableModel):
    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        super().__init__()
        self.rows, self.order = rows, list(range(len(rows)))

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.order)

    def columnCount(self, _parent: _Index | None = None) -> int:
        return COLUMNS

    def data(self, _index: _Index, _role: int = 0) -> None:
        return None

    def show(self, order: list[int]) -> None:
        """Show other rows, or in another order."""
        self.beginResetModel()
        self.order = order
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model) -> None:
        super().__init__(model)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        text = self._model.rows[self._model.order[index.row()]][index.column()]
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignVCenter, text)


class PlainTable:
    """Shown in a window of its own; each call measures one act, in milliseconds."""

    def __init__(self, rows: int, seed: int = 7) -> None:
        made = plain_rows(rows, seed)
        self.model = _Model(made)
        self._folded = [" ".join(row).casefold() for row in made]
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.model))
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.resize(1440, 900)
        self.view.show()

    def frame(self, at: int) -> float:
        """Scroll to a place, and paint."""
        bar = self.view.verticalScrollBar()
        began = time.perf_counter()
        bar.setValue(at % max(1, bar.maximum()))
        self.view.viewport().repaint()
        return (time.perf_counter() - began) * 1000

    def search(self, text: str) -> tuple[float, float]:
        """Look for a text: until the first screen is painted, and until all that fits is known."""
        began = time.perf_counter()
        fitting = (n for n, folded in enumerate(self._folded) if text in folded)
        first = list(islice(fitting, SCREEN))
        self.model.show(first)
        self.view.viewport().repaint()
        painted = time.perf_counter()
        self.model.show([*first, *fitting])
        return (painted - began) * 1000, (time.perf_counter() - began) * 1000

    def sort(self, column: int) -> float:
        """Sort by a column, and paint."""
        rows = self.model.rows
        began = time.perf_counter()
        self.model.show(sorted(range(len(rows)), key=lambda number: rows[number][column]))
        self.view.viewport().repaint()
        return (time.perf_counter() - began) * 1000

    def one_row(self) -> float:
        """Paint one row anew."""
        at = self.view.visualRect(self.model.index(3, 0))
        row = at.adjusted(0, 0, self.view.viewport().width(), 0)
        began = time.perf_counter()
        self.view.viewport().repaint(row)
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Take it away."""
        self.view.close()
        self.view.deleteLater()


def plain_rows(rows: int, seed: int = 7) -> list[tuple[str, ...]]:
    """Rows as a queue's screen shows them, the same ones for the same seed."""
    chance = random.Random(seed)
    return [_row(number, chance) for number in range(rows)]


def _row(number: int, chance: random.Random) -> tuple[str, ...]:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    born = (
        f"{chance.randrange(1930, 2020)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    )
    came = f"{chance.randrange(1, 60)} min"
    return ("", f"{family}, {given}", born, chance.choice(_WISH), given, came, "", f"{number:07}")
