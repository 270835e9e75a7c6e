"""Choosing times for a visit: the week's slots of a practitioner and what was chosen of them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QWidget

from console.models.when import Calendar
from console.views.queues.asked import slot_words
from console.views.queues.banner import Banner
from console.views.queues.chosen_times import ChosenTimes
from console.views.queues.day_strip import DayStrip
from console.views.queues.reading import line, names, part
from console.views.queues.section import column
from console.views.queues.slot_week import (
    Slot,
    Wanted,
    Week,
    days_of_week,
    default_practitioner,
    fits,
    monday_of,
    read_slots,
    read_wanted,
)
from console.views.queues.week_bar import WeekBar
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP

MOST_OFFERED = 3


class SlotPicker(QWidget):
    """Shows free slots and holds the choice.

    Signals: `changed` when the choice moved; `wanted(from_ms, until_ms)` for the slots of a week;
    `sealed` when a time was double-clicked.
    """

    changed = Signal()
    wanted = Signal(object, object)
    sealed = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._content: Any = None
        self._asked: list[Wanted] = []
        self._monday = date.min
        self._slots: list[Slot] = []
        self._practitioner = ""
        self._chosen: dict[str, Slot] = {}
        self._bar, self._strip, self._times = WeekBar(), DayStrip(), ChosenTimes()
        self._lost, self._legend = Banner("warn"), WrappedLabel(tone="muted")
        layout = column(self, space=GAP)
        for widget in (self._bar, self._strip, self._legend, self._lost, self._times):
            layout.addWidget(widget)
        self._bar.turned.connect(self._on_turned)
        self._bar.practitioner_chosen.connect(self._on_practitioner_chosen)
        self._strip.turned.connect(self._on_turned)
        self._strip.taken.connect(self._on_taken)
        self._strip.sealed.connect(self._on_sealed)
        self._times.dropped.connect(self._on_dropped)

    def chosen(self) -> list[str]:
        """Give the chosen slots in the order of choosing."""
        return list(self._chosen)

    def show_request(self, content: Any, *, same: bool) -> None:
        """Show the week that a request asks for; the same one keeps its week and choice."""
        self._content, self._asked = content, read_wanted(content)
        if not same:
            self._chosen, self._slots = {}, []
            self._practitioner = line(part(content, "practitioner"), "id")
            self._monday = self._first_week()
            self._lost.say("")
        self._refresh()
        self._ask()

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Take the slots of the week; a chosen one that is gone is let go of, and said so."""
        until = self._monday + timedelta(days=7)
        self._slots = [
            slot for slot in read_slots(slots, self._calendar) if self._monday <= slot.day < until
        ]
        if not self._practitioner:
            visit = line(self._content, "visit_type")
            self._practitioner = default_practitioner(self._slots, self._asked, visit)
        self._refresh()
        self._let_go_of_taken(until)

    def strip(self) -> DayStrip:
        """Give the painted week."""
        return self._strip

    # What the person does

    def _on_taken(self, slot_id: str, add: bool) -> None:  # noqa: FBT001 - a signal's argument
        slot = next((one for one in self._slots if one.id == slot_id), None)
        if slot is None:
            return
        if slot_id in self._chosen and (add or len(self._chosen) == 1):
            del self._chosen[slot_id]
        elif not add:
            self._chosen = {slot_id: slot}
        elif len(self._chosen) < MOST_OFFERED:
            self._chosen[slot_id] = slot
        else:
            self._lost.say(self.tr("Three times at most can be offered. Let go of one first."))
            return
        self._lost.say("")
        self._refresh()
        self.changed.emit()

    def _on_sealed(self, slot_id: str) -> None:
        slot = next((one for one in self._slots if one.id == slot_id), None)
        if slot is not None:
            self._chosen = {slot_id: slot}
            self._refresh()
            self.changed.emit()
            self.sealed.emit()

    def _on_dropped(self, slot_id: str) -> None:
        self._chosen.pop(slot_id, None)
        self._lost.say("")
        self._refresh()
        self._strip.setFocus()
        self.changed.emit()

    def _on_turned(self, step: int) -> None:
        monday = self._monday + timedelta(days=7 * step)
        if monday < monday_of(self._calendar.today()):
            self._strip.stay()
            return
        self._monday, self._slots = monday, []
        self._refresh()
        self._ask()

    def _on_practitioner_chosen(self, practitioner_id: str) -> None:
        self._practitioner = practitioner_id
        self._refresh()

    # Inside

    def _first_week(self) -> date:
        """Give the week of the first day that was asked for and is not over, else this or next."""
        today = self._calendar.today()
        asked = [one.day for one in self._asked if one.day >= today]
        return monday_of(
            min(asked, default=today if today.weekday() < 5 else today + timedelta(days=2))
        )

    def _ask(self) -> None:
        zone = self._calendar.zone
        begin = datetime.combine(self._monday, time(), zone)
        end = datetime.combine(self._monday + timedelta(days=7), time(), zone)
        self.wanted.emit(round(begin.timestamp() * 1000), round(end.timestamp() * 1000))

    def _let_go_of_taken(self, until: date) -> None:
        mine = {slot.id for slot in self._slots if self._strip.is_open(slot)}
        gone = [
            slot
            for slot in self._chosen.values()
            if self._monday <= slot.day < until and slot.id not in mine
        ]
        if not gone:
            return
        for slot in gone:
            del self._chosen[slot.id]
        words = slot_words(gone[0], self._calendar)
        self._lost.say(
            self.tr("{time} is not free any more. Choose another time.").format(time=words)
        )
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        visit = line(self._content, "visit_type")
        times = [slot for slot in self._slots if slot.practitioner_id == self._practitioner]
        week_end = self._monday + timedelta(days=7)
        used = {slot.day for slot in times} | {
            one.day for one in self._asked if self._monday <= one.day < week_end
        }
        days = days_of_week(self._monday, used)
        self._strip.show_week(
            Week(
                days=days,
                titles=[(self._calendar.weekday(day), _told(day, "ddd d")) for day in days],
                times=times,
                wanted=self._asked,
                chosen=list(self._chosen),
                offered=frozenset(names(self._content, "offered")),
                current_id=line(part(self._content, "current"), "slot_id"),
                visit_type=visit,
                now_ms=self._calendar.now_ms(),
                clock=self._calendar.clock,
                told=lambda slot: slot_words(slot, self._calendar, visit),
            )
        )
        self._bar.show_title(f"{_told(days[0], 'd MMM')} – {_told(days[-1], 'd MMM yyyy')}")
        self._bar.show_practitioners(self._practitioners(visit), self._practitioner)
        self._legend.say(self._legend_text(times, visit))
        self._times.show_times(
            [(slot.id, slot_words(slot, self._calendar, visit)) for slot in self._chosen.values()],
            self._hint(),
        )

    def _practitioners(self, visit: str) -> list[tuple[str, str]]:
        """Give the practitioners of the week by name, with how many fitting times are free."""
        known = {slot.practitioner_id: slot.practitioner for slot in self._slots}
        asked = part(self._content, "practitioner")
        if line(asked, "id"):
            known.setdefault(line(asked, "id"), line(asked, "name"))
        found = []
        for one in sorted(known, key=lambda one: (known[one], one)):
            mine = [slot for slot in self._slots if slot.practitioner_id == one]
            free = sum(self._strip.is_open(slot) and fits(slot, visit) for slot in mine)
            words = self.tr("{name}: %n free", None, free).format(name=known[one])
            found.append((one, words))
        return found

    def _hint(self) -> str:
        if not self._chosen:
            return self.tr("Choose a time to book, or up to three with Ctrl or Space to offer.")
        if len(self._chosen) == 1:
            return ""
        return self.tr("Several times can only be offered.")

    def _legend_text(self, times: Sequence[Slot], visit: str) -> str:
        said = []
        if not times and self._slots:
            said.append(self.tr("No times this week with this practitioner."))
        elif not times:
            said.append(self.tr("No times are known for this week."))
        if any(one.day in self._strip.week().days for one in self._asked):
            said.append(self.tr("Shaded: asked for."))
        if any(not fits(slot, visit) for slot in times):
            said.append(self.tr("Dashed: kept for another kind of visit."))
        return " ".join(said)


def _told(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
