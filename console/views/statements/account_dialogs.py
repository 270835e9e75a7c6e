"""Before a statement is sent again or voided: what will happen to whom, in a sentence (F72, §5.6)."""

from PySide6.QtWidgets import QWidget

from console.domain.billing import Bill, BillingView
from console.models.billing_words import (
    OTHER,
    VOID_REASONS,
    bill_title,
    how_told,
    payment_words,
    void_words,
)
from console.models.money import money
from console.models.one_line import isolated
from console.models.when import Calendar
from console.views.choice_list import ChoiceList
from console.views.note_field import NoteWell
from console.views.plain_label import PlainLabel
from console.views.queues.banner import Banner
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import MARGIN, theme

WIDTH, LONGEST_NOTE = 500, 500
PAPER = "paper"


class ResendDialog(Sheet):
    """Says to whom the notice goes once more, or that it is for the paper list."""

    def __init__(
        self, view: BillingView, bill: Bill, calendar: Calendar, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Send the statement again"))
        self.setObjectName("resend_dialog")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        on_paper = view.account.notice == PAPER
        button = self.tr("Put on the paper list") if on_paper else self.tr("Send the e-mail")
        self.accept_button.setText(button)
        sentence = self.tr(
            "{who} gets an e-mail once more that a statement is in the portal: {what}, {amount}."
        )
        if on_paper:
            sentence = self.tr("{what}, {amount}, is to be sent to {who} on paper once more.")
        told = WrappedLabel(
            sentence.format(
                who=isolated(view.account.name),
                what=bill_title(bill, calendar),
                amount=money(bill.open_cents, bill.currency),
            ),
            bold=True,
        )
        told.setObjectName("resend_sentence")
        self.content.addWidget(told)
        self.content.addWidget(WrappedLabel(how_told(view.account)))
        if on_paper and view.account.address:
            self.content.addWidget(WrappedLabel(view.account.address, tone="muted"))
        rest = self.tr("The statement stays as it is, and so does what can be paid.")
        self.content.addWidget(WrappedLabel(rest, tone="muted"))
        self.content.addStretch(1)
        self.accept_button.setFocus()


class VoidDialog(Sheet):
    """Asks why a statement is withdrawn, after saying what comes of it."""

    def __init__(
        self, view: BillingView, bill: Bill, calendar: Calendar, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Void the statement"))
        self.setObjectName("void_dialog")
        self.accept_button.setText(self.tr("Void the statement"))
        self.accept_button.setProperty("rank", "refuse")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        sentence = self.tr(
            "{what}, {amount}, of {who}: it can no longer be paid. No older statement becomes payable."
        ).format(
            who=isolated(view.account.name),
            what=bill_title(bill, calendar),
            amount=money(bill.amount_cents, bill.currency),
        )
        told = WrappedLabel(sentence, bold=True)
        told.setObjectName("void_sentence")
        self.content.addWidget(told)
        self._paying = Banner("warn")
        self.content.addWidget(self._paying)
        self._warn(view, bill, calendar)
        self._list = ChoiceList(
            "void_reasons", self.tr("Why"), [void_words(code) for code in VOID_REASONS]
        )
        self._list.resize(self.minimumWidth() - 2 * MARGIN, 100)
        self._list.setMinimumHeight(self._list.height_of(len(VOID_REASONS)))
        self._well = NoteWell()
        self.content.addWidget(PlainLabel(self.tr("Why"), bold=True))
        self.content.addWidget(self._list)
        self.content.addWidget(self._well, 1)
        self._list.setFocus()

    def _warn(self, view: BillingView, bill: Bill, calendar: Calendar) -> None:
        """A payment that was made or is on its way is not undone by it (F73)."""
        lines = [payment_words(one, calendar) for one in view.in_flight(bill.id)]
        if bill.paid_cents:
            paid = self.tr("Paid of it: {amount}")
            lines.append(paid.format(amount=money(bill.paid_cents, bill.currency)))
        stays = self.tr("Payments stay recorded: settle them with the guarantor.")
        self._paying.say("\n".join(lines), stays if lines else "")

    def choose(self, code: str) -> None:
        """Choose a reason by its code."""
        self._list.choose(VOID_REASONS.index(code))

    def write_note(self, text: str) -> None:
        """Write the note."""
        self._well.field.setPlainText(text)

    def reason(self) -> str:
        """The code of the chosen reason, or nothing."""
        row = self._list.row()
        return VOID_REASONS[row] if row >= 0 else ""

    def note(self) -> str:
        """What was noted; colleagues read it, no patient."""
        return self._well.text()

    def obstacle(self) -> str:
        """What is still missing."""
        if not self.reason():
            return self.tr("Choose a reason first.")
        if self.reason() == OTHER and not self.note():
            return self.tr("Say why in a note.")
        if len(self.note()) > LONGEST_NOTE:
            return self.tr("Write at most %n character(s).", "", LONGEST_NOTE)
        return ""
