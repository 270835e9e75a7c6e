"""What became of a time without a line, over the cards of what is to be read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from console.domain.decisions import TIME_OFFLINE_MS, Attention, TimeOffline
from console.models.offline_words import OutcomeLine, offline_title, outcome_lines
from console.models.when import Calendar
from console.views.badge import Badge
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, GROUP, TITLE


class ReconcileHead(QFrame):
    """Counts every decision of the time offline, and explains each outcome in one sentence.

    Hidden while there is no such time, and when all of it was answered a working day ago.
    """

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("reconcile_head")
        self.setProperty("surface", "framed")
        self._calendar = calendar
        self._shown: tuple[TimeOffline, list[OutcomeLine]] | None = None
        self._since = PlainLabel(tone="muted", wrap=True)
        self._since.setObjectName("reconcile_since")
        self._title = WrappedLabel(size=TITLE, bold=True)
        self._title.setObjectName("reconcile_title")
        self._lines = QWidget()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        column.setSpacing(GRID)
        column.addWidget(self._since)
        column.addWidget(self._title)
        column.addSpacing(GRID)
        column.addWidget(self._lines)
        self.hide()

    def show_time(self, offline: TimeOffline, attention: Sequence[Attention]) -> None:
        """Show what became of it; the cards of `attention` say more of those to be read."""
        lines = outcome_lines(offline, attention)
        if (offline, lines) != self._shown:
            self._shown = (offline, lines)
            since = self._calendar.moment(offline.since_ms)
            self._since.setText(
                self.tr("Decided without the portal since {time}").format(time=since)
            )
            self._title.say(offline_title(offline))
            self._show_lines(lines)
            self.setAccessibleName(self.story())
        self.setVisible(self._matters(offline))

    def story(self) -> str:
        """Give all that is said, as one text."""
        if self._shown is None:
            return ""
        told = [f"{one.number} {one.chip.text}: {one.sentence}" for one in self._shown[1]]
        return " ".join((f"{self._since.text()}: {self._title.text()}.", *told))

    def _matters(self, offline: TimeOffline) -> bool:
        if not offline.decided:
            return False
        ago = self._calendar.now_ms() - offline.answered_ms
        return bool(offline.waiting or offline.to_read) or ago < TIME_OFFLINE_MS

    def _show_lines(self, lines: Sequence[OutcomeLine]) -> None:
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP + GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, one in enumerate(lines):
            number = PlainLabel(str(one.number), bold=True)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addLayout(_level_with_badge(number), row, 0, top)
            grid.addWidget(Badge(one.chip), row, 1, top)
            sentence = WrappedLabel(one.sentence, tone="muted")
            grid.addLayout(_level_with_badge(sentence), row, 2)
        self._column.addWidget(self._lines)


def _level_with_badge(words: QWidget) -> QVBoxLayout:
    """Their first line on one height with the words in a badge, however many lines follow."""
    inset = QVBoxLayout()
    inset.setContentsMargins(0, GRID, 0, GRID)
    inset.addWidget(words)
    return inset
