"""One way in, as a card: what it is, what bars it, and the one button that goes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.access import Way
from console.models.access_words import blocker, not_allowed, warning, way_face
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon, IconLabel
from console.views.queues.facts import Fact, FactList
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, theme


class WayButton(QPushButton):
    """Enter presses it as Space does: the whole flow goes with one key."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, once for each press of the key: holding it down makes one letter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


class WayCard(QFrame):
    """Signal: `gone(str)` with the name of the way when its button is pressed."""

    gone = Signal(str)

    def __init__(self, way: str) -> None:
        super().__init__()
        self.way = way
        self.setObjectName(f"way_{way}")
        self.setProperty("surface", "framed")
        face = way_face(way)
        self.button = WayButton(face.button)
        self.button.setObjectName(f"go_{way}")
        self.button.setMinimumHeight(32)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda: self.gone.emit(way))
        self._face = ButtonIcon(self.button, face.icon)
        self._icon = face.icon
        self._sentence = WrappedLabel(face.sentence, tone="muted")
        self._notes = FactList(lead=0)
        self._options = Flow()
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(WrappedLabel(face.title, bold=True))
        words.addWidget(self._sentence)
        words.addWidget(self._notes)
        self._words = words
        words.addWidget(self._options)
        self._options.flow.add_trailing(self.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + GRID, GAP + GRID // 2, GAP + GRID, GAP + GRID // 2)
        row.setSpacing(GAP + GRID)
        row.addWidget(IconLabel(face.icon, "muted", 1.2), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme().changed.connect(self.updateGeometry)

    def show_way(self, way: Way, said: Sequence[str], *, primary: bool) -> None:
        """Show what holds for the way; codes in `said` stand above already. One way is primary."""
        own = [code for code in way.blockers if code not in said]
        bars = [f"{blocker(code).what} {blocker(code).todo}".strip() for code in own]
        if not way.allowed:
            bars.append(not_allowed())
        notes = [Fact("", text, "stop", "bad") for text in bars]
        if len(own) < len(way.blockers) and not bars:
            notes.append(Fact("", self.tr("Not possible now; see above."), "stop", "muted"))
        notes += [
            Fact("", warning(code), "warning", "warn") for code in way.warnings if code not in said
        ]
        self._notes.show_facts(notes)
        self.button.setEnabled(way.is_open)
        why = " ".join(blocker(code).what for code in way.blockers)
        self.button.setAccessibleDescription(why if way.allowed else not_allowed())
        self.button.setToolTip(self.button.accessibleDescription())
        self._rank("primary" if primary else "")

    def add_option(self, widget: QWidget) -> None:
        """Put something to choose before the button."""
        self._options.flow.removeWidget(self.button)
        self._options.flow.addWidget(widget)
        self._options.flow.add_trailing(self.button)

    def add_words(self, widget: QWidget) -> None:
        """Put words above the button, over the whole width."""
        self._words.insertWidget(self._words.indexOf(self._options), widget)

    def bars(self) -> list[str]:
        """What is said against the way, or of it."""
        return [value for _name, value in self._notes.shown()]

    def set_shown(self, *, shown: bool) -> None:
        """Show or hide the card."""
        reveal(self, shown=shown)

    def _rank(self, rank: str) -> None:
        if self.button.property("rank") != rank:
            self.button.setProperty("rank", rank)
            self._face.show(self._icon, "on_accent" if rank == "primary" else "text")
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)
