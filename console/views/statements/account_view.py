"""*Billing accounts*: which statement can be paid, how the guarantor was told, what was asked (F70–F73)."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.billing import BillingAccount, BillingPage, BillingView
from console.domain.billing_search import BillingQuery
from console.messages import Message
from console.models.billing_rows import BillingRows
from console.models.billing_words import filter_empty, offline_words, searched_words
from console.models.when import Calendar
from console.views.access.accounts_room import AccountsRoom
from console.views.empty_state import EmptyState
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.statements.account_detail import BillingDetail
from console.views.statements.account_search import BillingSearch
from console.views.statements.account_tables import BillingTable
from console.views.theme import theme

WIDTH, HEIGHT, SHARE = 1280, 760, 0.57
SETTLE_MS = 120
"""How long one stays at a row before the portal is asked about it."""


class BillingAccounts(Sheet):
    """Keeps nothing when it closes: billing accounts are the portal's alone.

    Signals: `searched(BillingQuery, str after)`, answered by `show_page`; `account_wanted(str id)`, by
    `show_view`. Any of them may end in `show_problem`. What is done with a statement is asked by
    `detail.bill`, what was asked about one by `detail`.
    """

    searched = Signal(object, str)
    account_wanted = Signal(str)

    def __init__(self, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Billing accounts"))
        self.setObjectName("billing_accounts")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self._calendar = calendar
        self.search = BillingSearch(calendar)
        self.rows = BillingRows(calendar)
        self.table = BillingTable(self.rows)
        self.detail = BillingDetail(calendar)
        self.notice = Notice()
        self._query, self._is_online = self.search.query(), True
        self._wanted, self._bill = "", ""
        self._count = PlainLabel(tone="muted")
        self._count.setObjectName("billing_count")
        self._empty = EmptyState("search", "", "", name="billing")
        choose = EmptyState("statement", "", self.tr("Choose an account."), name="billing_account")
        self._both = AccountsRoom(self.table, self._empty, self.detail, choose, SHARE)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._want_account)
        for part in (self.search, self.notice):
            self.content.addWidget(part)
        room = QSizePolicy.Policy
        self._both.setSizePolicy(room.Preferred, room.Ignored)  # it scrolls where there is little
        self.content.addWidget(self._both, 1)
        self.content.addWidget(self._count)
        self._connect()
        scale = theme().text_scale ** 0.6
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))
        self.search.edit.setFocus()

    def _connect(self) -> None:
        self.search.changed.connect(self._on_searched)
        self.search.left.connect(self._on_left)
        self.rows.more_wanted.connect(lambda after: self.searched.emit(self._query, after))
        self.table.chosen.connect(self._on_chosen)
        self._empty.pressed.connect(self.refresh)

    # What it gets

    def show_page(self, query: BillingQuery, after: str, page: BillingPage) -> None:
        """Take accounts; those of another question than the one on show are let go."""
        if query != self._query:
            return
        self.rows.show_page(page, after)
        shown = self.rows.rowCount()
        self._say_count(shown)
        self._both.show_rows(shown=shown > 0)
        if not shown:
            words = filter_empty(query.filter)
            if query.text:
                words = self.tr("No billing account fits what you search.")
            self._empty.say("search", "", words)
        elif not after:
            row = self.rows.row_of(self._wanted)
            if row >= 0 or not self._wanted:
                self.table.go_to(max(0, row))

    def show_view(self, view: BillingView) -> None:
        """Take an account as it is now, if it is still the one on show."""
        shown = self.detail.account()
        if shown is None or shown.id == view.account.id:
            why_not = "" if self._is_online else offline_words()
            self.detail.show_view(view, why_not, self._bill)
            self._bill = ""
            self._both.show_detail(shown=True)

    def show_problem(self, message: Message) -> None:
        """Say what did not come or was not done; what is on show stays."""
        self.rows.stop_waiting()
        self.notice.say(message)
        if self.detail.view() is None:
            self.detail.say_waiting("")
        if not self.rows.rowCount():
            self._empty.say("offline", "", message.text, self.tr("Try again"))
            self._both.show_rows(shown=False)
            self._count.setText("")

    def show_done(self, words: str) -> None:
        """Say that the portal has done it."""
        self.notice.say(Message(words, tone="ok"))

    def show_online(self, *, is_online: bool) -> None:
        """Bar every act while the line is down, say so, and ask anew when it is back."""
        if is_online == self._is_online:
            return
        self._is_online = is_online
        why_not = "" if is_online else offline_words()
        self.detail.show_why_not(why_not)
        if is_online:
            self.notice.clear()
            self.refresh()
        else:
            self.notice.say(Message(why_not, tone="info"))

    # What the user does

    def ask(self, query: BillingQuery) -> None:
        """List other accounts."""
        self._query = query
        self.notice.clear()
        self.rows.clear()
        self._both.show_rows(shown=False)
        self._both.show_detail(shown=bool(self._wanted))
        self._count.setText("")
        self._empty.say("search", "", self.tr("Looking…"))
        self.searched.emit(query, "")

    def refresh(self) -> None:
        """Ask the same once more; the account on show stays the current one."""
        shown = self.detail.account()
        self._wanted = shown.id if shown is not None else self._wanted
        self.ask(self.search.query())

    def want(self, account_id: str, statement_id: str = "") -> None:
        """Show one account, at one of its statements, whether the list has it or not."""
        self._wanted, self._bill = account_id, statement_id
        self.detail.show_account(BillingAccount(account_id))
        self._both.show_detail(shown=True)
        self.account_wanted.emit(account_id)

    def _on_searched(self, query: BillingQuery) -> None:
        self._wanted, self._bill = "", ""
        self.ask(query)

    def _say_count(self, shown: int) -> None:
        more = self.tr("%n billing account(s), and more below", "", shown)
        count = more if self.rows.has_more else self.tr("%n billing account(s)", "", shown)
        understood = searched_words(self._query, self._calendar)
        self._count.setText(" · ".join(part for part in (understood, count) if part))

    def _on_left(self) -> None:
        if self.rows.rowCount():
            self.table.setFocus()

    def _on_chosen(self, account: BillingAccount | None) -> None:
        if account is None:
            if not self._wanted:
                self._both.show_detail(shown=False)
            return
        shown, self._wanted = self.detail.account(), account.id
        self._both.show_detail(shown=True)
        if shown is None or shown.id != account.id:
            self._bill = ""
            self.detail.show_account(account)
        self._settle.start()

    def _want_account(self) -> None:
        """Ask for the account where one has stopped: not for all that one has passed."""
        account = self.table.account()
        if account is not None and self._is_online:
            self.account_wanted.emit(account.id)
