"""The cards of all sources, one under the other; without any, how a laboratory is connected."""

from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from console.domain.intake import IntakeOverview
from console.models.when import Calendar
from console.views.empty_state import EmptyState
from console.views.intake.source_card import SourceCard
from console.views.queues.section import reveal
from console.views.statements.scrolled import scrolled
from console.views.theme import GAP


class SourceList(QStackedWidget):
    """Cards keep their place while what they show changes, so that nothing jumps under the eyes."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._cards: list[SourceCard] = []
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, GAP, 0)
        self._column.setSpacing(GAP)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("source_area")
        self._area.setAccessibleName(self.tr("Sources"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        for ground in (self._area.viewport(), inner):
            ground.setAutoFillBackground(False)
        self._empty = EmptyState("unmatched", "", "", name="sources")
        self._around = scrolled(
            self._empty, "sources_around"
        )  # in large text how it is done takes more room
        for part in (self._area, self._around):
            self.addWidget(part)
        self.say(self.tr("Looking…"))

    def show_overview(self, seen: IntakeOverview) -> None:
        """Take the sources as they are now."""
        while len(self._cards) < len(seen.sources):
            card = SourceCard(self._calendar)
            self._column.insertWidget(len(self._cards), card)
            self._cards.append(card)
        for card, source in zip(self._cards, seen.sources, strict=False):
            card.show_source(source, seen)
        for place, card in enumerate(self._cards):
            reveal(card, shown=place < len(seen.sources))
        if seen.sources:
            self.setCurrentWidget(self._area)
        else:
            self._say_how()

    def say(self, sentence: str, button: str = "") -> None:
        """Say why there is nothing."""
        self._empty.say("clock", "", sentence, button)
        self.setCurrentWidget(self._around)

    def cards(self) -> list[SourceCard]:
        """The cards on show."""
        return [card for card in self._cards if not card.isHidden()]

    def _say_how(self) -> None:
        self._empty.say(
            "result",
            self.tr("No laboratory is connected yet"),
            self.tr(
                "Whoever runs your portal gives each laboratory an access of its own, with the command"
                " “portal-server client add”. The laboratory then sends over a line (MLLP), over the"
                " internet, or into a watched folder. What comes is shown here at once."
            ),
        )
        self.setCurrentWidget(self._around)
