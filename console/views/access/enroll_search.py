"""The field in which a person is looked for, or a letter scanned."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from console.domain.person_search import Wanted, read
from console.views.icons import FieldIcon

PAUSE_MS = 220
"""How long the typing must pause before the portal is asked; a scanner never pauses so long."""


class EnrollSearch(QLineEdit):
    """Understands what is typed. A token is never left in the field, nor kept for undoing.

    Signals: `wanted(Wanted)` when something else is to be looked for; `letter_read(str)` with the
    token of a letter; `entered` on Enter, when what was typed has been asked for; `left` on Down.
    """

    wanted = Signal(object)
    letter_read = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("enroll_search")
        self.setAccessibleName(self.tr("Find the patient, or scan a letter"))
        self.setPlaceholderText(self.tr("Name, birth date, phone, e-mail, number"))
        self.setMinimumHeight(36)
        self.setMaxLength(300)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        FieldIcon(self, "search")
        self.today = date.today  # the practice's day, set by whoever knows its zone
        self._asked = Wanted()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text_changed)

    def forget(self) -> None:
        """Take out what was typed, for good: `setText` leaves nothing to undo."""
        self._pause.stop()
        self._asked = Wanted()
        self.setText("")
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with what was found, Down into the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
            if self.text().strip():
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self._ask()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        found = read(self.text(), self.today())
        if found.token:
            self.forget()
            self.letter_read.emit(found.token)
        elif found != self._asked:
            self._asked = found
            self.wanted.emit(found)
