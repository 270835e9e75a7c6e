"""The face of results that no chart could be found for: a person says whose they are (DOMAIN §5.4)."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from console.models.chip import ActionFace, Chip
from console.models.queue_face import QueueFace
from console.models.told_intake import told_unmatched


def _title() -> str:
    return QCoreApplication.translate("Unmatched", "Unmatched results")


def _noun(count: int) -> str:
    return QCoreApplication.translate("Unmatched", "%n unmatched result(s)", "", count)


def _empty() -> str:
    return QCoreApplication.translate("Unmatched", "Every result that came has found its chart.")


def _request() -> str:
    return QCoreApplication.translate("Unmatched", "A result without a chart")


def _states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "matched": Chip("check", QCoreApplication.translate("States", "Matched"), "ok"),
        "rejected": Chip("cross", QCoreApplication.translate("States", "Not ours"), "bad"),
        "withdrawn": Chip(
            "undo", QCoreApplication.translate("States", "Taken back by the laboratory"), "muted"
        ),
    }


def _actions() -> Mapping[str, ActionFace]:
    return {
        "match": ActionFace(
            "check",
            QCoreApplication.translate("Unmatched", "Match to this chart"),
            QCoreApplication.translate("Unmatched", "Matched"),
            QCoreApplication.translate(
                "Unmatched",
                "The result of {who} goes to the results of the chosen chart; nothing is shown to"
                " the patient before it is released.",
            ),
        ),
        "reject": ActionFace(
            "cross",
            QCoreApplication.translate("Unmatched", "Not ours…"),
            QCoreApplication.translate("Unmatched", "Not ours"),
            QCoreApplication.translate(
                "Unmatched", "The result of {who} reaches no chart. It stays stored as it came."
            ),
        ),
    }


UNMATCHED_RESULT = QueueFace(
    "unmatched_result",
    "unmatched",
    _title,
    _noun,
    _empty,
    _states,
    _actions,
    primary=("match",),
    secondary=(),
    refuse=("reject",),
    request=_request,
    read_as="intake:resolve",
    told=told_unmatched,
)
"""Who may say whose a result is reads the queue: there is no other right about it."""
