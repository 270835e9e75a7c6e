"""A painter for one row of values, whose places are counted from the leading edge."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter

from console.views.queues.tag import paint_pill
from console.views.queues.value_columns import Columns, mirrored
from console.views.queues.value_shapes import ValueRow
from console.views.theme import GAP, theme


class Canvas:
    """A painter whose places are counted from the leading edge of the row."""

    def __init__(self, painter: QPainter, columns: Columns, height: int, *, right: bool) -> None:
        self.painter, self.columns, self.height, self.right = painter, columns, height, right

    def font(self, font: QFont) -> None:
        self.painter.setFont(font)

    def placed(self, area: QRect) -> QRect:
        return mirrored(area, self.columns.width) if self.right else area

    def text(self, area: QRect, text: str, tone: str, flags: int, *, end: bool = False) -> None:
        if not text:
            return
        at_right = end != self.right
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        self.painter.setPen(theme().color(tone))
        self.painter.drawText(self.placed(area), flags | int(side), text)

    def number(self, top: int, height: int, whole: str, fraction: str, tone: str) -> None:
        """Write a number around its decimal point; numbers run from left to right everywhere."""
        columns = self.columns
        room = columns.unit - GAP - columns.value
        area = self.placed(QRect(columns.value, top, room, height))
        point = columns.whole_end - columns.value
        self.painter.setPen(theme().color(tone))
        centred = Qt.AlignmentFlag.AlignVCenter
        self.painter.drawText(
            area.adjusted(0, 0, point - room, 0), int(centred | Qt.AlignmentFlag.AlignRight), whole
        )
        self.painter.drawText(
            area.adjusted(point, 0, GAP, 0), int(centred | Qt.AlignmentFlag.AlignLeft), fraction
        )

    def pill(self, area: QRect, row: ValueRow) -> None:
        if row.chip:
            at = self.placed(area).topLeft()
            paint_pill(self.painter, QPoint(at), row.chip, strong=row.critical, mirrored=self.right)
