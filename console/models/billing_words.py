"""The words of billing accounts: how one is told, how its statements stand, what can be done and not.

What a statement as such is called stands in `statement_words`; here is what an account adds: which of
its statements can be paid, what is on its way, and why it can not be sent again (DOMAIN F70–F73).
"""

from PySide6.QtCore import QCoreApplication

from console.domain.billing import (
    PAPER,
    QUEUED,
    Bill,
    BillingAccount,
    BillingView,
    BillNotice,
    BillPayment,
)
from console.domain.billing_search import BillingBy, BillingFilter, BillingQuery
from console.models.chip import Chip
from console.models.money import money
from console.models.one_line import isolated, one_line
from console.models.statement_words import (
    kind_words,
    notice_chip,
    period_words,
    state_chip,
    told_how,
)
from console.models.when import Calendar, day_of, ms_of

VOID_REASONS = (
    "WRONG_AMOUNT",
    "WRONG_ACCOUNT",
    "DUPLICATE",
    "ENTERED_IN_ERROR",
    "PAID_ELSEWHERE",
    "OTHER",
)
"""The portal's codes, in the order in which they are offered; OTHER wants a note."""
OTHER = VOID_REASONS[-1]


def filter_title(chosen: BillingFilter) -> str:
    """What a list of accounts is called."""
    translate = QCoreApplication.translate
    return {
        BillingFilter.ALL: translate("Billing", "All"),
        BillingFilter.OVERDUE: translate("Billing", "Overdue"),
        BillingFilter.BOUNCED: translate("Billing", "E-mail came back"),
        BillingFilter.PAPER: translate("Billing", "On paper"),
    }[chosen]


def filter_empty(chosen: BillingFilter) -> str:
    """Why a list is empty."""
    translate = QCoreApplication.translate
    return {
        BillingFilter.ALL: translate(
            "Billing", "No billing account has come from your system yet."
        ),
        BillingFilter.OVERDUE: translate("Billing", "Nothing is overdue."),
        BillingFilter.BOUNCED: translate("Billing", "No notice of a statement has come back."),
        BillingFilter.PAPER: translate("Billing", "Nobody gets statements on paper."),
    }[chosen]


def searched_words(query: BillingQuery, calendar: Calendar) -> str:
    """How what was typed has been understood; empty when nothing was typed."""
    translate = QCoreApplication.translate
    if not query.text:
        return ""
    return {
        BillingBy.NAME: translate("Billing", "Name: {text}"),
        BillingBy.NUMBER: translate("Billing", "Account number: {text}"),
        BillingBy.BIRTH_DATE: translate("Billing", "Born {text}"),
    }[query.by].format(
        text=calendar.day(query.text) if query.by is BillingBy.BIRTH_DATE else one_line(query.text)
    )


def bill_chip(bill: Bill) -> Chip:
    """How a statement of an account stands; that it can be paid is said of one of them alone (F70)."""
    if bill.is_payable:
        return Chip("check", QCoreApplication.translate("Billing", "Payable now"), "ok")
    return state_chip(bill.state)


def bill_title(bill: Bill, calendar: Calendar) -> str:
    """A statement by its period and kind, as one speaks of it."""
    name = period_words(bill.period) or calendar.day(bill.statement_date)
    plain = bill.kind in {"", "standard"}
    return name if plain else f"{name} · {kind_words(bill.kind)}"


def is_overdue(bill: Bill, calendar: Calendar) -> bool:
    """Whether it can be paid and ought to have been (F72)."""
    due = day_of(bill.due_on)
    return bill.is_payable and due is not None and due < calendar.today() and bill.open_cents > 0


def due_words(bill: Bill, calendar: Calendar) -> str:
    """When it is due."""
    day = calendar.day(bill.due_on)
    if not is_overdue(bill, calendar):
        return day
    return QCoreApplication.translate("Billing", "{day}, overdue").format(day=day)


def told_chip(bill: Bill, notice: BillNotice | None) -> Chip | None:
    """How the guarantor was told of a statement the last time (F69); None where nobody was."""
    if notice is None:
        quiet = QCoreApplication.translate("Billing", "Told nobody")
        return Chip("dash", quiet, "muted") if bill.quiet_reason else None
    chip = notice_chip(notice.state)
    if notice.ordinal and notice.state != PAPER:
        again = QCoreApplication.translate("Billing", "{what}, again").format(what=chip.text)
        return chip._replace(text=again)
    return chip


