"""What has happened to an item; closed until somebody asks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.models.item_words import Event
from console.views.icons import ButtonIcon, IconLabel
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID


class HistoryView(QWidget):
    """A button that opens a few lines: when, and what; the patient's words, and the staff's apart.

    Signals: `opened()` when somebody wants to see more than the item itself tells.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._events: Sequence[Event] = ()
        self._toggle = QPushButton(self.tr("History"))
        self._toggle.setObjectName("history_toggle")
        self._toggle.setProperty("rank", "link")
        self._toggle.setCheckable(True)
        self._toggle.setAccessibleName(self.tr("History"))
        self._icon = ButtonIcon(self._toggle, "chevron-right", "accent")
        self._toggle.toggled.connect(self._on_toggled)
        self._lines = QWidget()
        self._lines.setObjectName("history_lines")
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(GAP, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(2, 1)
        self._sentence = WrappedLabel(tone="muted")
        self._sentence.setObjectName("history_sentence")
        self._sentence.hide()
        self._lines.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._lines)
        column.addWidget(self._sentence)

    @property
    def is_open(self) -> bool:
        """Whether somebody looks at it."""
        return self._toggle.isChecked()

    def show_events(self, events: Sequence[Event], sentence: str = "") -> None:
        """Show these lines when opened; `sentence` says what they can not tell."""
        self._events = events
        while self._grid.count():
            place = self._grid.takeAt(0)
            widget = place.widget() if place else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self.is_open:
            self._fill()
        self._sentence.say(sentence)
        self._sentence.setVisible(bool(sentence) and self.is_open)

    def _fill(self) -> None:
        """Make the lines, for who looks at them: most items are decided without."""
        row = 0
        for event in self._events:
            self._grid.addWidget(IconLabel(event.icon, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            when = PlainLabel(event.when, tone="muted")
            self._grid.addWidget(when, row, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(WrappedLabel(event.what), row, 2)
            row += 1
            for words in _words(event, self.tr("The patient reads"), self.tr("Staff only")):
                self._grid.addWidget(words, row, 2)
                row += 1

    def _on_toggled(self, opened: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._icon.show("chevron-down" if opened else "chevron-right")
        if opened and not self._grid.count():
            self._fill()
        self._lines.setVisible(opened)
        self._sentence.setVisible(opened and bool(self._sentence.text()))
        if opened:
            self.opened.emit()


def _words(event: Event, to_patient: str, staff_only: str) -> list[QWidget]:
    made: list[QWidget] = []
    if event.to_patient:
        made.append(_card("info", "mail", "info", to_patient, event.to_patient))
    if event.note:
        made.append(_card("well", "lock", "muted", staff_only, event.note))
    return made


def _card(surface: str, icon: str, tone: str, who: str, words: str) -> QFrame:
    """Words on a ground that tells whose they are, with a shape and a name beside the color."""
    card = QFrame()
    card.setProperty("surface", surface)
    card.setAccessibleName(f"{who}: {words}")
    row = QHBoxLayout(card)
    row.setContentsMargins(GAP, GRID, GAP, GRID)
    row.setSpacing(GAP)
    row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(PlainLabel(who, tone="muted"))
    column.addWidget(WrappedLabel(words))
    row.addLayout(column, 1)
    return card
