"""The checks of a renewal in words: what was looked at, what was found, what follows.

The portal checks (DOMAIN §5.3; 21 CFR 1306.12, 1306.22); this only says it.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar
from console.views.queues.reading import count, line, part, parts


class Finding(NamedTuple):
    """One check: its code, its level (ok, warn or stop) and what it says."""

    code: str
    level: str
    text: str


def findings(content: Any, calendar: Calendar) -> list[Finding]:
    """Give what the checks say, the gravest first, what goes without saying left out.

    `content` is that of a renewal. What its medicine alone implies is said even if the portal did
    not check it.
    """
    found = []
    checks = parts(content, "checks")
    for check in [*checks, *_implied(part(content, "medication"), checks)]:
        code, level = line(check, "code"), line(check, "level")
        level = level if level in _ORDER else "warn"
        words = _WORDS.get(code, _unknown)
        text = words(check, level, calendar)
        if text:
            found.append(Finding(code, level, text))
    return sorted(found, key=lambda one: _ORDER[one.level])


def _implied(
    medication: Mapping[str, Any], checks: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    codes = {line(check, "code") for check in checks}
    implied: list[Mapping[str, Any]] = []
    schedule = line(medication, "schedule")
    if schedule and "CONTROLLED" not in codes:
        level = "stop" if schedule == "II" else "warn"
        implied.append({"code": "CONTROLLED", "level": level, "facts": {"schedule": schedule}})
    if line(medication, "status") == "inactive" and "INACTIVE" not in codes:
        facts = {"stopped_on": line(medication, "stopped_on")}
        facts["reason"] = line(medication, "stop_reason")
        implied.append({"code": "INACTIVE", "level": "warn", "facts": facts})
    return implied


_ORDER = {"stop": 0, "warn": 1, "ok": 2}


def _duplicate(_check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    if level == "ok":
        return QCoreApplication.translate("Checks", "No other request for it is waiting.")
    return QCoreApplication.translate(
        "Checks", "Another request for this medicine is waiting. Decide that one first."
    )


def _remaining(check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    left = count(part(check, "facts"), "refills_remaining")
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


def _inactive(check: Mapping[str, Any], _level: str, calendar: Calendar) -> str:
    facts = part(check, "facts")
    day, reason = calendar.day(line(facts, "stopped_on")), line(facts, "reason").rstrip(".")
    if day and reason:
        told = QCoreApplication.translate("Checks", "Stopped on {day}: {reason}.")
    elif day:
        told = QCoreApplication.translate("Checks", "Stopped on {day}.")
    else:
        told = QCoreApplication.translate("Checks", "It has been stopped.")
    restart = QCoreApplication.translate("Checks", "Approving restarts it.")
    return f"{told.format(day=day, reason=reason)} {restart}"


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
    day = calendar.day(line(part(check, "facts"), "on"))
    if not day:
        return QCoreApplication.translate("Checks", "No visit is on record.")
    if level == "ok":
        return QCoreApplication.translate("Checks", "Last visit on {day}.").format(day=day)
    return QCoreApplication.translate(
        "Checks", "Last visit on {day}, more than a year ago."
    ).format(day=day)


def _deceased(_check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    if level == "ok":
        return ""
    return QCoreApplication.translate("Checks", "The chart says that the patient has died.")


def _unknown(check: Mapping[str, Any], level: str, _calendar: Calendar) -> str:
    """Show a check of a newer portal as it is written, unless it found nothing."""
    code = line(check, "code").replace("_", " ").capitalize()
    if level == "ok" or not code:
        return ""
    return QCoreApplication.translate(
        "Checks", "{check} (a check this version does not know)"
    ).format(check=code)


_WORDS: Mapping[str, Callable[[Mapping[str, Any], str, Calendar], str]] = {
    "DUPLICATE_OPEN": _duplicate,
    "REFILLS_REMAINING": _remaining,
    "TOO_SOON": _too_soon,
    "INACTIVE": _inactive,
    "CONTROLLED": _controlled,
    "LAST_VISIT": _last_visit,
    "DECEASED": _deceased,
}
