"""A row as it is painted: everything worked out once, when its page is read."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.items import ItemKey, RowText
from console.models.one_line import one_line
from console.models.queue_face import Chip, QueueFace, priority_chip, unanswered_chip
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
    when: str
    spoken: str


PLACEHOLDER = PaintedRow(
    None, "", "", "", "", "", "muted", "", "muted", Chip("", "", "muted"), None, "", "", ""
)
"""Shown while a row can not be read: bars where its text will be."""

_PLAIN = Chip("info", "", "muted")


class RowFormat:
    """Turns `RowText` into `PaintedRow` with the clock, the link and the queues' words."""

    def __init__(self, faces: Mapping[str, QueueFace], calendar: Calendar) -> None:
        self._faces = faces
        self._calendar = calendar
        self._chips: dict[tuple[str, str], Chip] = {}
        self.online = True

    def painted(self, row: RowText) -> PaintedRow:
        """The row as it will be painted."""
        kind = row.key.kind
        face = self._faces.get(kind)
        chip = unanswered_chip(row.decision_state, online=self.online) or self._chip(
            kind, row.state
        )
        calendar = self._calendar
        holder, holder_tone = self._holder(row)
        overdue = row.is_open and 0 < row.due_ms < calendar.now_ms()
        return PaintedRow(
            row.key,
            one_line(row.patient),
            calendar.day(row.birth_date),
            one_line(row.summary),
            one_line(row.requested_by),
            calendar.age(row.submitted_ms),
            "warn" if overdue else "muted",
            holder,
            holder_tone,
            chip,
            priority_chip(row.priority) if row.is_open else None,
            face.icon if face else "info",
            calendar.absolute(row.submitted_ms),
            self._spoken(row, chip, holder),
        )

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

    def _spoken(self, row: RowText, chip: Chip, holder: str) -> str:
        parts = [one_line(row.patient), one_line(row.summary), chip.text]
        urgency = priority_chip(row.priority) if row.is_open else None
        if urgency:
            parts.insert(0, urgency.text)
        if row.requested_by:
            parts.append(
                QCoreApplication.translate("Row", "asked by {name}").format(name=row.requested_by)
            )
        parts.append(
            QCoreApplication.translate("Row", "waiting {age}").format(
                age=self._calendar.age_words(row.submitted_ms)
            )
        )
        if holder:
            parts.append(QCoreApplication.translate("Row", "with {name}").format(name=holder))
        return ", ".join(parts)
