"""A slot in words, for the eye and for a screen reader: when, with whom, and what it is."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar
from console.views.queues.asked import slot_words
from console.views.queues.slot_week import Slot, Week, fits, is_wanted


def kind_of(slot: Slot, week: Week, *, is_open: bool) -> str:
    """Say what a slot is to the request: chosen, covered, current, own, offered, open, or why not."""
    for kind, holds in (
        ("chosen", slot.id in week.chosen),
        ("covered", slot.id in week.covered),
        ("current", slot.id == week.current_id),
        ("offered", is_open and slot.id in week.offered),
        ("open", is_open),
        ("own", slot.state == "booked" and bool(slot.patient_id) and _is_mine(slot, week)),
        ("leave", slot.blocked in {"leave", "inactive"} and slot.state == "free"),
        ("closed", slot.blocked == "closed" and slot.state == "free"),
        ("past", slot.state == "free"),
        ("held", slot.state == "held"),
    ):
        if holds:
            return kind
    return "booked"


def _is_mine(slot: Slot, week: Week) -> bool:
    return slot.patient_id == week.patient_id


def kind_words(kind: str, *, gives_up: bool = False) -> str:
    """Say what a slot is; `gives_up` where the visit is to be canceled and not moved."""
    words = {
        "chosen": QCoreApplication.translate("SlotWords", "chosen"),
        "covered": QCoreApplication.translate("SlotWords", "taken by the chosen visit"),
        "current": QCoreApplication.translate("SlotWords", "the visit as it is booked now"),
        "own": QCoreApplication.translate("SlotWords", "another visit of this patient"),
        "offered": QCoreApplication.translate("SlotWords", "offered to this patient"),
        "open": QCoreApplication.translate("SlotWords", "free"),
        "leave": QCoreApplication.translate("SlotWords", "away"),
        "closed": QCoreApplication.translate("SlotWords", "practice closed"),
        "past": QCoreApplication.translate("SlotWords", "over"),
        "held": QCoreApplication.translate("SlotWords", "held for another request"),
        "booked": QCoreApplication.translate("SlotWords", "booked"),
    }
    if gives_up and kind == "current":
        return QCoreApplication.translate("SlotWords", "the visit that is given up")
    return words[kind]


def short_words(kind: str, *, gives_up: bool = False) -> str:
    """Say what a taken slot is in one word that fits on the picture; empty for a plain one."""
    words = {
        "current": QCoreApplication.translate("SlotWords", "now"),
        "own": QCoreApplication.translate("SlotWords", "own visit"),
        "leave": QCoreApplication.translate("SlotWords", "away"),
        "closed": QCoreApplication.translate("SlotWords", "closed"),
        "held": QCoreApplication.translate("SlotWords", "held"),
    }
    if gives_up and kind == "current":
        return QCoreApplication.translate("SlotWords", "given up")
    return words.get(kind, "")


def listed_words(slot: Slot, week: Week, calendar: Calendar, *, is_open: bool) -> str:
    """Say a slot in full for the list: what it is, whether it was asked for, and what it is for."""
    kind = kind_of(slot, week, is_open=is_open)
    words = [slot_words(slot, calendar, week.visit_type)]
    words.append(kind_words(kind, gives_up=week.is_read))
    if is_wanted(slot, week.wanted):
        words.append(QCoreApplication.translate("SlotWords", "asked for"))
    if is_open and not fits(slot, week.visit_type):
        words.append(QCoreApplication.translate("SlotWords", "meant for another kind of visit"))
    return ", ".join(words)


def viewer_span(start_ms: int, end_ms: int, calendar: Calendar, viewer: str) -> str:
    """Say a span in the viewer's zone where its clock is another than the practice's; else nothing."""
    zone = zone_named(viewer)
    if zone is None or not differs(start_ms, calendar, zone):
        return ""
    here = Calendar(viewer)
    clock = f"{here.clock(start_ms)}–{here.clock(end_ms)}"
    if here.local(start_ms).date() != calendar.local(start_ms).date():
        clock = f"{here.weekday(here.local(start_ms).date())}, {clock}"
    form = QCoreApplication.translate("SlotWords", "{time} where you are")
    return form.format(time=clock)


def differs(ms: int, calendar: Calendar, zone: ZoneInfo) -> bool:
    """Tell whether clocks of two zones show different times then."""
    at = calendar.local(ms)
    return at.utcoffset() != at.astimezone(zone).utcoffset()


def zone_named(name: str) -> ZoneInfo | None:
    """Give the zone of this name; None for one that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def change_words(week: Week, calendar: Calendar) -> str:
    """Say on which day of the week the clocks change; empty where they do not."""
    for day in week.days:
        begin = day_begin(day, calendar)
        end = day_begin(day + timedelta(days=1), calendar)
        if begin.utcoffset() != end.utcoffset():
            form = QCoreApplication.translate("SlotWords", "The clocks change on {day}.")
            return form.format(day=calendar.weekday(day))
    return ""


def day_begin(day: date, calendar: Calendar) -> datetime:
    """Give the moment at which a day of the practice begins."""
    return datetime.combine(day, time(), calendar.zone)


def hours_elsewhere(
    days: Sequence[date], calendar: Calendar, viewer: str
) -> Callable[[int], str] | None:
    """Give what writes an hour of the practice's day on the viewer's clock.

    None where both clocks agree, and in a week in which their difference changes: then each time
    is told in both zones in its own words.
    """
    zone = zone_named(viewer)
    if zone is None or not days:
        return None
    noons = [day_begin(day, calendar) + timedelta(hours=12) for day in days]
    shifts = {
        (at.astimezone(zone).utcoffset() or timedelta()) - (at.utcoffset() or timedelta())
        for at in noons
    }
    if len(shifts) != 1 or shifts == {timedelta()}:
        return None
    shift = round(shifts.pop().total_seconds() / 60)
    return lambda minute: f"{(minute + shift) // 60 % 24:02d}:{(minute + shift) % 60:02d}"
