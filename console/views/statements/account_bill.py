"""The chosen statement of an account: who did what when, and what can be done with it (F72, §5.6)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from console.domain.billing import Bill, BillingView, BillNotice, BillPayment
from console.models.billing_words import (
    bill_title,
    payment_mark,
    payment_words,
    resend_bar,
    void_bar,
    void_words,
)
from console.models.one_line import isolated, one_line
from console.models.statement_words import notice_chip, notice_reason
from console.models.when import Calendar, ms_of
from console.views.access.enroll_way import WayButton
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon
from console.views.queues.facts import Fact, FactList
from console.views.queues.section import Section, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TARGET


class BillSection(Section):
    """Shows one statement's past and offers what fits; what does not says why below it.

    Signals: `pdf_wanted(Bill)`, `resend_wanted(Bill)`, `void_wanted(Bill)`.
    """

    pdf_wanted = Signal(object)
    resend_wanted = Signal(object)
    void_wanted = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("")
        self.setObjectName("bill_section")
        self._calendar = calendar
        self._bill: Bill | None = None
        self._facts = FactList(lead=0)
        self._acts = Flow()
        self._bars = WrappedLabel(tone="muted")
        self._bars.setObjectName("bill_bars")
        self._pdf = self._button("bill_pdf", "eye", self.tr("Show the PDF"))
        self._resend = self._button("bill_resend", "send", self.tr("Send again…"))
        self._void = self._button("bill_void", "stop", self.tr("Void…"), refuse=True)
        self._pdf.clicked.connect(lambda: self.pdf_wanted.emit(self._bill))
        self._resend.clicked.connect(lambda: self.resend_wanted.emit(self._bill))
        self._void.clicked.connect(lambda: self.void_wanted.emit(self._bill))
        for part in (self._acts, self._bars, self._facts):
            self.content.addWidget(part)

    def _button(self, name: str, icon: str, words: str, *, refuse: bool = False) -> QPushButton:
        made = WayButton(words)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.setMinimumHeight(TARGET + GRID)
        if refuse:
            made.setProperty("rank", "refuse")
        ButtonIcon(made, icon, "bad" if refuse else "muted")
        self._acts.flow.addWidget(made)
        return made

    def show_bill(self, view: BillingView, bill: Bill | None, why_not: str = "") -> None:
        """Show a statement of the account; `why_not` bars every act, while the line is down."""
        self._bill = bill
        reveal(self, shown=bill is not None)
        if bill is None:
            return
        self.set_title(bill_title(bill, self._calendar))
        self._offer(self._pdf, why_not)
        self._offer(self._resend, why_not or resend_bar(view, bill))
        self._offer(self._void, why_not or void_bar(bill))
        bars = {} if why_not else {self._resend: resend_bar(view, bill)}
        shown = bill.is_payable  # of others it is plain from their state
        lines = [f"{key.text().rstrip('…')}: {bar}" for key, bar in bars.items() if bar and shown]
        self._bars.say("\n".join(lines))
        reveal(self._bars, shown=bool(lines))
        self._facts.show_facts(self._events(view, bill))

    def bill(self) -> Bill | None:
        """The statement on show."""
        return self._bill

    def _offer(self, button: QPushButton, bar: str) -> None:
        button.setEnabled(not bar)
        button.setToolTip(bar)
        button.setAccessibleDescription(bar)

    # What has happened

    def _events(self, view: BillingView, bill: Bill) -> list[Fact]:
        """Who did what when, the newest last."""
        found = [(bill.published_at, 0, self._published(bill))]
        found += [
            (notice.created_at, 1, self._told(notice))
            for notice in view.notices
            if notice.statement_id == bill.id
        ]
        found += [
            (paid.created_at, 2, self._paid(paid))
            for paid in view.payments
            if paid.statement_id == bill.id
        ]
        if bill.superseded_at:
            words = self.tr("A newer statement took its place: {time}")
            line = words.format(time=self._at(bill.superseded_at))
            found.append((bill.superseded_at, 3, Fact("", line, "history")))
        if bill.is_void:
            found.append((bill.voided_at, 4, self._voided(bill)))
        return [fact for _at, _order, fact in sorted(found, key=lambda one: one[:2])]

    def _published(self, bill: Bill) -> Fact:
        words = self.tr("Published by {name}: {time}")
        line = self._said(words, bill.published_by, bill.published_at)
        if bill.quiet_reason:
            quietly = self.tr("told nobody: {why}").format(why=one_line(bill.quiet_reason))
            line = f"{line} · {quietly}"
        return Fact("", line, "check")

    def _told(self, notice: BillNotice) -> Fact:
        chip = notice_chip(notice.state)
        at = notice.settled_at or notice.created_at
        parts: Sequence[str] = (chip.text, self._at(at), notice_reason(notice.status_code))
        line = " · ".join(part for part in parts if part)
        if notice.ordinal:
            by = self.tr("sent again by {name}").format(name=isolated(notice.created_by))
            line = f"{line} · {by}"
        return Fact("", line, chip.icon, chip.tone if chip.tone == "bad" else "text")

    def _paid(self, paid: BillPayment) -> Fact:
        return Fact("", payment_words(paid, self._calendar), *payment_mark(paid))

    def _voided(self, bill: Bill) -> Fact:
        line = self._said(self.tr("Voided by {name}: {time}"), bill.voided_by, bill.voided_at)
        why = " · ".join(one for one in (void_words(bill.void_reason), bill.void_note) if one)
        return Fact("", f"{line} · {one_line(why)}", "stop", "bad")

    def _said(self, words: str, name: str, at: str) -> str:
        return words.format(name=isolated(name) or "–", time=self._at(at))

    def _at(self, at: str) -> str:
        return self._calendar.moment(ms_of(at))
