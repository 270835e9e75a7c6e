"""The line above the week: one back, one on, which week it is, and whose."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from console.views.icons import ButtonIcon
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TARGET

_LETTERS = 10


class _StillBox(QComboBox):
    """A list of choices that the wheel does not turn: it scrolls the panel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class WeekBar(QWidget):
    """Turns weeks and chooses a practitioner.

    Signals: `turned(step)`, `practitioner_chosen(id)`.
    """

    turned = Signal(int)
    practitioner_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self._title = WrappedLabel(bold=True)
        self._box = _StillBox()
        self._box.setAccessibleName(self.tr("With"))
        self._box.setMinimumContentsLength(_LETTERS)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self._button("chevron-left", self.tr("The week before"), -1))
        row.addWidget(self._button("chevron-right", self.tr("The next week"), 1))
        row.addSpacing(GAP - GRID)
        row.addWidget(self._title)
        row.addSpacing(GAP)
        row.addWidget(self._box, 1)
        self._box.activated.connect(self._on_activated)

    def show_title(self, title: str) -> None:
        """Show which week it is."""
        self._title.say(title)

    def title(self) -> str:
        """Give which week it is."""
        return self._title.text()

    def show_practitioners(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer practitioners as ids and words."""
        blocker = QSignalBlocker(self._box)
        if [
            (self._box.itemData(n), self._box.itemText(n)) for n in range(self._box.count())
        ] != list(choices):
            self._box.clear()
            for practitioner_id, words in choices:
                self._box.addItem(words, practitioner_id)
        self._box.setCurrentIndex(self._box.findData(chosen))
        self._box.setToolTip(self._box.currentText())
        reveal(self._box, shown=bool(choices))
        blocker.unblock()

    def box(self) -> QComboBox:
        """Give the list of practitioners."""
        return self._box

    def _button(self, icon: str, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("rank", "plain")
        button.setMinimumSize(TARGET, TARGET)
        button.setAccessibleName(name)
        button.setToolTip(name)
        ButtonIcon(button, icon)
        button.clicked.connect(lambda: self.turned.emit(step))
        return button

    def _on_activated(self, index: int) -> None:
        self.practitioner_chosen.emit(str(self._box.itemData(index)))
