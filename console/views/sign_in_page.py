"""What every page of the sign-in window has: a title, fields under labels, one thing to send."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID, TARGET, TITLE


class Obstacle(NamedTuple):
    """Why a page can not be sent yet, and the field that would mend it."""

    sentence: str
    field: QWidget


class SignInPage(QWidget):
    """One page. Signals: `sent` on Enter in its last field."""

    sent = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.act = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID)

    def add_title(self, text: str) -> None:
        """Say what this step is for."""
        self.column.addWidget(PlainLabel(text, size=TITLE, bold=True, wrap=True))
        self.column.addSpacing(GRID)

    def add_field(self, label: str, field: QWidget, *, gap: int = GAP) -> None:
        """Put a field under its label."""
        words = PlainLabel(label, bold=True)
        words.setBuddy(field)
        self.column.addWidget(words)
        self.column.addWidget(field)
        self.column.addSpacing(gap)

    def add_explanation(self, text: str) -> None:
        """Put a sentence above the fields."""
        self.column.addWidget(PlainLabel(text, tone="muted", wrap=True))
        self.column.addSpacing(GAP)

    def add_at_the_left(self, button: QPushButton) -> None:
        """Put a button that is no wider than its words."""
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def first_field(self) -> QWidget:
        """Give the field to begin with."""
        raise NotImplementedError

    def obstacle(self) -> Obstacle | None:
        """Name what is missing, or None when the page may be sent."""
        raise NotImplementedError

    def clear_secrets(self) -> None:
        """Forget what nobody else may know."""
        raise NotImplementedError


def text_line(name: str, label: str) -> QLineEdit:
    """Make a line of text with a name for the screen reader."""
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(label)
    line.setMaxLength(256)
    return line


def link_button(name: str, text: str) -> QPushButton:
    """Make a button that is read as a link, and that Enter in a field does not press."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("rank", "link")
    button.setAutoDefault(False)
    button.setMinimumHeight(TARGET)
    return button
