"""The face of messages that could not be read: nobody knows yet what is in them (DOMAIN §5.4)."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from console.models.chip import ActionFace, Chip
from console.models.queue_face import QueueFace
from console.models.told_intake import told_quarantine


def _title() -> str:
    return QCoreApplication.translate("Quarantine", "Unreadable messages")


def _noun(count: int) -> str:
    return QCoreApplication.translate("Quarantine", "%n unreadable message(s)", "", count)


def _empty() -> str:
    return QCoreApplication.translate("Quarantine", "Every message that came could be read.")


def _request() -> str:
    return QCoreApplication.translate("Quarantine", "Could not be read")


def _states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "reprocessing": Chip(
            "refresh", QCoreApplication.translate("States", "Being read again"), "info"
        ),
        "parsed": Chip("check", QCoreApplication.translate("States", "Has been read"), "ok"),
        "refused": Chip("info", QCoreApplication.translate("States", "Not a result"), "muted"),
        "discarded": Chip("cross", QCoreApplication.translate("States", "Put aside"), "muted"),
    }


def _actions() -> Mapping[str, ActionFace]:
    return {
        "reprocess": ActionFace(
            "refresh",
            QCoreApplication.translate("Quarantine", "Try again"),
            QCoreApplication.translate("Quarantine", "Being read again"),
            QCoreApplication.translate(
                "Quarantine",
                "The message of {who} is read once more: its results go where they belong, or it comes"
                " back here.",
            ),
        ),
        "discard": ActionFace(
            "cross",
            QCoreApplication.translate("Quarantine", "Put aside…"),
            QCoreApplication.translate("Quarantine", "Put aside"),
            QCoreApplication.translate(
                "Quarantine",
                "Nothing of the message of {who} reaches a chart. It stays stored as it came.",
            ),
        ),
    }


QUARANTINE = QueueFace(
    "quarantine",
    "quarantine",
    _title,
    _noun,
    _empty,
    _states,
    _actions,
    primary=("reprocess",),
    secondary=(),
    refuse=("discard",),
    request=_request,
    read_as="intake:resolve",
    told=told_quarantine,
)
"""Who may look into a message reads the queue: there is no other right about it."""
