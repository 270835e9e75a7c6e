"""What came, newest first: filters, the table, and the way to one message."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from console.domain.intake import PAGE, MessageFilter, MessagePage, MessageQuery
from console.models.message_rows import MessageRows
from console.models.one_line import one_line
from console.models.watch_words import filter_empty, filter_title
from console.models.when import Calendar
from console.views.empty_state import EmptyState
from console.views.icons import ButtonIcon
from console.views.intake.message_table import MessageTable
from console.views.plain_label import PlainLabel
from console.views.queues.section import column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.segments import Segments
from console.views.theme import GAP, TARGET


class MessageList(QWidget):
    """Signals: `wanted(MessageQuery, str after)`, answered by `show_page`; `opened(str id)`."""

    wanted = Signal(object, str)
    opened = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.rows = MessageRows(calendar)
        self.table = MessageTable(self.rows)
        self._query = MessageQuery()
        self._why_closed, self._is_begun = "", False
        self.is_stale = False  # whether the newest were asked for and did not come
        titles = {one.value: filter_title(one) for one in MessageFilter}
        self._filters = Segments(titles, "messages")
        self._sources = QComboBox()
        self._sources.setObjectName("source_choice")
        self._sources.setAccessibleName(self.tr("Messages from"))
        self._sources.setMinimumHeight(TARGET)
        self._sources.addItem(self.tr("All sources"), "")
        self._sources.setMinimumContentsLength(18)
        self._sources.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._count = PlainLabel(tone="muted")
        self._count.setObjectName("message_count")
        self._open = QPushButton(self.tr("Show the message…"))
        self._open.setObjectName("open_message")
        self._open.setAutoDefault(False)
        ButtonIcon(self._open, "eye", "muted")
        self._closed = WrappedLabel(tone="muted")
        self._closed.setObjectName("why_closed")
        self._empty = EmptyState("empty", "", "", name="messages")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._filters.flow.addWidget(self._sources)
        for part in (self.table, self._empty):
            self._stack.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._open)
        layout = column(self, space=GAP)
        layout.addWidget(self._filters)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._closed)
        layout.addLayout(foot)
        self._say(self.tr("Looking…"))

    def _connect(self) -> None:
        self._filters.chosen.connect(lambda _name: self._on_chosen())
        self._sources.activated.connect(lambda _place: self._on_chosen())
        self.rows.more_wanted.connect(lambda after: self.wanted.emit(self._query, after))
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(lambda *_places: self._offer())
        self.rows.modelReset.connect(self._offer)
        self._open.clicked.connect(self._on_open)

    # What it gets

    def show_sources(self, names: Sequence[str]) -> None:
        """Offer these sources; the chosen one stays."""
        known = [self._sources.itemData(place) for place in range(1, self._sources.count())]
        if known == list(names):
            return
        chosen = self._sources.currentData()
        with QSignalBlocker(self._sources):
            while self._sources.count() > 1:
                self._sources.removeItem(1)
            for name in names:
                self._sources.addItem(one_line(name), name)
            self._sources.setCurrentIndex(max(0, self._sources.findData(chosen)))

    def show_page(self, query: MessageQuery, after: str, page: MessagePage) -> None:
        """Take messages; those of another question than the one on show are let go."""
        if query != self._query:
            return
        self.is_stale = False
        self.rows.show_page(page, after)
        shown = self.rows.rowCount()
        if not shown:
            self._say(filter_empty(query.filter))
            return
        self._stack.setCurrentWidget(self.table)
        if self.table.message() is None:
            self.table.go_to(0)
        if not self._is_begun:  # one goes on where there is something to go through
            self._is_begun = True
            self.table.setFocus()
        more = self.rows.has_more
        words = self.tr("%n message(s), and more below", "", shown)
        self._count.setText(words if more else self.tr("%n message(s)", "", shown))

    def show_problem(self, words: str) -> None:
        """Say why nothing came; what is on show stays."""
        self.rows.stop_waiting()
        if not self.rows.rowCount():
            self._say(words)

    def miss(self, after: str) -> None:
        """Remember that what was asked for did not come; further pages are asked for by scrolling."""
        self.is_stale = self.is_stale or not after

    def show_why_closed(self, words: str) -> None:
        """Say why no message can be opened; empty lets them be."""
        self._why_closed = words
        self._closed.say(words)
        reveal(self._closed, shown=bool(words))
        self._open.setVisible(not words)
        self._offer()

    # What is asked of it

    def query(self) -> MessageQuery:
        """What is listed."""
        return self._query

    @property
    def at_top(self) -> bool:
        """Whether the newest are on show, so that newer ones may come without anything jumping away."""
        return self.rows.rowCount() <= PAGE

    # What the user does

    def refresh(self) -> None:
        """Ask for the newest again."""
        self.wanted.emit(self._query, "")

    def choose(self, chosen: MessageFilter) -> None:
        """Press a filter."""
        self._filters.press(chosen.value)

    def _on_chosen(self) -> None:
        chosen = MessageFilter(self._filters.name)
        self._query = MessageQuery(chosen, str(self._sources.currentData() or ""))
        self.rows.clear()
        self._say(self.tr("Looking…"))
        self.refresh()

    def _on_opened(self, message_id: str) -> None:
        if not self._why_closed:
            self.opened.emit(message_id)

    def _on_open(self) -> None:
        message = self.table.message()
        if message is not None:
            self._on_opened(message.id)

    def _offer(self) -> None:
        self._open.setEnabled(not self._why_closed and self.table.message() is not None)

    def _say(self, words: str) -> None:
        self._empty.say("empty", "", words)
        self._stack.setCurrentWidget(self._empty)
        self._count.setText("")
