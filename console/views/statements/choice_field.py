"""One of a few codes, chosen by its words, with the name of the choice above it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID

_HIGH = 32  # pixels


class ChoiceField(QWidget):
    """`options` are codes and their words. Signals: `changed` when another one is chosen."""

    changed = Signal()

    def __init__(self, name: str, label: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.combo = QComboBox()
        self.combo.setObjectName(name)
        self.combo.setAccessibleName(label)
        self.combo.setMinimumHeight(_HIGH)
        for code, words in options:
            self.combo.addItem(words, code)
        head = WrappedLabel(label, tone="muted")
        head.setBuddy(self.combo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(head)
        column.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.combo.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def code(self) -> str:
        """The code that is chosen."""
        return str(self.combo.currentData())

    def choose(self, code: str) -> None:
        """Choose a code; the first one where it is not known."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(code)))
