"""What a basis of a hold demands beside its rationale and its end (45 CFR 171, DOMAIN §5.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLineEdit, QWidget

from console.views.plain_label import PlainLabel
from console.views.queues.tick_box import TickBox

MOST = 200
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "HARM_INDIVIDUAL": ("harm", "review_right_told"),
    "PRIVACY_PATIENT_REQUEST": ("requested_by", "requested_on"),
    "PRIVACY_PRECONDITION": ("law",),
    "STATE_LAW_DELAY": ("law",),
    "CARE_ACCESS": ("approved_by",),
}


class HoldDemands(QWidget):
    """The fields of one basis at a time; a basis that demands nothing more shows none."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._harm = QComboBox()
        for code, words in self._harms():
            self._harm.addItem(words, code)
        self._told = TickBox(self.tr("The patient knows of the right to have this reviewed"))
        self._by, self._law, self._approved = QLineEdit(), QLineEdit(), QLineEdit()
        day = QDate(today.year, today.month, today.day)
        self._on = QDateEdit(day)
        self._on.setMaximumDate(day)
        self._on.setCalendarPopup(True)
        self._on.setDisplayFormat("d MMM yyyy")
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._rows: dict[str, tuple[QWidget, str]] = {
            "harm": (self._harm, self.tr("Harm")),
            "review_right_told": (self._told, ""),
            "requested_by": (self._by, self.tr("Who asked")),
            "requested_on": (self._on, self.tr("Asked on")),
            "law": (self._law, self.tr("Law")),
            "approved_by": (self._approved, self.tr("Signed off by counsel")),
        }
        for name, (field, label) in self._rows.items():
            field.setObjectName(name)
            field.setAccessibleName(label or self._told.text())
            field.setMinimumHeight(32)
            if isinstance(field, QLineEdit):
                field.setMaxLength(MOST)
            self._form.addRow(PlainLabel(label, bold=True) if label else QWidget(), field)
        self.show_basis("")

    def show_basis(self, basis: str) -> None:
        """Ask for what this basis demands."""
        self._shown = _FIELDS.get(basis, ())
        for name, (field, _label) in self._rows.items():
            self._form.setRowVisible(field, name in self._shown)
        self.setVisible(bool(self._shown))

    def params(self) -> dict[str, Any]:
        """Give what was written, under the portal's names; only what the basis demands."""
        day = self._on.date()
        found: dict[str, Any] = {
            "harm": self._harm.currentData() or "",
            "review_right_told": self._told.isChecked(),
            "requested_by": self._by.text().strip(),
            "requested_on": date(day.year(), day.month(), day.day()).isoformat(),
            "law": self._law.text().strip(),
            "approved_by": self._approved.text().strip(),
        }
        return {name: found[name] for name in self._shown}

    def obstacle(self) -> str:
        """Say which demand is not met yet; empty when all are."""
        given = self.params()
        sentences = {
            "harm": self.tr("Choose the harm that you expect."),
            "review_right_told": self.tr("Tell the patient first of the right to a review."),
            "requested_by": self.tr("Write who asked for it."),
            "law": self.tr("Name the law."),
            "approved_by": self.tr("Write who of counsel has signed it off."),
        }
        return next((sentences[name] for name, value in given.items() if not value), "")

    def _harms(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("Choose…")),
            ("LIFE_OR_SAFETY", self.tr("To the life or physical safety of the patient")),
            ("SUBSTANTIAL_HARM", self.tr("Substantial harm to the patient")),
            ("HARM_TO_ANOTHER", self.tr("Substantial harm to another person")),
        )
