"""Paints one value of a report: its name, number, unit, place in the range, course and flag."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.models.queue_face import Chip
from console.views.queues import type_sizes
from console.views.queues.range_bar import paint_range_bar
from console.views.queues.sparkline import paint_sparkline
from console.views.queues.tag import paint_pill, pill_size
from console.views.queues.value_columns import (
    PAD,
    Columns,
    columns_for,
    has_range,
    high_text,
    low_text,
    mirrored,
    number_start,
)
from console.views.queues.value_rows import ValueRow
from console.views.queues.value_words import range_words
from console.views.theme import GAP, GRID, theme

_NAME_LINES = 3
_BREAKS = re.compile(r"(?<=[/\-])|\s+")  # where a name may be broken


class ValueDelegate(QStyledItemDelegate):
    """Draws the rows; asks the model for nothing but its rows."""

    def __init__(self, rows: Sequence[ValueRow]) -> None:
        super().__init__()
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[ValueRow]) -> None:
        """Paint these rows from now on."""
        self._rows = rows
        self.refresh()

    def refresh(self) -> None:
        """Take fonts anew and measure again."""
        self._columns: dict[int, Columns] = {}
        self._heights: dict[tuple[int, int], int] = {}
        self._names: dict[tuple[str, Chip | None, int], tuple[int, int]] = {}
        self._font, self._strong = type_sizes.font(), type_sizes.font(bold=True)
        self._metrics, self._bold = type_sizes.metrics(), type_sizes.metrics(bold=True)
        self._line = max(self._metrics.height(), theme().icon_size()) + GRID

    def columns(self, width: int) -> Columns:
        """Give the places of the parts in a list of this width."""
        found = self._columns.get(width)
        if found is None:
            found = self._columns[width] = columns_for(self._rows, width)
        return found

    def height(self, number: int, width: int) -> int:
        """Give the height of a row in pixels."""
        found = self._heights.get((number, width))
        if found is None:
            columns = self.columns(width)
            name, _flags = self._name(self._rows[number], columns)
            found = name + GAP + (columns.lines - 1) * self._line
            found = self._heights[number, width] = max(found, self._line + GAP)
        return found

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Ask for as many lines as the name needs in the list's width."""
        return QSize(1, self.height(index.row(), option.widget.width()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        area: QRect = option.rect
        row, columns = self._rows[index.row()], self.columns(area.width())
        right = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, last=index.row() == len(self._rows) - 1)
        painter.translate(area.topLeft())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # places are mirrored here
        inner = _Canvas(painter, columns, area.height(), right=right)
        self._paint_name(inner, row)
        one_line = columns.lines == 1
        height = area.height() if one_line else self._line
        last = 0 if one_line else area.height() - height - GRID
        self._paint_value(inner, row, last - max(0, columns.lines - 2) * height, height)
        self._paint_range(inner, row, last, height)
        self._paint_course(inner, row, last, height)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, last: bool) -> None:
        look, area = theme(), QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(area, look.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("hover"))
        if not last:
            painter.fillRect(
                QRectF(area.left(), area.bottom() - 1, area.width(), 1), look.color("line")
            )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_name(self, canvas: "_Canvas", row: ValueRow) -> None:
        columns = canvas.columns
        height, flags = self._name(row, columns)
        stacked = columns.lines > 1
        top = GRID if stacked else (canvas.height - height) // 2
        canvas.font(self._strong if row.critical else self._font)
        canvas.text(QRect(PAD, top, columns.name_width(row), height), row.name, "text", flags)
        if row.chip is None:
            return
        size = pill_size(row.chip, strong=row.critical)
        left = columns.width - PAD - size.width() if stacked else columns.flag
        line = self._line - GRID if stacked else canvas.height
        above = (top if stacked else 0) + (line - size.height()) // 2
        canvas.pill(QRect(left, above, size.width(), size.height()), row)

    def _paint_value(self, canvas: "_Canvas", row: ValueRow, top: int, height: int) -> None:
        columns = canvas.columns
        tone = row.chip.tone if row.chip and row.chip.tone in {"warn", "bad"} else "text"
        canvas.font(self._strong)
        if row.number is None:
            room = columns.unit + columns.unit_width - columns.value
            area = QRect(columns.value, top, max(1, room), height)
            canvas.text(area, row.whole, tone, int(Qt.AlignmentFlag.AlignVCenter))
            return
        centred = int(Qt.AlignmentFlag.AlignVCenter)
        canvas.number(top, height, number_start(row), row.fraction, tone)
        canvas.font(self._font)
        unit = self._metrics.elidedText(
            row.unit, Qt.TextElideMode.ElideRight, columns.unit_width + 1
        )
        canvas.text(
            QRect(columns.unit, top, columns.unit_width + 1, height), unit, "muted", centred
        )

    def _paint_range(self, canvas: "_Canvas", row: ValueRow, top: int, height: int) -> None:
        columns = canvas.columns
        if not columns.bar_width or row.number is None:
            return
        centred = int(Qt.AlignmentFlag.AlignVCenter)
        canvas.font(self._font)
        if not has_range(row):
            text = range_words(None, None)
            end = columns.high + columns.high_width
            room = QRect(columns.bar, top, end - columns.bar, height)
            canvas.text(
                room,
                self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()),
                "muted",
                centred,
            )
            return
        canvas.text(
            QRect(0, top, columns.low_end, height), low_text(row), "muted", centred, end=True
        )
        canvas.text(
            QRect(columns.high, top, columns.high_width + 1, height),
            high_text(row),
            "muted",
            centred,
        )
        tone = row.chip.tone if row.chip and row.chip.tone != "info" else "warn"
        area = canvas.placed(QRect(columns.bar, top, columns.bar_width, height))
        paint_range_bar(
            canvas.painter, QRectF(area), row.number, row.low, row.high, tone, mirrored=canvas.right
        )

    def _paint_course(self, canvas: "_Canvas", row: ValueRow, top: int, height: int) -> None:
        columns = canvas.columns
        if not columns.spark_width or not row.has_course:
            return
        tall = min(height - GAP, self._line)
        above = top + (height - tall) // 2
        area = canvas.placed(QRect(columns.spark, above, columns.spark_width, tall))
        times, values = [point.ms for point in row.course], [point.value for point in row.course]
        tone = row.chip.tone if row.chip and row.chip.tone in {"warn", "bad"} else "text"
        paint_sparkline(canvas.painter, QRectF(area), times, values, tone, mirrored=canvas.right)

    def _name(self, row: ValueRow, columns: Columns) -> tuple[int, int]:
        """Give the height of a name and how it breaks: inside a word only where one is too long."""
        key = (row.name, row.chip, columns.width)
        found = self._names.get(key)
        if found is None:
            metrics = self._bold if row.critical else self._metrics
            width = columns.name_width(row)
            words = _BREAKS.split(row.name)
            fits = all(metrics.horizontalAdvance(word) <= width for word in words)
            flags = int(Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere)
            box = metrics.boundingRect(QRect(0, 0, width, 10_000), flags, row.name)
            least = self._line - GRID if columns.lines > 1 else 0
            height = max(least, min(box.height(), _NAME_LINES * metrics.lineSpacing()))
            found = self._names[key] = (height, flags | int(Qt.AlignmentFlag.AlignVCenter))
        return found


class _Canvas:
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
