"""The line above the week: one back, one on, which week it is, and whose."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from console.views.icons import ButtonIcon
from console.views.queues import type_sizes
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TARGET

_LETTERS = 10
_NARROW = 60  # letters


class _StillBox(QComboBox):
    """A list of choices that the wheel does not turn: it scrolls the panel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class WeekBar(QWidget):
    """Turns weeks and chooses a practitioner.

    Signals: `turned(step)`, `practitioner_chosen(id)`; `listed(bool)` to read the times as a list.
    """

    listed = Signal(bool)
    turned = Signal(int)
    practitioner_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._layout.addLayout(row)
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
        row.addSpacing(GRID)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._list_button())
        self._layout.addWidget(self._box, 1)
        self._box.activated.connect(self._on_activated)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the practitioners on a line of their own where it is narrow."""
        narrow = self.width() < type_sizes.metrics().averageCharWidth() * _NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != way:
            self._layout.setDirection(way)
        super().resizeEvent(event)

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

    def _list_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("as_list")
        button.setProperty("rank", "plain")
        button.setCheckable(True)
        button.setMinimumSize(TARGET, TARGET)
        button.setAccessibleName(self.tr("Times as a list"))
        button.setToolTip(self.tr("Times as a list"))
        ButtonIcon(button, "rows")
        button.toggled.connect(self.listed)
        return button

    def _on_activated(self, index: int) -> None:
        self.practitioner_chosen.emit(str(self._box.itemData(index)))
