"""Until which day, if there is one: a box to tick, and a day ahead to choose."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from console.views.queues.tick_box import TickBox
from console.views.theme import GAP

USUAL_DAYS, MOST_DAYS = 7, 365
FIELD = 32  # pixels high


class _DayField(QDateEdit):
    """Wide enough for every day: Qt measures the first and the last one alone."""

    def sizeHint(self) -> QSize:
        """Room for a wider weekday and month than those two have."""
        return super().sizeHint() + QSize(self.fontMetrics().horizontalAdvance("MM"), 0)


class UntilDay(QWidget):
    """A day of the practice after `today`, or none. `spoken` says to screen readers what it is for."""

    def __init__(self, name: str, label: str, spoken: str, today: date) -> None:
        super().__init__()
        self.ends = TickBox(label)
        self.ends.setObjectName(f"{name}_ends")
        self.field = _DayField(_qdate(today + timedelta(days=USUAL_DAYS)))
        self.field.setObjectName(f"{name}_until")
        self.field.setAccessibleName(spoken)
        self.field.setDateRange(
            _qdate(today + timedelta(days=1)), _qdate(today + timedelta(days=MOST_DAYS))
        )
        self.field.setCalendarPopup(True)
        self.field.setMinimumHeight(FIELD)
        self.field.setDisplayFormat("ddd d MMM yyyy")
        self.field.setEnabled(False)
        self.ends.toggled.connect(self.field.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.ends)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)

    def day(self) -> str | None:
        """The chosen day as the portal writes it; None for no end."""
        chosen = self.field.date()
        told = date(chosen.year(), chosen.month(), chosen.day()).isoformat()
        return told if self.ends.isChecked() else None


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
