"""Search as you type."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from console.views.icons import ButtonIcon, FieldIcon
from console.views.theme import GRID, TARGET


class SearchBox(QLineEdit):
    """Asks the table at every letter (ADR 0024); Enter and the down key go to what was found.

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
        self.setMinimumHeight(32)
        self.setMaxLength(200)
        FieldIcon(self, "search")
        self._clear = QPushButton(self)
        self._clear.setObjectName("search_clear")
        self._clear.setProperty("rank", "plain")
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        ButtonIcon(self._clear, "cross", "muted")
        self._clear.hide()
        self._asked = ""
        self.textChanged.connect(self._on_text_changed)

    def show_words(self, words: str) -> None:
        """Take the words of what is shown already; nothing is asked anew."""
        self._asked = words.strip()
        self.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button that clears at the end, as high as the field allows."""
        super().resizeEvent(event)
        side = max(TARGET, self.height() - 2 * GRID)
        self._clear.setGeometry(
            self.width() - side - 2 * GRID, (self.height() - side) // 2, side + GRID, side
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears and then leaves, Enter and Down go to the table."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._ask()

    def _ask(self) -> None:
        text = self.text().strip()
        if text != self._asked:
            self._asked = text
            self.search_changed.emit(text)
