"""The report of a batch on paper: a table over as many sheets as it takes, black on white."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter

from console.domain.statement_report import BatchReport
from console.models.money import money
from console.models.one_line import one_line
from console.models.statement_report_table import AMOUNT, cells_of, heads
from console.views.access.letter_pen import Ink, Pen, on_page

MARGIN, COLUMN_GAP, ROW_GAP = 40.0, 8.0, 3.0
_SHARES = (0.12, 0.18, 0.11, 0.18, 0.18, 0.23)  # of the width, for each column
_HEAD = Ink("small", "muted", bold=True)
_CELL = Ink("small")


def print_report(device: QPagedPaintDevice, report: BatchReport, practice: str) -> bool:
    """Paint the report on a printer or a PDF; whether the device took all of it."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    layout = device.pageLayout()
    size = layout.paintRectPoints().size()
    dots = (float(device.logicalDpiX()), float(device.logicalDpiY()))
    on_page(painter, dots)
    pages = _Pages(painter, QSizeF(size), report, practice)
    taken = True
    for number, (first, last) in enumerate(pages.breaks(), start=1):
        taken = taken and (number == 1 or device.newPage())
        if taken:
            pages.draw(number, first, last)
    return painter.end() and taken


class _Pages:
    """Measures the rows, breaks them into pages and draws those."""

    def __init__(self, painter: QPainter, size: QSizeF, report: BatchReport, practice: str) -> None:
        self._pen, self._size = Pen(painter), size
        self._measure = self._pen.measuring()
        self._report, self._practice = report, practice
        self._rows = [cells_of(row) for row in report.rows]
        self._heights = [self._height(cells) for cells in self._rows]
        self._total = len(self.breaks())

    def breaks(self) -> list[tuple[int, int]]:
        """The first and the last row but one of each page; at least one page."""
        starts, y = [0], 0.0
        most = self._size.height() - self._top() - MARGIN - 20
        for number, height in enumerate(self._heights):
            if y + height > most and number > starts[-1]:
                starts.append(number)
                y = 0.0
            y += height
        return list(pairwise([*starts, len(self._rows)]))

    def draw(self, number: int, first: int, last: int) -> None:
        """Draw a page, counted from 1."""
        self._title()
        y = self._top() - self._height(heads())
        self._line(heads(), y, _HEAD)
        y = self._top()
        for row in range(first, last):
            self._pen.rule((MARGIN, y), self._width, color="line", weight=0.5)
            self._line(self._rows[row], y + ROW_GAP / 2, _CELL)
            y += self._heights[row]
        foot = QCoreApplication.translate("StatementReport", "Page {number} of {total}")
        words = foot.format(number=number, total=self._total)
        at = (MARGIN, self._size.height() - MARGIN)
        self._pen.text(words, at, self._width, Ink("small", "muted", align=_RIGHT))

    @property
    def _width(self) -> float:
        return self._size.width() - 2 * MARGIN

    def _top(self) -> float:
        title = self._measure.size("practice") * 1.3 + self._measure.size("body") * 1.5
        return MARGIN + title + 12 + self._height(heads())

    def _title(self) -> None:
        name = Ink("practice", "ink", bold=True, most_lines=1)
        height = self._pen.text(one_line(self._practice), (MARGIN, MARGIN), self._width, name)
        told = QCoreApplication.translate(
            "StatementReport", "Statements: {batch}. {count} published, {sum}."
        ).format(
            batch=one_line(self._report.batch.name),
            count=len(self._report.published),
            sum=money(self._report.cents),
        )
        self._pen.text(told, (MARGIN, MARGIN + height), self._width, Ink(most_lines=1))

    def _height(self, cells: Sequence[str]) -> float:
        heights = [
            self._measure.text(words, (0, 0), width, _CELL)
            for words, (_x, width) in zip(cells, self._columns(), strict=True)
            if words
        ]
        return max(heights, default=0.0) + ROW_GAP

    def _line(self, cells: Sequence[str], y: float, ink: Ink) -> None:
        for place, (words, (x, width)) in enumerate(zip(cells, self._columns(), strict=True)):
            align = _RIGHT if place == AMOUNT else Qt.AlignmentFlag.AlignLeft
            self._pen.text(
                words, (x, y), width, Ink(ink.size, ink.color, bold=ink.bold, align=align)
            )

    def _columns(self) -> list[tuple[float, float]]:
        places, x = [], MARGIN
        for share in _SHARES:
            places.append((x, share * self._width - COLUMN_GAP))
            x += share * self._width
        return places


_RIGHT = Qt.AlignmentFlag.AlignRight
