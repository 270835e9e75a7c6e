"""Cards below each other, as wide as can be read; a sentence where there is none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.domain.items import ItemKey
from console.views.decision_card import DecisionCard
from console.views.empty_state import EmptyState
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GROUP, TITLE, theme


class CardList(QFrame):
    """A title, what is said over the cards, the cards. Arrow keys go from card to card.

    `name` begins the names of its parts; `readable` is how wide a card is at most, in pixels at
    normal text size. Signals: `acknowledged(command_id)`, `show_item_asked(ItemKey)`.
    """

    acknowledged = Signal(str)
    show_item_asked = Signal(object)

    def __init__(self, name: str, title: str, readable: int) -> None:
        super().__init__()
        self.setObjectName(f"{name}_view")
        self._readable = readable
        self._list = QWidget()
        self.column = QVBoxLayout(self._list)
        self.column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        self.column.setSpacing(GAP + GAP // 2)
        self.column.addWidget(PlainLabel(title, size=TITLE, bold=True, wrap=True))
        self.area = QScrollArea()
        self.area.setObjectName(f"{name}_area")
        self.area.setAccessibleName(title)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._list)
        for ground in (self.area.viewport(), self._list):
            ground.setAutoFillBackground(False)
        self.empty = EmptyState("check", "", "", name=name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area, 1)
        outer.addWidget(self.empty, 1)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def cards(self) -> Sequence[DecisionCard]:
        """Give the cards from the top."""
        raise NotImplementedError

    def bring(self, card: DecisionCard) -> None:
        """Scroll a card to the top, all of it in sight where it fits."""
        self.area.verticalScrollBar().setValue(card.y() - GAP)

    def focus_card(self, place: int) -> None:
        """Put the keyboard on a card, or on the first or last where there are not so many."""
        cards = self.cards()
        if cards:
            card = cards[min(max(place, 0), len(cards) - 1)]
            card.setFocus()
            self.area.ensureWidgetVisible(card)

    def focused_place(self) -> int:
        """Which card the keyboard is on; -1 for none."""
        found = (place for place, card in enumerate(self.cards()) if card.is_in_use())
        return next(found, -1)

    def place_card(self, card: DecisionCard, place: int) -> None:
        """Put a card, new or known, into this place of the column."""
        self.column.removeWidget(card)
        self.column.insertWidget(place, card)

    def wire(self, card: DecisionCard, command_id: str, key: ItemKey) -> None:
        """Pass on what is asked of a new card."""
        card.acknowledged.connect(lambda: self.acknowledged.emit(command_id))
        card.item_asked.connect(lambda: self.show_item_asked.emit(key))
        card.step_asked.connect(lambda step: self.focus_card(self._place_of(card) + step))

    def drop(self, card: DecisionCard) -> None:
        """Take a card out for good."""
        self.column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _place_of(self, card: DecisionCard) -> int:
        return list(self.cards()).index(card)

    def _on_theme_changed(self) -> None:
        # Not the cards: their heights would be those of lines as long as the window is wide.
        self._list.setMaximumWidth(round(self._readable * theme().text_scale) + 2 * GROUP)
