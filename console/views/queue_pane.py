"""The middle of the window: a queue's title, which of its items are shown, the table."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout

from console.domain.items import ItemKey, QueueQuery, QueueView, SortKey
from console.domain.session import Me
from console.messages import message_for
from console.models.queue_faces import FACES
from console.models.queue_table import QueueTableModel
from console.views.bulk_bar import BulkBar
from console.views.empty_state import EmptyState
from console.views.flow_layout import Flow
from console.views.plain_label import PlainLabel
from console.views.queue_table import QueueTable
from console.views.theme import GAP, GRID, GROUP, TARGET, TITLE

SKELETON_MS = 150
"""A table that is there within this time, in milliseconds, never shows that it was loading."""


class QueuePane(QFrame):
    """Turns what the user picks (queue, view, order, search) into one `QueueQuery`.

    Signals: `query_changed(QueueQuery)`; `current_changed(ItemKey | None)`; `opened(ItemKey)`;
    `bulk_asked(str action)` for the marked rows.
    """

    query_changed = Signal(object)
    current_changed = Signal(object)
    opened = Signal(object)
    bulk_asked = Signal(str)

    def __init__(self, model: QueueTableModel) -> None:
        super().__init__()
        self.setObjectName("queue_pane")
        self.setProperty("surface", "card")
        self._model = model
        self._me: Me | None = None
        self._is_copy = False
        self._query = QueueQuery(0)
        self.table = QueueTable(model)
        self._title = PlainLabel(size=TITLE, bold=True)
        self._title.setObjectName("queue_title")
        self._found = PlainLabel(tone="muted")
        self._found.setObjectName("queue_found")
        self._views: dict[QueueView, QPushButton] = {}
        self._bulk = BulkBar()
        self._empty = EmptyState("empty", "", "", name="queue")
        self._stack = QStackedWidget()
        self._lay_out()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SKELETON_MS)
        self._late.timeout.connect(self._on_late)
        self._connect()

    def _lay_out(self) -> None:
        head = Flow()
        head.flow.addWidget(self._title)
        head.flow.addWidget(self._found)
        self._found.setMinimumHeight(TARGET)
        words = {
            QueueView.WAITING: self.tr("To do"),
            QueueView.PARKED: self.tr("Waiting"),
            QueueView.DECIDED: self.tr("Decided"),
            QueueView.ALL: self.tr("All"),
        }
        for view, label in words.items():
            button = QPushButton(label)
            button.setObjectName(f"view_{view}")
            button.setProperty("rank", "segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleName(self.tr("Show: {view}").format(view=label))
            button.clicked.connect(lambda _checked=False, chosen=view: self.show_view(chosen))
            self._views[view] = button
            head.flow.add_trailing(button)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(GROUP, GAP + GRID, GROUP, GAP)
        top.addWidget(head)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addWidget(self._bulk)

    def _connect(self) -> None:
        self.table.current_changed.connect(self.current_changed)
        self.table.opened.connect(self.opened)
        self.table.sort_changed.connect(self._on_sort_changed)
        self._bulk.asked.connect(self.bulk_asked)
        self._bulk.cleared.connect(self._model.clear_marks)
        self._model.asked.connect(self._on_asked)
        self._model.answered.connect(self._on_answered)
        self._model.failed.connect(self._on_failed)
        self._model.marks_changed.connect(self._on_marks_changed)
        self._empty.pressed.connect(self._on_empty_pressed)

    # What the window gives

    @property
    def query(self) -> QueueQuery:
        """What is shown."""
        return self._query

    def show_me(self, me: Me) -> None:
        """Offer on several rows what this staff member may do."""
        self._me = me

    def show_copy(self, *, is_copy: bool) -> None:
        """Take whether what is shown is the copy, which has not all that waits."""
        if is_copy != self._is_copy:
            self._is_copy = is_copy
            if self._stack.currentWidget() is self._empty:
                self._say_empty(self._query)

    def show_queue(self, practice_id: int, kind: str, kinds: Sequence[str]) -> None:
        """Show a queue from its top; an empty `kind` mixes `kinds`, the oldest first."""
        self._model.clear_marks()
        same = practice_id == self._query.practice_id
        self._ask(
            QueueQuery(
                practice_id,
                kind,
                tuple(kinds),
                search=self._query.search if same else "",
            )
        )

    def show_query(self, query: QueueQuery) -> None:
        """Show a queue as it was kept: its search, its filter and its order."""
        self._model.clear_marks()
        self._ask(query)

    def show_view(self, view: QueueView) -> None:
        """Show the waiting, the decided, or all items; the decided with the newest first."""
        self._model.clear_marks()
        self._ask(
            replace(
                self._query,
                view=view,
                sort=SortKey.SUBMITTED,
                descending=view is QueueView.DECIDED,
            )
        )

    def show_search(self, text: str) -> None:
        """Show what fits the words."""
        self._ask(replace(self._query, search=text))

    def marks(self) -> tuple[ItemKey, ...]:
        """The marked items."""
        return self._model.marks()

    def focus_table(self) -> None:
        """Put the keyboard into the table."""
        self.table.setFocus()

    # Inside

    def _ask(self, query: QueueQuery) -> None:
        self._query = query
        self.query_changed.emit(query)

    def _on_sort_changed(self, sort: SortKey, descending: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._ask(replace(self._query, sort=sort, descending=descending))

    def _on_asked(self, query: QueueQuery) -> None:
        self._query = query
        face = FACES.get(query.kind)
        self._title.setText(face.title() if face else self.tr("My morning"))
        self._views[query.view].setChecked(True)
        self._late.start()

    def _on_late(self) -> None:
        self._found.setText(self.tr("Looking…"))

    def _on_answered(self, query: QueueQuery) -> None:
        self._late.stop()
        rows = self._model.rowCount()
        self._found.setText(self.tr("%n item(s)", "", rows) if rows else "")
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        if not rows:
            self._say_empty(query)

    def _say_empty(self, query: QueueQuery) -> None:
        face = FACES.get(query.kind)
        if query.search:
            self._empty.say(
                "search",
                self.tr("Nothing found"),
                self.tr("Nothing here fits “{words}”.").format(words=query.search),
                self.tr("Look in all items") if query.view is not QueueView.ALL else "",
            )
        elif self._is_copy:  # never that nothing waits: that is not known here
            sentence = self.tr("What waits there is seen when you sign in.")
            self._empty.say("offline", self.tr("The copy has nothing of this."), sentence)
        elif query.view is QueueView.WAITING:
            title = face.empty() if face else self.tr("Nothing is waiting for you.")
            self._empty.say("check", title, self.tr("What comes in appears here by itself."))
        elif query.view is QueueView.PARKED:
            sentence = self.tr("What waits for a patient, a colleague or a day appears here.")
            self._empty.say("clock", self.tr("Nothing waits for somebody else."), sentence)
        else:
            sentence = self.tr("What is decided here or by colleagues appears here.")
            self._empty.say("empty", self.tr("Nothing has been decided yet."), sentence)

    def _on_empty_pressed(self) -> None:
        if self._query.search:
            self.show_view(QueueView.ALL)
        else:
            self._ask(self._query)

    def _on_failed(self, error: Exception) -> None:
        self._late.stop()
        message = message_for(error)
        sentence = f"{message.detail} {message.action}".strip()
        self._empty.say("warning", message.text, sentence, self.tr("Try again"))
        self._stack.setCurrentWidget(self._empty)

    def _on_marks_changed(self, _number: int) -> None:
        self._bulk.show_marks(self._model.marks(), self._me)
