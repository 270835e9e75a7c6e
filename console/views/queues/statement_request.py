"""What a patient asks about a statement: their words, the statement, the account (DOMAIN F71, F72).

The item holds how things stood when the patient asked; how they stand now comes from the portal while
the line is there, so that nobody sends a bill again that is being paid (F73).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.billing import PENDING, Bill, BillingAccount, BillingView, BillPayment
from console.domain.items import Item
from console.models.billing_words import (
    balance_words,
    bill_title,
    how_told,
    is_overdue,
    payment_words,
    resend_bar,
)
from console.models.money import money
from console.models.queue_face import Chip
from console.models.statement_request_face import asked_sentence, asked_words
from console.models.when import Calendar, ms_of
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon
from console.views.queues.banner import Banner
from console.views.queues.bill_facts import bill_facts
from console.views.queues.body import QueueBody
from console.views.queues.facts import Fact, FactList
from console.views.queues.quote import Quote
from console.views.queues.reading import line, part, parts, prose
from console.views.queues.section import Section, column, page, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TARGET, TITLE


class StatementRequestBody(QueueBody):
    """Shows the request with the statement it is about, the one to pay, and the account.

    Signals: `account_wanted(str id)`, answered by `show_account` or `show_problem`, for how the
    account stands now; `open_wanted(str account id, str statement id)` for the whole account;
    `pdf_wanted(str statement id, str title)`.
    """

    account_wanted = Signal(str)
    open_wanted = Signal(str, str)
    pdf_wanted = Signal(str, str)

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._account_id = ""
        self._asked: Bill | None = None
        self._payable: Bill | None = None
        self._view: BillingView | None = None
        self._title, self._sentence = (
            WrappedLabel(size=TITLE, bold=True),
            WrappedLabel(tone="muted"),
        )
        self._quote, self._joined = Quote(), FactList(lead=0)
        self._paying, self._news = Banner("info", "clock"), Banner("ok", "statement")
        self._about, self._account = FactList(), FactList()
        self._about_section = Section(self.tr("The statement asked about"))
        self._account_section = Section(self.tr("The account"))
        self._as_of = WrappedLabel(tone="muted")
        self._as_of.setObjectName("request_as_of")
        self._buttons = Flow()
        self._pdf = self._button("request_pdf", "eye", self.tr("Show the PDF"))
        self._open = self._button("request_account", "people", self.tr("Billing account…"))
        self._pdf.clicked.connect(self._on_pdf)
        self._open.clicked.connect(self._on_open)
        self._lay_out()

    def _lay_out(self) -> None:
        head = column(space=GRID)
        head.addWidget(self._title)
        head.addWidget(self._sentence)
        self._about_section.content.addWidget(self._about)
        self._account_section.content.addWidget(self._account)
        layout = page(self)
        layout.addLayout(head)
        parts_of: tuple[QWidget, ...] = (
            *(self._quote, self._joined, self._paying, self._news, self._about_section),
            *(self._account_section, self._as_of, self._buttons),
        )
        for each in parts_of:
            layout.addWidget(each)
        layout.addStretch(1)

    def _button(self, name: str, icon: str, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.setMinimumHeight(TARGET + GRID)
        ButtonIcon(made, icon, "muted")
        self._buttons.flow.addWidget(made)
        return made

    # What the panel gives

    def show_item(self, item: Item) -> None:
        """Show what was asked, and ask the portal how the account stands now."""
        content = item.entity.get("content")
        reason, account = line(content, "reason"), part(content, "account")
        if line(account, "id") != self._account_id:
            self._view = None
        self._account_id = line(account, "id")
        self._asked, self._payable = _bill(content, "statement"), _bill(content, "payable")
        self._title.say(asked_words(reason))
        self._sentence.say(asked_sentence(reason) if item.is_open else "")
        self._quote.say(self.tr("The patient wrote"), prose(content, "text"))
        again = [one for one in parts(content, "joined") if line(one, "text")]
        self._joined.show_facts([self._again(one) for one in again])
        if self._view is not None:
            self.show_account(self._view)  # until what it is now has come
        else:
            asked = map(dict, parts(content, "in_flight"))
            flights = [BillPayment.read(one | {"state": PENDING}) for one in asked]
            self._show(BillingAccount.read(account), flights)
        if self._account_id:
            self.account_wanted.emit(self._account_id)
        self.choice_changed.emit()

    def show_account(self, view: BillingView) -> None:
        """Show how the account stands now; one of another item is let go."""
        if view.account.id != self._account_id:
            return
        self._view, self._payable = view, view.payable
        if self._asked is not None:
            self._asked = view.statement(self._asked.id) or self._asked
        self._show(view.account, view.in_flight())
        self._say_as_of(self.tr("As it is with the portal now."))
        self.choice_changed.emit()

    def show_problem(self, account_id: str, words: str) -> None:
        """Say why how it stands now is not known; what the item holds stays."""
        if account_id != self._account_id:
            return
        told = self.tr("This is how it was when the patient asked. {why}")
        self._say_as_of(told.format(why=words))

    def forget(self) -> None:
        """Let go of the account: it is asked for anew."""
        self._view, self._account_id = None, ""

    def blocker(self, action: str) -> str:
        """Send nothing again that can not be paid, is being paid, or is on its way (F73)."""
        if action != "resend":
            return ""
        if self._payable is None:
            return self.tr("No statement of this account can be paid now.")
        return resend_bar(self._view, self._payable) if self._view is not None else ""

    def params(self, action: str) -> dict[str, Any]:
        """Name the statement that has come since, where there is one: the answer points to it."""
        if action == "answer" and self._payable is not None and self._is_newer():
            return {"statement_id": self._payable.id}
        return {}

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark what is being paid or overdue: it decides what is done."""
        chips = []
        if self._view is not None and self._view.in_flight():
            chips.append(Chip("clock", self.tr("Being paid"), "info"))
        elif self._payable is not None and is_overdue(self._payable, self.calendar):
            chips.append(Chip("warning", self.tr("Overdue"), "bad"))
        return chips

    # Inside

    def _show(self, account: BillingAccount, flights: Sequence[BillPayment]) -> None:
        lines = [payment_words(one, self.calendar) for one in flights]
        self._paying.say("\n".join(lines), self.tr("Do not send it again.") if lines else "")
        self._show_news()
        asked = self._asked
        if asked is not None:
            notice = self._view.told.get(asked.id) if self._view is not None else None
            self._about.show_facts(bill_facts(asked, notice, self.calendar))
        reveal(self._about_section, shown=asked is not None)
        born = self.calendar.day(account.birth_date)
        balance = balance_words(account, self.calendar) if self._view is not None else ""
        facts = [
            Fact(self.tr("Guarantor"), " · ".join(one for one in (account.name, born) if one)),
            Fact(self.tr("Account number"), account.account_number),
            Fact(self.tr("Is told"), how_told(account)),
            Fact(self.tr("Balance"), balance),
            Fact(self.tr("Patients"), ", ".join(line(one, "name") for one in account.people)),
        ]
        self._account.show_facts([fact for fact in facts if fact.value])
        reveal(self._account_section, shown=bool(account.id))
        self._say_as_of("")
        self._pdf.setEnabled(self._shown_bill() is not None)
        self._open.setEnabled(bool(account.id))

    def _say_as_of(self, words: str) -> None:
        self._as_of.say(words)
        reveal(self._as_of, shown=bool(words))

    def _show_news(self) -> None:
        """Which statement can be paid, said so that it is not taken for the one asked about (F70)."""
        payable = self._payable
        if payable is None:
            self._news.say(self.tr("No statement of this account can be paid now."))
            return
        name, amount = bill_title(payable, self.calendar), money(payable.open_cents)
        if self._is_newer():
            words = self.tr("Payable now is another one: {name}, {amount}")
            self._news.say(
                words.format(name=name, amount=amount), self.tr("Your answer will point to it.")
            )
        else:
            words = self.tr("It is the one that can be paid: {amount} are open")
            self._news.say(words.format(amount=amount))

    def _again(self, one: Mapping[str, Any]) -> Fact:
        when = self.calendar.moment(ms_of(line(one, "at")))
        asked = asked_words(line(one, "reason"))
        return Fact("", " · ".join(part for part in (when, asked, line(one, "text")) if part))

    def _is_newer(self) -> bool:
        """Whether another statement than the one asked about can be paid."""
        if self._payable is None:
            return False
        return self._asked is None or self._asked.id != self._payable.id

    def _shown_bill(self) -> Bill | None:
        return self._asked or self._payable

    def _on_pdf(self) -> None:
        bill = self._shown_bill()
        if bill is not None:
            self.pdf_wanted.emit(bill.id, bill_title(bill, self.calendar))

    def _on_open(self) -> None:
        bill = self._shown_bill()
        self.open_wanted.emit(self._account_id, bill.id if bill is not None else "")


def _bill(content: Any, name: str) -> Bill | None:
    found = part(content, name)
    return Bill.read(found) if found else None
