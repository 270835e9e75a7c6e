"""A row as it is painted: everything worked out once, when its page is read."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.items import ItemKey, RowText
from console.models.ageing import FINE, Ageing
from console.models.desk_words import short_waiting_chip
from console.models.one_line import one_line
from console.models.queue_face import (
    Chip,
    QueueFace,
    priority_chip,
    stale_chip,
    unanswered_chip,
)
from console.models.when import Calendar


class PaintedRow(NamedTuple):
    """One row, ready for the delegate: no work but drawing is left to do."""

    key: ItemKey | None
    patient: str
    born: str
    summary: str
    asked_by: str
    age: str
    age_tone: str
    holder: str
    holder_tone: str
    chip: Chip
    urgency: Chip | None
    kind_icon: str
    source: RowText | None
    age_icon: str = ""
    stale: bool = False  # too old to be decided on without a line


PLACEHOLDER = PaintedRow(
    None, "", "", "", "", "", "muted", "", "muted", Chip("", "", "muted"), None, "", None
)
"""Shown while a row can not be read: bars where its text will be."""

_DAYS_KEPT = 4096
_PLAIN = Chip("info", "", "muted")


class RowFormat:
    """Turns `RowText` into `PaintedRow` with the clock, the link and the queues' words."""

    def __init__(self, faces: Mapping[str, QueueFace], calendar: Calendar) -> None:
        self._faces = faces
        self._calendar = calendar
        self._chips: dict[tuple[str, str], Chip] = {}
        self._days: dict[str, str] = {}
        self._ages: dict[tuple[int, int], str] = {}
        self._ageing = Ageing(calendar)
        self.online = True
        self.stale: frozenset[str] = frozenset()  # queues whose data is only to be read

    def painted(self, row: RowText) -> PaintedRow:
        """The row as it will be painted."""
        kind = row.key.kind
        face = self._faces.get(kind)
        chip = self._chip(kind, row.state)
        waits = row.waiting_on if row.is_open else ""
        chip = (short_waiting_chip(waits) if waits else None) or chip
        if row.decision_state:
            chip = unanswered_chip(row.decision_state, online=self.online) or chip
        stale = kind in self.stale and row.is_open and not row.decision_state
        if stale:
            chip = stale_chip()
        holder, holder_tone = self._holder(row)
        marks = FINE
        if row.is_open:
            marks = self._ageing.marks(row.due_ms, waits_elsewhere=bool(waits))
        return PaintedRow(
            row.key,
            one_line(row.patient),
            self._day(row.birth_date),
            self._request(row, face),
            one_line(row.requested_by),
            self._age(row.submitted_ms),
            marks.tone,
            holder,
            holder_tone,
            chip,
            priority_chip(row.priority) if row.is_open and row.priority != "routine" else None,
            face.icon if face else "info",
            row,
            marks.icon,
            stale,
        )

    def when(self, row: PaintedRow) -> str:
        """When the item came in, in full, for the tool tip."""
        return self._calendar.absolute(row.source.submitted_ms) if row.source else ""

    def spoken(self, row: PaintedRow) -> str:
        """The whole row in one sentence, for screen readers; worked out only when one asks."""
        return self._spoken(row.source, row) if row.source else ""

    def _request(self, row: RowText, face: QueueFace | None) -> str:
        if face is not None and row.summary in {"", row.patient}:
            return face.request()
        return one_line(row.summary)

    def _day(self, text: str) -> str:
        """A birth date in words; the same few thousand come again and again."""
        found = self._days.get(text)
        if found is None:
            if len(self._days) > _DAYS_KEPT:
                self._days.clear()
            found = self._days[text] = self._calendar.day(text)
        return found

    def _age(self, ms: int) -> str:
        """An age in words: there are hardly more than a hundred different ones."""
        passed = self._calendar.passed(ms)
        found = self._ages.get(passed)
        if found is None:
            found = self._ages[passed] = self._calendar.age(ms)
        return found

    def _chip(self, kind: str, state: str) -> Chip:
        chip = self._chips.get((kind, state))
        if chip is None:
            face = self._faces.get(kind)
            chip = face.chip(state) if face else _PLAIN._replace(text=state)
            self._chips[kind, state] = chip
        return chip

    def _holder(self, row: RowText) -> tuple[str, str]:
        if row.claimed_by and row.claim_until_ms > self._calendar.now_ms():
            return one_line(row.claimed_by), "info"
        return one_line(row.assigned_to), "muted"

    def _spoken(self, row: RowText, painted: PaintedRow) -> str:
        parts = [painted.patient, painted.summary, painted.chip.text]
        if painted.urgency:
            parts.insert(0, painted.urgency.text)
        if painted.asked_by:
            asked = QCoreApplication.translate("Row", "asked by {name}")
            parts.append(asked.format(name=painted.asked_by))
        waiting = QCoreApplication.translate("Row", "waiting {age}")
        parts.append(waiting.format(age=self._calendar.age_words(row.submitted_ms)))
        if painted.age_tone == "bad":
            parts.append(QCoreApplication.translate("Row", "overdue"))
        elif painted.age_tone == "warn":
            parts.append(QCoreApplication.translate("Row", "due soon"))
        if painted.holder:
            held = QCoreApplication.translate("Row", "with {name}")
            parts.append(held.format(name=painted.holder))
        return ", ".join(parts)
