"""How long the visit takes, to be changed before it is booked."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from console.views.queues.wrapped import WrappedLabel
from console.views.spin_room import give_room
from console.views.theme import GAP

MOST, STEP = 480, 5  # minutes


class _StillSpin(QSpinBox):
    """A number that the wheel does not turn: it scrolls the panel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class VisitLength(QWidget):
    """Shows the length in minutes; 0 stands for one slot, however long it is.

    Signals: `changed` when somebody set another length.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._box = _StillSpin()
        self._box.setRange(0, MOST)
        self._box.setSingleStep(STEP)
        self._box.setSuffix(self.tr(" minutes"))
        self._box.setSpecialValueText(self.tr("One slot"))
        self._box.setAccessibleName(self.tr("Length of the visit"))
        self._box.setKeyboardTracking(False)
        give_room(self._box)
        row.addWidget(WrappedLabel(self.tr("Length of the visit"), tone="muted"))
        row.addWidget(self._box)
        row.addStretch(1)
        self._box.valueChanged.connect(self.changed)

    def show_minutes(self, minutes: int) -> None:
        """Show a length that nobody chose."""
        blocker = QSignalBlocker(self._box)
        self._box.setValue(minutes if 0 < minutes <= MOST else 0)
        blocker.unblock()

    def minutes(self) -> int:
        """Give the length; 0 for one slot."""
        return self._box.value()

    def params(self) -> dict[str, Any]:
        """Give the length under the portal's name; nothing where one slot is meant."""
        return {"minutes": self.minutes()} if self.minutes() >= STEP else {}
