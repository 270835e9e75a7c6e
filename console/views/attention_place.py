"""*Needs attention*: my own decisions that were not accepted, and those of the practice."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from console.views.refused_view import RefusedView
from console.views.segments import Segments
from console.views.theme import GAP, GROUP

MINE, PRACTICE = "mine", "practice"


class AttentionPlace(QFrame):
    """One of two lists under two words. Signals: `practice_wanted` when the practice's is shown."""

    practice_wanted = Signal()

    def __init__(self, mine: QWidget, practice: RefusedView) -> None:
        super().__init__()
        self.setObjectName("attention_place")
        self._practice = practice
        titles = {MINE: self.tr("Mine"), PRACTICE: self.tr("Of the practice")}
        self.segments = Segments(titles, "attention")
        self.segments.chosen.connect(self._on_chosen)
        self._stack = QStackedWidget()
        self._stack.addWidget(mine)
        self._stack.addWidget(practice)
        self.segments.setContentsMargins(GROUP, GAP, GROUP, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.segments)
        column.addWidget(self._stack, 1)

    @property
    def shows_practice(self) -> bool:
        """Whether the practice's list is the one on show."""
        return self._stack.currentWidget() is self._practice

    def show_count(self, count: int) -> None:
        """Say how many of the practice's nobody has read."""
        title = self.tr("Of the practice")
        spoken = title + ", " + self.tr("%n to read", "", count)
        number = QLocale().toString(count)
        self.segments.retitle(
            PRACTICE, f"{title} · {number}" if count else title, spoken if count else title
        )

    def _on_chosen(self, name: str) -> None:
        self._stack.setCurrentIndex(int(name == PRACTICE))
        if name == PRACTICE:
            self.practice_wanted.emit()
