"""From a place in the list to the rows of the table, and from the current row to its item."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.desk import query_from
from console.domain.items import ItemKey, QueueQuery
from console.domain.session import Me
from console.models.queue_faces import FACES
from console.models.queue_list import ATTENTION, MORNING
from console.models.rights import decidable_kinds, readable_kinds
from console.views.window_page import WindowPage

ITEM_PAUSE_MS = 40
TYPING_PAUSE_MS = (
    250  # the next letter would find another row before anybody has looked at this one
)
"""How long a row must be the current one before its item is read, in milliseconds: keys repeat."""


class Navigation(QObject):
    """Knows where the user is.

    Signals: `item_wanted(ItemKey | None)` when another item is to be shown.
    """

    item_wanted = Signal(object)

    def __init__(self, page: WindowPage) -> None:
        super().__init__(page)
        self._page = page
        self._me: Me | None = None
        self._practice_id = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_pause)
        page.queue_list.place_chosen.connect(self._on_place_chosen)
        page.pane.current_changed.connect(self._on_current_changed)
        page.pane.opened.connect(self._on_opened)
        page.attention.show_item_asked.connect(self.item_wanted)
        page.refused.show_item_asked.connect(self.item_wanted)

    def show_me(self, me: Me, practice_id: int) -> None:
        """Offer the places of a practice; stay where the user is, if that is still there."""
        same = practice_id == self._practice_id
        self._me, self._practice_id = me, practice_id
        page = self._page
        kinds = readable_kinds(me, practice_id, FACES)
        page.list_model.show_kinds(kinds, decidable_kinds(me, practice_id, FACES))
        if not same or page.queue_list.place() not in self.places():
            page.queue_list.forget_place()
            self.go_to(0)
            page.pane.focus_table()

    def places(self) -> list[str]:
        """The places of the list, in order."""
        return self._page.list_model.places()

    def go_to(self, number: int) -> None:
        """Go to a place by its order; nothing happens past the last one."""
        places = self.places()
        if number < len(places):
            self._page.queue_list.choose(places[number])

    def _on_place_chosen(self, place: str) -> None:
        if self._me is None:
            return
        if place == ATTENTION:
            self._page.show_attention()
            self.item_wanted.emit(None)
            return
        view = self._page.list_model.view(place)
        if view is not None:
            self.show_kept(view.kind, view.query)
            return
        self._page.show_pane()
        self._pause.start(
            ITEM_PAUSE_MS
        )  # the row may be the one that was left; its item is to be shown again
        if place == MORNING:
            mine = decidable_kinds(self._me, self._practice_id, FACES)
            self._page.pane.show_queue(self._practice_id, "", mine)
        else:
            self._page.pane.show_queue(self._practice_id, place, (place,))

    def show_kept(self, kind: str, kept: Mapping[str, Any]) -> None:
        """Show a queue, or *My morning*, with the search, filter and order that were kept."""
        if self._me is None:
            return
        self._page.show_pane()
        self._pause.start(ITEM_PAUSE_MS)
        mine = decidable_kinds(self._me, self._practice_id, FACES)
        kinds = (kind,) if kind else tuple(mine)
        query = query_from(kept, QueueQuery(self._practice_id, kind, kinds))
        self._page.top_bar.search.show_words(query.search)
        self._page.pane.show_query(query)

    def _on_current_changed(self, _key: ItemKey | None) -> None:
        is_typing = self._page.top_bar.search.hasFocus()
        self._pause.start(TYPING_PAUSE_MS if is_typing else ITEM_PAUSE_MS)

    @property
    def is_moving_on(self) -> bool:
        """Whether another row was just come to: its item, or none, is about to be asked for."""
        return self._pause.isActive() and self._page.queue_list.place() != ATTENTION

    def stop(self) -> None:
        """Ask for no item any more: the store that has them is about to close."""
        self._pause.stop()
        self._pause.timeout.disconnect(self._on_pause)

    def _on_pause(self) -> None:
        if self._page.queue_list.place() == ATTENTION:
            return  # the table is out of sight: its row is not what the user looks at
        key = self._page.pane.table.current_key()
        if key is not None and key.practice_id != self._practice_id:
            return  # of the practice that was left: the rows of this one are on their way
        self.item_wanted.emit(key)

    def _on_opened(self, key: ItemKey) -> None:
        self._pause.stop()
        self.item_wanted.emit(key)
        self._page.panel.focus_body()
