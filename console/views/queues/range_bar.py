"""A painted bar that shows where a value lies in its range."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.views.theme import Scheme, theme

_BAND = 0.6  # the range's share of the bar; the rest is for what lies beside it
_HEIGHT = 6.0


def place_of(value: float, low: float | None, high: float | None) -> float:
    """Give the place of a value on the bar, 0 to 1; the range takes up its middle part."""
    side = (1 - _BAND) / 2
    if low is not None and high is not None and high > low:
        place = side + _BAND * (value - low) / (high - low)
    elif high is not None and high > 0:
        place = (1 - side) * value / high
    elif low is not None and low > 0:
        place = side * value / low
    else:
        limit = low if low is not None else high if high is not None else 0.0
        place = 0.5 if value == limit else 0.0 if value < limit else 1.0
    return min(1.0, max(0.0, place))


def band_of(low: float | None, high: float | None) -> tuple[float, float]:
    """Give the part of the bar that the range takes up."""
    side = (1 - _BAND) / 2
    return (0.0 if low is None else side, 1.0 if high is None else 1 - side)


def is_outside(
    value: float, low: float | None, high: float | None, *, strict: bool = False
) -> bool:
    """Tell whether a value lies beyond a limit of its range, or on one that is itself outside."""
    if strict and value in {low, high}:
        return True
    return (low is not None and value < low) or (high is not None and value > high)


def paint_range_bar(
    painter: QPainter,
    area: QRectF,
    value: float,
    low: float | None,
    high: float | None,
    tone: str,
    *,
    strict: bool = False,
    mirrored: bool = False,
) -> None:
    """Draw the bar in an area: the range as a band, the value as a point, or a rhomb outside it."""
    look = theme()
    track = QRectF(area.left(), area.center().y() - _HEIGHT / 2, area.width(), _HEIGHT)
    flat = look.scheme is Scheme.CONTRAST
    painter.setPen(look.color("line") if flat else Qt.PenStyle.NoPen)
    painter.setBrush(look.color("card" if flat else "line"))
    painter.drawRoundedRect(track, _HEIGHT / 2, _HEIGHT / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    start, end = band_of(low, high)
    if mirrored:
        start, end = 1 - end, 1 - start
    band = QRectF(
        track.left() + start * track.width(), track.top(), (end - start) * track.width(), _HEIGHT
    )
    painter.setBrush(_band_colour(look.color("ok"), look.color("line")))
    painter.drawRoundedRect(band, _HEIGHT / 2, _HEIGHT / 2)
    place = place_of(value, low, high)
    radius = _HEIGHT * 0.8
    x = area.left() + radius + (1 - place if mirrored else place) * (area.width() - 2 * radius)
    outside = is_outside(value, low, high, strict=strict)
    _paint_value(
        painter,
        QPointF(x, track.center().y()),
        radius,
        tone if outside else "text",
        outside=outside,
    )


def _paint_value(
    painter: QPainter, at: QPointF, radius: float, tone: str, *, outside: bool
) -> None:
    look = theme()
    painter.setPen(QPen(look.color("card"), 1.5))
    painter.setBrush(look.color(tone))
    if outside:
        reach = radius * 1.35
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(at.x(), at.y() - reach),
                    QPointF(at.x() + reach, at.y()),
                    QPointF(at.x(), at.y() + reach),
                    QPointF(at.x() - reach, at.y()),
                ]
            )
        )
    else:
        painter.drawEllipse(at, radius, radius)


def _band_colour(ink: QColor, line: QColor) -> QColor:
    """Mix a quiet colour for the band: seen beside the track, but no status of its own."""
    return QColor(
        (ink.red() + line.red()) // 2,
        (ink.green() + line.green()) // 2,
        (ink.blue() + line.blue()) // 2,
    )
