"""What is said when a computer's access was not taken away: nothing of it waits to be sent."""

from PySide6.QtCore import QCoreApplication

from console.domain.errors import (
    CertificateError,
    ConsoleError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
)
from console.messages.error_texts import message_for
from console.messages.message import Message

_NO_ANSWER = (PortalUnreachableError, PortalBusyError, NotThePortalError, CertificateError)


def not_read(error: ConsoleError) -> Message:
    """Why the computers did not come."""
    message = message_for(error)
    return Message(message.text, tone="warn") if isinstance(error, _NO_ANSWER) else message


def not_ended(error: ConsoleError) -> Message:
    """Why a computer may still have its access."""
    message = message_for(error)
    if not isinstance(error, _NO_ANSWER):
        return message
    if isinstance(error, CertificateError) or not getattr(error, "may_have_arrived", True):
        return Message(message.text, _unchanged(), tone="warn")
    words = QCoreApplication.translate(
        "ComputerProblems",
        "It is not known whether the portal has got this. Ask once more: that does no harm.",
    )
    return Message(message.text, words, tone="warn")


def not_proven() -> Message:
    """The password was asked for and not given."""
    words = QCoreApplication.translate("ComputerProblems", "The portal was not told who you are.")
    return Message(words, _unchanged(), tone="warn")


def no_line() -> str:
    """Why nothing can be done while the line is down."""
    return QCoreApplication.translate(
        "ComputerProblems",
        "The portal can not be reached: no access can be taken away from here now. If it can not"
        " wait, who runs the portal can do it there.",
    )


def _unchanged() -> str:
    return QCoreApplication.translate("ComputerProblems", "Nothing has been changed.")
