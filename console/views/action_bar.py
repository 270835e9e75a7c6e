"""The actions of an item, at a fixed place and in a fixed order: primary, secondary, refuse, more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from console.models.offers import RANKS, Offer
from console.views import icons
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID, GROUP, theme

_TONES = {"primary": "on_accent", "secondary": "text", "refuse": "bad"}


class ActionBar(QFrame):
    """Always at the bottom of the item. A disabled button says why, to the eye and to the ear.

    Signals: `taken(str)` with the action's name; `claimed` when the claim button is pressed.
    """

    taken = Signal(str)
    claimed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("action_bar")
        self.setProperty("surface", "foot")
        self._note = PlainLabel(tone="muted", wrap=True)
        self._note.setObjectName("action_note")
        self._offers: dict[str, Offer] = {}
        self._buttons = {rank: self._button(rank) for rank in RANKS}
        self._icons = {
            rank: ButtonIcon(self._buttons[rank], "check", _TONES[rank]) for rank in RANKS
        }
        self._claim = QPushButton()
        self._claim.setObjectName("claim_button")
        self._claim.setProperty("rank", "plain")
        self._claim_icon = ButtonIcon(self._claim, "claim", "text")
        self._claim.clicked.connect(self.claimed)
        self._more = QPushButton()
        self._more.setToolTip(self.tr("More actions"))
        self._more.setObjectName("more_button")
        self._more.setProperty("rank", "plain")
        self._more.setAccessibleName(self.tr("More actions"))
        self._more_offers: Sequence[Offer] = ()
        self._more.pressed.connect(
            self._fill_more
        )  # first: where a menu opens follows from its size
        menu = QMenu(self._more)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill_more)  # opened in another way
        self._more.setMenu(menu)
        ButtonIcon(self._more, "more", "text")
        self._lay_out()

    def _button(self, rank: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"{rank}_button")
        button.setProperty("rank", rank)
        button.setMinimumHeight(32)
        button.clicked.connect(lambda: self.take(rank))
        return button

    def _lay_out(self) -> None:
        row = Flow()
        for rank in RANKS:
            row.flow.addWidget(self._buttons[rank])
        row.flow.add_trailing(self._claim)
        row.flow.add_trailing(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GAP + GRID, GROUP, GAP + GRID)
        column.setSpacing(GAP)
        column.addWidget(self._note)
        column.addWidget(row)

    def show_offers(self, offers: Sequence[Offer], more: Sequence[Offer], note: str) -> None:
        """Offer these actions; `note` is a sentence on what will happen, or why nothing can."""
        self._offers = {offer.rank: offer for offer in offers}
        for rank, button in self._buttons.items():
            self._show(rank, button, self._offers.get(rank))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._show_more(more)

    def show_claim(self, *, mine: bool, possible: bool, open_item: bool = True) -> None:
        """Offer to claim the item, or to give the claim back; an item that is closed has no claim."""
        self._claim.setVisible(open_item)
        label = self.tr("Give back") if mine else self.tr("Claim")
        self._claim.setText(label)
        self._claim.setAccessibleName(label)
        self._claim.setToolTip(self.tr("{label} (C)").format(label=label))
        self._claim.setEnabled(possible)
        self._claim_icon.show("undo" if mine else "claim")

    def offer(self, rank: str) -> Offer | None:
        """What stands at a place of the bar."""
        return self._offers.get(rank)

    def take(self, rank: str) -> None:
        """Take the action at a place as if its button had been pressed; nothing if it is barred."""
        offer = self._offers.get(rank)
        if offer is not None and not offer.obstacle:
            self.taken.emit(offer.action)

    def _show(self, rank: str, button: QPushButton, offer: Offer | None) -> None:
        button.setVisible(offer is not None)
        if offer is None:
            return
        button.setText(offer.label)
        button.setEnabled(not offer.obstacle)
        button.setAccessibleName(offer.label.rstrip("…"))
        button.setAccessibleDescription(offer.obstacle)
        shown = self.tr("{label} ({key})").format(label=offer.label.rstrip("…"), key=offer.key)
        button.setToolTip(offer.obstacle or (shown if offer.key else ""))
        self._icons[rank].show(offer.icon)

    def _show_more(self, more: Sequence[Offer]) -> None:
        self._more_offers = more
        menu = self._more.menu()
        menu.clear()
        if menu.isVisible():
            self._fill_more()
        self._more.setVisible(bool(more))

    def _fill_more(self) -> None:
        """Make the lines of the menu when it is opened: most items are decided without it."""
        menu, more = self._more.menu(), self._more_offers
        if not menu.isEmpty():
            return
        for place, offer in enumerate(more):
            if offer.is_desk and place and not more[place - 1].is_desk:
                menu.addSeparator()
            label = f"{offer.label}\t{offer.key}" if offer.key else offer.label
            act = QAction(icons.icon(offer.icon, "text", theme().icon_size()), label, menu)
            act.setObjectName(f"more_{offer.action}")
            act.setEnabled(not offer.obstacle)
            act.setToolTip(offer.obstacle)
            act.triggered.connect(lambda _checked=False, name=offer.action: self.taken.emit(name))
            menu.addAction(act)
