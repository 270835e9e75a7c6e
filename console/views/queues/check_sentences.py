"""What each check of a renewal found, as a sentence; empty where there is nothing to say."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar
from console.views.queues.reading import count, flag, line, part


def _duplicate(check: Mapping[str, Any], level: str, calendar: Calendar) -> str:
    if level == "ok":
        return QCoreApplication.translate("Checks", "No other request for it is waiting.")
    day = calendar.day(line(part(check, "facts"), "submitted_on"))
    if day:
        return QCoreApplication.translate(
            "Checks",
            "Another request for this medicine is waiting since {day}.",
        ).format(day=day)
    return QCoreApplication.translate(
        "Checks", "Another request for this medicine is waiting. Decide that one first."
    )


def _remaining(check: Mapping[str, Any], level: str, calendar: Calendar) -> str:
    facts = part(check, "facts")
    left = count(facts, "refills_remaining")
    if level == "ok" and left and flag(facts, "lapsed"):
        day = calendar.day(line(facts, "valid_until"))
        return QCoreApplication.translate(
            "Checks", "%n refill(s) left, but the prescription ran out on {day}.", None, left
        ).format(day=day or "–")
    if level == "ok":
        return QCoreApplication.translate("Checks", "No refills are left on the prescription.")
    if left is None:
        return QCoreApplication.translate("Checks", "Refills are left; the pharmacy can fill it.")
    return QCoreApplication.translate(
        "Checks", "%n refill(s) left: the pharmacy can fill it without a renewal.", None, left
    )


def _too_soon(check: Mapping[str, Any], level: str, calendar: Calendar) -> str:
    facts = part(check, "facts")
    day = calendar.day(line(facts, "eligible_on"))
    if level == "ok":
        if not day and calendar.day(line(facts, "last_fill")):
            return QCoreApplication.translate(
                "Checks", "Nobody knows how long the last fill lasts."
            )
        if not day:
            return QCoreApplication.translate("Checks", "No fill is on record.")
        return QCoreApplication.translate("Checks", "Due since {day}.").format(day=day)
    if not day:
        return QCoreApplication.translate("Checks", "Too soon: the last fill is not used up.")
    early = count(facts, "days_early")
    if early:
        return QCoreApplication.translate(
            "Checks", "Too soon by %n day(s): due from {day}.", None, early
        ).format(day=day)
    return QCoreApplication.translate("Checks", "Too soon: due from {day}.").format(day=day)


def _inactive(check: Mapping[str, Any], level: str, calendar: Calendar) -> str:
    facts = part(check, "facts")
    day, reason = calendar.day(line(facts, "stopped_on")), line(facts, "reason").rstrip(".")
    by = line(facts, "stopped_by")
    if day and by:
        told = QCoreApplication.translate("Checks", "Stopped on {day} by {name}")
    elif day:
        told = QCoreApplication.translate("Checks", "Stopped on {day}")
    else:
        told = QCoreApplication.translate("Checks", "It has been stopped")
    told = told.format(day=day, name=by)
    told = f"{told}: {reason}." if reason and day else f"{told}."
    if level == "stop":
        days = count(facts, "most_days")
        more = QCoreApplication.translate(
            "Checks", "That is longer ago than the %n day(s) your practice allows.", None, days or 0
        )
    else:
        more = QCoreApplication.translate("Checks", "Approving restarts it.")
    return f"{told} {more}"


def _controlled(check: Mapping[str, Any], level: str, calendar: Calendar) -> str:
    facts = part(check, "facts")
    schedule, left = line(facts, "schedule"), count(facts, "may_grant")
    if schedule == "II":
        return QCoreApplication.translate(
            "Checks",
            "Schedule II can not be renewed here. The law asks for a new prescription each time.",
        )
    if level == "stop":
        return QCoreApplication.translate(
            "Checks",
            "Schedule {schedule}: five refills or six months are used up. A new prescription is needed.",
        ).format(schedule=schedule)
    if left is not None:
        day = calendar.day(line(facts, "valid_until"))
        if day:
            return QCoreApplication.translate(
                "Checks",
                "Schedule {schedule}: the law allows %n more refill(s) until {until}. "
                "Prescribed on {day}, {used} of five used or granted.",
                None,
                left,
            ).format(
                schedule=schedule,
                until=day,
                day=calendar.day(line(facts, "prescribed_on")),
                used=max(count(facts, "refills_allowed") or 0, count(facts, "refills_used") or 0),
            )
        text = QCoreApplication.translate(
            "Checks", "Schedule {schedule}: the law allows %n more refill(s).", None, left
        )
        return _since(text.format(schedule=schedule), facts, calendar)
    return QCoreApplication.translate(
        "Checks", "Schedule {schedule}: a controlled medicine, decided only while online."
    ).format(schedule=schedule)


def _since(text: str, facts: Mapping[str, Any], calendar: Calendar) -> str:
    day = calendar.day(line(facts, "prescribed_on"))
    if not day:
        return text
    more = QCoreApplication.translate("Checks", "It was prescribed on {day}.").format(day=day)
    return f"{text} {more}"


def _last_visit(check: Mapping[str, Any], level: str, calendar: Calendar) -> str:
    facts = part(check, "facts")
    day, months = calendar.day(line(facts, "on")), count(facts, "months")
    if not day:
        return QCoreApplication.translate("Checks", "No visit is on record.")
    if level == "ok":
        return QCoreApplication.translate("Checks", "Last visit on {day}.").format(day=day)
    if months is None or months == 12:
        return QCoreApplication.translate(
            "Checks", "Last visit on {day}, more than a year ago."
        ).format(day=day)
    return QCoreApplication.translate(
        "Checks", "Last visit on {day}, more than %n month(s) ago.", None, months
    ).format(day=day)


def _lab(check: Mapping[str, Any], level: str, calendar: Calendar) -> str:
    facts = part(check, "facts")
    lab, day = line(facts, "lab"), calendar.day(line(facts, "on"))
    if not day:
        return QCoreApplication.translate("Checks", "{lab}: no value is on record.").format(lab=lab)
    if level == "ok":
        return QCoreApplication.translate("Checks", "{lab} on {day}.").format(lab=lab, day=day)
    return QCoreApplication.translate(
        "Checks", "{lab} on {day}, more than %n month(s) ago.", None, count(facts, "months") or 0
    ).format(lab=lab, day=day)


def _allergy(check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    facts = part(check, "facts")
    if level == "ok":
        if count(facts, "on_record"):
            return QCoreApplication.translate(
                "Checks", "None of the %n allergy(s) on record names it.", None, facts["on_record"]
            )
        return QCoreApplication.translate("Checks", "No allergy is on record.")
    told = [line(facts, key) for key in ("substance", "reaction", "severity")]
    return QCoreApplication.translate("Checks", "Allergy on record: {allergy}.").format(
        allergy=", ".join(one for one in told if one) or "–"
    )


def _prescriber(check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    name = line(part(check, "facts"), "name")
    if level == "ok":
        return QCoreApplication.translate("Checks", "{name} prescribes here.").format(
            name=name or QCoreApplication.translate("Checks", "The prescriber")
        )
    if name:
        return QCoreApplication.translate(
            "Checks", "{name} prescribed it and is not with this practice any more."
        ).format(name=name)
    return QCoreApplication.translate("Checks", "Nobody of this practice prescribed it.")


def _proxy(check: Mapping[str, Any], _level: str, _calendar: Calendar) -> str:
    return QCoreApplication.translate("Checks", "Asked by {name}, not by the patient.").format(
        name=line(part(check, "facts"), "name")
    )


def _interactions(_check: Mapping[str, Any], _level: str, _calendar: Calendar) -> str:
    return QCoreApplication.translate(
        "Checks", "Interactions with other drugs are not checked here."
    )


def _deceased(_check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    if level == "ok":
        return ""
    return QCoreApplication.translate("Checks", "The chart says that the patient has died.")


def unknown(check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    """Show a check of a newer portal as it is written, unless it found nothing."""
    code = line(check, "code").replace("_", " ").capitalize()
    if level == "ok" or not code:
        return ""
    return QCoreApplication.translate(
        "Checks", "{check} (a check this version does not know)"
    ).format(check=code)


SENTENCES: Mapping[str, Callable[[Mapping[str, Any], str, Calendar], str]] = {
    "DUPLICATE_OPEN": _duplicate,
    "REFILLS_REMAINING": _remaining,
    "TOO_SOON": _too_soon,
    "INACTIVE": _inactive,
    "CONTROLLED": _controlled,
    "LAST_VISIT": _last_visit,
    "LABS_DUE": _lab,
    "ALLERGY": _allergy,
    "PRESCRIBER": _prescriber,
    "ASKED_BY_PROXY": _proxy,
    "INTERACTIONS": _interactions,
    "DECEASED": _deceased,
}
