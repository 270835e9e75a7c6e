"""The facts of one statement of an account, as the request about it and the account show them."""

from PySide6.QtCore import QCoreApplication

from console.domain.billing import Bill, BillNotice
from console.models.billing_words import bill_chip, bill_title, due_words, is_overdue, told_chip
from console.models.money import money
from console.models.when import Calendar
from console.views.queues.facts import Fact


def bill_facts(bill: Bill, notice: BillNotice | None, calendar: Calendar) -> list[Fact]:
    """What one wants to know of it before anything is done; `notice` is the last one about it."""
    translate, chip = QCoreApplication.translate, bill_chip(bill)
    due = Fact(translate("Billing", "Due"), due_words(bill, calendar))
    if is_overdue(bill, calendar):
        due = due._replace(icon="warning", tone="bad")
    paid = money(bill.paid_cents, bill.currency) if bill.paid_cents else ""
    facts = [
        Fact(translate("Billing", "Statement"), bill_title(bill, calendar)),
        Fact(translate("Billing", "State"), chip.text, chip.icon, chip.tone),
        Fact(translate("Billing", "Amount"), money(bill.amount_cents, bill.currency)),
        Fact(translate("Billing", "Paid"), paid),
        due,
    ]
    told = told_chip(bill, notice)
    if told is not None:
        facts.append(Fact(translate("Billing", "Notice"), told.text, told.icon, told.tone))
    return [fact for fact in facts if fact.value]
