"""The appointment request that came with an enrollment, and what becomes of it (DOMAIN F32, F33)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.queues.asked import asked_facts, request_title
from console.views.queues.facts import Fact, FactList
from console.views.queues.reading import flag, line, part
from console.views.queues.section import Section, reveal
from console.views.queues.tick_box import RoundChoice
from console.views.queues.wrapped import WrappedLabel

DECLINE, KEEP = "decline", "keep"


class LinkedRequest(Section):
    """Shows the request; while both wait, asks what a denial means for it.

    Signals: `changed` when that was said.
    """

    changed = Signal()

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
        self._waits = False
        reveal(self, shown=False)

    def show_linked(self, linked: Mapping[str, Any], *, decidable: bool, same: bool) -> None:
        """Show the request of an enrollment; another enrollment begins without an answer."""
        reveal(self, shown=bool(linked))
        if not same:
            self._group.setExclusive(False)
            for radio in self._radios.values():
                radio.setChecked(False)
            self._group.setExclusive(True)
        self._waits = decidable and flag(linked, "is_open")
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
