"""What is said when something about letting patients in was not done: a hand-out is never saved up.

In contrast to a decision nothing waits here to be sent: what was not made does not exist.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.errors import (
    ConsoleError,
    NotFoundError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
    RequestRefusedError,
)
from console.messages.error_texts import message_for
from console.messages.message import Message
from console.messages.problem_texts import TYPE_PREFIX
from console.messages.rule_texts import rule_text


def answer_is_lost(error: ConsoleError) -> bool:
    """Whether what was asked for may have been done all the same, unheard."""
    if isinstance(error, PortalUnreachableError):
        return error.may_have_arrived
    return isinstance(error, PortalBusyError | NotThePortalError)


def access_message(error: ConsoleError) -> Message:
    """What is said of an error where nothing is saved for later."""
    if isinstance(error, RequestRefusedError):
        return _refused(error)
    if isinstance(error, NotFoundError):
        return Message(
            QCoreApplication.translate(
                "AccessProblems", "This is no longer there, or not for you."
            ),
            nothing_done(),
            QCoreApplication.translate("AccessProblems", "Look for the patient again."),
            "warn",
        )
    message = message_for(error)
    if isinstance(error, PortalUnreachableError | PortalBusyError | NotThePortalError):
        again = QCoreApplication.translate(
            "AccessProblems", "Patients can be enrolled while the portal is there; try again."
        )
        return Message(message.text, nothing_done(), again, "warn")
    return message


def nothing_done() -> str:
    """Say that nothing has come of it."""
    return QCoreApplication.translate("AccessProblems", "Nothing was handed out or changed.")


def _refused(error: RequestRefusedError) -> Message:
    problem = error.problem
    slug = str(problem.get("type", "")).removeprefix(TYPE_PREFIX)
    if slug == "rule-refused":
        return Message(rule_text(str(problem.get("rule", ""))), nothing_done(), tone="warn")
    known = _TEXTS.get(slug)
    text = (
        known()
        if known is not None
        else QCoreApplication.translate("AccessProblems", "The portal did not take this.")
    )
    return Message(text, nothing_done(), tone="warn")


_TEXTS: Mapping[str, Callable[[], str]] = {
    "validation": lambda: QCoreApplication.translate(
        "AccessProblems", "Something in it does not fit; an address may be mistyped."
    ),
    "version-conflict": lambda: QCoreApplication.translate(
        "AccessProblems", "A colleague has changed this meanwhile; look at it as it is now."
    ),
    "illegal-transition": lambda: QCoreApplication.translate(
        "AccessProblems", "It does not work any more already."
    ),
}
