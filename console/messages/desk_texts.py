"""Texts for what the portal says to a change of the desk that it did not take."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain.errors import slug_of
from console.messages.message import Message


def desk_message(problem: Mapping[str, Any]) -> Message:
    """What is said about a change that was not taken, by its rule, its fault or its type."""
    slug = slug_of(problem)
    errors = problem.get("errors") or [{}]
    for code in (str(problem.get("rule", "")), str(errors[0].get("code", "")), slug):
        if code in _TEXTS:
            return Message(_TEXTS[code](), tone="warn")
    text = QCoreApplication.translate("DeskProblems", "The portal did not take this.")
    return Message(text, tone="warn")


def _same() -> str:
    return QCoreApplication.translate("DeskProblems", "Choose a colleague, not yourself.")


def _early() -> str:
    return QCoreApplication.translate("DeskProblems", "It has to end after it begins.")


def _nothing() -> str:
    return QCoreApplication.translate(
        "DeskProblems", "You can not delegate what you may not decide yourself."
    )


def _blind() -> str:
    return QCoreApplication.translate(
        "DeskProblems", "This colleague may not see patients and can not stand in for you."
    )


def _already() -> str:
    return QCoreApplication.translate(
        "DeskProblems", "This queue is delegated to this colleague already."
    )


def _overlap() -> str:
    return QCoreApplication.translate(
        "DeskProblems", "These dates overlap an absence of yours; end that one first."
    )


def _taken() -> str:
    return QCoreApplication.translate(
        "DeskProblems", "You have a view of this name in this queue; choose another name."
    )


def _views_full() -> str:
    return QCoreApplication.translate(
        "DeskProblems", "You have as many views as there may be; delete one first."
    )


def _changed() -> str:
    return QCoreApplication.translate(
        "DeskProblems",
        "A colleague has changed this meanwhile. Close this and open it again to see how it is now.",
    )


def _unfit() -> str:
    return QCoreApplication.translate("DeskProblems", "Something in it does not fit.")


_TEXTS: Mapping[str, Callable[[], str]] = {
    "same_person": _same,
    "ends_too_early": _early,
    "NOTHING_TO_DELEGATE": _nothing,
    "DELEGATE_SEES_NO_PATIENTS": _blind,
    "DELEGATED_ALREADY": _already,
    "ABSENCE_OVERLAPS": _overlap,
    "VIEW_NAME_TAKEN": _taken,
    "TOO_MANY_VIEWS": _views_full,
    "version-conflict": _changed,
    "validation": _unfit,
}
