"""A renewal with changes: quantity, days, dose and why, each beside what is prescribed now."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QDoubleValidator, QIntValidator, QValidator
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from console.views.plain_label import PlainLabel
from console.views.queues.reading import count, line, number
from console.views.queues.section import card, column, padded
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GROUP

MOST_QUANTITY, MOST_DAYS, MOST_TEXT = 10_000.0, 366, 300


class ChangeForm(QWidget):
    """Asks for what is prescribed otherwise. Signals: `changed`, `approved`, `dropped`."""

    changed = Signal()
    approved = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._medication: Mapping[str, Any] = {}
        decimals = QDoubleValidator(0.0, MOST_QUANTITY, 6, self)
        decimals.setLocale(QLocale.c())
        decimals.setNotation(QDoubleValidator.Notation.StandardNotation)
        self._quantity = self._field("change_quantity", self.tr("Quantity"), decimals)
        whole = QIntValidator(1, MOST_DAYS, self)
        self._days = self._field("change_days", self.tr("Days of supply"), whole)
        self._dose = self._field("change_dose", self.tr("How to take it"))
        self._reason = self._field("change_reason", self.tr("Reason of the change"))
        self._before = WrappedLabel(tone="muted")
        self.approve = QPushButton(self.tr("Approve with the changes"))
        self.approve.setObjectName("approve_changed")
        self.approve.setAutoDefault(False)
        self.approve.clicked.connect(self.approved)
        drop = QPushButton(self.tr("Take the changes back"))
        drop.setObjectName("drop_changes")
        drop.setProperty("rank", "link")
        drop.setAutoDefault(False)
        drop.clicked.connect(self.dropped)
        self._lay_out(drop)

    def _field(self, name: str, label: str, validator: QValidator | None = None) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setMaxLength(MOST_TEXT)
        if validator is not None:
            field.setValidator(validator)
        field.textChanged.connect(self.changed)
        return field

    def _lay_out(self, drop: QPushButton) -> None:
        frame = card("well")
        column(self).addWidget(frame)
        inside = padded(frame, space=GAP)
        inside.addWidget(PlainLabel(self.tr("Prescribe otherwise"), bold=True))
        inside.addWidget(self._before)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in (self._quantity, self._days, self._dose, self._reason):
            label = PlainLabel(field.accessibleName(), tone="muted")
            label.setBuddy(field)
            form.addRow(label, field)
        inside.addLayout(form)
        row = QHBoxLayout()
        row.addWidget(self.approve)
        row.addWidget(drop)
        row.addStretch(1)
        inside.addLayout(row)

    def show_medication(self, medication: Mapping[str, Any]) -> None:
        """Begin with what is prescribed now."""
        self._medication = medication
        quantity, days = number(medication, "quantity"), count(medication, "days_supply")
        self._quantity.setText("" if quantity is None else plain(quantity))
        self._days.setText("" if days is None else str(days))
        self._dose.setText(line(medication, "dose_text"))
        self._reason.clear()
        self._quantity.setCursorPosition(0)
        self._dose.setCursorPosition(0)
        self._before.say(self.tr("The patient is told what changes, before and after."))

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self._quantity.setFocus()
        self._quantity.selectAll()

    @Slot()
    def come_into_sight(self) -> None:
        """Scroll so far that the button is seen, and as much above it as fits."""
        part: QWidget | None = self.parentWidget()
        while part is not None and not isinstance(part, QScrollArea):
            part = part.parentWidget()
        if part is not None and self.isVisible():
            part.ensureWidgetVisible(self.approve, 0, GROUP)

    def changes(self) -> dict[str, Any]:
        """Give what differs from what is prescribed now, under the portal's names."""
        made: dict[str, Any] = {}
        quantity = _number(self._quantity.text())
        now = number(self._medication, "quantity")
        if quantity is not None and (now is None or plain(quantity) != plain(now)):
            made["quantity"] = quantity
        days = _number(self._days.text())
        if days is not None and int(days) != count(self._medication, "days_supply"):
            made["days_supply"] = int(days)
        dose = self._dose.text().strip()
        if dose and dose != line(self._medication, "dose_text"):
            made["dose_text"] = dose
        return made

    def params(self) -> dict[str, Any]:
        """Give the changes with their reason."""
        return self.changes() | {"reason": self._reason.text().strip()}

    def obstacle(self) -> str:
        """Say what is missing; empty when nothing is."""
        made = self.changes()
        if not made:
            return self.tr("Change the quantity, the days or the dose first.")
        if not 0 < made.get("quantity", 1) <= MOST_QUANTITY:
            return self.tr("The quantity is more than nothing.")
        if not 0 < made.get("days_supply", 1) <= MOST_DAYS:
            return self.tr("A supply lasts from one day to %n.", None, MOST_DAYS)
        if not self._reason.text().strip():
            return self.tr("Write why it is changed.")
        return ""


def plain(value: float) -> str:
    """Write a quantity for reading: two decimals at most, none for a whole number."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
