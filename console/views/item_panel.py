"""The item: all that the decision needs on one screen, and its actions at a fixed place."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from console.domain.items import Item
from console.domain.session import Me
from console.models.item_words import badges_of, claim_of, history_of
from console.models.offers import Circumstances, Offers, offers_for
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.views.action_bar import ActionBar
from console.views.empty_state import EmptyState
from console.views.history_view import HistoryView
from console.views.item_decision import ItemDecision
from console.views.item_header import ItemHeader
from console.views.queues import BODIES
from console.views.queues.body import QueueBody
from console.views.tab_order import order_tabs
from console.views.theme import GAP, GROUP, theme

SHORT = 460
"""A panel less high than this, in pixels at normal text size, has no room for a fixed header."""


class ItemPanel(QFrame):
    """Shows one frozen item; what the user decides is about exactly what is shown.

    Signals: `decided(Item, str action, dict params)`; `claimed(ItemKey)`, `claim_released(ItemKey)`;
    `slots_wanted(int practice, from_ms, until_ms)`; `changed_meanwhile(Item)` when the content moved
    while a decision on it was being made: its dialog has been closed and nothing was decided.
    """

    decided = Signal(object, str, object)
    claimed = Signal(object)
    claim_released = Signal(object)
    slots_wanted = Signal(int, object, object)
    changed_meanwhile = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("item_panel")
        self.setProperty("surface", "card")
        self._calendar = calendar
        self._me: Me | None = None
        self._item: Item | None = None
        self._online, self._data_age_s = True, 0.0
        self._bodies: dict[str, QueueBody] = {}
        self._header = ItemHeader(calendar)
        self._history = HistoryView()
        self._stack = QStackedWidget()
        self._decision = ItemDecision(calendar, self)
        self._decision.decided.connect(self.decided)
        self._actions = ActionBar()
        self._actions.taken.connect(self._on_taken)
        self._actions.claimed.connect(self.toggle_claim)
        self._empty = EmptyState("empty", self.tr("No item is chosen"), "", name="item")
        self._page = QWidget()
        self._lay_out()
        self.show_item(None)

    def _lay_out(self) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(GROUP, GAP, GROUP, GROUP)
        inner.setSpacing(GROUP)
        inner.addWidget(self._stack)
        inner.addWidget(self._history)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("item_scroll")
        self._scroll.setAccessibleName(self.tr("Item"))
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._above, self._inside = QVBoxLayout(), inner
        self._above.setContentsMargins(GROUP, GROUP, GROUP, GAP)
        self._above.addWidget(self._header)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._above)
        page.addWidget(self._scroll, 1)
        page.addWidget(self._actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        column.addWidget(self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the header in sight; where there is hardly room for it, let it scroll as well."""
        super().resizeEvent(event)
        scrolls = self.height() < SHORT * theme().text_scale
        if scrolls != (self._above.count() == 0):
            if scrolls:
                self._inside.insertWidget(0, self._header)
            else:
                self._above.addWidget(self._header)

    # What the window gives

    def show_me(self, me: Me) -> None:
        """Offer what this staff member may do."""
        self._me = me
        self._refresh()

    def show_colleagues(self, colleagues: Sequence[tuple[str, str]]) -> None:
        """Take the colleagues, id and name, to whom an item can be handed on."""
        self._decision.colleagues = colleagues

    def show_link(self, *, online: bool, data_age_s: float) -> None:
        """Take the state of the line: some actions are for when the portal is there."""
        if (online, data_age_s) != (self._online, self._data_age_s):
            self._online, self._data_age_s = online, data_age_s
            self._refresh()

    def show_item(self, item: Item | None) -> None:
        """Show an item, or a newer version of the one on show; None for none."""
        same = item is not None and self._item is not None and item.key == self._item.key
        changed = same and item is not None and item.content_hash != self._hash()
        self._item = item
        self._page.setVisible(item is not None)
        self._empty.setVisible(item is None)
        if item is None:
            return
        body = self._body(item.key.kind)
        body.show_item(item)
        self._stack.setCurrentWidget(body)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
        order_tabs(self._scroll, body, self._history, self._actions)
        if changed and self._decision.drop():
            self.changed_meanwhile.emit(item)
        self._refresh()

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Hand the slots that were wanted to the body on show."""
        if self._item is not None:
            self._body(self._item.key.kind).show_slots(slots)

    def focus_body(self) -> None:
        """Put the keyboard into the item: the first control of its body, else its actions."""
        self._scroll.setFocus()
        self._scroll.focusNextChild()

    def item(self) -> Item | None:
        """The item on show."""
        return self._item

    def offers(self) -> Offers | None:
        """What can be done with the item on show."""
        if self._item is None or self._me is None:
            return None
        face, body = FACES[self._item.key.kind], self._body(self._item.key.kind)
        now = Circumstances(self._me, self._online, self._data_age_s)
        return offers_for(self._item, face, now, body.blocker, self._calendar)

    # What the user does

    def take(self, rank: str) -> None:
        """Take the primary, secondary or refusing action, as its key does."""
        self._actions.take(rank)

    def take_action(self, action: str) -> None:
        """Take an action by its name, as the palette does; nothing if it is barred."""
        offers = self.offers()
        for offer in (*offers.placed, *offers.more) if offers else ():
            if offer.action == action and not offer.obstacle:
                self._on_taken(action)

    def toggle_claim(self) -> None:
        """Claim the item, or give the claim back."""
        if self._item is None or not self._item.is_open or not self._online:
            return
        signal = self.claim_released if self._is_mine() else self.claimed
        signal.emit(self._item.key)

    def _on_taken(self, action: str) -> None:
        if self._item is not None and self._me is not None:
            body = self._body(self._item.key.kind)
            self._decision.take(self._me, self._item, action, body)

    # Inside

    def _body(self, kind: str) -> QueueBody:
        body = self._bodies.get(kind)
        if body is None:
            body = self._bodies[kind] = BODIES[kind](self._calendar)
            self._stack.addWidget(body)
            body.choice_changed.connect(self._refresh_actions)
            body.chosen.connect(self._on_taken)
            body.slots_wanted.connect(self._on_slots_wanted)
        return body

    def _on_slots_wanted(self, from_ms: int, until_ms: int) -> None:
        if self._item is not None:
            self.slots_wanted.emit(self._item.key.practice_id, from_ms, until_ms)

    def _hash(self) -> str:
        return self._item.content_hash if self._item else ""

    def _is_mine(self) -> bool:
        claim = claim_of(self._item, self._calendar) if self._item else None
        return (
            claim is not None
            and self._me is not None
            and claim.get("staff_id") == self._me.staff_id
        )

    def _refresh(self) -> None:
        item = self._item
        if item is None:
            return
        face, body = FACES[item.key.kind], self._body(item.key.kind)
        staff_id = self._me.staff_id if self._me else ""
        badges = badges_of(item, face, self._calendar, staff_id, online=self._online)
        self._header.show_item(item, face, [*badges, *body.badges(item)])
        self._history.show_events(history_of(item, face, self._calendar))
        self._refresh_actions()

    def _refresh_actions(self) -> None:
        offers, item = self.offers(), self._item
        if offers is None or item is None:
            return
        self._actions.show_offers(offers.placed, offers.more, offers.note)
        claim = claim_of(item, self._calendar)
        possible = item.is_open and self._online and (claim is None or self._is_mine())
        self._actions.show_claim(mine=self._is_mine(), possible=possible, open_item=item.is_open)
