"""The face of the practice's own tasks: what no patient asked for and no patient sees."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from console.models.chip import ActionFace, Chip
from console.models.queue_face import QueueFace
from console.models.told_desk import told_task


def _title() -> str:
    return QCoreApplication.translate("Task", "Tasks")


def _noun(count: int) -> str:
    return QCoreApplication.translate("Task", "%n task(s)", "", count)


def _empty() -> str:
    return QCoreApplication.translate("Task", "No tasks are waiting.")


def _states() -> Mapping[str, Chip]:
    return {
        "pending": Chip("clock", QCoreApplication.translate("States", "To do"), "muted"),
        "done": Chip("check", QCoreApplication.translate("States", "Done"), "ok"),
        "cancelled": Chip("cross", QCoreApplication.translate("States", "Not needed"), "muted"),
    }


def _actions() -> Mapping[str, ActionFace]:
    return {
        "complete": ActionFace(
            "check",
            QCoreApplication.translate("Task", "Done…"),
            QCoreApplication.translate("Task", "Done"),
            QCoreApplication.translate(
                "Task", "The task about {who} is done; what came of it stays in its history."
            ),
        ),
        "cancel": ActionFace(
            "cross",
            QCoreApplication.translate("Task", "Not needed…"),
            QCoreApplication.translate("Task", "Not needed"),
            QCoreApplication.translate(
                "Task", "The task about {who} goes away undone; why stays in its history."
            ),
        ),
    }


def task_kind(code: str) -> Chip:
    """What a task is to be; a code of a newer portal is shown as it is written."""
    known = {
        "call_patient": Chip(
            "phone", QCoreApplication.translate("Task", "Call the patient"), "info"
        ),
        "privacy_incident": Chip(
            "shield", QCoreApplication.translate("Task", "Privacy incident"), "bad"
        ),
        "correct_chart": Chip(
            "edit", QCoreApplication.translate("Task", "Correct the chart"), "warn"
        ),
        "proxy_request": Chip(
            "people", QCoreApplication.translate("Task", "Care manager asked for"), "info"
        ),
        "message_draft": Chip(
            "mail", QCoreApplication.translate("Task", "Write to the patient"), "info"
        ),
        "paper_refused": Chip(
            "document", QCoreApplication.translate("Task", "A laboratory's file is missing"), "warn"
        ),
    }
    return known.get(code) or Chip("task", code.replace("_", " ").capitalize(), "muted")


def task_sentence(code: str) -> str:
    """What whoever does the task is asked for; empty for one we do not know."""
    known = {
        "call_patient": QCoreApplication.translate(
            "Task", "Call, say what the notice says, and note what was agreed."
        ),
        "privacy_incident": QCoreApplication.translate(
            "Task",
            "Something was shown to the wrong person. Find out who saw it, tell whom the law"
            " demands, and note what was done (45 CFR 164.400).",
        ),
        "correct_chart": QCoreApplication.translate(
            "Task", "Find out what is wrong on the chart and have it put right."
        ),
        "proxy_request": QCoreApplication.translate(
            "Task",
            "See both people or their papers, then make the link under the patient's care managers;"
            " or say why not.",
        ),
        "message_draft": QCoreApplication.translate(
            "Task", "The patient has seen an earlier version. Explain what has changed."
        ),
        "paper_refused": QCoreApplication.translate(
            "Task",
            "A file that came with a result could not be accepted. Ask the laboratory for it on"
            " another way.",
        ),
    }
    return known.get(code, "")


TASK = QueueFace(
    "task",
    "task",
    _title,
    _noun,
    _empty,
    _states,
    _actions,
    primary=("complete",),
    secondary=(),
    refuse=("cancel",),
    told=told_task,
)
