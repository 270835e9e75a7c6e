"""What has happened to an item; closed until somebody asks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from console.models.item_words import Event
from console.views.icons import ButtonIcon, IconLabel
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID


class HistoryView(QWidget):
    """A button that opens a few lines: when, and what."""

    def __init__(self) -> None:
        super().__init__()
        self._toggle = QPushButton(self.tr("History"))
        self._toggle.setObjectName("history_toggle")
        self._toggle.setProperty("rank", "link")
        self._toggle.setCheckable(True)
        self._toggle.setAccessibleName(self.tr("History"))
        self._icon = ButtonIcon(self._toggle, "chevron-right", "accent")
        self._toggle.toggled.connect(self._on_toggled)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(GAP, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(2, 1)
        self._lines.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._lines)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these lines when opened."""
        while self._grid.count():
            place = self._grid.takeAt(0)
            widget = place.widget() if place else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, event in enumerate(events):
            self._grid.addWidget(IconLabel(event.icon, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            when = PlainLabel(event.when, tone="muted")
            self._grid.addWidget(when, row, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(PlainLabel(event.what, wrap=True), row, 2)

    def _on_toggled(self, opened: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._icon.show("chevron-down" if opened else "chevron-right")
        self._lines.setVisible(opened)
