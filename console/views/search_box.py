"""Search as you type."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from console.views.icons import FieldIcon

PAUSE_MS = 120
"""How long the typing must pause before the table is asked, in milliseconds."""


class SearchBox(QLineEdit):
    """Asks the table once the typing pauses; Enter and the down key go to what was found.

    Signals: `search_changed(str)` with the trimmed text; `left` when the focus shall go to the table.
    """

    search_changed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search_box")
        self.setAccessibleName(self.tr("Search"))
        self.setPlaceholderText(self.tr("Search patient, request or who asked"))
        self.setToolTip(self.tr("Search (/)"))
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(32)
        self.setMaxLength(200)
        FieldIcon(self, "search")
        for button in self.findChildren(QToolButton):  # Qt's own clear button has no name
            button.setAccessibleName(self.tr("Clear the search"))
        self._asked = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears and then leaves, Enter and Down go to the table."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._ask()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._asked:
            self._asked = text
            self.search_changed.emit(text)
