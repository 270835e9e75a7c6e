"""Choosing times for a visit: the week's slots of a practitioner and what was chosen of them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.models.when import HOUR_MS, Calendar
from console.views.queues.asked import slot_words
from console.views.queues.banner import Banner
from console.views.queues.chosen_times import ChosenTimes
from console.views.queues.day_strip import DayStrip
from console.views.queues.picker_week import Request, practitioners, told_day, told_time, week_of
from console.views.queues.picker_words import hint_words, legend_words, no_room_words
from console.views.queues.reading import line, number, part
from console.views.queues.section import column, reveal
from console.views.queues.slot_choice import SlotChoice
from console.views.queues.slot_list import SlotList
from console.views.queues.slot_week import Slot, Week, default_practitioner, monday_of, read_slots
from console.views.queues.slot_words import listed_words
from console.views.queues.visit_length import VisitLength
from console.views.queues.week_bar import WeekBar
from console.views.queues.wrapped import WrappedLabel
from console.views.spoken_role import speak_as
from console.views.theme import GAP


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
        self._request, self._choice = Request(), SlotChoice()
        self._monday = date.min
        self._slots: list[Slot] = []
        self._practitioner = self._viewer = ""
        self._hold_hours = 0.0
        self._bar, self._strip, self._times = WeekBar(), DayStrip(), ChosenTimes()
        speak_as(self._strip)
        self._list, self._length = SlotList(), VisitLength()
        self._lost, self._legend = Banner("warn"), WrappedLabel(tone="muted")
        layout = column(self, space=GAP)
        below = (self._length, self._lost, self._times)
        for widget in (self._bar, self._strip, self._list, self._legend, *below):
            layout.addWidget(widget)
        reveal(self._list, shown=False)
        self._bar.turned.connect(self._on_turned)
        self._bar.practitioner_chosen.connect(self._on_practitioner_chosen)
        self._bar.listed.connect(self._on_listed)
        self._strip.turned.connect(self._on_turned)
        self._strip.taken.connect(self._on_taken)
        self._strip.sealed.connect(self._on_sealed)
        self._list.taken.connect(self._on_taken)
        self._length.changed.connect(self._on_length)
        self._times.dropped.connect(self._on_dropped)

    def chosen(self) -> list[str]:
        """Give the chosen slots in the order of choosing."""
        return self._choice.ids()

    def params(self) -> dict[str, Any]:
        """Give the length of the visit as the portal wants it."""
        return self._length.params()

    def earliest_ms(self) -> int:
        """Give when the first of the chosen times begins; 0 while none is chosen."""
        return min((run[0].start_ms for run in self._choice.runs()), default=0)

    def own_visit(self) -> str:
        """Say which other visit of the patient is at a chosen time; empty for none that is known."""
        request = self._request
        found = self._choice.own_visit(self._slots, request.patient_id, request.current_id)
        return slot_words(found, self._calendar) if found else ""

    def show_settings(self, hold_hours: float, viewer: str) -> None:
        """Take for how many hours an offer is held, and the viewer's own time zone."""
        self._hold_hours, self._viewer = hold_hours, viewer

    def show_request(self, request: Request, *, same: bool) -> None:
        """Show the week that a request asks for; the same one keeps its week and choice."""
        self._request = request
        reveal(self._length, shown=not request.is_read)
        reveal(self._times, shown=not request.is_read)
        if not same:
            self._length.show_minutes(int(number(request.content, "minutes") or 0))
            self._choice.clear()
            self._slots = []
            self._practitioner = line(part(request.content, "practitioner"), "id")
            self._monday = request.first_week(self._calendar)
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
            asked = (self._request.wanted, self._request.visit_type)
            self._practitioner = default_practitioner(self._slots, *asked)
        self._refresh()
        self._let_go_of_taken(until)

    def strip(self) -> DayStrip:
        """Give the painted week."""
        return self._strip

    def entry(self) -> QWidget | None:
        """Give where a time is chosen, the picture or the list; None where there is none to choose."""
        shown = self._strip if self._list.isHidden() else self._list
        return None if self._request.is_read else shown

    # What the person does

    def _on_taken(self, slot_id: str, add: bool) -> None:  # noqa: FBT001 - a signal's argument
        run = self._room_from(slot_id)
        if not run:
            return
        if not self._choice.take(run, add=add):
            self._lost.say(self.tr("Three times at most can be offered. Let go of one first."))
            return
        self._after_choice()

    def _on_sealed(self, slot_id: str) -> None:
        run = self._room_from(slot_id)
        if run:
            self._choice.clear()
            self._choice.take(run, add=False)
            self._after_choice()
            self.sealed.emit()

    def _on_dropped(self, slot_id: str) -> None:
        self._choice.drop(slot_id)
        self._after_choice()
        self._strip.setFocus()

    def _on_length(self) -> None:
        self._choice.clear()
        self._after_choice()

    def _after_choice(self) -> None:
        self._lost.say("")
        self._refresh()
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

    def _on_listed(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        reveal(self._list, shown=shown)
        reveal(self._strip, shown=not shown)
        self._refresh()

    # Inside

    def _room_from(self, slot_id: str) -> list[Slot]:
        """Give the slots that the visit takes from one on; none, and says so, without room."""
        slot = next((one for one in self._slots if one.id == slot_id), None)
        if slot is None:
            return []
        there = [one for one in self._slots if self._strip.is_open(one)]
        minutes = self._length.minutes()
        run = self._choice.room(there, slot, minutes)
        if not run:
            self._lost.say(no_room_words(slot, minutes, self._calendar))
        return run

    def _ask(self) -> None:
        zone = self._calendar.zone
        begin = datetime.combine(self._monday, time(), zone)
        end = datetime.combine(self._monday + timedelta(days=7), time(), zone)
        self.wanted.emit(round(begin.timestamp() * 1000), round(end.timestamp() * 1000))

    def _let_go_of_taken(self, until: date) -> None:
        mine = {slot.id for slot in self._slots if self._strip.is_open(slot)}
        gone = self._choice.let_go(
            lambda slot: self._monday <= slot.day < until and slot.id not in mine
        )
        if gone is None:
            return
        words = slot_words(gone, self._calendar)
        self._lost.say(
            self.tr("{time} is not free any more. Choose another time.").format(time=words)
        )
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        request, choice, minutes = self._request, self._choice, self._length.minutes()
        times = [
            slot
            for slot in self._slots
            if slot.practitioner_id == self._practitioner or slot.id == request.current_id
        ]
        week = week_of(request, self._monday, times, choice, self._calendar, self._viewer, minutes)
        self._strip.show_week(week)
        self._show_list(week)
        first, last = week.days[0], week.days[-1]
        self._bar.show_title(f"{told_day(first, 'd MMM')} – {told_day(last, 'd MMM yyyy')}")
        named = practitioners(request, self._slots, self._strip.is_open)
        self._bar.show_practitioners([] if request.is_read else named, self._practitioner)
        self._legend.say(legend_words(week, self._slots, self._calendar))
        held = self._calendar.moment(round(week.now_ms + self._hold_hours * HOUR_MS))
        self._times.show_times(
            [
                (run[0].id, told_time(run[0], request, choice, self._calendar, self._viewer))
                for run in choice.runs()
            ],
            hint_words(len(choice.ids()), held if self._hold_hours else ""),
        )

    def _show_list(self, week: Week) -> None:
        """Fill the list while it is shown; the picture needs none."""
        if self._list.isHidden():
            return
        is_open = self._strip.is_open
        self._list.show_times(
            [
                (
                    slot.id,
                    listed_words(slot, week, self._calendar, is_open=is_open(slot)),
                    is_open(slot),
                    slot.id in week.chosen,
                )
                for slot in week.times
            ]
        )
