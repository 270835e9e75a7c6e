"""A billing account found by a name, for whoever can not read its number."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.billing import BillingAccount
from console.models.one_line import one_line
from console.models.when import Calendar
from console.views.choice_list import ChoiceList
from console.views.queues.section import column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.statements.typed_field import TypedField
from console.views.theme import GRID

PAUSE_MS, MOST_LINES = 220, 5
"""How long the typing must pause before the portal is asked; lines that are seen at once."""


class AccountFinder(QWidget):
    """Lists the accounts that a name finds; Enter or a click takes one.

    Signals: `search_wanted(str)`, answered by `show_found`; `chosen(BillingAccount)`.
    """

    search_wanted = Signal(str)
    chosen = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._accounts: tuple[BillingAccount, ...] = ()
        self.field = TypedField("finder_name", self.tr("Or find the account by a name"))
        self.list = _Found()
        self._none = WrappedLabel(tone="muted")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        layout = column(self, space=GRID)
        for part in (self.field, self.list, self._none):
            layout.addWidget(part)
        self._pause.timeout.connect(self._ask)
        self.field.edited.connect(self._pause.start)
        self.field.entered.connect(self._on_entered)
        self.list.taken.connect(self._take)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._pause.stop()
        self.field.put("")
        self._show((), "")

    def show_found(self, name: str, accounts: Sequence[BillingAccount]) -> None:
        """Take what a name has found, if it still stands there."""
        if name == self.field.text():
            none = self.tr("No account of this practice has a person of that name.")
            self._show(tuple(accounts), "" if accounts else none)

    def _show(self, accounts: tuple[BillingAccount, ...], none: str) -> None:
        self._accounts = accounts
        self.list.put([self._line(one) for one in accounts])
        reveal(self.list, shown=bool(accounts))
        self._none.say(none)
        reveal(self._none, shown=bool(none))

    def _line(self, one: BillingAccount) -> str:
        names = [str(who.get("name") or "") for who in one.people]
        people = ", ".join(one_line(name) for name in names if name != one.name)
        parts = (one.account_number, one.name, self._calendar.day(one.birth_date), people)
        return " · ".join(one_line(part) for part in parts if part)

    def _ask(self) -> None:
        self._pause.stop()
        if self.field.text():
            self.search_wanted.emit(self.field.text())
        else:
            self._show((), "")

    def _on_entered(self) -> None:
        if self._accounts and not self._pause.isActive():
            self.list.choose(0)
            self.list.setFocus()
        else:
            self._ask()

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._accounts):
            account = self._accounts[row]
            self.forget()
            self.chosen.emit(account)


class _Found(ChoiceList):
    """The lines that were found. Signals: `taken(int)` on Enter."""

    taken = Signal(int)

    def __init__(self) -> None:
        super().__init__("finder_list", "", ())
        self.setAccessibleName(self.tr("Accounts that were found"))

    def put(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        model = self.model()
        if isinstance(model, QStringListModel):
            model.setStringList(list(lines))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for lines that break in another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = max(1, self.height_of(MOST_LINES))
        if height != self.height():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen one on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.row())
        else:
            super().keyPressEvent(event)
