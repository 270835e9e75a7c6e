"""The main window: queues, table, item; search above, the link below (DESIGN §7)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from console.domain.decisions import Attention, TimeOffline
from console.domain.items import Item, QueueCount
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.domain.staleness import stale_kinds
from console.messages import Message
from console.models.bulk_outcomes import BulkOutcome
from console.models.queue_table import QueueTableModel
from console.models.row_format import RowFormat
from console.models.when import Calendar
from console.views.attention_view import NEVER
from console.views.bulk_decision import BulkDecision
from console.views.lock_cover import LockCover
from console.views.navigation import Navigation
from console.views.window_commands import WindowCommands
from console.views.window_lock import WindowLock
from console.views.window_messages import WindowMessages
from console.views.window_page import WindowPage

TICK_MS = 30_000


class MainWindow(QMainWindow):
    """Composes the parts; knows neither the store nor the portal.

    Gets values by its `show_…` methods and tells what the user did by its signals:
    `query_changed(QueueQuery)`, `item_wanted(ItemKey | None)`, `decided(Item, str, dict)`,
    `bulk_decided(list[Item], str, dict)`, `undone(ItemKey | None)`, `claimed(ItemKey)`,
    `claim_released(ItemKey)`, `slots_wanted(int, from_ms, until_ms)`, `acknowledged(str)`,
    `practice_chosen(int)`, `refreshed()`, `locked()`, `unlock_tried(str)`, `sign_out_chosen()`,
    `first_load_cancelled()`, `close_requested()`.
    """

    query_changed = Signal(object)
    item_wanted = Signal(object)
    decided = Signal(object, str, object)
    bulk_decided = Signal(object, str, object)
    undone = Signal(object)
    claimed = Signal(object)
    claim_released = Signal(object)
    slots_wanted = Signal(int, object, object)
    acknowledged = Signal(str)
    practice_chosen = Signal(int)
    refreshed = Signal()
    locked = Signal()
    unlock_tried = Signal(str)
    sign_out_chosen = Signal()
    first_load_cancelled = Signal()
    close_requested = Signal()

    def __init__(self, model: QueueTableModel, row_format: RowFormat, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(self.tr("Portal Console"))
        self._model, self._format, self._calendar = model, row_format, calendar
        self._me: Me | None = None
        self._practice_id, self._link = 0, Link(LinkState.CONNECTING)
        self._may_close = False
        page = self.page = WindowPage(model, calendar)
        self.queue_list, self.pane, self.panel = page.queue_list, page.pane, page.panel
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page)
        self.setCentralWidget(central)
        self.setMinimumSize(960, 560)
        self.resize(1440, 860)
        self.cover = LockCover(central)
        self.navigation = Navigation(self.page)
        self.window_lock = WindowLock(self.page, self.cover)
        self._messages = WindowMessages(self.page.message_bar, calendar, self)
        self.bulk = BulkDecision(model, calendar, self)
        self.commands = WindowCommands(self)
        self._tick = QTimer(self)
        self._tick.start(TICK_MS)
        self._connect()

    def _connect(self) -> None:
        self.pane.query_changed.connect(self.query_changed)
        self.navigation.item_wanted.connect(self.item_wanted)
        self.pane.bulk_asked.connect(self._on_bulk_asked)
        self.bulk.decided.connect(self.bulk_decided)
        self.panel.decided.connect(self._on_decided)
        self.panel.claimed.connect(self.claimed)
        self.panel.claim_released.connect(self.claim_released)
        self.panel.slots_wanted.connect(self.slots_wanted)
        self.panel.item_wanted.connect(self.item_wanted)
        self.panel.changed_meanwhile.connect(self._messages.changed_meanwhile)
        self.page.attention.acknowledged.connect(self.acknowledged)
        self.page.top_bar.search.search_changed.connect(self.pane.show_search)
        self.page.top_bar.search.left.connect(self.pane.focus_table)
        self.page.top_bar.practice_chosen.connect(self.practice_chosen)
        self.page.top_bar.commands_wanted.connect(self.commands.show_palette)
        self.page.top_bar.help_wanted.connect(self.commands.show_keys)
        self.page.top_bar.lock_wanted.connect(self.lock)
        self.page.first_load.cancelled.connect(self.first_load_cancelled)
        self.cover.unlock_asked.connect(self.unlock_tried)
        self.cover.sign_out_asked.connect(self.sign_out_chosen)
        self._tick.timeout.connect(self.refresh_ages)
        self.window_lock.changed.connect(self._on_lock_changed)

    # What the window gets

    def show_me(self, me: Me, practice_id: int) -> None:
        """Show who is signed in, and the queues of a practice; the place is kept where it may be."""
        self._me, self._practice_id = me, practice_id
        self._calendar.set_zone(me.practice(practice_id).time_zone)
        self.page.top_bar.show_practices(me, practice_id)
        self.page.bottom_bar.show_who(me, practice_id)
        for part in (self.page.attention, self.pane, self.panel):
            part.show_me(me)
        self.navigation.show_me(me, practice_id)

    def show_counts(self, counts: Sequence[QueueCount], attention: int) -> None:
        """Show how much waits in each queue, and how many decisions were not accepted."""
        self.page.list_model.show_counts(counts, attention)

    def show_item(self, item: Item | None) -> None:
        """Show the item that was wanted, or its newer version."""
        self.panel.show_item(item)
        self.page.give_room()

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Show the slots that were wanted."""
        self.panel.show_slots(slots)

    def show_colleagues(self, colleagues: Sequence[tuple[str, str]]) -> None:
        """Take the colleagues, id and name, to whom an item can be handed on."""
        self.panel.show_colleagues(colleagues)

    def show_link(self, link: Link) -> None:
        """Show how we stand with the portal, and a first load while it lasts."""
        self._link, online = link, link.state is LinkState.ONLINE
        age_s = (self._calendar.now_ms() - link.data_as_of_ms) / 1000 if link.data_as_of_ms else 0.0
        self.page.bottom_bar.show_link(link)
        self.pane.show_copy(is_copy=link.is_copy)
        self.page.first_load.show_rows(link.loading)
        self.panel.show_link(online=online, data_age_s=0.0 if online else age_s)
        now = (online, stale_kinds(self._me, age_s) if link.is_down and self._me else frozenset())
        self.page.offline_banner.show_link(link, has_old=bool(now[1]))
        if (self._format.online, self._format.stale) != now:
            self._format.online, self._format.stale = now
            self._model.repaint_all()

    def show_attention(self, attention: Sequence[Attention], offline: TimeOffline = NEVER) -> None:
        """Show the decisions that were not simply applied, and how the last time offline ended."""
        view = self.page.attention
        had_keyboard = view.focused_place() >= 0
        view.show_attention(attention, offline)
        self.page.list_model.show_own(attention, self._practice_id)
        if had_keyboard and not attention:
            self.queue_list.setFocus()

    def show_message(self, message: Message) -> None:
        """Say something under the search."""
        self.page.message_bar.show_message(message)

    def show_saved(self, item: Item, action: str, undo_s: int) -> None:
        """Say that a decision is saved, and offer to take it back for some seconds."""
        self._messages.saved(item, action, undo_s, lambda: self.undone.emit(item.key))

    def show_outcomes(self, outcomes: Sequence[BulkOutcome]) -> None:
        """Say what became of each of several decisions."""
        self.bulk.show_outcomes(outcomes)

    def refresh_ages(self) -> None:
        """Say all ages anew; a timer does it twice a minute."""
        self._model.repaint_all()
        self.page.list_model.refresh()
        self.show_link(self._link)

    # What the user does

    def places(self) -> list[str]:
        """The places of the list on the left, in order."""
        return self.navigation.places()

    def go_to_place(self, number: int) -> None:
        """Go to a place by its order."""
        self.navigation.go_to(number)

    def step(self, by: int) -> None:
        """Go to the next row or the one before."""
        self.pane.table.step(by)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.page.top_bar.search.setFocus()
        self.page.top_bar.search.selectAll()

    def undo(self) -> None:
        """Take back what was just decided, or the decision on the item shown while it may be."""
        item = self.panel.item()
        if item is not None and item.decision_undo_until_ms > self._calendar.now_ms():
            self.undone.emit(item.key)
        else:
            self.page.message_bar.act()

    def lock(self) -> None:
        """Cover everything until the user is known again."""
        if self._me is not None and not self.window_lock.is_locked:
            practice = self._me.practice(self._practice_id).name
            self.window_lock.lock(self._me.name, practice, self._link.waiting)
            self.locked.emit()

    def unlock(self) -> None:
        """Uncover the window: the password was right."""
        self.window_lock.unlock()

    def allow_close(self) -> None:
        """Let the window close: everything behind it has been brought to an end."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for the end; the window itself goes at once, the work behind it in good order."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()

    # Inside

    def _on_decided(self, item: Item, action: str, params: Mapping[str, Any]) -> None:
        self.decided.emit(item, action, params)
        self.leave_item(item, action)

    def leave_item(self, item: Item, action: str) -> None:
        """Go on to the next item after a decision; stay where nothing but a note was made."""
        rule = self._me.rule(item.key.kind, action) if self._me else None
        if (rule is None or rule.decides) and self.pane.table.current_key() == item.key:
            self.step(1)
        self.pane.focus_table()

    def _on_bulk_asked(self, action: str) -> None:
        if self._me is not None:
            self.bulk.ask(self._me, action)

    def _on_lock_changed(self, locked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.commands.set_enabled(not locked)
