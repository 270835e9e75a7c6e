"""Where somebody was when the process ended, and what was begun: found again after the next sign-in.

It lies in `outbox.db` beside the decisions, encrypted like them, and for the same staff member alone.
Whether they may still see the item is asked of the store then, and not of what was kept.
"""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from console.domain.desk import query_json
from console.domain.items import ItemKey, QueueQuery
from console.models.queue_faces import FACES
from console.models.queue_list import MORNING
from console.models.queue_table import QueueTableModel
from console.store.kept import Kept
from console.views.item_decision import ItemDecision
from console.views.main_window import MainWindow

NAME = "place"
AGAIN_MS, MOST_TRIES = 100, 150
"""How long we wait for an action to be offered again: the line may take its time."""


def save(kept: Kept, window: MainWindow, model: QueueTableModel, practice_id: int) -> None:
    """Keep where the window is: practice, list, search, item, and words that are not decided yet."""
    pane, item = window.pane, window.panel.item()
    place: dict[str, Any] = {
        "practice": practice_id,
        "place": window.queue_list.place(),
        "query": query_json(pane.query),
    }
    if item is not None:
        row = pane.table.currentIndex().row()
        place["item"] = [item.key.practice_id, item.key.kind, item.key.id]
        place["number"] = model.number_at(row)
        place["basis"] = item.content_hash
    draft = _decision(window).draft()
    if draft is not None:
        key, action, words = draft
        place["draft"] = {
            "item": [key.practice_id, key.kind, key.id],
            "action": action,
            "words": dict(words),
        }
    kept.put(NAME, json.dumps(place))


def take(kept: Kept) -> Mapping[str, Any]:
    """What was kept, once: it is forgotten here. Empty when there is none, or it can not be read."""
    text = kept.get(NAME)
    if text is None:
        return {}
    kept.drop(NAME)
    try:
        place = json.loads(text)
    except ValueError:
        return {}
    return place if isinstance(place, dict) else {}


def practice_of(place: Mapping[str, Any]) -> int:
    """The practice that was shown; 0 for none."""
    found = place.get("practice")
    return found if isinstance(found, int) else 0


class Restore(QObject):
    """Goes back step by step, as answers come; whatever else somebody does meanwhile ends it."""

    def __init__(
        self, window: MainWindow, model: QueueTableModel, place: Mapping[str, Any]
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._place = window, model, place
        self._item = _key(place.get("item"))
        draft = place.get("draft")
        self._draft: Mapping[str, Any] = draft if isinstance(draft, dict) else {}
        self._query: QueueQuery | None = None
        self._is_at_row, self._tries = False, MOST_TRIES
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        self._keep_words()
        self._go_to_list()

    def _keep_words(self) -> None:
        """They are there again whenever the same action is asked for, whatever becomes of the rest."""
        key, words = _key(self._draft.get("item")), self._draft.get("words")
        if key is not None and isinstance(words, dict):
            action = str(self._draft.get("action"))
            _decision(self._window).keep(key, action, {str(k): str(v) for k, v in words.items()})

    def _go_to_list(self) -> None:
        name = str(self._place.get("place") or "")
        window, kept = self._window, self._place.get("query")
        if name not in window.places():
            self.deleteLater()
            return
        window.item_wanted.connect(self._on_item_wanted)
        self._model.answered.connect(self._on_answered)
        window.queue_list.choose(name)
        if isinstance(kept, dict) and (name in FACES or name == MORNING):
            window.navigation.show_kept("" if name == MORNING else name, kept)
        self._query = window.pane.query

    def _on_answered(self, query: QueueQuery) -> None:
        """The rows are there; somebody else's query ends it."""
        if query != self._query:
            return
        number = self._place.get("number")
        row = self._model.row_of_number(number) if isinstance(number, int) else -1
        if self._item is None or row < 0 or self._model.key_at(row) != self._item:
            self._end()
            return
        self._model.answered.disconnect(self._on_answered)
        self._is_at_row = True
        self._window.pane.table.go_to(row)

    def _on_item_wanted(self, key: ItemKey | None) -> None:
        """The item is on the screen, or somebody has gone on to another."""
        if not self._is_at_row:
            return  # of the first row, until ours is found
        item = self._window.panel.item()
        is_same = item is not None and item.content_hash == self._place.get("basis")
        if key == self._item == _key(self._draft.get("item")) and is_same:
            self._again.start()
        else:
            self._end()

    def _ask_again(self) -> None:
        """Ask what was asked when the process ended; some actions are offered with the line alone."""
        item, self._tries = self._window.panel.item(), self._tries - 1
        if item is None or item.key != self._item or self._tries < 0:
            self._end()
            return
        decision = _decision(self._window)
        if not decision.is_asking:
            self._window.panel.take_action(str(self._draft.get("action")))
        if decision.is_asking:
            self._end()

    def _end(self) -> None:
        self._again.stop()
        self._window.item_wanted.disconnect(self._on_item_wanted)
        self.deleteLater()


def _decision(window: MainWindow) -> ItemDecision:
    found = window.panel.findChild(ItemDecision)
    assert isinstance(found, ItemDecision)  # noqa: S101 - every panel has one
    return found


def _key(found: object) -> ItemKey | None:
    match found:
        case [int() as practice_id, str() as kind, str() as item_id]:
            return ItemKey(practice_id, kind, item_id)
    return None
