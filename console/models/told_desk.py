"""What a task tells, and what is asked about a statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.money import money
from console.models.told import DOT, Told, joined, line, part, parts
from console.models.when import Calendar


def told_task(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """What is to be done, and what the patient was told about it."""
    del calendar
    content = part(entity, "content")
    details = part(content, "details")
    return (
        Told(QCoreApplication.translate("Told", "Task"), line(entity, "summary")),
        Told(QCoreApplication.translate("Told", "The patient was told"), line(details, "told")),
        Told(QCoreApplication.translate("Told", "Note"), line(details, "note")),
    )


def told_statement_request(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """What the patient wrote, and how the account stands that it is about."""
    content = part(entity, "content")
    account, bill = part(content, "account"), part(content, "statement")
    payable = part(content, "payable")
    return (
        Told(QCoreApplication.translate("Told", "The patient wrote"), line(content, "text")),
        Told(
            QCoreApplication.translate("Told", "Asked again"),
            joined(*(line(one, "text") for one in parts(content, "joined")), by=DOT),
        ),
        Told(QCoreApplication.translate("Told", "Account"), line(account, "account_number")),
        Told(QCoreApplication.translate("Told", "Statement"), _bill(bill, calendar)),
        Told(QCoreApplication.translate("Told", "Can be paid"), _bill(payable, calendar)),
    )


def _bill(bill: Mapping[str, Any], calendar: Calendar) -> str:
    cents = bill.get("amount_cents")
    amount = money(cents, line(bill, "currency") or "USD") if isinstance(cents, int) else ""
    return joined(calendar.day(line(bill, "statement_date")), amount)
