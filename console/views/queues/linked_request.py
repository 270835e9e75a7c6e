"""The appointment request that came with an enrollment, and what becomes of it (DOMAIN F32, F33)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton

from console.domain.items import Item, ItemKey
from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.queues.asked import asked_facts, request_title, slot_words
from console.views.queues.facts import Fact, FactList
from console.views.queues.reading import count, flag, line, part
from console.views.queues.section import Section, reveal
from console.views.queues.slot_week import read_slots, read_wanted
from console.views.queues.tick_box import RoundChoice
from console.views.queues.wrapped import WrappedLabel

DECLINE, KEEP = "decline", "keep"
_DAYS, _MOST = 7, 60  # days looked through where none was wished; times in the list


class LinkedRequest(Section):
    """Shows the request; while both wait, asks what a denial means for it.

    Who may decide both can approve both at once, which is two decisions: the enrollment is approved
    and the request booked at a time that was chosen.

    Signals: `changed` when a denial's meaning was said; `wanted` when the request is to be opened;
    `both(slot_id)` when both are to be approved.
    """

    changed = Signal()
    wanted = Signal()
    both = Signal(str)

    def __init__(self, calendar: Calendar, states: Mapping[str, Chip]) -> None:
        super().__init__(self.tr("Appointment request"))
        self._calendar, self._states = calendar, states
        self._facts = FactList()
        self._note, self._question = WrappedLabel(tone="muted"), WrappedLabel(tone="muted")
        self._group = QButtonGroup(self)
        self._radios = {
            DECLINE: RoundChoice(self.tr("Decline it too")),
            KEEP: RoundChoice(self.tr("Keep it waiting")),
        }
        for widget in (self._facts, self._note, self._question):
            self.content.addWidget(widget)
        for code, radio in self._radios.items():
            radio.setObjectName(f"linked_{code}")
            radio.setAccessibleName(self.tr("If denied: {what}").format(what=radio.text()))
            self._group.addButton(radio)
            self.content.addWidget(radio)
        self._group.buttonClicked.connect(self.changed)
        self._open = self._button("open_linked", self.tr("Open the request"), self.wanted.emit)
        self._open.setProperty("rank", "link")
        self._times = QComboBox()
        self._times.setObjectName("linked_times")
        self._times.setAccessibleName(self.tr("Time to book"))
        self._times.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._times.setMinimumContentsLength(12)
        self._both = self._button("approve_both", self.tr("Approve both"), self._on_both)
        self.content.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self._times)
        self.content.addWidget(self._both, 0, Qt.AlignmentFlag.AlignLeft)
        self._waits = self._may_book = False
        reveal(self, shown=False)

    def show_linked(
        self, linked: Mapping[str, Any], *, decidable: bool, may_book: bool, same: bool
    ) -> None:
        """Show the request of an enrollment; another enrollment begins without an answer."""
        reveal(self, shown=bool(linked))
        if not same:
            self._times.clear()
        if not same:
            self._group.setExclusive(False)
            for radio in self._radios.values():
                radio.setChecked(False)
            self._group.setExclusive(True)
        self._waits = decidable and flag(linked, "is_open")
        self._may_book = self._waits and may_book
        asked = part(linked, "asked")
        state = self._states.get(line(linked, "state"))
        facts = [Fact(self.tr("Asked for"), request_title(asked), "appointment")]
        if state is not None:
            facts.append(Fact(self.tr("State"), state.text, state.icon, state.tone))
        facts += asked_facts({}, asked, self._calendar)
        reason = line(asked, "reason")
        if reason:
            facts.append(Fact(self.tr("Reason"), reason))
        self._facts.show_facts(facts)
        self._note.say(self.tr("It is decided on its own: approving the enrollment books nothing."))
        self._question.say(self.tr("If you deny the enrollment:"))
        reveal(self._note, shown=self._waits)
        reveal(self._question, shown=self._waits)
        for radio in self._radios.values():
            reveal(radio, shown=self._waits)
        self._show_times()

    def wanted_span(self, linked: Mapping[str, Any]) -> tuple[int, int] | None:
        """Give the span in which a time is looked for; None while nobody asks for one."""
        if not self._may_book:
            return None
        days = [one.day for one in read_wanted(part(linked, "asked"))]
        first = min(days, default=self._calendar.today())
        last = max(days, default=first + timedelta(days=_DAYS))
        return self._midnight(first), self._midnight(last + timedelta(days=1))

    def _midnight(self, day: date) -> int:
        return int(datetime.combine(day, time(), self._calendar.zone).timestamp() * 1000)

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Offer the free ones of these times; a time chosen before stays chosen."""
        chosen = self._times.currentData()
        self._times.clear()
        for slot in read_slots(slots, self._calendar):
            if slot.state == "free" and self._times.count() < _MOST:
                self._times.addItem(slot_words(slot, self._calendar), slot.id)
        self._times.setCurrentIndex(max(0, self._times.findData(chosen)))
        self._show_times()

    def allow_both(self, obstacle: str) -> None:
        """Offer to approve both unless something stands in the way of the enrollment."""
        self._both.setEnabled(not obstacle)
        self._both.setToolTip(obstacle)
        self._both.setAccessibleDescription(obstacle)

    def _show_times(self) -> None:
        offered = self._may_book and self._times.count() > 0
        reveal(self._times, shown=offered)
        reveal(self._both, shown=offered)

    def _on_both(self) -> None:
        self.both.emit(self._times.currentData())

    def _button(self, name: str, text: str, work: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: work())
        return button

    @property
    def choice(self) -> str:
        """What a denial means for the request: `decline`, `keep`, or nothing yet."""
        return next((code for code, radio in self._radios.items() if radio.isChecked()), "")

    @property
    def is_undecided(self) -> bool:
        """Whether it still has to be said."""
        return self._waits and not self.choice

    def facts(self) -> list[tuple[str, str]]:
        """Give the facts on the screen."""
        return self._facts.shown()


def linked_item(
    linked: Mapping[str, Any], enrollment: Mapping[str, Any], key: ItemKey | None
) -> Item | None:
    """Give the linked request as an item to decide, as it was shown; None when there is none."""
    version, item_id = count(linked, "version"), line(linked, "id")
    if key is None or version is None or not item_id:
        return None
    seal, state, is_open = (
        line(linked, "content_hash"),
        line(linked, "state"),
        flag(linked, "is_open"),
    )
    entity = {
        "kind": "appointment",
        "id": item_id,
        "practice_id": key.practice_id,
        "version": version,
        "content_hash": seal,
        "state": state,
        "is_open": is_open,
        "summary": line(linked, "summary"),
        "subject": dict(part(enrollment, "subject")),
        "patient": None,
        "content": dict(part(linked, "asked")),
    }
    other = ItemKey(key.practice_id, "appointment", item_id)
    return Item(other, version, seal, state, is_open, entity)
