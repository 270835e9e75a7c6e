"""The table of a batch: which file, whose account, what amount, how it stands and why."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from console.models.statement_row import Row, RowColumn
from console.models.statement_rows import StatementRows
from console.views import icons
from console.views.row_table import make_rows
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_WANTED = (
    (RowColumn.STATE, "Replaces an older one?"),
    (RowColumn.AMOUNT, "$00,000.00"),
    (RowColumn.ACCOUNT, "MMM-000000"),
    (RowColumn.GUARANTOR, "Name Surname-Name"),
    (RowColumn.PERIOD, "September 2026"),
)
"""What the columns have room for, those that are needed most first; the file and the reason share
the rest."""
_FILE_LEAST, _REASON_LEAST, _ROWS_LEAST = 18, 16, 6


class FileTable(QTableView):
    """Rows keep their place while they change. Signals: `chosen()` as one moves, `opened()` by Enter."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, rows: StatementRows) -> None:
        super().__init__()
        self.setObjectName("file_table")
        self.setAccessibleName(self.tr("Files of the batch"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        make_rows(self, self.tr("Columns"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda *_places: self.chosen.emit())
        self._kept: Row | None = None
        rows.modelAboutToBeReset.connect(self._keep)
        rows.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def row(self) -> Row | None:
        """The current row."""
        return self._rows.row(self.currentIndex().row())

    def go_to(self, place: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self._rows.index(place, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to the next row or the one before."""
        last = self._rows.rowCount() - 1
        if last >= 0:
            self.go_to(max(0, min(last, self.currentIndex().row() + by)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K step, Enter opens, Home and End go to the ends."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._rows.rowCount() - 1}
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.step(steps[key])
        elif key in ends and ends[key] >= 0:
            self.go_to(ends[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Not here: letters are keys."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _keep(self) -> None:
        self._kept = self.row()

    def _restore(self) -> None:
        place = self._rows.place_of(self._kept)
        if place >= 0:
            self.go_to(place)
        else:
            self.chosen.emit()

    def _share_width(self) -> None:
        metrics, side = QFontMetrics(theme().font()), theme().icon_size() + GRID
        letter = metrics.averageCharWidth()
        rest, fits = self.viewport().width() - _FILE_LEAST * letter, True
        for column, sample in _WANTED:
            wanted = metrics.horizontalAdvance(sample) + GAP + GRID
            wanted += side if column is RowColumn.STATE else 0
            fits = fits and (rest >= wanted or column is RowColumn.STATE)
            self.setColumnHidden(column, not fits)
            if fits:
                self.setColumnWidth(column, wanted)
                rest -= wanted
        has_reason = rest >= _REASON_LEAST * letter
        self.setColumnHidden(RowColumn.REASON, not has_reason)
        reason = max(_REASON_LEAST * letter, rest * 3 // 5) if has_reason else 0
        self.setColumnWidth(RowColumn.REASON, reason)
        self.setColumnWidth(RowColumn.FILE, _FILE_LEAST * letter + max(0, rest - reason))

    def _on_theme_changed(self) -> None:
        height = theme().row_height()
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(height * (_ROWS_LEAST + 1))
        self._share_width()
        self.viewport().update()


class _Cells(QStyledItemDelegate):
    """Paints a cell; a file on its way has a line below its state that grows."""

    def __init__(self, rows: StatementRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect, column = theme(), option.rect, index.column()
        row = self._rows.row(index.row())
        if row is None:
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
            if column == RowColumn.FILE:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        room, tone = rect.adjusted(GAP, 0, -GRID, 0), "text"
        if column == RowColumn.STATE:
            tone = self._paint_state(painter, room, row)
        elif column in {RowColumn.PERIOD, RowColumn.REASON}:
            tone = "muted"
        self._write(painter, room, row.cell(column), tone, column)

    def _paint_state(self, painter: QPainter, room: QRect, row: Row) -> str:
        """Paint the mark and how far it is; gives the tone of the words."""
        look, chip, share = theme(), row.chip(), row.share()
        side, ratio = look.icon_size(), painter.device().devicePixelRatioF()
        if share >= 0:
            bar = QRect(room.left(), room.bottom() - 3, room.width(), 2)
            painter.fillRect(bar, look.color("line"))
            bar.setWidth(room.width() * share // 100)
            painter.fillRect(bar, look.color("accent"))
        top = room.top() + (room.height() - side) // 2
        painter.drawPixmap(room.left(), top, icons.pixmap(chip.icon, chip.tone, side, ratio))
        room.adjust(side + GRID, 0, 0, 0)
        return chip.tone

    def _write(self, painter: QPainter, room: QRect, words: str, tone: str, column: int) -> None:
        font = theme().font(bold=column == RowColumn.FILE)
        painter.setFont(font)
        painter.setPen(theme().color(tone))
        way = (
            Qt.TextElideMode.ElideMiddle
            if column == RowColumn.FILE
            else Qt.TextElideMode.ElideRight
        )
        words = QFontMetrics(font).elidedText(words, way, room.width())
        side = (
            Qt.AlignmentFlag.AlignRight
            if column == RowColumn.AMOUNT
            else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
