"""The plain editors of a policy's form: a switch, a number with its unit, choices, a short text.

Each has `value()` and the signal `changed`.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from console.models.policy_fields import PolicyField
from console.models.policy_words import choice_text
from console.views.plain_label import PlainLabel
from console.views.queues.tick_box import TickBox
from console.views.spin_room import give_room
from console.views.theme import GAP, TARGET

DECIMALS = 2


class SwitchEditor(TickBox):
    """On or off."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Any) -> None:
        super().__init__(field.title)
        self.setAccessibleName(field.title)
        self.setMinimumHeight(TARGET)
        self.setChecked(bool(value))
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()


class NumberEditor(QWidget):
    """A number with its unit; where it may be left out, a switch before it."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Any) -> None:
        super().__init__()
        self._field = field
        self._number = _Number()
        self._number.setAccessibleName(f"{field.title}, {field.unit}".rstrip(", "))
        self._number.setDecimals(0 if field.whole else DECIMALS)
        self._number.setSingleStep(1 if field.whole or field.high > 1 else 0.05)
        self._number.setRange(field.low, field.high)
        self._number.setGroupSeparatorShown(False)
        self._number.setMinimumHeight(TARGET)
        give_room(self._number)
        self._number.setValue(float(value) if value is not None else field.low)
        self._limited = TickBox(self.tr("Limited"))
        self._limited.setAccessibleName(self.tr("{title}: limited").format(title=field.title))
        self._limited.setChecked(value is not None)
        self._limited.setVisible(field.optional)
        self._limited.toggled.connect(self._on_limited)
        self._number.valueChanged.connect(lambda _number: self.changed.emit())
        self.setFocusProxy(self._number)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._limited)
        row.addWidget(self._number)
        row.addWidget(PlainLabel(field.unit, tone="muted"))
        row.addStretch(1)
        self._number.setEnabled(value is not None or not field.optional)

    def _on_limited(self, limited: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._number.setEnabled(limited)
        self.changed.emit()

    def value(self) -> float | int | None:
        """The number; None when it is left out."""
        if self._field.optional and not self._limited.isChecked():
            return None
        number = round(self._number.value(), DECIMALS)
        return int(number) if self._field.whole else number


class _Number(QDoubleSpinBox):
    """Says 8, not 8.00."""

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's own name
        """The number without decimals that say nothing."""
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text


class ChoiceEditor(QComboBox):
    """One of several codes, in words."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Any) -> None:
        super().__init__()
        self.setAccessibleName(field.title)
        self.setMinimumHeight(TARGET)
        for choice in field.choices:
            self.addItem(choice_text(choice), choice)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def value(self) -> str:
        """The code that is chosen."""
        return str(self.currentData())


class ChoicesEditor(QWidget):
    """Some of several codes, in words, a box to tick for each; says what none of them means."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Sequence[str] | None) -> None:
        super().__init__()
        self.setAccessibleName(field.title)
        self._before = list(value or ())
        self._boxes: dict[str, TickBox] = {}
        self._none = PlainLabel(self.tr("None: {empty}").format(empty=field.empty), tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for choice in field.choices:
            box = TickBox(choice_text(choice))
            box.setAccessibleName(f"{field.title}: {choice_text(choice)}")
            box.setMinimumHeight(TARGET)
            box.setChecked(choice in self._before)
            box.toggled.connect(self._on_toggled)
            self._boxes[choice] = box
            column.addWidget(box)
        column.addWidget(self._none)
        self._has_empty = bool(field.empty)
        self._say_none()
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def _on_toggled(self, _on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._say_none()
        self.changed.emit()

    def _say_none(self) -> None:
        self._none.setVisible(self._has_empty and not self.value())

    def value(self) -> list[str]:
        """The codes that are ticked: those from before as they stood, then the others."""
        kept = [
            one for one in self._before if one not in self._boxes or self._boxes[one].isChecked()
        ]
        ticked = [one for one, box in self._boxes.items() if box.isChecked()]
        return kept + [one for one in ticked if one not in kept]


class TextEditor(QLineEdit):
    """A short text."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Any) -> None:
        super().__init__(str(value or ""))
        self.setAccessibleName(field.title)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """What was written."""
        return self.text().strip()
