"""One computer: whose it is, how it stands, what became of it, and the one thing that can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.domain.workstation import Workstation, WorkstationState
from console.models.one_line import one_line
from console.models.when import Calendar, ms_of
from console.models.workstation_words import (
    act_label,
    ago,
    can_end,
    rescued_words,
    standing_words,
    state_chip,
)
from console.views.access.enroll_way import WayButton
from console.views.icons import ButtonIcon
from console.views.queues.facts import Fact, FactList
from console.views.queues.section import column, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, GROUP, TARGET, TITLE


class WorkstationDetail(QWidget):
    """Signal: `end_wanted(Workstation)` when its access is to be taken away."""

    end_wanted = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("workstation_detail")
        self._calendar = calendar
        self._one: Workstation | None = None
        self._name = WrappedLabel(size=TITLE, bold=True)
        self._name.setObjectName("workstation_name")
        self._own = WrappedLabel(self.tr("You are sitting at this computer."), tone="muted")
        self._own.setObjectName("workstation_own")
        self._tag = Tag()
        self._standing = WrappedLabel()
        self._standing.setObjectName("workstation_standing")
        self._facts = FactList()
        self._bar = WrappedLabel(tone="muted")
        self._bar.setObjectName("workstation_bar")
        self.button = WayButton("")
        self.button.setObjectName("end_workstation")
        self.button.setProperty("rank", "refuse")
        self.button.setAutoDefault(False)
        self.button.setMinimumHeight(TARGET + GRID)
        ButtonIcon(self.button, "lock", "bad")
        self.button.clicked.connect(self._on_pressed)
        layout = column(self, space=GROUP)
        layout.setContentsMargins(GROUP, 0, GRID, GRID)
        for part in (self._name, self._own, self._tag, self._standing, self._facts, self.button):
            layout.addWidget(part)
        layout.addWidget(self._bar)
        layout.addStretch(1)

    def workstation(self) -> Workstation | None:
        """The computer on show."""
        return self._one

    def show_workstation(self, one: Workstation, *, is_own: bool, why_not: str) -> None:
        """Show a computer; `why_not` bars what can be done, for instance while the line is down."""
        self._one = one
        self._name.say(one_line(one.name))
        reveal(self._own, shown=is_own)
        self._tag.show_chip(state_chip(one.state))
        self._standing.say(standing_words(one, self._calendar))
        reveal(self._standing, shown=bool(self._standing.text()))
        self._facts.show_facts(self._facts_of(one))
        label = act_label(one)
        self.button.setText(label)
        self.button.setAccessibleName(label)
        self.button.setAccessibleDescription(why_not)
        self.button.setEnabled(not why_not)
        reveal(self.button, shown=can_end(one))
        self._bar.say(why_not if can_end(one) else "")
        reveal(self._bar, shown=bool(self._bar.text()))

    def _on_pressed(self) -> None:
        if self._one is not None and can_end(self._one):
            self.end_wanted.emit(self._one)

    def _facts_of(self, one: Workstation) -> list[Fact]:
        calendar = self._calendar
        saved = rescued_words(one)
        tone = "warn" if one.rescued else "text"
        facts = [
            Fact(self.tr("Whose"), one_line(one.staff_name)),
            Fact(self.tr("Last seen"), self._moment(one.last_seen_at)),
            Fact(self.tr("Since"), calendar.absolute(ms_of(one.created_at))),
            Fact(self.tr("Access ended"), self._moment(one.ended_at)),
            Fact(self.tr("By"), self._ender(one)),
            Fact(self.tr("Reason"), one_line(one.reason)),
            Fact(self.tr("Unsent decisions"), saved, "attention" if one.rescued else "", tone),
        ]
        return [fact for fact in facts if fact.value]

    def _moment(self, at: str) -> str:
        parts = (ago(at, self._calendar), self._calendar.absolute(ms_of(at)))
        return " · ".join(part for part in parts if part)

    def _ender(self, one: Workstation) -> str:
        """Who it was; nobody for one that was copied, and not told where another practice did it."""
        if one.ended_by or one.state in {WorkstationState.ACTIVE, WorkstationState.FORKED}:
            return one_line(one.ended_by)
        return self.tr("the portal, or another practice")
