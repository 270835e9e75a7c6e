"""Where the values of a course lie on its picture."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics

from console.views.queues.value_shapes import ValueRow
from console.views.queues.value_words import limit_text
from console.views.theme import GAP, GRID, GROUP, theme

_AIR = 0.12  # of the height, above and below what is shown


@dataclass(frozen=True)
class TrendPlaces:
    """Places in pixels for a picture of this size."""

    row: ValueRow
    width: int
    height: int
    mirrored: bool

    def area(self) -> QRectF:
        """Give the part of the picture in which values are drawn."""
        metrics = QFontMetrics(theme().font())
        limits = [limit_text(one) for one in (self.row.low, self.row.high) if one is not None]
        side = max((metrics.horizontalAdvance(text) for text in limits), default=0) + 2 * GAP
        edge = metrics.averageCharWidth() * 5 + GROUP
        line = metrics.height() + GAP
        left, right = (side, edge) if self.mirrored else (edge, side)
        whole = QRectF(0, 0, self.width, self.height)
        return whole.adjusted(left, line, -right, -line - GAP - GRID)

    def y(self, value: float) -> float:
        """Give the height of a value; values and limits fill the picture, with air around them."""
        shown = [point.value for point in self.row.course]
        shown.extend(one for one in (self.row.low, self.row.high) if one is not None)
        low, high = min(shown), max(shown)
        air = (high - low) * _AIR or abs(high) * _AIR or 1.0
        area = self.area()
        return area.bottom() - (value - low + air) / (high - low + 2 * air) * area.height()

    def points(self) -> list[QPointF]:
        """Give the places of the values, apart by time; evenly when times are not known."""
        course, area = self.row.course, self.area()
        first, last = min(one.ms for one in course), max(one.ms for one in course)
        timed = first > 0 and last > first
        places = []
        for number, point in enumerate(course):
            x = (point.ms - first) / (last - first) if timed else number / max(1, len(course) - 1)
            across = 1 - x if self.mirrored else x
            places.append(QPointF(area.left() + across * area.width(), self.y(point.value)))
        return places

    def slopes(self, number: int) -> tuple[float, float]:
        """Give how the line comes and goes on the screen from left to right; 0 at an end."""
        values = [point.value for point in self.row.course]
        before = values[number] - values[number - 1] if number else 0.0
        after = values[number + 1] - values[number] if number + 1 < len(values) else 0.0
        return (-after, -before) if self.mirrored else (before, after)
