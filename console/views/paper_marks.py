"""Marks over words of a page: a soft ground with a frame, told apart without colour.

What agrees has an even frame and a tick, what contradicts a broken one and a cross. Paper is white in
every scheme, so the colours are those of the light one.
"""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console import resources
from console.views.theme import Scheme, theme

GROUND = 46  # of 255: the words stay readable under it
_ROOM, _ROUND, _LEAST_SIGN = 2, 3, 10  # pixels: around the words, of the corners, of a sign
_TICK = (((0.26, 0.52), (0.43, 0.70), (0.76, 0.32)),)
_CROSS = (((0.32, 0.32), (0.68, 0.68)), ((0.32, 0.68), (0.68, 0.32)))


class Mark(NamedTuple):
    """A box on a page in parts of its width and height; `which` says what it is a mark of."""

    which: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    agrees: bool = True

    def on(self, place: QRect) -> QRect:
        """The box where the page stands at `place`, with room around the words."""
        box = QRectF(
            place.left() + self.left * place.width(),
            place.top() + self.top * place.height(),
            (self.right - self.left) * place.width(),
            (self.bottom - self.top) * place.height(),
        )
        return box.toAlignedRect().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)


def paint_mark(painter: QPainter, mark: Mark, place: QRect, *, is_current: bool) -> None:
    """Paint a mark on the page that stands at `place`; the current one has a heavy frame."""
    tone = "ok" if mark.agrees else "bad"
    ink = paper_color(tone)
    ground = QColor(ink)
    ground.setAlpha(GROUND)
    style = Qt.PenStyle.SolidLine if mark.agrees else Qt.PenStyle.DashLine
    box = mark.on(place)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(QPen(ink, 3.0 if is_current else 1.5, style))
    painter.drawRoundedRect(QRectF(box), _ROUND, _ROUND)
    _paint_sign(painter, box, ink, agrees=mark.agrees)


def paper_color(tone: str) -> QColor:
    """A tone as it is seen on white paper."""
    return QColor(resources.tones()[Scheme.LIGHT][tone])


def _paint_sign(painter: QPainter, box: QRect, ink: QColor, *, agrees: bool) -> None:
    """A tick or a cross on a disc before the words, where it hides none of them."""
    side = max(_LEAST_SIGN, min(theme().icon_size(), box.height()))
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(QPointF(box.left() - side / 2, box.center().y()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(disc)
    painter.setPen(QPen(paper_color("on_accent"), side / 8))
    for line in _TICK if agrees else _CROSS:
        points = [disc.topLeft() + QPointF(x * side, y * side) for x, y in line]
        painter.drawPolyline(QPolygonF(points))
