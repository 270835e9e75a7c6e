"""What a result without a chart tells, and a message that nobody could read."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.intake_words import unmatched_why, unreadable_why
from console.models.told import DOT, Told, joined, line, part, parts
from console.models.told_enrollment import chart_words
from console.models.told_result import report_facts, value_facts
from console.models.when import Calendar, ms_of


def told_unmatched(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """Whom the laboratory named, the charts that may fit, and the report."""
    content = part(entity, "content")
    person = part(content, "person")
    names = (
        joined(*(line(one, name) for name in ("given", "middle", "family", "suffix")), by=" ")
        for one in parts(person, "names")
    )
    return (
        Told(QCoreApplication.translate("Told", "Sent as"), joined(*names, by=DOT)),
        Told(
            QCoreApplication.translate("Told", "Birth date"),
            calendar.day(line(person, "birth_date")),
        ),
        Told(
            QCoreApplication.translate("Told", "Why it is here"),
            _why(unmatched_why(line(content, "reason")).what if content else ""),
        ),
        Told(
            QCoreApplication.translate("Told", "Charts that may fit"),
            joined(*(chart_words(one) for one in parts(content, "candidates")), by=DOT),
        ),
        *report_facts(content),
        *value_facts(part(content, "report")),
        Told(
            QCoreApplication.translate("Told", "Came in"),
            joined(
                *(
                    calendar.moment(ms_of(line(one, "received_at")))
                    for one in parts(content, "versions")
                ),
                by=DOT,
            ),
        ),
    )


def told_quarantine(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """The message by its sender and number, and why it could not be read."""
    content = part(entity, "content")
    message = part(content, "message")
    return (
        Told(QCoreApplication.translate("Told", "Sender"), line(message, "source")),
        Told(QCoreApplication.translate("Told", "Message"), line(message, "control_id")),
        Told(
            QCoreApplication.translate("Told", "Came in"),
            calendar.moment(ms_of(line(message, "received_at"))),
        ),
        Told(
            QCoreApplication.translate("Told", "Why it is here"),
            _why(unreadable_why(line(content, "reason")).what if content else ""),
        ),
        Told(QCoreApplication.translate("Told", "Where"), line(content, "detail")),
        Told(QCoreApplication.translate("Told", "Times tried"), line(content, "attempts")),
    )


def _why(text: str) -> str:
    return text.rstrip(".")
