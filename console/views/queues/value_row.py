"""Paints one value of a report: its name, number, unit, place in the range, course and flag."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.models.queue_face import Chip
from console.views.queues import type_sizes
from console.views.queues.range_bar import paint_range_bar
from console.views.queues.sparkline import paint_sparkline
from console.views.queues.tag import pill_size
from console.views.queues.value_canvas import Canvas
from console.views.queues.value_columns import (
    PAD,
    Columns,
    columns_for,
    has_range,
    high_text,
    low_text,
    number_start,
    range_in_place,
)
from console.views.queues.value_shapes import ValueRow
from console.views.theme import GAP, GRID, theme

_NAME_LINES = 3
_UNDER = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
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
            row, columns = self._rows[number], self.columns(width)
            name, _flags = self._name(row, columns)
            found = max(name + GAP + (columns.lines - 1) * self._line, self._line + GAP)
            found += self._above(row) + self._below(row, columns)
            self._heights[number, width] = found
        return found

    def _above(self, row: ValueRow) -> int:
        """Give the height of a heading."""
        return self._line + GAP if row.heading else 0

    def _below(self, row: ValueRow, columns: Columns) -> int:
        """Give the height of what stands below a value."""
        if not row.under:
            return 0
        box = self._metrics.boundingRect(
            QRect(0, 0, columns.under_width, 10_000), _UNDER, row.under
        )
        return box.height() + GRID  # whole: the last line of a note may be what counts

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
        above, below = self._above(row), self._below(row, columns)
        inner = Canvas(painter, columns, area.height() - above - below, right=right)
        self._paint_around(inner, row, above, below)
        painter.translate(0, above)
        self._paint_name(inner, row)
        one_line = columns.lines == 1
        height = inner.height if one_line else self._line
        last = 0 if one_line else inner.height - height - GRID
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

    def _paint_around(self, canvas: Canvas, row: ValueRow, above: int, below: int) -> None:
        """Write the heading above a row, and what stands below its value."""
        width = canvas.columns.width - 2 * PAD
        if above:
            canvas.font(self._strong)
            heading = self._bold.elidedText(row.heading, Qt.TextElideMode.ElideRight, width)
            area = QRect(PAD, GRID, width, above - GRID)
            canvas.text(area, heading, "text", int(Qt.AlignmentFlag.AlignVCenter))
        if below:
            canvas.font(self._font)
            top = above + canvas.height - GRID
            area = QRect(PAD, top, canvas.columns.under_width, below - GRID)
            canvas.text(area, row.under, "muted", _UNDER)

    def _paint_name(self, canvas: Canvas, row: ValueRow) -> None:
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

    def _paint_value(self, canvas: Canvas, row: ValueRow, top: int, height: int) -> None:
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

    def _paint_range(self, canvas: Canvas, row: ValueRow, top: int, height: int) -> None:
        columns = canvas.columns
        if not columns.bar_width or row.number is None:
            return
        centred = int(Qt.AlignmentFlag.AlignVCenter)
        canvas.font(self._font)
        if not has_range(row):
            text = range_in_place(row)
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
            canvas.painter,
            QRectF(area),
            row.number,
            row.low,
            row.high,
            tone,
            strict=row.strict,
            mirrored=canvas.right,
        )

    def _paint_course(self, canvas: Canvas, row: ValueRow, top: int, height: int) -> None:
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
