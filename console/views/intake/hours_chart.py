"""A small picture of the last 24 hours of a source: a bar for each, by the practice's clock."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.domain.intake import IntakeSource
from console.models.watch_words import hour_words, hours_words
from console.models.when import HOUR_MS, Calendar, ms_of
from console.views.queues import type_sizes
from console.views.theme import GRID, SMALL, theme

HEIGHT, LEAST_WIDTH = 44, 192
_TICKS = 6  # hours between two words under the bars


class HoursChart(QWidget):
    """Bars over a line, the clock under it; its words are its accessible name and its tips."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._source, self._from = IntakeSource(""), ""
        self.setObjectName("hours_chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_source(self, source: IntakeSource, hours_from: str) -> None:
        """Show the hours of a source."""
        self._source, self._from = source, hours_from
        self.setAccessibleName(hours_words(source, hours_from, self._calendar))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the bars and the clock."""
        scale = theme().text_scale
        words = type_sizes.metrics(SMALL).height()
        return QSize(round(LEAST_WIDTH * scale), round(HEIGHT * scale) + words + GRID)

    def minimumSizeHint(self) -> QSize:
        """As much: a smaller one tells nothing."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Say what a bar stands for where the pointer rests."""
        if isinstance(event, QHelpEvent) and self._source.hours:
            hour = self._hour_at(event.pos())
            words = hour_words(self._source, self._from, hour, self._calendar)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _hour_at(self, place: QPoint) -> int:
        count = len(self._source.hours)
        return max(0, min(count - 1, place.x() * count // max(1, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars; hours without any message leave a point, so that one sees that they count."""
        look, hours = theme(), self._source.hours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - type_sizes.metrics(SMALL).height() - GRID
        painter.fillRect(0, floor, self.width(), 1, look.color("border"))
        width, highest = self.width() / max(1, len(hours)), max(hours, default=0)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, count in enumerate(hours):
            high = max(2.0, (floor - 2) * count / highest) if count else 0.0
            bar = QRectF(place * width + 1, floor - high, max(1.0, width - 2), high)
            painter.setBrush(look.color("accent"))
            painter.drawRect(bar)
        self._paint_clock(painter, floor, width)
        painter.end()

    def _paint_clock(self, painter: QPainter, floor: int, width: float) -> None:
        begin = ms_of(self._from)
        if not begin:
            return
        painter.setPen(theme().color("muted"))
        painter.setFont(type_sizes.font(SMALL))
        metrics = type_sizes.metrics(SMALL)
        for place in range(len(self._source.hours)):
            at = begin + place * HOUR_MS
            if self._calendar.local(at).hour % _TICKS or self._calendar.local(at).minute:
                continue
            words = self._calendar.clock(at)
            left = place * width
            if left + metrics.horizontalAdvance(words) > self.width():
                continue
            painter.fillRect(round(left), floor, 1, GRID, theme().color("border"))
            painter.drawText(round(left) + 2, floor + GRID // 2 + metrics.ascent(), words)
