"""*Accounts*: who can sign in, what stands in the way, and what a front desk does about it (K70)."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QWidget

from console.domain.access import PatientAccess
from console.domain.accounts import Account, AccountPage, AccountQuery, InvitationPage
from console.messages import Message
from console.models.account_rows import AccountRows
from console.models.account_words import filter_empty, offline_words
from console.models.when import Calendar
from console.views.access.accounts_detail import AccountDetail, May
from console.views.access.accounts_invitations import BouncedInvitations
from console.views.access.accounts_search import INVITATIONS, AccountSearch
from console.views.access.accounts_table import AccountsTable
from console.views.empty_state import EmptyState
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme

WIDTH, HEIGHT, NARROW = 1240, 700, 900
"""Pixels at normal text size; below `NARROW` the account stands under the table."""


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
        self._query, self._is_online, self._wanted = AccountQuery(), True, ""
        self._count = PlainLabel(tone="muted")
        self._count.setObjectName("accounts_count")
        self._left, self._pages, self._right = QStackedWidget(), QStackedWidget(), QStackedWidget()
        self._empty = EmptyState("search", "", "", name="accounts")
        self._choose = EmptyState("people", "", self.tr("Choose an account."), name="account")
        self._split, self._scroll = QSplitter(Qt.Orientation.Horizontal), QScrollArea()
        self._set_out()
        self._connect()
        scale = theme().text_scale ** 0.6
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))
        self.search.edit.setFocus()

    def _set_out(self) -> None:
        scroll = self._scroll
        scroll.setObjectName("account_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.detail)
        for ground in (scroll.viewport(), self.detail):
            ground.setAutoFillBackground(False)
        self._left.addWidget(self.table)
        self._left.addWidget(self._empty)
        self._right.addWidget(self._choose)
        self._right.addWidget(scroll)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._left)
        self._split.addWidget(self._right)
        self._pages.addWidget(self._split)
        self._pages.addWidget(self.invitations)
        for part in (self.search, self.notice):
            self.content.addWidget(part)
        self.content.addWidget(self._pages, 1)
        self.content.addWidget(self._count)

    def _connect(self) -> None:
        self.search.changed.connect(self.ask)
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
        self._left.setCurrentWidget(self.table if shown else self._empty)
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
            self._share_width()

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
            self._left.setCurrentWidget(self._empty)
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

    def ask(self, query: AccountQuery) -> None:
        """List other accounts."""
        self._query = query
        self.notice.clear()
        self.rows.clear()
        self._pages.setCurrentWidget(self._split)
        self._left.setCurrentWidget(self._empty)
        self._right.setCurrentWidget(self._choose)
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
        self._count.setText(self.tr("Looking…"))
        self.invitations_wanted.emit("")

    def _on_chosen(self, account: Account | None) -> None:
        if account is None:
            self._right.setCurrentWidget(self._choose)
            return
        self._show_detail(account)
        self.account_wanted.emit(account)

    def _show_detail(self, account: Account) -> None:
        self.detail.show_account(account, "" if self._is_online else offline_words())
        self._right.setCurrentIndex(1)
        self._share_width()

    def _on_act(self, act: object) -> None:
        account = self.detail.account()
        if account is not None and self._is_online:
            self.notice.clear()
            self.act_wanted.emit(act, account)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the account under the table where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * theme().text_scale
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)
        self._share_width()

    def _share_width(self) -> None:
        """The account gets what its words need, or two fifths; the table the rest."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        least = self.detail.minimumSizeHint().width() + bar
        self._scroll.setMinimumWidth(least)
        if self._split.orientation() == Qt.Orientation.Horizontal:
            width = self._split.width()
            right = max(least, round(width * 0.4))
            self._split.setSizes([max(1, width - right), right])
