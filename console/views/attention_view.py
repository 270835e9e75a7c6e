"""Decisions that the portal did not accept, until a person has read why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.domain.decisions import Attention
from console.domain.session import Me
from console.models.queue_face import QueueFace
from console.models.when import Calendar
from console.views.attention_card import AttentionCard
from console.views.empty_state import EmptyState
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GROUP, TITLE, theme

SHOWN = 50
"""Cards built at once; the next appear as these are acknowledged."""
READABLE = 760


class AttentionView(QFrame):
    """One card for each: what I decided, what the portal said, how the item stands now.

    Signals: `acknowledged(command_id)`, `show_item_asked(ItemKey)`.
    """

    acknowledged = Signal(str)
    show_item_asked = Signal(object)

    def __init__(
        self,
        faces: Mapping[str, QueueFace],
        calendar: Calendar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("attention_view")
        self._faces, self._calendar = faces, calendar
        self._cards: dict[str, AttentionCard] = {}
        self._practices: dict[int, str] = {}
        self._title = PlainLabel(self.tr("Needs attention"), size=TITLE, bold=True)
        self._sentence = PlainLabel(tone="muted", wrap=True)
        self._sentence.setObjectName("attention_sentence")
        self._rest = PlainLabel(tone="muted", wrap=True)
        self._rest.setObjectName("attention_rest")
        self._empty = EmptyState(
            "check",
            self.tr("The portal has accepted everything you decided."),
            self.tr("What it does not accept waits here until you have read why."),
        )
        self._list = QWidget()
        self._area = QScrollArea()
        self._lay_out()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_attention(())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        self._column.setSpacing(GAP + GAP // 2)
        self._column.addWidget(self._title)
        self._column.addWidget(self._sentence)
        self._column.addWidget(self._rest)
        self._column.addStretch(1)
        self._area.setObjectName("attention_area")
        self._area.setAccessibleName(self.tr("Needs attention"))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._list)
        for ground in (self._area.viewport(), self._list):
            ground.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        outer.addWidget(self._empty)

    def show_me(self, me: Me) -> None:
        """Take the user's practices: where there are several, each card says which it is about."""
        self._practices = {practice.id: practice.name for practice in me.practices}

    def show_attention(self, attention: Sequence[Attention]) -> None:
        """Show these, the newest first. The focus stays, or goes to the card that follows."""
        newest = sorted(attention, key=lambda one: one.at_ms, reverse=True)
        shown = {one.command.command_id: one for one in newest[:SHOWN]}
        place = self._focused_place()
        gone = [one for name, one in self._cards.items() if one.attention != shown.get(name)]
        loses_focus = place >= 0 and self.cards()[place] in gone
        for card in gone:
            self._drop(card)
        for at, (name, one) in enumerate(shown.items(), start=2):
            card = self._cards.get(name) or self._card(one)
            self._cards[name] = card
            self._column.removeWidget(card)
            self._column.insertWidget(at, card)
        self._cards = {name: self._cards[name] for name in shown}
        self._say(len(newest))
        if loses_focus:
            self._focus(place)

    def _drop(self, card: AttentionCard) -> None:
        del self._cards[card.attention.command.command_id]
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def cards(self) -> list[AttentionCard]:
        """Give the cards from the top."""
        return list(self._cards.values())

    def focus_first(self) -> None:
        """Put the focus on the newest."""
        self._focus(0)

    def _say(self, count: int) -> None:
        self._area.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        self._sentence.setText(
            self.tr("%n decision(s) were not accepted. Read why, then acknowledge.", "", count)
        )
        more = count - len(self._cards)
        self._rest.setText(self.tr("%n more follow when these are acknowledged.", "", more))
        self._rest.setVisible(more > 0)

    def _card(self, attention: Attention) -> AttentionCard:
        key = attention.command.key
        practice = self._practices.get(key.practice_id, "") if len(self._practices) > 1 else ""
        face = self._faces.get(key.kind)
        card = AttentionCard(attention, face, self._calendar, practice)
        card.setMaximumWidth(self._readable())
        card.acknowledged.connect(lambda: self.acknowledged.emit(attention.command.command_id))
        card.item_asked.connect(lambda: self.show_item_asked.emit(key))
        card.step_asked.connect(lambda step: self._step(card, step))
        return card

    def _step(self, card: AttentionCard, step: int) -> None:
        self._focus(self.cards().index(card) + step)

    def _focus(self, place: int) -> None:
        cards = self.cards()
        if cards:
            card = cards[min(max(place, 0), len(cards) - 1)]
            card.setFocus()
            self._area.ensureWidgetVisible(card)

    def _focused_place(self) -> int:
        for place, card in enumerate(self._cards.values()):
            if card.hasFocus() or any(
                button.hasFocus() for button in card.findChildren(QPushButton)
            ):
                return place
        return -1

    def _readable(self) -> int:
        return round(READABLE * theme().text_scale)

    def _on_theme_changed(self) -> None:
        for card in self._cards.values():
            card.setMaximumWidth(self._readable())