def told_cell(notice: BillNotice | None, bill: Bill | None = None) -> Chip | None:
    """The same in a word or two, for the cell of a table."""
    translate = QCoreApplication.translate
    if notice is None:
        return told_chip(bill, None) if bill is not None else None
    known = {
        "queued": translate("Billing", "On its way"),
        "sent": translate("Billing", "Sent"),
        "bounced": translate("Billing", "Came back"),
        "failed": translate("Billing", "Failed"),
        "paper": translate("Billing", "On paper"),
    }
    chip = notice_chip(notice.state)
    return chip._replace(text=known.get(notice.state, chip.text))


def payment_words(payment: BillPayment, calendar: Calendar) -> str:
    """A payment in one line, with what became of it (F73)."""
    translate, amount = QCoreApplication.translate, money(payment.amount_cents, payment.currency)
    since, settled = (calendar.moment(ms_of(at)) for at in (payment.created_at, payment.settled_at))
    words = {
        "pending": translate("Billing", "Being paid: {amount} since {time}"),
        "succeeded": translate("Billing", "Paid: {amount}, {settled}"),
        "declined": translate("Billing", "Declined: {amount}, {settled}. Nothing was paid."),
    }
    text = words.get(payment.state, "{amount}, {time}")
    late = {
        "superseded": translate("Billing", "when a newer statement was there already"),
        "void": translate("Billing", "when the statement was void already"),
    }.get(payment.late, "")
    by = translate("Billing", "by {name}").format(name=isolated(payment.paid_by))
    told = [text.format(amount=amount, time=since, settled=settled or since)]
    return " · ".join([*told, *([by] if payment.paid_by else []), *([late] if late else [])])


def payment_mark(payment: BillPayment) -> tuple[str, str]:
    """The icon and the tone of a payment."""
    known = {"pending": ("clock", "info"), "succeeded": ("check", "ok")}
    if payment.late:
        return ("warning", "warn")
    return known.get(payment.state, ("cross", "muted"))


def balance_words(account: BillingAccount, calendar: Calendar) -> str:
    """The balance of the practice's books, which lag behind payments (DOMAIN §5.6)."""
    if account.balance_cents is None:
        return QCoreApplication.translate("Billing", "not known here")
    amount = money(account.balance_cents)
    when = calendar.moment(ms_of(account.balance_at))
    if not when:
        return amount
    return QCoreApplication.translate("Billing", "{amount} as of {time}").format(
        amount=amount, time=when
    )


def how_told(account: BillingAccount) -> str:
    """How the guarantor hears of the next statement."""
    words = told_how(account.notice or "paper", account.why)
    return f"{words} · {account.email}" if account.email and account.notice == "mail" else words


def resend_bar(view: BillingView, bill: Bill) -> str:
    """Why a statement can not be sent again now; or nothing (F72, F73)."""
    translate = QCoreApplication.translate
    notice = view.told.get(bill.id)
    if not bill.is_payable:
        return translate("Billing", "Only the statement that can be paid is sent again.")
    if view.in_flight(bill.id):
        return translate("Billing", "It is being paid. Wait until the payment is settled.")
    if notice is not None and notice.state == QUEUED:
        return translate("Billing", "A notice of it is on its way already.")
    return ""


def void_bar(bill: Bill) -> str:
    """Why a statement can not be voided now; or nothing (DOMAIN §5.6)."""
    if bill.is_void:
        return QCoreApplication.translate("Billing", "It is void already.")
    return ""


def void_words(code: str) -> str:
    """Why a statement was withdrawn, as a line to choose; a newer portal's code as it is written."""
    translate = QCoreApplication.translate
    known = {
        "WRONG_AMOUNT": translate("Billing", "The amount is wrong"),
        "WRONG_ACCOUNT": translate("Billing", "It belongs to somebody else"),
        "DUPLICATE": translate("Billing", "It was published twice"),
        "ENTERED_IN_ERROR": translate("Billing", "It was published by mistake"),
        "PAID_ELSEWHERE": translate("Billing", "It was paid in another way"),
        OTHER: translate("Billing", "Another reason"),
    }
    return known.get(code) or code.replace("_", " ").capitalize()


def offline_words() -> str:
    """Say that billing accounts need the portal."""
    return QCoreApplication.translate(
        "Billing",
        "The portal can not be reached. Billing accounts are kept there alone: they are shown again"
        " as soon as the line is back.",
    )


def missing_right() -> str:
    """Say which right is missing."""
    return QCoreApplication.translate(
        "Billing", "Your role has no right to statements. Your administrator gives it."
    )
