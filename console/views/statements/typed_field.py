"""A field with its name above it and, below it, what is wrong with what was typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.views.icons import IconLabel
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID

_HIGH = 32  # pixels


class TypedField(QWidget):
    """One line to type. Signals: `edited` when a person has changed it; `entered` on Enter."""

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str, label: str, hint: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(hint)
        self.edit.setMinimumHeight(_HIGH)
        self.edit.setMaxLength(120)
        self._label = WrappedLabel(label, tone="muted")
        self._label.setBuddy(self.edit)
        self._wrong = WrappedLabel(tone="bad")
        self._wrong.setObjectName(f"{name}_wrong")
        self._fault = QWidget()
        fault = QHBoxLayout(self._fault)
        fault.setContentsMargins(0, 0, 0, 0)
        fault.setSpacing(GRID)
        fault.addWidget(IconLabel("warning", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        fault.addWidget(self._wrong, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for part in (self._label, self.edit, self._fault):
            column.addWidget(part)
        reveal(self._fault, shown=False)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self.entered)

    def text(self) -> str:
        """What was typed, without what surrounds it."""
        return self.edit.text().strip()

    def put(self, text: str) -> None:
        """Fill the field in; nothing is wrong with it any more."""
        self.edit.setText(text)
        self.say_wrong("")

    def name(self, label: str) -> None:
        """Call the field something else."""
        self._label.say(label)
        self.edit.setAccessibleName(label)

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong; nothing when the sentence is empty."""
        self._wrong.say(sentence)
        reveal(self._fault, shown=bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        self.edit.setProperty("wrong", bool(sentence))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)

    def wrong(self) -> str:
        """What is said to be wrong."""
        return self._wrong.text()

    def _on_edited(self) -> None:
        self.say_wrong("")
        self.edited.emit()
