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
    slug = error.slug
    if slug == "rule-refused":
        code = str(problem.get("rule", ""))
        rule = _RULES[code]() if code in _RULES else rule_text(code)
        return Message(rule, nothing_done(), tone="warn")
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

_RULES: Mapping[str, Callable[[], str]] = {
    "NOT_LIVE": lambda: QCoreApplication.translate(
        "AccessProblems", "It does not work any more already."
    ),
    "RESTRICTED": lambda: QCoreApplication.translate(
        "AccessProblems", "The chart is restricted; the practice's administrator decides."
    ),
    "MERGED": lambda: QCoreApplication.translate(
        "AccessProblems", "The chart was merged into another one; find the person again."
    ),
    "ACCOUNT_EXISTS": lambda: QCoreApplication.translate(
        "AccessProblems", "The patient has got an account meanwhile."
    ),
    "ACCOUNT_LOCKED": lambda: QCoreApplication.translate(
        "AccessProblems", "The account is locked; unlock it in Accounts first."
    ),
    "ACCOUNT_DEACTIVATED": lambda: QCoreApplication.translate(
        "AccessProblems", "The account is not active in this practice."
    ),
    "NO_ACCOUNT": lambda: QCoreApplication.translate(
        "AccessProblems", "The patient has no account yet."
    ),
    "CHART_TAKEN": lambda: QCoreApplication.translate(
        "AccessProblems", "The chart has another account by now, or takes none any more."
    ),
    "MINOR_NEEDS_GUARDIAN": lambda: QCoreApplication.translate(
        "AccessProblems", "The patient is a minor: record first which guardian is here."
    ),
    "CHILD_NEEDS_CONSENT": lambda: QCoreApplication.translate(
        "AccessProblems", "The patient is a child: record a parent's consent first."
    ),
    "NAME_MISSING": lambda: QCoreApplication.translate(
        "AccessProblems", "The chart has no last name, which the patient would have to type."
    ),
    "BIRTH_DATE_WRONG": lambda: QCoreApplication.translate(
        "AccessProblems", "The birth date on the chart can not be right; correct the chart first."
    ),
    "NO_EMAIL": lambda: QCoreApplication.translate(
        "AccessProblems", "There is no e-mail address to send to."
    ),
    "EMAIL_UNVERIFIED": lambda: QCoreApplication.translate(
        "AccessProblems", "The account's e-mail address has never been confirmed."
    ),
    "EMAIL_VERIFIED": lambda: QCoreApplication.translate(
        "AccessProblems", "The address is confirmed already."
    ),
    "SAME_EMAIL": lambda: QCoreApplication.translate(
        "AccessProblems", "This is the address there is already."
    ),
    "SELF_ENROLLMENT_OFF": lambda: QCoreApplication.translate(
        "AccessProblems", "The practice has switched self-enrollment off."
    ),
}
