"""The item: all that the decision needs on one screen, and its actions at a fixed place."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from console.domain.desk import DeskSettings
from console.domain.items import Item, ItemKey
from console.domain.session import Me
from console.domain.working_time import working_hours_of
from console.models.desk_words import TAKE_OVER
from console.models.item_words import Event, badges_of, claim_of, history_of
from console.models.offers import Circumstances, Offer, Offers, offers_for
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.views.action_bar import ActionBar
from console.views.empty_state import EmptyState
from console.views.history_view import HistoryView
from console.views.item_decision import ItemDecision
from console.views.item_header import ItemHeader
from console.views.item_page import ItemPage
from console.views.queues import BODIES
from console.views.queues.body import QueueBody


class ItemPanel(QFrame):
    """Shows one frozen item; what the user decides is about exactly what is shown.

    Signals: `decided(Item, str action, dict params)`, `decided_for(…, str staff id)` for a
    colleague; `claimed(ItemKey)`, `claim_released(ItemKey)`, `taken_over(Item, str note)`;
    `slots_wanted(int practice, from_ms, until_ms)`, `others_wanted(Item)` for the person's other
    items, `history_wanted(Item)`, `item_wanted(ItemKey)` for another item; `changed_meanwhile(Item)`
    when the content moved while a decision was being made: nothing was decided; `body_made(QueueBody)`.
    """

    decided = Signal(object, str, object)
    decided_for = Signal(object, str, object, str)
    claimed = Signal(object)
    claim_released = Signal(object)
    taken_over = Signal(object, str)
    slots_wanted = Signal(int, object, object)
    others_wanted = Signal(object)
    history_wanted = Signal(object)
    changed_meanwhile = Signal(object)
    item_wanted = Signal(object)
    body_made = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("item_panel")
        self.setProperty("surface", "card")
        self._calendar = calendar
        self._me: Me | None = None
        self._item: Item | None = None
        self._online, self._data_age_s = True, 0.0
        self._settings = DeskSettings()
        self._told: tuple[ItemKey, int] | None = None  # the version whose history the portal told
        self._bodies: dict[str, QueueBody] = {}
        self._header, self._history = ItemHeader(calendar), HistoryView()
        self._actions = ActionBar()
        self._page = ItemPage(self._header, self._history, self._actions)
        self._empty = EmptyState("empty", self.tr("No item is chosen"), "", name="item")
        self._decision = ItemDecision(calendar, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._page, self._empty):
            column.addWidget(part)
        self._connect()
        self.show_item(None)

    def _connect(self) -> None:
        self._decision.decided.connect(self.decided)
        self._decision.decided_for.connect(self.decided_for)
        self._decision.others_wanted.connect(self.others_wanted)
        self._decision.taken_over.connect(self.taken_over)
        self._actions.taken.connect(self._on_taken)
        self._actions.claimed.connect(self.toggle_claim)
        self._history.opened.connect(self._on_history_opened)

    def show_me(self, me: Me) -> None:
        """Offer what this staff member may do."""
        self._me = me
        self._refresh()

    def show_colleagues(self, colleagues: Sequence[tuple[str, str]]) -> None:
        """Take the colleagues, id and name, to whom an item can be handed on."""
        self._decision.colleagues = colleagues

    def show_settings(self, settings: DeskSettings) -> None:
        """Take what the practice has set: who acts for whom, its hours, its ready texts."""
        self._settings = self._decision.settings = settings
        self._calendar.hours = working_hours_of(settings.policy("desk"))
        for body in self._bodies.values():
            body.show_settings(settings)
        self._refresh()

    def show_link(self, *, online: bool, data_age_s: float) -> None:
        """Take the state of the line: some actions are for when the portal is there."""
        if (online, data_age_s) != (self._online, self._data_age_s):
            self._online, self._data_age_s = online, data_age_s
            self._refresh()

    def show_item(self, item: Item | None) -> None:
        """Show an item, or a newer version of the one on show; None for none."""
        same = item is not None and self._item is not None and item.key == self._item.key
        changed = same and item is not None and _basis(item) != _basis(self._item)
        self._item = item
        self._page.present(shown=item is not None)
        self._empty.setVisible(item is None)
        if item is None:
            return
        with self._page.filled(anew=not same):
            body = self.body(item.key.kind)
            body.show_me(self._me)
            body.show_item(item)
            self._page.show_body(body, same_item=same)
            if changed and self._decision.drop():
                self.changed_meanwhile.emit(item)
            self._refresh()

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Hand the slots that were wanted to the body on show."""
        if self._item is not None:
            self.body(self._item.key.kind).show_slots(slots)

    def show_others(self, item: Item, others: Sequence[Item]) -> None:
        """Take the person's other items, for the dialog that asked for them."""
        self._decision.show_others(item, others)

    def not_taken_over(self, item: Item, note: str) -> None:
        """Keep the note of a take-over that did not come about."""
        self._decision.not_taken_over(item, note)

    def show_history(self, item: Item, events: Sequence[Event], sentence: str = "") -> None:
        """Take what the portal says has happened to the item, if it is still the one on show."""
        if self._item is not None and item.key == self._item.key:
            self._history.show_events(events, sentence)
            self._told = (item.key, item.version)

    def focus_body(self) -> None:
        """Put the keyboard into the item: the first control of its body, else its actions."""
        self._page.focus_body()

    def item(self) -> Item | None:
        """The item on show."""
        return self._item

    def offers(self) -> Offers | None:
        """What can be done with the item on show."""
        if self._item is None or self._me is None:
            return None
        me, kind = self._me, self._item.key.kind
        found = self._settings.delegators_of(me.staff_id, kind, self._calendar.now())
        behalf = tuple((one.id, one.name) for one in found)
        now = Circumstances(me, self._online, self._data_age_s, behalf)
        body = self.body(kind)
        return offers_for(self._item, FACES[kind], now, body.blocker, self._calendar, body.sentence)

    def _offered(self) -> Sequence[Offer]:
        offers = self.offers()
        return (*offers.placed, *offers.more) if offers else ()

    # What the user does

    def take(self, rank: str) -> None:
        """Take the primary, secondary or refusing action, as its key does."""
        self._page.once_painted(lambda: self._actions.take(rank))

    def take_action(self, action: str) -> None:
        """Take an action by its name, as the palette does; nothing if it is barred."""
        for offer in self._offered():
            if offer.action == action and not offer.obstacle:
                self._on_taken(action)

    def take_key(self, key: str) -> None:
        """Take the work on the item that a letter stands for, if it is offered now."""
        for offer in self._offered():
            if offer.is_desk and offer.key == key:
                self.take_action(offer.action)

    def toggle_claim(self) -> None:
        """Claim the item, or give the claim back."""
        if self._item is not None and self._item.is_open and self._online:
            (self.claim_released if self._is_mine() else self.claimed).emit(self._item.key)

    def _on_taken(self, action: str) -> None:
        item = self._item
        if item is None or self._me is None:
            return
        if action == TAKE_OVER:
            self._decision.take_over(item, claim_of(item, self._calendar) or {})
            return
        behalf = next((one.behalf for one in self._offered() if one.action == action), ())
        self._decision.take(self._me, item, action, self.body(item.key.kind), behalf)

    def _on_history_opened(self) -> None:
        if self._item is not None:
            self.history_wanted.emit(self._item)

    def body(self, kind: str) -> QueueBody:
        """The body of a queue, which is made when it is first asked for."""
        body = self._bodies.get(kind)
        if body is None:
            body = self._bodies[kind] = BODIES[kind](self._calendar)
            self._page.add_body(body)
            body.show_settings(self._settings)
            body.choice_changed.connect(self._page.unless_filled(self._refresh_actions))
            body.chosen.connect(self._on_taken)
            body.slots_wanted.connect(self._on_slots_wanted)
            body.item_wanted.connect(self.item_wanted)
            self.body_made.emit(body)
            body.also.connect(self.decided)
        return body

    def _on_slots_wanted(self, from_ms: int, until_ms: int) -> None:
        if self._item is not None:
            self.slots_wanted.emit(self._item.key.practice_id, from_ms, until_ms)

    def _is_mine(self) -> bool:
        claim = claim_of(self._item, self._calendar) if self._item else None
        return bool(claim and self._me and claim.get("staff_id") == self._me.staff_id)

    def _refresh(self) -> None:
        item = self._item
        if item is None:
            return
        face, body = FACES[item.key.kind], self.body(item.key.kind)
        staff_id = self._me.staff_id if self._me else ""
        badges = badges_of(item, face, self._calendar, staff_id, online=self._online)
        self._header.show_item(item, face, [*badges, *body.badges(item)])
        if not (self._told and self._told == (item.key, item.version)):
            self._history.show_events(history_of(item, face, self._calendar))
            if self._history.is_open:
                self.history_wanted.emit(item)
        self._refresh_actions()

    def _refresh_actions(self) -> None:
        offers, item = self.offers(), self._item
        if offers is None or item is None:
            return
        self._actions.show_offers(offers.placed, offers.more, offers.note)
        claim = claim_of(item, self._calendar)
        possible = item.is_open and self._online and (claim is None or self._is_mine())
        self._actions.show_claim(mine=self._is_mine(), possible=possible, open_item=item.is_open)


def _basis(item: Item | None) -> tuple[str, str]:
    return (item.content_hash, item.state) if item is not None else ("", "")
