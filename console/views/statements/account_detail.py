"""One billing account: what can be paid now, how the guarantor is told, and every statement of it (F70)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.domain.billing import Bill, BillingAccount, BillingView, BillRequest
from console.models.bill_rows import BillRows
from console.models.billing_words import (
    balance_words,
    bill_title,
    due_words,
    how_told,
    is_overdue,
    payment_words,
)
from console.models.money import money
from console.models.one_line import isolated, one_line
from console.models.statement_request_face import STATEMENT_REQUEST, asked_words
from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.facts import Fact, FactList
from console.views.queues.section import Section, column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.statements.account_bill import BillSection
from console.views.statements.account_tables import BillTable
from console.views.tab_order import order_tabs
from console.views.theme import GRID, GROUP, TITLE

PAPER = "paper"


class BillingDetail(QWidget):
    """Shows an account; `bill` is the section of the statement that is chosen in the table.

    Signals: `request_wanted(str item id)`.
    """

    request_wanted = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("billing_detail")
        self._calendar = calendar
        self._account: BillingAccount | None = None
        self._view: BillingView | None = None
        self._why_not = ""
        self._who = WrappedLabel(size=TITLE, bold=True)
        self._who.setObjectName("billing_who")
        self._number = WrappedLabel(tone="muted")
        self._paying, self._due = Banner("info", "clock"), Banner("bad")
        self._payable, self._none = Banner("ok", "statement"), Banner("info")
        self._facts = FactList()
        self._waiting = WrappedLabel(tone="muted")
        self._waiting.setObjectName("billing_waiting")
        self.rows = BillRows(calendar)
        self.table = BillTable(self.rows)
        self.bill = BillSection(calendar)
        self._statements = Section(self.tr("Statements"))
        self._requests = Section(self.tr("Asked about statements"))
        self._request_rows = QVBoxLayout()
        self._lay_out()
        self.table.chosen.connect(self._on_chosen)

    def _lay_out(self) -> None:
        layout = column(self, space=GROUP)
        layout.setContentsMargins(GROUP, 0, GRID, GRID)
        head = column(space=GRID // 2)
        head.addWidget(self._who)
        head.addWidget(self._number)
        layout.addLayout(head)
        for banner in (self._paying, self._due, self._payable, self._none):
            layout.addWidget(banner)
        layout.addWidget(self._facts)
        layout.addWidget(self._waiting)
        self._statements.content.addWidget(self.table)
        layout.addWidget(self._statements)
        layout.addWidget(self.bill)
        self._requests.content.addLayout(self._request_rows)
        layout.addWidget(self._requests)
        layout.addStretch(1)

    # What it gets

    def account(self) -> BillingAccount | None:
        """The account on show."""
        return self._account

    def view(self) -> BillingView | None:
        """All of the account on show, once the portal has sent it."""
        return self._view

    def show_account(self, account: BillingAccount) -> None:
        """Show what a list knows of an account until the whole of it has come."""
        self._account, self._view = account, None
        self._show_head(account)
        for part in (self._paying, self._due, self._payable, self._none):
            part.say("")
        self._facts.show_facts([])
        self.rows.show_view(None)
        self._show_requests(())
        reveal(self._statements, shown=False)
        reveal(self.bill, shown=False)
        self.say_waiting(self.tr("Looking for the statements…"))

    def show_view(self, view: BillingView, why_not: str = "", chosen: str = "") -> None:
        """Show the whole account; the chosen statement stays chosen, else it is the payable one."""
        shown = self.bill.bill()
        same = self._view is not None and self._view.account.id == view.account.id
        wanted = chosen or (shown.id if same and shown is not None else "")
        self._account, self._view, self._why_not = view.account, view, why_not
        self.say_waiting("" if view.statements else self.tr("No statement was published yet."))
        self._show_head(view.account)
        self._show_payable(view)
        self._facts.show_facts(self._facts_of(view))
        self.rows.show_view(view)
        reveal(self._statements, shown=bool(view.statements))
        payable = view.payable
        row = self.rows.row_of(wanted or (payable.id if payable is not None else ""))
        if view.statements:
            self.table.go_to(max(0, row))
        self._show_requests(view.requests)
        order_tabs(self)

    def show_why_not(self, why_not: str) -> None:
        """Bar every act, or none: the line has gone or come."""
        self._why_not = why_not
        if self._view is not None:
            self.bill.show_bill(self._view, self.bill.bill(), why_not)

    def say_waiting(self, words: str) -> None:
        """Say in place of the statements why there are none."""
        self._waiting.say(words)
        reveal(self._waiting, shown=bool(words))

    # Inside

    def _show_head(self, account: BillingAccount) -> None:
        born = self._calendar.day(account.birth_date)
        self._who.say(" · ".join(one for one in (one_line(account.name), born) if one))
        self._number.say(
            self.tr("Billing account {number}").format(number=one_line(account.account_number))
        )

    def _show_payable(self, view: BillingView) -> None:
        """The one that can be paid, before all else; and what is on its way (F70, F73)."""
        calendar, bill = self._calendar, view.payable
        paying = [payment_words(one, calendar) for one in view.in_flight()]
        again = self.tr("Do not send the statement again.")
        self._paying.say("\n".join(paying), again if paying else "")
        for banner in (self._due, self._payable, self._none):
            banner.say("")
        if bill is None:
            self._none.say(self.tr("Nothing can be paid online now.") if view.statements else "")
            return
        words = self.tr("Payable now: {amount}, {name}").format(
            amount=money(bill.open_cents, bill.currency), name=bill_title(bill, calendar)
        )
        due = self.tr("Due {day}").format(day=due_words(bill, calendar)) if bill.due_on else ""
        only = self.tr("It is the only one of this account that can be paid.")
        banner = self._due if is_overdue(bill, calendar) and not paying else self._payable
        banner.say(words, " · ".join(one for one in (due, only) if one))

    def _facts_of(self, view: BillingView) -> list[Fact]:
        account, calendar = view.account, self._calendar
        people = (
            self.tr("{name}, born {day}").format(
                name=isolated(str(one.get("name") or "")),
                day=calendar.day(str(one.get("birth_date") or "")) or "–",
            )
            for one in account.people
        )
        on_paper = account.notice == PAPER
        mark = ("warning", "warn") if on_paper and account.why == "EMAIL_BOUNCED" else ("", "text")
        facts = [
            Fact(self.tr("Balance"), balance_words(account, calendar)),
            Fact(self.tr("Is told"), how_told(account), *mark),
            Fact(self.tr("Address"), account.address if on_paper else ""),
            Fact(self.tr("Patients"), " · ".join(people)),
        ]
        return [fact for fact in facts if fact.value]

    def _show_requests(self, requests: tuple[BillRequest, ...]) -> None:
        while (taken := self._request_rows.takeAt(0)) is not None:
            old = taken.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in requests:
            self._request_rows.addWidget(self._request(one))
        reveal(self._requests, shown=bool(requests))

    def _request(self, one: BillRequest) -> QPushButton:
        when = self._calendar.moment(ms_of(one.submitted_at))
        state = STATEMENT_REQUEST.chip(one.state).text
        words = " · ".join((asked_words(one.reason), when, state))
        made = QPushButton(words)
        made.setObjectName(f"request_{one.id}")
        made.setProperty("rank", "link")
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self.request_wanted.emit(one.id))
        return made

    def _on_chosen(self, bill: Bill | None) -> None:
        if self._view is not None:
            self.bill.show_bill(self._view, bill, self._why_not)
