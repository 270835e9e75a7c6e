"""*Accounts*: who can sign in, what stands in the way, and what a front desk does about it (K70)."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.domain.access import PatientAccess
from console.domain.accounts import (
    TOKEN,
    Account,
    AccountPage,
    AccountQuery,
    InvitationPage,
)
from console.messages import Message
from console.models.account_rows import AccountRows
from console.models.account_words import filter_empty, missing_right, offline_words
from console.models.when import Calendar
from console.views.access.accounts_detail import AccountDetail, May
from console.views.access.accounts_invitations import BouncedInvitations
from console.views.access.accounts_room import AccountsRoom
from console.views.access.accounts_search import INVITATIONS, AccountSearch
from console.views.access.accounts_table import AccountsTable
from console.views.empty_state import EmptyState
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme

WIDTH, HEIGHT = 1240, 700
SETTLE_MS = 120
"""How long one stays at a row before the portal is asked about it."""


class AccountsView(Sheet):
    """Keeps nothing when it closes: accounts are the portal's alone.

    Signals: `searched(AccountQuery, str after)`, answered by `show_page`; `account_wanted(Account)`,
    by `show_account` and `show_access`; `act_wanted(Act, Account)`, by `show_done`;
    `invitations_wanted(str after)`, by `show_invitations`; `resend_wanted(list)`, by `show_outcomes`.
    Any of them may end in `show_problem`.
    """

    searched = Signal(object, str)
    account_wanted = Signal(object)
    act_wanted = Signal(object, object)
    invitations_wanted = Signal(str)
    resend_wanted = Signal(object)

    def __init__(self, calendar: Calendar, may: May, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Accounts"))
        self.setObjectName("accounts_view")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.search = AccountSearch()
        self.rows = AccountRows(calendar)
        self.table = AccountsTable(self.rows)
        self.detail = AccountDetail(calendar, may)
        self.invitations = BouncedInvitations(calendar)
        self.notice = Notice()
        self._query, self._is_online, self._wanted, self._may = AccountQuery(), True, "", may
        self._count = PlainLabel(tone="muted")
        self._count.setObjectName("accounts_count")
        self._pages = QStackedWidget()
        self._empty = EmptyState("search", "", "", name="accounts")
        self._choose = EmptyState("people", "", self.tr("Choose an account."), name="account")
        self._both = AccountsRoom(self.table, self._empty, self.detail, self._choose)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._want_account)
        self._set_out()
        self._connect()
        scale = theme().text_scale ** 0.6
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))
        self.search.edit.setFocus()

    def _set_out(self) -> None:
        self._pages.addWidget(self._both)
        self._pages.addWidget(self.invitations)
        for part in (self.search, self.notice):
            self.content.addWidget(part)
        self.content.addWidget(self._pages, 1)
        self.content.addWidget(self._count)

    def _connect(self) -> None:
        self.search.changed.connect(self.ask)
        self.search.left.connect(self._on_left)
        self.search.invitations_wanted.connect(self._ask_invitations)
        self.rows.more_wanted.connect(lambda after: self.searched.emit(self._query, after))
        self.table.chosen.connect(self._on_chosen)
        self.detail.act_wanted.connect(self._on_act)
        self.invitations.resend_wanted.connect(self.resend_wanted)
        self.invitations.more_wanted.connect(self.invitations_wanted)
        self._empty.pressed.connect(self.refresh)

    # What it gets

    def show_page(self, query: AccountQuery, after: str, page: AccountPage) -> None:
        """Take accounts; those of another question than the one on show are let go."""
        if query != self._query:
            return
        self.rows.show_page(page, after)
        shown = self.rows.rowCount()
        more = self.tr("%n account(s), and more below", "", shown)
        self._count.setText(more if self.rows.has_more else self.tr("%n account(s)", "", shown))
        self._both.show_rows(shown=shown > 0)
        if not shown:
            words = filter_empty(query.filter)
            if query.text:
                words = self.tr("No account fits what you search.")
            self._empty.say("search", "", words)
        elif not after:
            at = self.rows.row_of(self._wanted)
            self.table.go_to(max(0, at))
            self._wanted = ""

    def show_account(self, account: Account) -> None:
        """Take one account as it is now."""
        self.rows.show_account(account)
        shown = self.detail.account()
        if shown is None or shown.id == account.id:
            self._show_detail(account)

    def show_access(self, account_id: str, access: PatientAccess) -> None:
        """Take what was handed out to the patient of an account."""
        shown = self.detail.account()
        if shown is not None and shown.id == account_id:
            self.detail.show_access(access)
            self._both.share()

    def show_invitations(self, page: InvitationPage, after: str) -> None:
        """Take the invitations that bounced."""
        self.invitations.show_page(page, after)
        self._count.setText("")

    def show_outcomes(self, outcomes: Mapping[str, str]) -> None:
        """Say what became of each invitation that was sent again."""
        self.invitations.show_outcomes(dict(outcomes))

    def show_problem(self, message: Message) -> None:
        """Say what did not come or was not done; what is on show stays."""
        self.rows.stop_waiting()
        self.notice.say(message)
        self.invitations.bar("" if self._is_online else offline_words())
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
        self.invitations.bar(why_not)
        if is_online:
            self.notice.clear()
            self.refresh()
            return
        self.notice.say(Message(why_not, tone="info"))
        shown = self.detail.account()
        if shown is not None:
            self._show_detail(shown)

    # What the user does

    def _on_left(self) -> None:
        if self.rows.rowCount():
            self.table.setFocus()

    def ask(self, query: AccountQuery) -> None:
        """List other accounts."""
        self._query = query
        self.notice.clear()
        self.rows.clear()
        self._pages.setCurrentWidget(self._both)
        self._both.show_rows(shown=False)
        self._both.show_detail(shown=False)
        self._count.setText("")
        self._empty.say("search", "", self.tr("Looking…"))
        self.searched.emit(query, "")

    def refresh(self) -> None:
        """Ask the same once more; the account on show stays the current one."""
        shown = self.detail.account()
        self._wanted = shown.id if shown is not None else self._wanted
        if self.search.chosen() == INVITATIONS:
            self._ask_invitations()
        else:
            self.ask(self.search.query())

    def want(self, account_id: str) -> None:
        """Make this account the current one when the list is there."""
        self._wanted = account_id

    def _ask_invitations(self) -> None:
        self.notice.clear()
        self._pages.setCurrentWidget(self.invitations)
        if not self._may(TOKEN):
            self.invitations.bar(missing_right(TOKEN))
            self._count.setText("")
            return
        self._count.setText(self.tr("Looking…"))
        self.invitations_wanted.emit("")

    def _on_chosen(self, account: Account | None) -> None:
        if account is None:
            self._both.show_detail(shown=False)
            return
        self._show_detail(account)
        self._settle.start()

    def _want_account(self) -> None:
        """Ask for the account where one has stopped: not for all that one has passed."""
        account = self.table.account()
        if account is not None and self._is_online:
            self.account_wanted.emit(account)

    def _show_detail(self, account: Account) -> None:
        self.detail.show_account(account, "" if self._is_online else offline_words())
        self._both.show_detail(shown=True)

    def _on_act(self, act: object) -> None:
        account = self.detail.account()
        if account is not None and self._is_online:
            self.notice.clear()
            self.act_wanted.emit(act, account)
