"""The week's times as a list, for who would rather hear or read than look at a picture."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView

from console.views.queues import type_sizes
from console.views.theme import GAP, theme

_ID = Qt.ItemDataRole.UserRole
_CHOOSABLE = Qt.ItemDataRole.UserRole + 1
_LINES = 12


class SlotList(QListView):
    """Lists every slot in words; the ones that are not to be had are there, but can not be chosen.

    Signals: `taken(id, add)` as the picture has it.
    """

    taken = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("slot_list")
        self.setAccessibleName(self.tr("Times of the week"))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setWordWrap(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._times = QStandardItemModel(self)
        self.setModel(self._times)
        self.clicked.connect(lambda index: self._take(index, add=False))

    def show_times(self, times: Sequence[tuple[str, str, bool, bool]]) -> None:
        """Show times as id, words, whether it can be chosen, and whether it is."""
        row = self.currentIndex().row()
        if row < 0:
            row = next((n for n, one in enumerate(times) if one[2]), 0)
        self._times.clear()
        for slot_id, words, is_open, is_chosen in times:
            item = QStandardItem(words)
            item.setData(slot_id, _ID)
            item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
            font = self.font()
            font.setBold(is_chosen)
            item.setFont(font)
            item.setData(is_open or is_chosen, _CHOOSABLE)
            if not (is_open or is_chosen):
                item.setForeground(theme().color("muted"))
            self._times.appendRow(item)
        self.setCurrentIndex(self._times.index(min(row, self._times.rowCount() - 1), 0))

    def shown(self) -> list[str]:
        """Give the words on the screen."""
        return [self._times.item(row).text() for row in range(self._times.rowCount())]

    def sizeHint(self) -> QSize:
        """Ask for a dozen lines."""
        return QSize(420, type_sizes.metrics().height() * _LINES + GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter, or with Space beside others."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.currentIndex(), add=False)
        elif event.key() == Qt.Key.Key_Space:
            self._take(self.currentIndex(), add=True)
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex, *, add: bool) -> None:
        if index.isValid() and index.data(_CHOOSABLE):
            self.taken.emit(str(index.data(_ID)), add)
