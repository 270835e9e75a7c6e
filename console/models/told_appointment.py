"""What a request for a visit tells."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.told import DOT, Told, joined, line, part, parts
from console.models.when import Calendar, day_of, ms_of


def told_appointment(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """What is asked, for when and with whom, and which visit it is about."""
    content = part(entity, "content")
    offered = content.get("offered")
    times = len(offered) if isinstance(offered, list) else 0
    minutes = line(content, "minutes")
    length = QCoreApplication.translate("Told", "{minutes} min").format(minutes=minutes)
    return (
        Told(QCoreApplication.translate("Told", "Asked"), _asked(line(content, "request"))),
        Told(QCoreApplication.translate("Told", "Kind of visit"), line(content, "visit_type")),
        Told(QCoreApplication.translate("Told", "Length"), length if minutes else ""),
        Told(
            QCoreApplication.translate("Told", "Wanted"),
            joined(*(_day(one, calendar) for one in parts(content, "preferred")), by=DOT),
        ),
        Told(
            QCoreApplication.translate("Told", "With"),
            line(part(content, "practitioner"), "name"),
        ),
        Told(
            QCoreApplication.translate("Told", "The visit"),
            visit_words(part(content, "current"), calendar),
        ),
        Told(QCoreApplication.translate("Told", "The patient wrote"), line(content, "reason")),
        Told(QCoreApplication.translate("Told", "Note"), line(content, "note")),
        Told(
            QCoreApplication.translate("Told", "Times offered"),
            QCoreApplication.translate("Told", "%n time(s)", "", times) if times else "",
        ),
    )


def visit_words(visit: Mapping[str, Any], calendar: Calendar) -> str:
    """A visit or a free time: the day, the time of day, with whom and where."""
    start = ms_of(line(visit, "starts_at"))
    if not start:
        return ""
    day = calendar.weekday(calendar.local(start).date())
    whom = line(visit, "practitioner") or line(part(visit, "practitioner"), "name")
    return joined(day, calendar.clock(start), whom, line(visit, "location"))


def _asked(request: str) -> str:
    words = {
        "new": QCoreApplication.translate("Told", "A visit"),
        "reschedule": QCoreApplication.translate("Told", "Another time"),
        "cancel": QCoreApplication.translate("Told", "To cancel the visit"),
    }
    return words.get(request, request)


def _day(wanted: Mapping[str, Any], calendar: Calendar) -> str:
    words = {
        "morning": QCoreApplication.translate("Told", "morning"),
        "afternoon": QCoreApplication.translate("Told", "afternoon"),
        "any": "",
    }
    day, hours = day_of(line(wanted, "date")), line(wanted, "part")
    return joined(calendar.weekday(day), words.get(hours, hours), by=" ") if day else ""
