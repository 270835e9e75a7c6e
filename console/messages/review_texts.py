"""What is said when the portal refuses something about a statement that is not published yet."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.errors import ConsoleError, NotFoundError, RequestRefusedError
from console.messages.error_texts import message_for
from console.messages.message import Message
from console.messages.statement_texts import VERSION_CONFLICT, statement_message


def has_moved_on(error: ConsoleError) -> bool:
    """Whether somebody else has changed it, so that it has to be looked at again."""
    if isinstance(error, RequestRefusedError):
        rule = str(error.problem.get("rule", ""))
        return error.slug == VERSION_CONFLICT or rule in {"NOT_MATCHABLE", "NO_QUESTION"}
    return isinstance(error, NotFoundError)


def match_refusal(error: ConsoleError) -> tuple[str, str]:
    """The field of the form that is meant, "" for none, and a sentence of what is wrong with it."""
    if isinstance(error, RequestRefusedError):
        rule = str(error.problem.get("rule", ""))
        if rule in _FIELDS:
            return _FIELDS[rule], _MATCH[rule]()
        if error.slug == "validation":
            return _invalid(error)
    said = review_message(error)
    return "", " ".join(part for part in (said.text, said.detail, said.action) if part)


def review_message(error: ConsoleError) -> Message:
    """What is said of an error about a file or a batch; some of a batch may be done already."""
    if isinstance(error, RequestRefusedError):
        return Message(statement_message(error).text, tone="warn")
    return message_for(error)


def is_changing() -> Message:
    """Say that a batch does not stand still for as long as it takes to count what would go out."""
    text = QCoreApplication.translate(
        "StatementProblems", "The batch is changing just now. Publish it once its files are here."
    )
    return Message(text, tone="warn")


def _invalid(error: RequestRefusedError) -> tuple[str, str]:
    """The field that the portal could not read at all."""
    names = {
        "account_number": "number",
        "second": "value",
        "amount_cents": "amount",
        "statement_date": "day",
        "due_on": "due",
        "period": "period",
    }
    sentence = QCoreApplication.translate(
        "StatementProblems", "The portal can not read this. Compare it with the page."
    )
    faults = error.problem.get("errors") or ()
    said = str(faults[0].get("pointer") or "") if faults else ""
    found = next((field for name, field in names.items() if name in said), "")
    return found, sentence


_FIELDS: Mapping[str, str] = {
    "UNKNOWN_ACCOUNT": "number",
    "NO_ACCOUNT_NUMBER": "number",
    "SEVERAL_ACCOUNTS": "number",
    "AMBIGUOUS_NUMBER": "number",
    "MANIFEST_OTHER_ACCOUNT": "number",
    "ONE_SIGNAL": "value",
    "NAME_DIFFERS": "value",
    "BIRTH_DATE_DIFFERS": "value",
    "AMOUNT_DIFFERS": "value",
    "NO_AMOUNT": "amount",
    "NO_DATE": "day",
}


def _unknown() -> str:
    return QCoreApplication.translate(
        "StatementProblems",
        "No account of this practice has this number. Compare it with the page, letter by letter.",
    )


def _second() -> str:
    return QCoreApplication.translate(
        "StatementProblems",
        "This does not agree with the account. Compare it with the page, or choose another identifier.",
    )


def _others() -> str:
    return QCoreApplication.translate(
        "StatementProblems",
        "The file prints another account's number as its own, so it can not go to this account.",
    )


_MATCH: Mapping[str, Callable[[], str]] = {
    "UNKNOWN_ACCOUNT": _unknown,
    "NO_ACCOUNT_NUMBER": _unknown,
    "SEVERAL_ACCOUNTS": _others,
    "AMBIGUOUS_NUMBER": _others,
    "MANIFEST_OTHER_ACCOUNT": lambda: QCoreApplication.translate(
        "StatementProblems", "The manifest names another account for this file."
    ),
    "ONE_SIGNAL": _second,
    "NAME_DIFFERS": lambda: QCoreApplication.translate(
        "StatementProblems",
        "Nobody of this account is called so. Compare the name and the number with the page.",
    ),
    "BIRTH_DATE_DIFFERS": lambda: QCoreApplication.translate(
        "StatementProblems",
        "Nobody of this account was born on that day. Compare it and the number with the page.",
    ),
    "AMOUNT_DIFFERS": lambda: QCoreApplication.translate(
        "StatementProblems",
        "This is not the amount that the account is known to owe. Choose another identifier.",
    ),
    "NO_AMOUNT": lambda: QCoreApplication.translate("StatementProblems", "Enter the amount due."),
    "NO_DATE": lambda: QCoreApplication.translate(
        "StatementProblems", "Enter the date of the statement."
    ),
}
