"""The face of what patients ask about their statements: a new one, the same again, an amount (F71, F72)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.chip import ActionFace, Chip
from console.models.queue_face import QueueFace
from console.models.told import Told, line, part
from console.models.told_desk import told_statement_request
from console.models.when import Calendar

NOT_RECEIVED, OVERDUE = "NOT_RECEIVED", "OVERDUE"


def _title() -> str:
    return QCoreApplication.translate("StatementRequest", "Statement requests")


def _noun(count: int) -> str:
    return QCoreApplication.translate("StatementRequest", "%n statement request(s)", "", count)


def _empty() -> str:
    return QCoreApplication.translate("StatementRequest", "Nobody asks about a statement.")


def _request() -> str:
    return QCoreApplication.translate("StatementRequest", "Asks about a statement")


def _states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "answered": Chip("check", QCoreApplication.translate("States", "Answered"), "ok"),
        "declined": Chip("cross", QCoreApplication.translate("States", "Declined"), "bad"),
        "withdrawn": Chip("undo", QCoreApplication.translate("States", "Withdrawn"), "muted"),
    }


def _actions() -> Mapping[str, ActionFace]:
    return {
        "answer": ActionFace(
            "mail",
            QCoreApplication.translate("StatementRequest", "Answer…"),
            QCoreApplication.translate("StatementRequest", "Answered"),
            QCoreApplication.translate(
                "StatementRequest", "{who} reads your words in the portal, and is told by e-mail."
            ),
        ),
        "resend": ActionFace(
            "send",
            QCoreApplication.translate("StatementRequest", "Send again"),
            QCoreApplication.translate("StatementRequest", "Sent again"),
            QCoreApplication.translate(
                "StatementRequest",
                "The guarantor of {who} is told once more of the statement that can be paid; that"
                " answers the request.",
            ),
        ),
        "decline": ActionFace(
            "cross",
            QCoreApplication.translate("StatementRequest", "Decline…"),
            QCoreApplication.translate("StatementRequest", "Declined"),
            QCoreApplication.translate(
                "StatementRequest", "Nothing is sent to {who}, who reads the reason you choose."
            ),
        ),
    }


def asked_words(reason: str) -> str:
    """What the patient asks, as a title; a reason of a newer portal is shown as it is written."""
    known = {
        "NOT_PAYABLE": QCoreApplication.translate(
            "StatementRequest", "Wants a new statement: this one can not be paid"
        ),
        NOT_RECEIVED: QCoreApplication.translate("StatementRequest", "The statement never came"),
        "WRONG_AMOUNT": QCoreApplication.translate("StatementRequest", "The amount looks wrong"),
        OVERDUE: QCoreApplication.translate("StatementRequest", "About an overdue statement"),
        "OTHER": QCoreApplication.translate("StatementRequest", "A question about a statement"),
        "LATE_PAYMENT": QCoreApplication.translate(
            "StatementRequest", "Money came for a statement that was not to be paid any more"
        ),
    }
    return known.get(reason) or reason.replace("_", " ").capitalize()


def asked_sentence(reason: str) -> str:
    """What whoever answers ought to do; empty for a reason we do not know."""
    known = {
        "NOT_PAYABLE": QCoreApplication.translate(
            "StatementRequest",
            "If a newer statement can be paid, say so; if not, say when one will come.",
        ),
        NOT_RECEIVED: QCoreApplication.translate(
            "StatementRequest", "See how the guarantor was told, and send the notice again."
        ),
        "WRONG_AMOUNT": QCoreApplication.translate(
            "StatementRequest",
            "Compare it with your books. If it is wrong, void it and publish another one.",
        ),
        OVERDUE: QCoreApplication.translate(
            "StatementRequest", "See whether it is being paid; if not, send the notice again."
        ),
        "LATE_PAYMENT": QCoreApplication.translate(
            "StatementRequest",
            "Book the payment on the account, or give it back. The patient has paid.",
        ),
    }
    return known.get(reason, "")


def _fits(content: Mapping[str, Any], action: str) -> bool:
    """Whether it makes sense: after money that came late there is nothing to send again."""
    return action != "resend" or content.get("reason") != "LATE_PAYMENT"


def _told(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    reason = line(part(entity, "content"), "reason")
    asks = QCoreApplication.translate("Told", "Asks")
    asked = Told(asks, asked_words(reason) if reason else "")
    return (asked, *told_statement_request(entity, calendar))


STATEMENT_REQUEST = QueueFace(
    "statement_request",
    "statement",
    _title,
    _noun,
    _empty,
    _states,
    _actions,
    primary=("answer",),
    secondary=("resend",),
    refuse=("decline",),
    fits=_fits,
    request=_request,
    read_as="statement:publish",
    told=_told,
)
"""Who may publish statements reads the queue: there is no other right about them."""
