"""The face of results: laboratory reports that wait for their release."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from console.models.chip import ActionFace, Chip
from console.models.queue_face import QueueFace
from console.models.told_result import told_result


def _title() -> str:
    return QCoreApplication.translate("Result", "Results")


def _noun(count: int) -> str:
    return QCoreApplication.translate("Result", "%n result(s)", "", count)


def _empty() -> str:
    return QCoreApplication.translate("Result", "No results are waiting.")


def _states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "held": Chip("hold", QCoreApplication.translate("States", "On hold"), "info"),
        "unreviewed": Chip(
            "warning", QCoreApplication.translate("States", "Out, not reviewed"), "warn"
        ),
        "released": Chip("check", QCoreApplication.translate("States", "Released"), "ok"),
        "superseded": Chip("edit", QCoreApplication.translate("States", "Corrected since"), "info"),
        "recalled": Chip("undo", QCoreApplication.translate("States", "Recalled"), "bad"),
    }


def _actions() -> Mapping[str, ActionFace]:
    return {**_gate_actions(), **_work_actions()}


def _gate_actions() -> Mapping[str, ActionFace]:
    return {
        "release": ActionFace(
            "check",
            QCoreApplication.translate("Result", "Release"),
            QCoreApplication.translate("Result", "Released"),
            QCoreApplication.translate(
                "Result", "{who} can see this result from now on, and is told by email."
            ),
        ),
        "hold": ActionFace(
            "hold",
            QCoreApplication.translate("Result", "Hold…"),
            QCoreApplication.translate("Result", "Put on hold"),
            QCoreApplication.translate(
                "Result", "{who} does not see this result until the hold ends."
            ),
        ),
        "lift": ActionFace(
            "undo",
            QCoreApplication.translate("Result", "End the hold"),
            QCoreApplication.translate("Result", "Hold ended"),
            QCoreApplication.translate(
                "Result", "The result of {who} waits again; the policy decides when it goes out."
            ),
        ),
        "recall": ActionFace(
            "undo",
            QCoreApplication.translate("Result", "Recall…"),
            QCoreApplication.translate("Result", "Recalled"),
            QCoreApplication.translate("Result", "The result is taken back from {who}."),
        ),
    }


def _work_actions() -> Mapping[str, ActionFace]:
    return {
        "review": ActionFace(
            "check",
            QCoreApplication.translate("Result", "Reviewed"),
            QCoreApplication.translate("Result", "Reviewed"),
            QCoreApplication.translate(
                "Result", "The review of the result of {who} is recorded; nobody is told of it."
            ),
        ),
        "record_contact": ActionFace(
            "phone",
            QCoreApplication.translate("Result", "Record a call"),
            QCoreApplication.translate("Result", "Call recorded"),
            QCoreApplication.translate(
                "Result", "It is recorded who has been told about the result of {who}."
            ),
        ),
    }


RESULT = QueueFace(
    "result",
    "result",
    _title,
    _noun,
    _empty,
    _states,
    _actions,
    primary=("release",),
    secondary=("hold", "lift"),
    refuse=("recall",),
    told=told_result,
)
