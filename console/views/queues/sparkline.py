"""A small picture of how a value went: a line through its earlier values, a point for the last."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from console.views.theme import theme


def spread(times: Sequence[int], values: Sequence[float]) -> list[tuple[float, float]]:
    """Give places in a unit square, earlier to the left, higher values up (y = 0 is the top).

    Without usable times the values stand at equal distances.
    """
    count = len(values)
    first, last = min(times, default=0), max(times, default=0)
    timed = first > 0 and last > first
    low, high = min(values, default=0.0), max(values, default=0.0)
    height = high - low
    places = []
    for number, (time, value) in enumerate(zip(times, values, strict=True)):
        x = (time - first) / (last - first) if timed else number / max(1, count - 1)
        places.append((x, 1 - (value - low) / height if height else 0.5))
    return places


def paint_sparkline(
    painter: QPainter,
    area: QRectF,
    times: Sequence[int],
    values: Sequence[float],
    tone: str,
    *,
    mirrored: bool = False,
) -> None:
    """Draw the course in an area; fewer than two values draw nothing."""
    if len(values) < 2:
        return
    look, inset = theme(), 3.0
    inner = area.adjusted(inset, inset, -inset, -inset)
    line = QPolygonF()
    for x, y in spread(times, values):
        across = 1 - x if mirrored else x
        line.append(
            QPointF(inner.left() + across * inner.width(), inner.top() + y * inner.height())
        )
    pen = QPen(look.color("muted"), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(tone))
    painter.drawEllipse(line.at(line.size() - 1), inset, inset)
