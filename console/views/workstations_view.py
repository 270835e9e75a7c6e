"""*Computers*: on which ones the practice's data may be read, and how one of them loses that right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.domain.workstation import Workstation, WorkstationState
from console.messages import Message
from console.messages.computer_texts import no_line
from console.models.when import Calendar
from console.models.workstation_rows import WorkstationRows
from console.models.workstation_words import empty_words, filter_title
from console.views.access.accounts_room import AccountsRoom
from console.views.access.accounts_search import SearchEdit
from console.views.empty_state import EmptyState
from console.views.icons import ButtonIcon, FieldIcon
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.segments import Segments
from console.views.sheet import Sheet
from console.views.theme import GAP, TARGET, theme
from console.views.workstations_detail import WorkstationDetail
from console.views.workstations_table import WorkstationsTable

WIDTH, HEIGHT, SHARE = 1240, 700, 0.36
LOOK_MS = 15_000
"""How often the portal is asked while somebody looks: an order to erase may have been carried out."""


class WorkstationsView(Sheet):
    """Keeps nothing when it closes. `own_id` is the computer that it stands on.

    Signals: `wanted()`, answered by `show_workstations` or `show_problem`; `end_wanted(Workstation)`.
    """

    wanted = Signal()
    end_wanted = Signal(object)

    def __init__(self, calendar: Calendar, own_id: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Computers"))
        self.setObjectName("workstations_view")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self._is_online, self._has_come = True, False
        self._said: Message | None = None  # what went wrong the last time, and has not ended
        self.edit = SearchEdit()
        self.filters = Segments(
            {name: filter_title(name) for name in ("", *WorkstationState)}, "computers"
        )
        self.rows = WorkstationRows(calendar, own_id)
        self.table = WorkstationsTable(self.rows)
        self.detail = WorkstationDetail(calendar)
        self.notice = Notice()
        self._count = PlainLabel(tone="muted")
        self._count.setObjectName("workstations_count")
        self._refresh = QPushButton(self.tr("Refresh"))
        self._empty = EmptyState("computer", "", self.tr("Looking…"), name="workstations")
        choose = EmptyState("computer", "", self.tr("Choose a computer."), name="workstation")
        self._both = AccountsRoom(self.table, self._empty, self.detail, choose, SHARE)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()
        self._set_out()
        self._connect()
        scale = theme().text_scale ** 0.6
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))
        self._both.show_rows(shown=False)
        self.edit.setFocus()

    def _set_out(self) -> None:
        self.edit.setObjectName("workstation_search")
        self.edit.setAccessibleName(self.tr("Search by person or computer"))
        self.edit.setPlaceholderText(self.tr("Search by person or computer"))
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaxLength(120)
        self.edit.setMinimumHeight(32)
        FieldIcon(self.edit, "search")
        self._refresh.setObjectName("refresh_workstations")
        self._refresh.setAutoDefault(False)
        self._refresh.setMinimumHeight(TARGET)
        ButtonIcon(self._refresh, "refresh", "muted")
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._refresh)
        for part in (self.edit, self.filters, self.notice):
            self.content.addWidget(part)
        self.content.addWidget(self._both, 1)
        self.content.addLayout(foot)

    def _connect(self) -> None:
        self.edit.textChanged.connect(lambda _text: self._narrow())
        self.edit.left.connect(self._on_left)
        self.edit.returnPressed.connect(self._on_left)
        self.filters.chosen.connect(lambda _name: self._narrow())
        self.table.chosen.connect(self._show_detail)
        self.table.opened.connect(lambda _one: self.detail.button.setFocus())
        self.detail.end_wanted.connect(self._on_end)
        self._refresh.clicked.connect(self.refresh)
        self._empty.pressed.connect(self.refresh)

    # What it gets

    def show_workstations(self, found: Sequence[Workstation]) -> None:
        """Take them as they are now; the one on show stays the current one."""
        self._has_come = True
        if self._said is not None or not self._is_online:
            self._said, self._is_online = None, True
            self.notice.clear()
        bar = self.table.verticalScrollBar()
        at = bar.value()
        self._keep_place(lambda: self.rows.show_all(found))
        bar.setValue(at)  # news come by themselves: nothing moves under the eye

    def show_workstation(self, found: Workstation) -> None:
        """Take one of them as the portal says that it is now."""
        self._keep_place(lambda: self.rows.show_one(found))

    def show_done(self, message: Message) -> None:
        """Say what has become of one."""
        self._said = None
        self.notice.say(message)
        self._on_left()  # the button that was pressed may be gone

    def show_problem(self, message: Message) -> None:
        """Say what did not come or was not done; what is on show stays."""
        self.notice.say(message, aloud=message != self._said)  # once, not every few seconds
        self._said = message
        if not self._has_come:
            self._empty.say("offline", "", message.text, self.tr("Try again"))

    def show_online(self, *, is_online: bool) -> None:
        """Bar what can be done while the line is down, and say so; ask anew when it is back."""
        if is_online == self._is_online:
            return
        self._is_online = is_online
        self._show_detail(self.table.workstation())
        if is_online:
            self.notice.clear()
            self.refresh()
            return
        self.show_problem(Message(no_line(), tone="info"))

    # What the user does

    def refresh(self) -> None:
        """Ask how they are now."""
        if not self._has_come:
            self._empty.say("computer", "", self.tr("Looking…"))
        self.wanted.emit()

    def is_looked_at(self) -> bool:
        """Whether somebody can see it: not while the window is locked or put away."""
        parent = self.parentWidget()
        window = parent.window() if parent is not None else self
        return self.isVisible() and not window.isMinimized()

    def _on_time(self) -> None:
        if self._is_online and self.is_looked_at():
            self.wanted.emit()

    def _narrow(self) -> None:
        typed, state = self.edit.text(), self.filters.name
        self._keep_place(lambda: self.rows.narrow(typed, state))

    def _keep_place(self, change: Callable[[], None]) -> None:
        shown, focused = self.table.workstation(), self.table.hasFocus()
        change()
        there = self.rows.rowCount() > 0
        if there and self.table.workstation() is None:
            self.table.go_to(max(0, self.rows.row_of(shown.id if shown is not None else "")))
        self._show_detail(self.table.workstation())
        self._both.show_rows(shown=there)
        self._say_count()
        if focused and not there:
            self.edit.setFocus()

    def _say_count(self) -> None:
        shown, known = self.rows.rowCount(), self.rows.known
        words = self.tr("%n computer(s)", "", known)
        if shown != known:
            words = self.tr("{shown} of %n computer(s)", "", known).format(shown=shown)
        self._count.setText(words if self._has_come else "")
        if not shown and self._has_come:
            self._empty.say("computer", "", empty_words(self.filters.name, self.edit.text()))

    def _on_left(self) -> None:
        if self.rows.rowCount():
            self.table.setFocus()

    def _on_end(self, one: Workstation) -> None:
        if self._is_online:
            self.notice.clear()
            self.end_wanted.emit(one)

    def _show_detail(self, one: Workstation | None) -> None:
        if one is None:
            self._both.show_detail(shown=False)
            return
        why_not = "" if self._is_online else no_line()
        self.detail.show_workstation(one, is_own=self.rows.is_own(one), why_not=why_not)
        self._both.show_detail(shown=True)
