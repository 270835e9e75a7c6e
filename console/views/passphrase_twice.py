"""Asks for a new passphrase twice, so that nobody locks themselves out by a slip of the hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.passphrase import SHORTEST
from console.views.passphrase_words import passphrase_obstacle
from console.views.plain_label import PlainLabel
from console.views.secret_field import SecretField
from console.views.theme import GAP, GRID


class PassphraseTwice(QWidget):
    """Two fields, each under its label. `name` begins their names.

    Signals: `submitted` on Enter in the second one.
    """

    submitted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        label = self.tr("Passphrase, at least %n character(s)", "", SHORTEST)
        self.first = self._field(label, name)
        self._column.addSpacing(GAP)
        self.again = self._field(self.tr("Once more"), f"{name}_again")
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.submitted)

    def obstacle(self) -> str:
        """Why it can not be taken, or nothing; the keyboard goes to the field that would mend it."""
        sentence, in_second = passphrase_obstacle(self.first.text(), self.again.text())
        if sentence:
            field = self.again if in_second else self.first
            field.setFocus()
            field.edit.selectAll()
        return sentence

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def _field(self, label: str, name: str) -> SecretField:
        field = SecretField(label)
        field.edit.setObjectName(name)
        words = PlainLabel(label, bold=True)
        words.setBuddy(field)
        self._column.addWidget(words)
        self._column.addWidget(field)
        return field
