"""What the practice's own rules mean for a request: notice, what patients see, marks of the portal."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.when import HOUR_MS, Calendar, ms_of
from console.views.queues.asked import span_words
from console.views.queues.reading import line, number, part

CANCEL_NOTICE_HOURS = 24.0
"""What the portal goes by where the practice has not said otherwise."""

Wanted = dict[str, tuple[str, str]]


def late_words(content: Any, policy: Mapping[str, Any], now_ms: int) -> Wanted:
    """Say what is to be acknowledged before a visit is canceled that is close (DOMAIN §5.5)."""
    start = ms_of(line(part(content, "current"), "starts_at"))
    known = number(policy, "cancel_notice_hours")
    hours = CANCEL_NOTICE_HOURS if known is None else known
    if not now_ms < start < now_ms + hours * HOUR_MS:
        return {}
    matter = QCoreApplication.translate(
        "Practice", "The practice asks for %n hour(s) of notice; this is later.", "", round(hours)
    )
    answer = QCoreApplication.translate("Practice", "Cancel it all the same")
    return {"acknowledge_late": (matter, answer)}


def choice_words(
    own_visit: str, earliest_ms: int, policy: Mapping[str, Any], now_ms: int
) -> Wanted:
    """Say what is to be acknowledged before the chosen times are booked or offered."""
    wanted: Wanted = {}
    if own_visit:
        form = QCoreApplication.translate(
            "Practice", "The patient has another visit at that time: {visit}."
        )
        answer = QCoreApplication.translate("Practice", "Both visits are meant")
        wanted["acknowledge_overlap"] = (form.format(visit=own_visit), answer)
    hours = number(policy, "minimum_notice_hours") or 0.0
    if earliest_ms and earliest_ms < now_ms + hours * HOUR_MS:
        matter = QCoreApplication.translate(
            "Practice", "That is sooner than %n hour(s), the practice's notice.", "", round(hours)
        )
        answer = QCoreApplication.translate("Practice", "The practice can see them so soon")
        wanted["acknowledge_notice"] = (matter, answer)
    return wanted


def seen_words(content: Any, policy: Mapping[str, Any]) -> str:
    """Say whether the patient sees the appointment in the portal (DOMAIN F8)."""
    if line(content, "source") == "practice" and line(policy, "visibility") == "portal_only":
        return QCoreApplication.translate(
            "Practice", "Made by phone: the portal does not show it. Tell the patient yourself."
        )
    return QCoreApplication.translate("Practice", "The patient sees it in the portal.")


def mark_words(content: Any, state: str, calendar: Calendar) -> tuple[str, str]:
    """Say what has happened to a request meanwhile, and more about it; empty for nothing."""
    online = part(content, "booked_online")
    if online and state == "booked":
        booked = QCoreApplication.translate("Practice", "Booked online by the patient.")
        return booked, _visit_words(online, calendar)
    freed, wait = part(content, "freed"), part(content, "wait_list")
    if freed and state == "pending":
        free = QCoreApplication.translate("Practice", "A slot has become free.")
        return free, _visit_words(freed, calendar)
    if wait and state == "waitlisted":
        form = QCoreApplication.translate("Practice", "On the wait list since {when}.")
        since = form.format(when=calendar.moment(ms_of(line(wait, "since"))))
        until = line(wait, "until")
        more = QCoreApplication.translate("Practice", "Until {day} at most.")
        return since, more.format(day=calendar.day(until)) if until else ""
    if wait and state == "pending":
        return QCoreApplication.translate("Practice", "The time on the wait list is over."), ""
    if line(content, "lapsed_at") and state == "pending":
        form = QCoreApplication.translate("Practice", "An offer ended unanswered on {when}.")
        return form.format(when=calendar.moment(ms_of(line(content, "lapsed_at")))), ""
    return "", ""


def _visit_words(visit: Mapping[str, Any], calendar: Calendar) -> str:
    start, end = ms_of(line(visit, "starts_at")), ms_of(line(visit, "ends_at"))
    return f"{span_words(start, end, calendar)}, {line(visit, 'practitioner')}"
