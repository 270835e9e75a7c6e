"""Looking for a chart that the portal has not proposed: what is typed, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from console.domain.person_search import read
from console.models.when import Calendar
from console.views.icons import FieldIcon
from console.views.queues.section import column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TARGET

MOST = 200  # letters


class ChartSearch(QWidget):
    """A field with a button. Signals: `wanted(tuple of Terms)` when charts are to be looked for."""

    wanted = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        hint = self.tr("Another chart: name, date, number")
        self._typed = QLineEdit()
        self._typed.setObjectName("chart_search")
        self._typed.setAccessibleName(
            self.tr("Look for another chart by name, birth date, phone or record number")
        )
        self._typed.setPlaceholderText(hint)
        self._typed.setToolTip(hint)  # where it is cut
        self._typed.setMaxLength(MOST)
        self._typed.setMinimumHeight(TARGET + GRID)
        FieldIcon(self._typed, "search")
        self._button = QPushButton(self.tr("Search"))
        self._button.setObjectName("chart_search_button")
        self._button.setAutoDefault(False)
        self._button.setMinimumHeight(TARGET + GRID)
        self._said = WrappedLabel(tone="muted")
        self._said.setObjectName("chart_search_said")
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._typed, 1)
        row.addWidget(self._button)
        layout = column(self, space=GRID)
        layout.addLayout(row)
        layout.addWidget(self._said)
        self._button.clicked.connect(self._on_search)
        self._typed.returnPressed.connect(self._on_search)
        self.say("")

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is wanted: not when something else was shown since it was asked for."""
        return self._is_waiting

    def clear(self) -> None:
        """Forget what was typed: another item is shown."""
        self._typed.clear()
        self.say("")

    def show_found(self, count: int, *, more: bool) -> None:
        """Say how many charts fit; they stand above."""
        if not count:
            self.say(self.tr("No chart fits. Look at the spelling, or type less."))
        elif more:
            self.say(self.tr("More charts fit than are shown. Type more."))
        else:
            self.say(self.tr("%n chart(s) found", None, count))

    def say(self, words: str) -> None:
        """Show a sentence under the field, or none; what was waited for is not any more."""
        self._is_waiting = False
        self._said.say(words)
        reveal(self._said, shown=bool(words))

    def _on_search(self) -> None:
        readings = read(self._typed.text(), self._calendar.today()).readings
        if not readings:
            self.say(self.tr("Type a name of two letters at least, a whole date, or a number."))
            return
        self.say(self.tr("Looking for charts…"))
        self._is_waiting = True
        self.wanted.emit(readings)
