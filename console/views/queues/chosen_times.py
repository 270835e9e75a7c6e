"""The times that were chosen, in words, each with a button that lets go of it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from console.views.icons import ButtonIcon, IconLabel
from console.views.queues.section import column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TARGET


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.slot_id = ""
        self.text, self.button = WrappedLabel(bold=True), QToolButton()
        self.button.setProperty("rank", "plain")
        self.button.setMinimumSize(TARGET, TARGET)
        ButtonIcon(self.button, "cross", "muted")
        row.addWidget(IconLabel("check", "accent"))
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


class ChosenTimes(QWidget):
    """Lists what was chosen.

    Signals: `dropped(id)` when a time is not wanted any more.
    """

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._layout = column(self, space=GRID)
        self._hint = WrappedLabel(tone="muted")
        self._layout.addWidget(self._hint)

    def show_times(self, times: Sequence[tuple[str, str]], hint: str) -> None:
        """Show ids and words of the times, and under them how to go on."""
        while len(self._lines) < len(times):
            self._add_line()
        for number, line in enumerate(self._lines):
            reveal(line, shown=number < len(times))
            if number < len(times):
                line.slot_id, words = times[number]
                line.text.say(words)
                told = QCoreApplication.translate("ChosenTimes", "Let go of {time}")
                line.button.setAccessibleName(told.format(time=words))
                line.button.setToolTip(told.format(time=words))
        self._hint.say(hint)
        reveal(self._hint, shown=bool(hint))

    def shown(self) -> list[str]:
        """Give the words of the times on the screen."""
        return [line.text.text() for line in self._lines if not line.isHidden()]

    def hint(self) -> str:
        """Give how to go on."""
        return self._hint.text()

    def _add_line(self) -> None:
        line = _Line()
        self._lines.append(line)
        self._layout.insertWidget(len(self._lines) - 1, line)
        line.button.clicked.connect(lambda: self.dropped.emit(line.slot_id))
