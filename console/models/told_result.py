"""What a result and a document tell."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from console.models.told import Told, joined, line, part, parts
from console.models.units import unit_words
from console.models.when import Calendar, ms_of

_EXACT = 10  # digits that a number keeps, so that no change of it goes unseen


def told_result(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """The report, its values one by one, and how its release stands."""
    content = part(entity, "content")
    return (*report_facts(content), *_values(content), *_gate(content, calendar))


def told_document(entity: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """The document by its title, and how its release stands."""
    content = part(entity, "content")
    document = part(content, "document")
    return (
        Told(QCoreApplication.translate("Told", "Document"), line(document, "title")),
        Told(QCoreApplication.translate("Told", "From"), line(document, "author")),
        Told(QCoreApplication.translate("Told", "Pages"), line(document, "pages")),
        *_gate(content, calendar),
    )


def report_facts(content: Mapping[str, Any]) -> Sequence[Told]:
    """A laboratory's report by its title, status and sender."""
    report = part(content, "report")
    return (
        Told(QCoreApplication.translate("Told", "Report"), line(report, "title")),
        Told(QCoreApplication.translate("Told", "Status"), _status(line(report, "raw_status"))),
        Told(QCoreApplication.translate("Told", "Laboratory"), line(report, "performer")),
    )


def value_facts(source: Mapping[str, Any]) -> Sequence[Told]:
    """The values of a report, each under its own name."""
    return tuple(
        Told(line(one, "name") or line(one, "code"), _value(one))
        for one in parts(source, "observations")
    )


def _values(content: Mapping[str, Any]) -> Sequence[Told]:
    critical = QCoreApplication.translate("Told", "Critical")
    yes, no = QCoreApplication.translate("Told", "Yes"), QCoreApplication.translate("Told", "No")
    is_known = "critical" in content
    answer = (yes if content.get("critical") is True else no) if is_known else ""
    return (Told(critical, answer), *value_facts(content))


def _value(observation: Mapping[str, Any]) -> str:
    number = observation.get("value_number")
    if isinstance(number, int | float) and not isinstance(number, bool):
        amount = QLocale().toString(float(number), "g", _EXACT)
        amount = f"{line(observation, 'comparator')}{amount}"
    else:
        amount = line(observation, "value_text")
    words = joined(amount, unit_words(line(observation, "unit")), by=" ")
    return joined(words, _flag(line(observation, "flag")))


def _flag(flag: str) -> str:
    words = {
        "H": QCoreApplication.translate("Told", "high"),
        "HH": QCoreApplication.translate("Told", "critically high"),
        "L": QCoreApplication.translate("Told", "low"),
        "LL": QCoreApplication.translate("Told", "critically low"),
        "A": QCoreApplication.translate("Told", "abnormal"),
        "AA": QCoreApplication.translate("Told", "critical"),
        "N": "",
    }
    return words.get(flag, flag)


def _gate(content: Mapping[str, Any], calendar: Calendar) -> Sequence[Told]:
    """A hold, the release that comes by itself, what a clinician made of it, a correction."""
    release, review = part(content, "release"), part(content, "review")
    hold = part(release, "hold")
    until = line(hold, "review_on")
    on_hold = QCoreApplication.translate("Told", "until {day}").format(day=calendar.day(until))
    by, why = line(part(hold, "author"), "name"), line(hold, "rationale")
    return (
        Told(
            QCoreApplication.translate("Told", "On hold"),
            joined(on_hold if until else "", by, why),
        ),
        Told(
            QCoreApplication.translate("Told", "Goes out by itself"),
            calendar.moment(ms_of(line(release, "auto_release_at"))),
        ),
        Told(
            QCoreApplication.translate("Told", "Reviewed"),
            joined(assessment_words(line(review, "assessment")), line(part(review, "by"), "name")),
        ),
        Told(
            QCoreApplication.translate("Told", "Corrects an earlier one"),
            line(part(content, "correction"), "reason"),
        ),
        Told(
            QCoreApplication.translate("Told", "Told by phone"),
            joined(*(line(one, "told_name") for one in parts(content, "contacts"))),
        ),
    )


def assessment_words(code: str) -> str:
    """What a clinician made of a result."""
    words = {
        "normal": QCoreApplication.translate("Told", "normal"),
        "abnormal": QCoreApplication.translate("Told", "abnormal"),
        "follow_up": QCoreApplication.translate("Told", "follow up"),
    }
    return words.get(code, code.replace("_", " "))


def _status(raw: str) -> str:
    words = {
        "F": QCoreApplication.translate("Told", "Final"),
        "final": QCoreApplication.translate("Told", "Final"),
        "C": QCoreApplication.translate("Told", "Corrected"),
        "corrected": QCoreApplication.translate("Told", "Corrected"),
        "amended": QCoreApplication.translate("Told", "Corrected"),
        "P": QCoreApplication.translate("Told", "Preliminary"),
        "preliminary": QCoreApplication.translate("Told", "Preliminary"),
        "X": QCoreApplication.translate("Told", "Canceled"),
        "cancelled": QCoreApplication.translate("Told", "Canceled"),
    }
    return words.get(raw, raw)
