"""What somebody decided, in words: the reason, the chart, the day, the terms."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain.decisions import Command
from console.domain.session import Me
from console.models.one_line import one_line
from console.models.reason_words import reason_title
from console.models.told import Told, joined, line, part, parts
from console.models.told_enrollment import chart_words
from console.models.told_result import assessment_words
from console.models.when import Calendar

WORDS_INSIDE = (
    "told_name",
    "told_role",
    "text",
    "note",
    "internal_note",
    "outcome_note",
    "rationale",
)
"""Parameters in which somebody has written words that no patient reads."""


def told_decision(command: Command, me: Me | None, calendar: Calendar) -> Sequence[Told]:
    """The parameters that a person chose, as far as they can be said; words written are not here."""
    params = command.params
    day = line(params, "until") or line(params, "review_on")
    found = (
        Told(
            QCoreApplication.translate("Told", "In the name of"),
            _name(command.on_behalf_of, me, command.key.practice_id),
        ),
        Told(QCoreApplication.translate("Told", "Reason"), _reason(command, me)),
        Told(QCoreApplication.translate("Told", "Chart"), _chart(command)),
        Told(
            QCoreApplication.translate("Told", "Given to"),
            _name(line(params, "assigned_to"), me, command.key.practice_id),
        ),
        Told(
            QCoreApplication.translate("Told", "Reviewed"),
            assessment_words(line(params, "assessment")),
        ),
        Told(QCoreApplication.translate("Told", "Until"), calendar.day(day)),
        Told(QCoreApplication.translate("Told", "Quantity"), line(params, "quantity")),
        Told(QCoreApplication.translate("Told", "Days"), line(params, "days_supply")),
        Told(QCoreApplication.translate("Told", "Refills"), line(params, "refills")),
        Told(QCoreApplication.translate("Told", "Dose"), line(params, "dose_text")),
    )
    return tuple(one for one in found if one.words)


def words_inside(params: Mapping[str, Any]) -> list[str]:
    """The words to colleagues that a decision carried, of a call and of an override as well."""
    found = [params, *(value for value in params.values() if isinstance(value, Mapping))]
    texts = [str(one.get(name) or "") for one in found for name in WORDS_INSIDE]
    return [one_line(text) for text in texts if text.strip()]


def _reason(command: Command, me: Me | None) -> str:
    code = line(command.params, "reason_code") or line(command.params, "basis")
    rule = me.rule(command.key.kind, command.action) if me else None
    for reason in rule.reasons if rule else ():
        if reason.code == code:
            return reason_title(reason)
    return code.replace("_", " ").capitalize()


def _chart(command: Command) -> str:
    """The chart that was chosen, by number and name as they stood on the screen."""
    params = command.params
    if line(params, "chart") == "new":
        return QCoreApplication.translate("Told", "A new chart")
    chosen = line(params, "patient_id")
    for one in parts(part(command.seen, "content"), "candidates"):
        if chosen and line(one, "patient_id") == chosen:
            return joined(chart_words(one))
    return ""


def _name(staff_id: str, me: Me | None, practice_id: int) -> str:
    if me is None or not staff_id:
        return ""
    if staff_id == me.staff_id:
        return one_line(me.name)
    known = {
        colleague.id: colleague.name
        for practice in me.practices
        if practice.id == practice_id
        for colleague in practice.colleagues
    }
    return one_line(known.get(staff_id, ""))
