"""Where days and slots lie on the painted week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPoint, QRect

from console.views.queues.slot_week import Slot, TimeScale


@dataclass(frozen=True)
class StripPlaces:
    """The places in pixels; `axis` is the width of the hours, `head` the height of the titles."""

    width: int
    axis: int
    head: int
    days: Sequence[date]
    scale: TimeScale
    mirrored: bool
    lanes: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """The height of titles and day."""
        return self.head + round(self.scale.height) + 4

    def axis_area(self) -> QRect:
        """Give the place of the hours."""
        left = self.width - self.axis if self.mirrored else 0
        return QRect(left, 0, self.axis, self.height)

    def column(self, number: int) -> QRect:
        """Give the place of a day."""
        count = max(1, len(self.days))
        room = max(0, self.width - self.axis)
        left, right = number * room // count, (number + 1) * room // count
        if self.mirrored:
            left, right = room - right, room - left
        else:
            left, right = self.axis + left, self.axis + right
        return QRect(left, 0, right - left, self.height)

    def area_of(self, slot: Slot) -> QRect:
        """Give the place of a slot; an empty one for a day that is not shown."""
        if slot.day not in self.days:
            return QRect()
        column = self.column(self.days.index(slot.day))
        top = self.head + round(self.scale.y(slot.start))
        bottom = self.head + round(self.scale.y(slot.end))
        lane, count = self.lanes.get(slot.id, (0, 1))
        wide = (column.width() - 6) // max(1, count)
        left = column.left() + 3 + wide * lane
        return QRect(left, top + 1, wide, max(4, bottom - top - 2))

    def now_at(self, day: date, minute: int) -> QRect:
        """Give the line of the present minute across its day; an empty one for another week."""
        if day not in self.days:
            return QRect()
        column = self.column(self.days.index(day))
        return QRect(column.left(), self.head + round(self.scale.y(minute)) - 1, column.width(), 2)

    def slot_at(self, slots: Iterable[Slot], point: QPoint) -> Slot | None:
        """Give the slot under a point."""
        return next((slot for slot in slots if self.area_of(slot).contains(point)), None)
