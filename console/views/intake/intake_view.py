"""*Results intake*: how each source does, what waits, what came; kept fresh while it is looked at."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QWidget

from console.domain.intake import IntakeOverview
from console.messages import Message
from console.models.watch_words import offline_words, to_do_words, waiting_words
from console.models.when import Calendar, ms_of
from console.views.flow_layout import Flow
from console.views.intake.message_list import MessageList
from console.views.intake.source_list import SourceList
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.tag import Tag
from console.views.sheet import Sheet
from console.views.theme import GAP, theme

WIDTH, HEIGHT, SHARE, NARROW = 1280, 760, 0.35, 820
LEAST_ROWS = 15
"""As many rows of the table both parts have room for; with less, all of it scrolls."""
LOOK_MS = 5_000
"""How often the portal is asked while somebody looks, in milliseconds."""


class IntakeView(Sheet):
    """Keeps nothing when it closes.

    Signals: `look_wanted()` while it is seen, answered by `show_overview`; `messages.wanted` and
    `messages.opened` for the list. Any may end in `show_problem`.
    """

    look_wanted = Signal()

    def __init__(
        self, calendar: Calendar, why_closed: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Results intake"))
        self.setObjectName("intake_view")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self._calendar = calendar
        self._seen = IntakeOverview()
        self._is_online = True
        self._said: Message | None = None  # what went wrong the last time, and has not ended
        self.notice = Notice()
        self.sources = SourceList(calendar)
        self.messages = MessageList(calendar)
        self.messages.show_why_closed(why_closed)
        self._waiting = PlainLabel(wrap=True)
        self._waiting.setObjectName("intake_waiting")
        self._at = PlainLabel(tone="muted")
        self._at.setObjectName("intake_at")
        self._tags = Flow()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()
        self._build()
        scale = theme().text_scale ** 0.6
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._waiting, 1)
        head.addWidget(self._at, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self.sources, self.messages):
            self._both.addWidget(part)
        self._both.setHandleWidth(1)
        self._both.setChildrenCollapsible(False)
        room = QSizePolicy.Policy
        self._both.setSizePolicy(room.Preferred, room.Ignored)  # it scrolls where there is little
        self.content.addWidget(self.notice)
        self.content.addLayout(head)
        self.content.addWidget(self._tags)
        self.content.addWidget(self._both, 1)
        self._tags.hide()

    # What it gets

    def show_overview(self, seen: IntakeOverview) -> None:
        """Take how the intake stands; when something has come, the list is asked for anew."""
        before, self._seen = self._seen, seen
        if not self._is_online or not self.notice.isHidden():
            self._is_online, self._said = True, None
            self.notice.clear()
        self._waiting.setText(waiting_words(seen, self._calendar))
        self._at.setText(self.tr("As of {time}").format(time=self._clock(seen.at)))
        self._show_to_do()
        self.sources.show_overview(seen)
        self.messages.show_sources([source.name for source in seen.sources])
        has_news = _news(before) != _news(seen) and self.messages.at_top
        if has_news or self.messages.is_stale:
            self.messages.refresh()

    def show_problem(self, message: Message) -> None:
        """Say what did not come; what is on show stays."""
        self.notice.say(message, aloud=message != self._said)  # once, not every few seconds
        self._said = message
        self.messages.show_problem(message.text)
        if not self._seen.at:
            self.sources.say(message.text)

    def show_online(self, *, is_online: bool) -> None:
        """Say that the line is down and how old this is; ask anew when it is back."""
        was_online, self._is_online = self._is_online, is_online
        if is_online:
            if not was_online:
                self.notice.clear()
                self.look_wanted.emit()
                self.messages.refresh()
            return
        words = offline_words(self._seen.at, self._calendar)
        self.notice.say(Message(words, tone="info"), aloud=was_online)
        if not self._seen.at:
            self.sources.say(words)
        self.messages.show_problem(words)

    # Inside

    def is_looked_at(self) -> bool:
        """Whether somebody can see it: not while the window is locked or put away."""
        parent = self.parentWidget()
        window = parent.window() if parent is not None else self
        return self.isVisible() and not self.isMinimized() and not window.isMinimized()

    def changeEvent(self, event: QEvent) -> None:
        """Look at once when the window comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.is_looked_at():
            self._on_time()

    def _on_time(self) -> None:
        if not self.is_looked_at():
            return
        if self._is_online:
            self.look_wanted.emit()
        else:
            self.show_online(is_online=False)  # its age goes on

    def _dress(self) -> None:
        self._both.setMinimumHeight(theme().row_height() * LEAST_ROWS)

    def _clock(self, at: str) -> str:
        here = self._calendar.local(ms_of(at))
        return f"{self._calendar.clock(ms_of(at))}:{here.second:02d}"

    def _show_to_do(self) -> None:
        chips = to_do_words(self._seen)
        shown = [tag.text() for tag in self._tags.findChildren(Tag)]
        if shown != [chip.text for chip in chips]:
            self._tags.flow.clear()
            for chip in chips:
                self._tags.flow.addWidget(Tag(chip))
        self._tags.setVisible(bool(chips))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the messages under the sources where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * theme().text_scale
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._both.orientation() != wanted:
            self._both.setOrientation(wanted)
        self.messages.setContentsMargins(0 if narrow else GAP, GAP if narrow else 0, 0, 0)
        whole = self._both.height() if narrow else self._both.width()
        self._both.setSizes([round(whole * SHARE), round(whole * (1 - SHARE))])


def _news(seen: IntakeOverview) -> object:
    """What of an overview says that the list is another one now."""
    sources = [(one.name, one.last_at, one.today) for one in seen.sources]
    return (sources, seen.waiting, seen.unmatched, seen.quarantined)
