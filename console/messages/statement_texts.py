"""What is said when something about a statement was not done, by rule, problem or kind (DOMAIN F68–F73).

Nothing of it waits to be sent: what the portal has not done is not done. Only files that are being
uploaded go on by themselves.
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
    slug_of,
)
from console.messages.conflict_texts import look_again, not_carried_out
from console.messages.error_texts import message_for
from console.messages.message import Message
from console.messages.rule_texts import rule_text

NOT_PAYABLE_PROBLEM = "statement-not-payable"
VERSION_CONFLICT = "version-conflict"


def statement_message(error: ConsoleError) -> Message:
    """What is said of an error at a statement, a batch or a billing account."""
    if isinstance(error, RequestRefusedError):
        return _refused(error.problem)
    if isinstance(error, NotFoundError):
        return Message(
            QCoreApplication.translate(
                "StatementProblems", "This is no longer there, or not for you."
            ),
            nothing_done(),
            tone="warn",
        )
    message = message_for(error)
    if isinstance(error, PortalUnreachableError | PortalBusyError | NotThePortalError):
        lost = not isinstance(error, PortalUnreachableError) or error.may_have_arrived
        return Message(message.text, lost_words() if lost else nothing_done(), tone="warn")
    return message


def nothing_done() -> str:
    """Say that nothing has come of it."""
    return QCoreApplication.translate("StatementProblems", "Nothing was sent or changed.")


def lost_words() -> str:
    """Say that one can not know what became of it; a notice that is sent twice is a nuisance."""
    return QCoreApplication.translate(
        "StatementProblems",
        "It may have been done all the same: look how it is now before you do it again.",
    )


def left_out_text(code: str) -> str:
    """Why a statement of a batch was not published; of a code nobody knows, that there is one."""
    found = _LEFT_OUT.get(code)
    if found is not None:
        return found()
    return QCoreApplication.translate("StatementProblems", "The portal has left it out.")


def known_statement_rules() -> frozenset[str]:
    """Codes of rules about statements that have a text here."""
    return frozenset(_RULES)


def known_left_out() -> frozenset[str]:
    """Codes with which publishing leaves a statement out that have a text here."""
    return frozenset(_LEFT_OUT)


def _refused(problem: Mapping[str, object]) -> Message:
    slug = slug_of(problem)
    if slug == "rule-refused":
        code = str(problem.get("rule", ""))
        rule = _RULES[code]() if code in _RULES else rule_text(code)
        return Message(rule, nothing_done(), tone="warn")
    known = _TEXTS.get(slug)
    text = (
        known()
        if known is not None
        else QCoreApplication.translate("StatementProblems", "The portal did not take this.")
    )
    return Message(text, nothing_done(), tone="warn")


def _not_payable() -> Message:
    return Message(
        QCoreApplication.translate(
            "Problems", "This is not the statement that can be paid, or no longer."
        ),
        not_carried_out(),
        look_again(),
        "warn",
    )


def _offset() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "A part of the file is with the portal already."),
        QCoreApplication.translate("Problems", "Nothing of it is lost."),
        QCoreApplication.translate("Problems", "The upload goes on from there by itself."),
        "warn",
    )


def _hash() -> Message:
    return Message(
        QCoreApplication.translate(
            "Problems", "What has arrived is not the file as it is on this computer."
        ),
        QCoreApplication.translate("Problems", "The portal has thrown it away."),
        QCoreApplication.translate("Problems", "Add the file once more."),
        "warn",
    )


STATEMENT_PROBLEMS: Mapping[str, Callable[[], Message]] = {
    NOT_PAYABLE_PROBLEM: _not_payable,
    "upload-offset-mismatch": _offset,
    "upload-hash-mismatch": _hash,
}
"""The portal's own problem types about statements and their files."""

_TEXTS: Mapping[str, Callable[[], str]] = {
    VERSION_CONFLICT: lambda: QCoreApplication.translate(
        "StatementProblems", "A colleague has changed it meanwhile; this is how it is now."
    ),
    "validation": lambda: QCoreApplication.translate(
        "StatementProblems", "Something in it does not fit; look at what you entered."
    ),
    "payload-too-large": lambda: QCoreApplication.translate(
        "StatementProblems", "The file is larger than the portal takes."
    ),
    NOT_PAYABLE_PROBLEM: lambda: _not_payable().text,
    "upload-offset-mismatch": lambda: _offset().text,
    "upload-hash-mismatch": lambda: _hash().text,
}

_RULES: Mapping[str, Callable[[], str]] = {
    "NOT_PUBLISHED": lambda: QCoreApplication.translate(
        "StatementProblems", "It is not published, or void already."
    ),
    "PUBLISHED": lambda: QCoreApplication.translate(
        "StatementProblems", "It has been published meanwhile; it can only be voided."
    ),
    "OLDER_THAN_IT": lambda: QCoreApplication.translate(
        "StatementProblems",
        "It is dated before the published one, which would stay payable. Void that one first.",
    ),
    "TOO_MANY_DECLINED": lambda: QCoreApplication.translate(
        "StatementProblems", "Too many payments were declined; it can be paid again in an hour."
    ),
    "NO_QUESTION": lambda: QCoreApplication.translate(
        "StatementProblems", "Somebody has answered it already."
    ),
    "NOT_MATCHABLE": lambda: QCoreApplication.translate(
        "StatementProblems", "Only what is ready or in quarantine can be matched by hand."
    ),
    "BATCH_CLOSED": lambda: QCoreApplication.translate(
        "StatementProblems", "The batch is closed; begin another one."
    ),
    "BATCH_NOT_DONE": lambda: QCoreApplication.translate(
        "StatementProblems", "Something is left in the batch: publish it or leave it out first."
    ),
    "TOTALS_DIFFER": lambda: QCoreApplication.translate(
        "StatementProblems",
        "The batch is not what its manifest says any more. Look at the totals and publish again.",
    ),
    "PAYING_OFF": lambda: QCoreApplication.translate(
        "StatementProblems", "Patients can not pay in this practice's portal."
    ),
    "AMOUNT_TOO_HIGH": lambda: QCoreApplication.translate(
        "StatementProblems", "That is more than is left to be paid."
    ),
}
"""What no decision about an item can meet; the others are in `rule_texts`."""

_LEFT_OUT: Mapping[str, Callable[[], str]] = {
    "REFUSED": lambda: QCoreApplication.translate(
        "StatementProblems", "The file was refused and can not become a statement."
    ),
    "QUARANTINED": lambda: QCoreApplication.translate(
        "StatementProblems", "It is in quarantine: nobody has confirmed whose it is."
    ),
    "DISCARDED": lambda: QCoreApplication.translate(
        "StatementProblems", "Somebody has left it out."
    ),
    "ASKED": lambda: QCoreApplication.translate(
        "StatementProblems", "Nobody has said yet whether it replaces the one of the same period."
    ),
    "DUPLICATE": lambda: QCoreApplication.translate(
        "StatementProblems", "The same file was published before."
    ),
    "VERSION": lambda: QCoreApplication.translate(
        "StatementProblems", "A colleague has changed it since you looked."
    ),
    "NOT_FOUND": lambda: QCoreApplication.translate("StatementProblems", "It is no longer there."),
    "OTHER_BATCH": lambda: QCoreApplication.translate(
        "StatementProblems", "It belongs to another batch."
    ),
    "VOID": lambda: QCoreApplication.translate("StatementProblems", "It is void already."),
}
