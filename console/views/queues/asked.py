"""What a patient asked for in an appointment request, in words."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar, ms_of
from console.views.queues.facts import DOT, Fact
from console.views.queues.reading import line, number, part
from console.views.queues.slot_week import Slot, read_wanted


def request_title(content: Any) -> str:
    """Say what is asked: a visit, another time, or none any more."""
    visit = line(content, "visit_type")
    titles = {
        "reschedule": QCoreApplication.translate("Asked", "Another time: {visit}"),
        "cancel": QCoreApplication.translate("Asked", "Cancel: {visit}"),
    }
    plain = visit or QCoreApplication.translate("Asked", "A visit")
    form = titles.get(line(content, "request"))
    return form.format(visit=plain) if form else plain


def asked_facts(entity: Mapping[str, Any], content: Any, calendar: Calendar) -> list[Fact]:
    """Give what was asked as facts; a cancellation has no wishes."""
    facts = []
    if line(entity, "requested_by"):
        name = line(part(entity, "subject"), "name")
        form = QCoreApplication.translate("Asked", "{proxy} for {patient}")
        text = form.format(proxy=line(entity, "requested_by"), patient=name)
        facts.append(Fact(QCoreApplication.translate("Asked", "Asked by"), text, "people"))
    minutes = number(content, "minutes")
    if minutes:
        length = QCoreApplication.translate("Asked", "%n minute(s)", "", int(minutes))
        facts.append(Fact(QCoreApplication.translate("Asked", "Length"), length, "clock"))
    if line(content, "source") == "practice":
        told = QCoreApplication.translate("Asked", "By phone, or at the desk")
        facts.append(Fact(QCoreApplication.translate("Asked", "Asked"), told, "phone"))
    if line(content, "request") != "cancel":
        facts.append(_wanted(content, calendar))
        anyone = QCoreApplication.translate("Asked", "Anyone")
        name = line(part(content, "practitioner"), "name") or anyone
        facts.append(Fact(QCoreApplication.translate("Asked", "With"), name))
    if line(content, "enrollment_item_id"):
        facts.append(
            Fact(
                QCoreApplication.translate("Asked", "Enrollment"),
                QCoreApplication.translate("Asked", "Came with one, which is decided on its own."),
                "enrollment",
            )
        )
    return facts


def current_visit(content: Any, calendar: Calendar) -> str:
    """Say which visit a request is about; empty when none is named."""
    current = part(content, "current")
    start = ms_of(line(current, "starts_at"))
    if not start:
        return ""
    when = span_words(start, ms_of(line(current, "ends_at")), calendar)
    return ", ".join(filter(None, (when, line(current, "practitioner"), line(current, "location"))))


def span_words(start_ms: int, end_ms: int, calendar: Calendar) -> str:
    """Say a day and its span of time."""
    day = calendar.weekday(calendar.local(start_ms).date())
    if end_ms <= start_ms:
        return f"{day}, {clock_words(start_ms, calendar)}"
    return f"{day}, {clock_words(start_ms, calendar)}–{clock_words(end_ms, calendar)}"


def clock_words(ms: int, calendar: Calendar) -> str:
    """Say a time of day, with its zone where the clock shows it twice that day."""
    at = calendar.local(ms)
    twice = at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()
    return f"{calendar.clock(ms)} {at:%Z}" if twice else calendar.clock(ms)


def slot_words(slot: Slot, calendar: Calendar, visit_type: str = "") -> str:
    """Say a slot in full; its kind of visit too, where it is another than was asked for."""
    words = [
        span_words(slot.start_ms, slot.end_ms, calendar),
        slot.practitioner,
        slot.location,
        slot.visit_type if slot.visit_type != visit_type else "",
    ]
    return ", ".join(filter(None, words))


def part_words(wanted: str) -> str:
    """Say a part of the day."""
    words = {
        "morning": QCoreApplication.translate("Asked", "morning"),
        "afternoon": QCoreApplication.translate("Asked", "afternoon"),
        "any": QCoreApplication.translate("Asked", "any time"),
    }
    return words.get(wanted, wanted)


def _wanted(content: Any, calendar: Calendar) -> Fact:
    told = []
    for one in read_wanted(content):
        day = calendar.weekday(one.day)
        told.append(f"{day}, {part_words(one.part)}" if one.part else day)
    name = QCoreApplication.translate("Asked", "Wanted")
    return Fact(name, DOT.join(told) or QCoreApplication.translate("Asked", "Any day"))
