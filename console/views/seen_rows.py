"""Which rows of a list a person has had in sight (PEERS K108: everything was shown)."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QListView


class SeenRows(QObject):
    """Watches a list that breaks its lines: a row counts once its first line was on the screen."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._seen: set[int] = set()
        view.verticalScrollBar().valueChanged.connect(self._look)
        view.viewport().installEventFilter(self)

    def missing(self) -> int:
        """How many rows have not been in sight yet."""
        return self._view.model().rowCount() - len(self._seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again whenever the list is painted: it may have grown."""
        if event.type() == QEvent.Type.Paint:
            self._look()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        view = self._view
        if not view.isVisible():
            return
        height, width = view.viewport().height(), view.viewport().width()
        first = view.indexAt(QPoint(width // 2, 1)).row()
        if first < 0:
            return
        for row in range(first, view.model().rowCount()):
            place = view.visualRect(view.model().index(row, 0))
            if place.top() >= height:
                break
            self._seen.add(row)
