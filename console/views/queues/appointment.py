"""Appointments: what was asked, over the free slots of those days (DOMAIN F57–F58, §5.5)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtWidgets import QWidget

from console.domain.desk import DeskSettings
from console.domain.items import Item, ItemKey
from console.models.one_line import isolated
from console.models.when import Calendar, ms_of
from console.views.queues.acknowledgements import Acknowledgements
from console.views.queues.asked import asked_facts, current_visit, request_title
from console.views.queues.banner import Banner
from console.views.queues.body import QueueBody, local_zone
from console.views.queues.facts import FactList
from console.views.queues.picker_week import Request
from console.views.queues.practice_words import (
    choice_words,
    late_words,
    mark_words,
    seen_words,
)
from console.views.queues.quote import Quote
from console.views.queues.reading import line, names, number, part, prose
from console.views.queues.section import page, reveal
from console.views.queues.slot_picker import SlotPicker
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import TITLE


class AppointmentBody(QueueBody):
    """The request in words, the visit it is about, and the times that can be given."""

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._key: ItemKey | None = None
        self._content: Any = None
        self._has_chart = False
        self._title = WrappedLabel(size=TITLE, bold=True)
        self._visit = Banner("info", "appointment")
        self._offer, self._chartless = Banner("info", "mail"), Banner("warn", "enrollment")
        self._facts, self._reason, self._note = FactList(), Quote(), Quote()
        self._picker = SlotPicker(self.calendar)
        self._knowing = Acknowledgements()
        self._marks = Banner("info", "appointment")
        self._policy: Mapping[str, Any] = {}
        self._zone, self._seen = WrappedLabel(tone="muted"), WrappedLabel(tone="muted")
        layout = page(self)
        above = (self._title, self._visit, self._chartless, self._marks, self._reason, self._facts)
        below = (self._note, self._offer, self._picker, self._zone, self._knowing, self._seen)
        for widget in (*above, *below):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._picker.changed.connect(self._on_choice)
        self._knowing.changed.connect(self.choice_changed)
        self._picker.wanted.connect(self.slots_wanted)
        self._picker.sealed.connect(lambda: self.chosen.emit("book"))

    def show_item(self, item: Item) -> None:
        """Show the request, and ask for the slots of its week."""
        entity = item.entity
        content = self._content = entity.get("content")
        same, self._key = item.key == self._key, item.key
        self._has_chart = bool(part(entity, "patient"))
        self._title.say(request_title(content))
        self._facts.show_facts(asked_facts(entity, content, self.calendar))
        patient = line(part(entity, "subject"), "name")
        writer = line(entity, "requested_by") or patient
        self._reason.say(
            self.tr("{who} writes").format(who=isolated(writer)), prose(content, "reason")
        )
        self._note.say(self.tr("Note"), prose(content, "note"))
        self._show_visit()
        self._marks.say(*mark_words(content, item.state, self.calendar))
        self._show_banners(shown=item.is_open)
        reveal(self._picker, shown=item.is_open)
        reveal(self._zone, shown=item.is_open and self._zone_differs())
        self._zone.say(
            self.tr(
                "Times in the zone of the practice, {zone}. The second time is yours, {mine}."
            ).format(zone=self._zone_name(), mine=local_zone())
        )
        self._seen.say(seen_words(content, self._policy) if item.is_open else "")
        if not same:
            self._knowing.clear()
        if item.is_open:
            patient_id = line(part(entity, "patient"), "id")
            request = Request(content, patient_id, self._is_cancellation())
            self._picker.show_settings(number(self._policy, "hold_hours") or 0.0, local_zone())
            self._picker.show_request(request, same=same)
        self._on_choice()

    def entry(self) -> QWidget | None:
        """Let the keyboard begin at the free times, where there are any to give."""
        return self._picker.entry() if self._picker.isVisible() else None

    def show_settings(self, settings: DeskSettings) -> None:
        """Take the practice's rules for appointments."""
        self._policy = settings.policy("appointment")

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Take the slots of the week on show."""
        self._picker.show_slots(slots)
        self._on_choice()

    def params(self, action: str) -> dict[str, Any]:
        """Name the chosen slots."""
        chosen = self._picker.chosen()
        if action == "confirm_cancel":
            return self._knowing.params()
        more = {**self._picker.params(), **self._knowing.params()}
        if action == "book" and len(chosen) == 1:
            return {"slot_id": chosen[0], **more}
        if action == "offer" and chosen:
            return {"slot_ids": chosen, **more}
        return {}

    def blocker(self, action: str) -> str:
        """Say what is still to be chosen, or why there is nothing to choose."""
        if action == "confirm_cancel":
            return self._cancel_blocker()
        if action not in {"book", "offer"}:
            return ""
        if self._is_cancellation():
            return self.tr("The patient asks to cancel; there is no time to give.")
        if not self._has_chart:
            return self._no_chart()
        return self._choice_blocker(action)

    def _choice_blocker(self, action: str) -> str:
        count = len(self._picker.chosen())
        if not count:
            return self.tr("Choose a free time first.")
        if action == "book" and count > 1:
            return self.tr("Choose one time to book; several can only be offered.")
        return self._knowing.blocker()

    def _cancel_blocker(self) -> str:
        if not self._is_cancellation():
            return self.tr("The patient has not asked to cancel.")
        if not part(self._content, "current"):
            return self.tr("The request does not say which visit is meant.")
        return self._knowing.blocker()

    def _on_choice(self) -> None:
        """Ask for what must be done knowingly, and tell that the choice has moved."""
        now_ms = self.calendar.now_ms()
        if self._is_cancellation():
            wanted = late_words(self._content, self._policy, now_ms)
        else:
            wanted = choice_words(
                self._picker.own_visit(), self._picker.earliest_ms(), self._policy, now_ms
            )
        self._knowing.ask(wanted)
        self.choice_changed.emit()

    def _no_chart(self) -> str:
        return self.tr("This person has no chart yet. Decide the enrollment first.")

    def _is_cancellation(self) -> bool:
        return line(self._content, "request") == "cancel"

    def _show_visit(self) -> None:
        visit = current_visit(self._content, self.calendar)
        if not visit:
            self._visit.say("")
        elif self._is_cancellation():
            start = ms_of(line(part(self._content, "current"), "starts_at"))
            left = (start - self.calendar.now_ms()) // 3_600_000
            if 0 <= left < 48:
                self._visit.say(visit, self.tr("It begins in %n hour(s).", None, int(left)))
            else:
                self._visit.say(visit, self.tr("Its time becomes free for others."))
        else:
            self._visit.say(visit, self.tr("This time is kept until another one is booked."))

    def _show_banners(self, *, shown: bool) -> None:
        missing = shown and not self._has_chart
        self._chartless.say(self._no_chart() if missing else "")
        count = len(names(self._content, "offered"))
        if not (shown and count):
            self._offer.say("")
            return
        until = self.calendar.moment(ms_of(line(self._content, "offer_until")))
        held = self.tr("They are held until {when}.").format(when=until) if until else ""
        self._offer.say(
            self.tr("%n time(s) offered; the patient has not answered.", None, count), held
        )

    def _zone_name(self) -> str:
        return self.calendar.zone.key or ""

    def _zone_differs(self) -> bool:
        try:
            here = ZoneInfo(local_zone())
        except (ZoneInfoNotFoundError, ValueError):
            return True
        now = datetime.fromtimestamp(self.calendar.now_ms() / 1000, UTC)
        return now.astimezone(here).utcoffset() != now.astimezone(self.calendar.zone).utcoffset()
