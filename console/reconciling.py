"""What needs a person's attention, brought before them: each answer, and the end of a time offline."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from console.bus import Bus
from console.domain.decisions import Attention, TimeOffline
from console.domain.link import Link, LinkState
from console.messages import Message, problem_message
from console.models.queue_list import ATTENTION
from console.reading import Summary
from console.views.main_window import MainWindow

_TYPING = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class Reconciling(QObject):
    """Opens *Needs attention* by itself, once, when the line is back and something is to be read.

    Who is in the middle of something, in a dialog or with words half written, is told in one line
    instead and goes there when it suits.
    """

    def __init__(self, window: MainWindow, bus: Bus, link: Callable[[], Link]) -> None:
        super().__init__(window)
        self._window, self._link = window, link
        self._offline = TimeOffline()
        self._told_of = (0, 0)  # the time offline that was opened or told of, as it was then
        self.count = 0  # decisions whose answer nobody has read
        bus.decision_refused.connect(self._decision_refused)
        bus.link_changed.connect(self._link_changed)

    def show(self, summary: Summary) -> None:
        """Show what is to be read, and how the time offline ended."""
        self.count, self._offline = len(summary.attention), summary.offline
        self._window.show_counts(summary.counts, self.count)
        self._window.show_attention(summary.attention, summary.offline)
        self._bring()

    def _link_changed(self, link: Link) -> None:
        if link.state is LinkState.OFFLINE and self._offline.waiting:
            self._told_of = (0, 0)  # what is decided now is news again when the line is back
        self._bring()

    def _bring(self) -> None:
        offline = self._offline
        online = self._link().state is LinkState.ONLINE
        told_of = (offline.since_ms, offline.decided)  # a line that goes again adds to it
        if not online or not offline.decided or self._told_of == told_of:
            return
        if offline.to_read:
            self._told_of = told_of
            self._open_or_say()
        elif not offline.waiting and not offline.read:
            self._told_of = told_of
            self._say_all_is_well()

    def _open_or_say(self) -> None:
        if not _is_in_the_middle(self._window):
            self._open()
            return
        text = self.tr("%n decision(s) made offline are to be read.", "", self._offline.to_read)
        message = Message(text, self.tr("They wait under Needs attention."), "", "warn")
        self._window.page.message_bar.show_message(message, self.tr("Read them"), self._open)

    def _open(self) -> None:
        self._window.queue_list.choose(ATTENTION)
        self._window.page.message_bar.clear()  # what was saved last is in the account too
        self._window.page.attention.begin()

    def _say_all_is_well(self) -> None:
        """A working day's answers are no news: only those that have just come are told of."""
        if not self._window.page.attention.tells_of_offline:
            return
        applied = self._offline.applied
        text = self.tr("%n decision(s) made offline were all applied.", "", applied)
        self._window.show_message(Message(text, "", "", "ok"))

    def _decision_refused(self, attention: Attention) -> None:
        """Say it at once; what was decided offline is told of together, when all has come."""
        if attention.command.offline:
            return
        message = problem_message(attention.problem)
        label = attention.command.label
        self._window.show_message(Message(message.text, label, message.action, message.tone))


def _is_in_the_middle(window: QWidget) -> bool:
    """Whether somebody answers a dialog or writes something, which a change of place would take."""
    if QApplication.activeModalWidget() is not None:
        return True
    focus: QWidget | None = window.focusWidget()
    if isinstance(focus, QLineEdit):
        return bool(focus.text())
    return isinstance(focus, _TYPING)
