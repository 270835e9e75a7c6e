"""Texts for decisions that met an item which had moved on, by class of conflict."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.messages.message import Message


def known_conflicts() -> frozenset[str]:
    """Classes of conflict that have a text of their own."""
    return frozenset(CONFLICTS)


def not_carried_out() -> str:
    """What became of it."""
    return QCoreApplication.translate("Problems", "Your decision was not carried out.")


def look_again() -> str:
    """What to do, when nothing better is known."""
    return QCoreApplication.translate("Problems", "Look at the item as it is now.")


def _same() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "A colleague had decided the same before you."),
        QCoreApplication.translate(
            "Problems", "It counts once, as theirs: what you wanted is done."
        ),
        QCoreApplication.translate("Problems", "There is nothing left to do."),
        "ok",
    )


def _decided() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "A colleague decided this first, and differently."),
        not_carried_out(),
        look_again(),
        "warn",
    )


def _content() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The request has changed since you saw it."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Look at it as it is now and decide again."),
        "warn",
    )


def _withdrawn() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The patient has withdrawn the request."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "There is nothing left to do."),
        "warn",
    )


def _superseded() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "A newer version has taken its place."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Decide on the newer one."),
        "warn",
    )


def _moved() -> Message:
    return Message(
        QCoreApplication.translate("Problems", "The item has moved on since you saw it."),
        not_carried_out(),
        QCoreApplication.translate("Problems", "Look at it as it is now and decide again."),
        "warn",
    )


CONFLICTS: Mapping[str, Callable[[], Message]] = {
    "already_satisfied": _same,
    "decided_differently": _decided,
    "content_changed": _content,
    "withdrawn": _withdrawn,
    "superseded": _superseded,
    "moved_on_metadata": _moved,
}
