"""Decisions that were not simply applied, until a person has read why; and how a time offline ended."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from console.domain.decisions import Attention, TimeOffline
from console.domain.session import Me
from console.models.one_line import isolated
from console.models.queue_face import QueueFace
from console.models.when import Calendar
from console.views.attention_card import AttentionCard
from console.views.card_list import CardList
from console.views.plain_label import PlainLabel
from console.views.reconcile_head import ReconcileHead

NEVER = TimeOffline()
SHOWN = 50
"""Cards built at once; the next appear as these are acknowledged."""
READABLE = 1080
"""Pixels at normal text size that a card is wide at most: three columns of a few words each."""
_BEFORE = 3  # title, head and sentence stand over the first card


class AttentionView(CardList):
    """One card for each: what I decided, what the portal said, how the item stands now."""

    def __init__(self, faces: Mapping[str, QueueFace], calendar: Calendar) -> None:
        super().__init__(
            "attention", QCoreApplication.translate("AttentionView", "Needs attention"), READABLE
        )
        self._faces, self._calendar = faces, calendar
        self._cards: dict[str, AttentionCard] = {}
        self._practices: dict[int, str] = {}
        self._me: Me | None = None
        self._head = ReconcileHead(calendar)
        self._sentence = PlainLabel(tone="muted", wrap=True)
        self._sentence.setObjectName("attention_sentence")
        self._rest = PlainLabel(tone="muted", wrap=True)
        self._rest.setObjectName("attention_rest")
        for part in (self._head, self._sentence, self._rest):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.show_attention(())

    def show_me(self, me: Me) -> None:
        """Take the user's practices: where there are several, each card says which it is about."""
        self._me = me
        self._practices = {practice.id: practice.name for practice in me.practices}

    def show_attention(self, attention: Sequence[Attention], offline: TimeOffline = NEVER) -> None:
        """Show these, the newest first, under what became of the time offline.

        The focus stays, or goes to the card that follows.
        """
        newest = sorted(attention, key=lambda one: one.at_ms, reverse=True)
        shown = {one.command.command_id: one for one in newest[:SHOWN]}
        place = self.focused_place()
        gone = [one for name, one in self._cards.items() if one.attention != shown.get(name)]
        loses_focus = place >= 0 and self.cards()[place] in gone
        for card in gone:
            del self._cards[card.attention.command.command_id]
            self.drop(card)
        for at, (name, one) in enumerate(shown.items(), start=_BEFORE):
            if name not in self._cards:
                self._cards[name] = self._card(one)
            self.place_card(self._cards[name], at)
        self._cards = {name: self._cards[name] for name in shown}
        self._head.show_time(offline, newest)
        self._say(len(newest))
        if loses_focus:
            self.focus_card(place)

    @property
    def tells_of_offline(self) -> bool:
        """Whether the account of a time offline stands over the cards."""
        return not self._head.isHidden()

    def offline_story(self) -> str:
        """Give the account of the time offline as one text; empty while there is none."""
        return self._head.story() if self.tells_of_offline else ""

    def cards(self) -> list[AttentionCard]:
        """Give the cards from the top."""
        return list(self._cards.values())

    def focus_first(self) -> None:
        """Put the focus on the newest."""
        self.focus_card(0)

    def begin(self) -> None:
        """Show the account of the time offline, the keyboard on the first card below it."""
        self.focus_card(0)
        self.area.verticalScrollBar().setValue(0)

    def _say(self, count: int) -> None:
        told = not self._head.isHidden()
        self.area.setVisible(count > 0 or told)
        self.empty.setVisible(count == 0)
        title = self.tr("The portal has accepted everything you decided.")
        if told:
            title = self.tr("Nothing is left to read.")
        waits = self.tr("What the portal does not accept waits here until you have read why.")
        self.empty.say("check", title, waits)
        sentence = self.tr("%n decision(s) to read. See why, then acknowledge.", "", count)
        if self._me is not None:
            signed = self.tr("Your name, {name}, is kept with each.")
            sentence = f"{sentence} {signed.format(name=isolated(self._me.name))}"
        self._sentence.setText(sentence)
        self._sentence.setVisible(count > 0)
        more = count - len(self._cards)
        self._rest.setText(self.tr("%n more follow when these are acknowledged.", "", more))
        self._rest.setVisible(more > 0)

    def _card(self, attention: Attention) -> AttentionCard:
        key = attention.command.key
        practice = self._practices.get(key.practice_id, "") if len(self._practices) > 1 else ""
        face = self._faces.get(key.kind)
        card = AttentionCard(attention, face, self._calendar, practice, self._me)
        self.wire(card, attention.command.command_id, key)
        return card
