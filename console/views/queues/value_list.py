"""The values of a report as a list that is as high as its rows and never scrolls by itself."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy

from console.models.one_line import plain_tip
from console.views.queues.sight import keep_in_sight
from console.views.queues.value_row import ValueDelegate
from console.views.queues.value_shapes import ValueRow
from console.views.theme import theme

_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ValueModel(QAbstractListModel):
    """The rows, for the view and for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ValueRow] = ()

    def show_rows(self, rows: Sequence[ValueRow]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Give a row in words."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.rows[index.row()].tip)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.rows[index.row()].tip
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].spoken
        return None


class ValueList(QListView):
    """Shows values.

    Signals: `course_wanted(ValueRow)` when a person asked for the course of a value.
    """

    course_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Values"))
        self.setObjectName("values")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._values = ValueModel()
        self._painter = ValueDelegate(())
        self.setModel(self._values)
        self.setItemDelegate(self._painter)
        self.clicked.connect(self._on_clicked)
        theme().changed.connect(self._on_theme_changed)

    def show_rows(self, rows: Sequence[ValueRow]) -> None:
        """Show these values; the place is kept when they are as many as before."""
        current = self.currentIndex().row()
        same = [row.name for row in rows] == [row.name for row in self._values.rows]
        self._painter.show_rows(rows)
        self._values.show_rows(rows)
        if same and current >= 0:
            self.setCurrentIndex(self._values.index(current))
        self.updateGeometry()

    def rows(self) -> Sequence[ValueRow]:
        """Give the values on the screen."""
        return self._values.rows

    def hasHeightForWidth(self) -> bool:
        """Answer that names wrap where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all rows."""
        return sum(self._painter.height(row, width) for row in range(len(self._values.rows)))

    def sizeHint(self) -> QSize:
        """Ask for all rows."""
        return QSize(320, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the rows break in two lines."""
        return QSize(200, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take up the first row, so that the arrows have somewhere to begin."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._values.rows:
            self.setCurrentIndex(self._values.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the course with Enter; letters go to the window, whose shortcuts they are."""
        if event.key() in _OPENING:
            self._on_clicked(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Keep the current row in sight of the panel."""
        super().currentChanged(current, previous)
        area: QRect = self.visualRect(current)
        if self.hasFocus():
            keep_in_sight(self, area)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid() and self._values.rows[index.row()].has_course:
            self.course_wanted.emit(self._values.rows[index.row()])

    @Slot()
    def _on_theme_changed(self) -> None:
        self._painter.refresh()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
