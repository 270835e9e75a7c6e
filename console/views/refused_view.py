"""The practice's list of decisions that were made without a line and did not count (security I8)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton

from console.domain.refused import RefusedDecision
from console.messages import Message
from console.models.queue_face import QueueFace
from console.models.when import Calendar
from console.views.card_list import CardList
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.refused_card import RefusedCard

READABLE = 760


class RefusedView(CardList):
    """One card for each, the newest first; read from the portal, and kept nowhere here.

    Signals: `wanted(bool more)` when the list, or what follows of it, is to be read.
    """

    wanted = Signal(bool)

    def __init__(self, faces: Mapping[str, QueueFace], calendar: Calendar) -> None:
        super().__init__(
            "refused", QCoreApplication.translate("RefusedView", "Of the practice"), READABLE
        )
        self._faces, self._calendar = faces, calendar
        self._cards: dict[str, RefusedCard] = {}
        self._sentence = PlainLabel(tone="muted", wrap=True)
        self._sentence.setObjectName("refused_sentence")
        self._trouble = Notice()
        self._more = QPushButton(self.tr("Show more"))
        self._more.setObjectName("refused_more")
        self._more.clicked.connect(lambda: self.wanted.emit(True))
        self.column.addWidget(self._sentence)
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.show_nothing_yet()

    def show_nothing_yet(self) -> None:
        """Forget what was shown, of another practice or of before; it is being read."""
        self._drop_all()
        self._more.hide()
        self._say_empty("refresh", self.tr("Reading the practice's list…"), "")

    def show_decisions(
        self, decisions: Sequence[RefusedDecision], *, has_more: bool, appended: bool
    ) -> None:
        """Show what came, in place of what was shown or, `appended`, under it."""
        self._trouble.clear()
        if not appended:
            self._drop_all()
        for one in decisions:
            if one.command_id not in self._cards:
                card = self._cards[one.command_id] = self._card(one)
                self.place_card(card, self.column.count() - 2)
        self._put_last(self._more)
        self._more.setVisible(has_more)
        self._say()

    def show_acknowledged(self, decision: RefusedDecision) -> None:
        """Say on the card who has read it; it stays in sight until the list is read anew."""
        card = self._cards.get(decision.command_id)
        if card is not None:
            card.show_read(decision)
            self._say()

    def show_problem(self, message: Message) -> None:
        """Say why the list can not be read, or an entry not be acknowledged."""
        for card in self._cards.values():
            card.show_refused()
        if self._cards:
            # Reading is not deciding: nothing of it is kept here, to be sent later.
            self._trouble.say(message._replace(detail=""))
        else:
            self._say_empty("offline", message.text, message.action)

    def cards(self) -> list[RefusedCard]:
        """The cards from the top."""
        return list(self._cards.values())

    def text(self) -> str:
        """What is said in place of a list."""
        return "" if self.empty.isHidden() else self.empty.text()

    def _card(self, decision: RefusedDecision) -> RefusedCard:
        card = RefusedCard(decision, self._faces.get(decision.key.kind), self._calendar)
        self.wire(card, decision.command_id, decision.key)
        return card

    def _put_last(self, button: QPushButton) -> None:
        """Let it come in anew, so that Tab reaches it after the cards; it keeps the focus."""
        had_focus = button.hasFocus()
        self.column.removeWidget(button)
        button.setParent(None)
        place = self.column.count() - 1
        self.column.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignLeft)
        if had_focus:
            button.show()
            button.setFocus()

    def _say(self) -> None:
        if not self._cards:
            self._say_empty(
                "check",
                self.tr("No refused decision of the practice waits to be read."),
                self.tr(
                    "What somebody decides offline and the portal does not accept stands here until "
                    "one of you has read it."
                ),
            )
            return
        count = sum(card.is_open for card in self._cards.values())
        self._sentence.setText(self.tr("%n decision(s) made offline did not count.", "", count))
        self._sentence.setVisible(count > 0)  # those just read stay in sight
        self.area.show()
        self.empty.hide()

    def _say_empty(self, icon: str, title: str, sentence: str) -> None:
        self.empty.say(icon, title, sentence)
        self.area.hide()
        self.empty.show()

    def _drop_all(self) -> None:
        for card in self._cards.values():
            self.drop(card)
        self._cards.clear()
