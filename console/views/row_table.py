"""What our tables have in common: whole rows, one at a time, nothing to edit, no grid; how rows look."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from console.views import icons
from console.views.theme import GRID, theme

ACTIVATIONS = frozenset({QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate})
"""At these Qt's views paint all that is in sight; rows of ours look the same in a window behind a question."""
_BAR = 3
"""Pixels: how broad the mark of the current row is."""


def make_rows(table: QTableView, header_name: str) -> None:
    """Set a table up for rows to be gone through; `header_name` is for screen readers."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setAccessibleName(header_name)


class RowTable(QTableView):
    """Shares its width among its columns, anew with each size and each look; shows `rows_least` rows.

    A table says in `share_width` what its columns need, and calls `dress` when it has its rows.
    """

    rows_least = 5

    def __init__(self) -> None:
        super().__init__()
        make_rows(self, self.tr("Columns"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme().changed.connect(self.dress)

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.model().index(row, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to the next row or the one before."""
        last = self.model().rowCount() - 1
        if last >= 0:
            self.go_to(max(0, min(last, self.currentIndex().row() + by)))

    def keyboardSearch(self, search: str) -> None:
        """Not here: letters are keys, or only some of the rows are known."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if self.model() is not None:
            self.share_width()

    def share_width(self) -> None:
        """Give each column what it needs, as far as the width goes."""
        raise NotImplementedError

    def share(
        self, main: int, least: int, wanted: Mapping[int, int], always: int | None = None
    ) -> int:
        """Show the columns of `wanted` that fit, the first ones first, and give `main` the rest.

        `least` pixels are kept for `main`; `always` is shown even where it does not fit. Gives what
        is left for `main` beyond `least`.
        """
        rest, fits = self.viewport().width() - least, True
        for column, width in wanted.items():
            fits = fits and (rest >= width or column == always)
            self.setColumnHidden(column, not fits)
            if fits:
                self.setColumnWidth(column, width)
                rest -= width
        self.setColumnWidth(main, least + max(0, rest))
        return rest

    def dress(self) -> None:
        """Take the theme's measures."""
        self.verticalHeader().setDefaultSectionSize(theme().row_height())
        self.set_height()
        self.share_width()
        self.viewport().update()

    def set_height(self) -> None:
        """Take the room for some rows."""
        self.setMinimumHeight(theme().row_height() * (self.rows_least + 1))


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, is_first: bool) -> None:
    """Paint what is behind a cell: the tint of the current row, its bar, the line between rows."""
    look, rect = theme(), option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, look.color("selection"))
        if is_first:
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), look.color("accent"))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))


def paint_mark(painter: QPainter, room: QRect, icon: str, tone: str) -> None:
    """Paint a mark at the left of `room`, which is smaller by it then."""
    side, ratio = theme().icon_size(), painter.device().devicePixelRatioF()
    top = room.top() + (room.height() - side) // 2
    painter.drawPixmap(room.left(), top, icons.pixmap(icon, tone, side, ratio))
    room.adjust(side + GRID, 0, 0, 0)
