"""What the dialogs about times away share: lines that can be ended, choices, and moments."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDateTime, QTimeZone
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.models.when import Calendar
from console.views.plain_label import PlainLabel
from console.views.spin_room import give_room
from console.views.theme import GAP, GRID, TARGET


class EndableRow(QFrame):
    """A line with a button at its end."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(PlainLabel(text, wrap=True), 1)

    def add(self, button: QPushButton, label: str) -> None:
        """Put the button there; `label` says to screen readers what it is about."""
        button.setAccessibleName(label)
        self._row.addWidget(button)


def put_rows(column: QVBoxLayout, rows: Sequence[QWidget], otherwise: str) -> None:
    """Let a column show these rows and no others; without any, a word of that."""
    while (taken := column.takeAt(0)) is not None:
        old = taken.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    column.setSpacing(GRID)
    for row in rows or [PlainLabel(otherwise, tone="muted")]:
        column.addWidget(row)


def choice(label: str, lines: Sequence[tuple[str, str]]) -> QComboBox:
    """Let one of these be chosen: keys with their texts."""
    made = QComboBox()
    made.setAccessibleName(label)
    made.setMinimumHeight(TARGET)
    for key, text in lines:
        made.addItem(text, key)
    return made


def moment_field(label: str, at: datetime, calendar: Calendar) -> QDateTimeEdit:
    """Ask for a moment by the practice's clock; `at`, on the hour, stands there first."""
    local = at.astimezone(calendar.zone).replace(minute=0, second=0, microsecond=0)
    zone = QTimeZone(calendar.zone.key.encode())
    made = QDateTimeEdit()
    made.setTimeZone(zone)
    made.setDateTime(QDateTime.fromSecsSinceEpoch(int(local.timestamp()), zone))
    made.setDisplayFormat("d MMM yyyy, HH:mm")
    made.setMinimumHeight(TARGET)
    made.setAccessibleName(label)
    give_room(made)
    return made


def moment_of(field: QDateTimeEdit, calendar: Calendar) -> datetime:
    """Give the moment that a field shows, in the practice's zone."""
    return datetime.fromtimestamp(field.dateTime().toSecsSinceEpoch(), calendar.zone)
