"""What is said when something about an account was not done: nothing of it waits to be sent."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.errors import ConsoleError, PortalUnreachableError, RequestRefusedError
from console.messages.access_texts import access_message, nothing_done
from console.messages.error_texts import message_for
from console.messages.message import Message


def account_message(error: ConsoleError) -> Message:
    """What is said of an error at an account, by its rule, its fault or its kind."""
    if isinstance(error, RequestRefusedError):
        faults = error.problem.get("errors") or [{}]
        for code in (str(error.problem.get("rule", "")), str(faults[0].get("code", ""))):
            if code in _TEXTS:
                return Message(_TEXTS[code](), nothing_done(), tone="warn")
        return access_message(error)
    message = message_for(error)
    if isinstance(error, PortalUnreachableError):
        what = lost_words() if error.may_have_arrived else nothing_done()
        return Message(message.text, what, tone="warn")
    return message


def lost_words() -> str:
    """Say that one can not know what became of it, and that trying again does no harm."""
    return QCoreApplication.translate(
        "AccountProblems",
        "It may have been done all the same: look at the account again. Doing it once more does no"
        " harm.",
    )


def shown_to_nobody() -> Message:
    """Say that the window was locked before what was made could be shown."""
    return Message(
        QCoreApplication.translate(
            "AccountProblems", "The window was locked before the credentials could be shown."
        ),
        QCoreApplication.translate("AccountProblems", "They were revoked. Make new ones."),
        tone="warn",
    )


_TEXTS: Mapping[str, Callable[[], str]] = {
    "PROOF_MISSING": lambda: QCoreApplication.translate(
        "AccountProblems", "Record first how the person proved who they are."
    ),
    "PROOF_LAPSED": lambda: QCoreApplication.translate(
        "AccountProblems", "The proof was recorded too long ago. Check the person again."
    ),
    "SECOND_PERSON": lambda: QCoreApplication.translate(
        "AccountProblems",
        "Your practice wants two people: the proof is recorded, and a colleague hands out.",
    ),
    "GUARDIAN_OF_AN_ADULT": lambda: QCoreApplication.translate(
        "AccountProblems", "The patient is of age and speaks for themselves."
    ),
    "DECEASED": lambda: QCoreApplication.translate(
        "AccountProblems", "The chart says that the patient has died."
    ),
    "ACCOUNT_LOCKED": lambda: QCoreApplication.translate(
        "AccountProblems", "The account is locked. Unlock it first."
    ),
    "ALREADY_LOCKED": lambda: QCoreApplication.translate(
        "AccountProblems", "A colleague has locked the account already."
    ),
    "NOT_LOCKED": lambda: QCoreApplication.translate(
        "AccountProblems", "The account is not locked any more."
    ),
    "ACCOUNT_DEACTIVATED": lambda: QCoreApplication.translate(
        "AccountProblems", "The account is deactivated."
    ),
    "NOT_DEACTIVATED": lambda: QCoreApplication.translate(
        "AccountProblems", "The account is active already."
    ),
    "MFA_OFF": lambda: QCoreApplication.translate(
        "AccountProblems", "There is no second factor to reset."
    ),
    "too-little": lambda: QCoreApplication.translate(
        "AccountProblems", "What is ticked is not enough to hand anything out."
    ),
    "holds-a-number": lambda: QCoreApplication.translate(
        "AccountProblems", "The note holds a number. Write what you have seen, not its number."
    ),
}
