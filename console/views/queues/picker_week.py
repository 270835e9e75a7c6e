"""The week that the picker shows, made of what is asked, what there is, and what was chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from console.models.when import Calendar, ms_of
from console.views.queues.asked import clock_words, slot_words
from console.views.queues.reading import line, names, part
from console.views.queues.slot_choice import SlotChoice
from console.views.queues.slot_runs import is_free, with_room
from console.views.queues.slot_week import (
    Slot,
    Wanted,
    Week,
    days_of_week,
    fits,
    minute_of,
    monday_of,
    read_wanted,
)
from console.views.queues.slot_words import hours_elsewhere, viewer_span


@dataclass(frozen=True)
class Request:
    """What is asked, by whom, and how it is to be shown; `is_read`: there is nothing to choose."""

    content: Any = None
    patient_id: str = ""
    is_read: bool = False

    @property
    def wanted(self) -> list[Wanted]:
        """The days that the patient prefers."""
        return read_wanted(self.content)

    @property
    def visit_type(self) -> str:
        """The kind of visit."""
        return line(self.content, "visit_type")

    @property
    def current_id(self) -> str:
        """The first slot of the visit that is to be moved or canceled."""
        return line(part(self.content, "current"), "slot_id")

    def first_week(self, calendar: Calendar) -> date:
        """Give the week of the first day that was asked for and is not over, else this or next.

        Who cancels is shown the week of the visit.
        """
        today = calendar.today()
        asked = [one.day for one in self.wanted if one.day >= today]
        current = ms_of(line(part(self.content, "current"), "starts_at"))
        if self.is_read and current:
            asked = [calendar.local(current).date()]
        return monday_of(
            min(asked, default=today if today.weekday() < 5 else today + timedelta(days=2))
        )


def week_of(
    request: Request,
    monday: date,
    times: Sequence[Slot],
    choice: SlotChoice,
    calendar: Calendar,
    viewer: str,
    minutes: int = 0,
) -> Week:
    """Put together what a strip shows of one practitioner's week, for a visit of `minutes`."""
    wanted, end = request.wanted, monday + timedelta(days=7)
    used = {slot.day for slot in times} | {one.day for one in wanted if monday <= one.day < end}
    days = days_of_week(monday, used)
    now_ms = calendar.now_ms()
    at = calendar.local(now_ms)
    offered = frozenset(names(request.content, "offered"))
    free = [slot for slot in times if is_free(slot, offered, now_ms)]
    return Week(
        days=days,
        titles=[(calendar.weekday(day), told_day(day, "ddd d")) for day in days],
        times=times,
        wanted=wanted,
        chosen=choice.ids(),
        offered=offered,
        current_id=request.current_id,
        visit_type=request.visit_type,
        covered=choice.covered(),
        roomy=with_room(free, minutes),
        patient_id=request.patient_id,
        now_ms=now_ms,
        now=(at.date(), minute_of(at)),
        is_read=request.is_read,
        other_hours=hours_elsewhere(days, calendar, viewer),
        clock=lambda ms: clock_words(ms, calendar),
        told=lambda slot: told_time(slot, request, choice, calendar, viewer),
    )


def told_time(
    slot: Slot, request: Request, choice: SlotChoice, calendar: Calendar, viewer: str
) -> str:
    """Say a time to the end of the visit, in both zones where they differ."""
    end = choice.end_of(slot)
    words = slot_words(replace(slot, end_ms=end), calendar, request.visit_type)
    elsewhere = viewer_span(slot.start_ms, end, calendar, viewer)
    return f"{words} ({elsewhere})" if elsewhere else words


def practitioners(
    request: Request, slots: Sequence[Slot], is_open: Callable[[Slot], bool]
) -> list[tuple[str, str]]:
    """Give the practitioners of the week by name, with how many fitting times are free."""
    known = {slot.practitioner_id: slot.practitioner for slot in slots}
    asked = part(request.content, "practitioner")
    if line(asked, "id"):
        known.setdefault(line(asked, "id"), line(asked, "name"))
    found = []
    for one in sorted(known, key=lambda one: (known[one], one)):
        mine = [slot for slot in slots if slot.practitioner_id == one]
        free = sum(is_open(slot) and fits(slot, request.visit_type) for slot in mine)
        words = QCoreApplication.translate("Picker", "{name}: %n free", "", free)
        found.append((one, words.format(name=known[one])))
    return found


def told_day(day: date, form: str) -> str:
    """Write a day in the user's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
