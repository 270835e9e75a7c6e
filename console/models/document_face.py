"""The face of documents: letters, reports and forms that wait for their release."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from console.models.chip import ActionFace, Chip
from console.models.queue_face import QueueFace
from console.models.told_result import told_document


def _title() -> str:
    return QCoreApplication.translate("Document", "Documents")


def _noun(count: int) -> str:
    return QCoreApplication.translate("Document", "%n document(s)", "", count)


def _empty() -> str:
    return QCoreApplication.translate("Document", "No documents are waiting.")


def _states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "held": Chip("hold", QCoreApplication.translate("States", "On hold"), "info"),
        "released": Chip("check", QCoreApplication.translate("States", "Released"), "ok"),
        "recalled": Chip("undo", QCoreApplication.translate("States", "Recalled"), "bad"),
    }


def _actions() -> Mapping[str, ActionFace]:
    return {
        "release": ActionFace(
            "check",
            QCoreApplication.translate("Document", "Release"),
            QCoreApplication.translate("Document", "Released"),
            QCoreApplication.translate(
                "Document", "{who} can read this document from now on, and is told by email."
            ),
        ),
        "hold": ActionFace(
            "hold",
            QCoreApplication.translate("Document", "Hold…"),
            QCoreApplication.translate("Document", "Put on hold"),
            QCoreApplication.translate(
                "Document", "{who} does not see this document until the hold ends."
            ),
        ),
        "lift": ActionFace(
            "undo",
            QCoreApplication.translate("Document", "End the hold"),
            QCoreApplication.translate("Document", "Hold ended"),
            QCoreApplication.translate(
                "Document",
                "The document of {who} waits again; the policy decides when it goes out.",
            ),
        ),
        "recall": ActionFace(
            "undo",
            QCoreApplication.translate("Document", "Recall…"),
            QCoreApplication.translate("Document", "Recalled"),
            QCoreApplication.translate("Document", "The document is taken back from {who}."),
        ),
    }


DOCUMENT = QueueFace(
    "document",
    "document",
    _title,
    _noun,
    _empty,
    _states,
    _actions,
    primary=("release",),
    secondary=("hold", "lift"),
    refuse=("recall",),
    read_as="result",
    told=told_document,
)
