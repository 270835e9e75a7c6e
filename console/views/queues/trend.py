"""The course of a value as a picture: points, dates, and the reference band behind them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.models.when import Calendar
from console.views.queues.range_bar import is_outside
from console.views.queues.trend_places import TrendPlaces
from console.views.queues.value_shapes import ValueRow
from console.views.queues.value_words import (
    decimals_of,
    limit_text,
    number_text,
    side_of,
    side_words,
)
from console.views.spoken_role import speak_as
from console.views.theme import GAP, GROUP, theme


class TrendChart(QWidget):
    """Paints the values of one observation over time; the arrows go from value to value.

    Signals: `pointed(text)` with the value that is pointed at, in words.
    """

    pointed = Signal(str)

    def __init__(self, row: ValueRow, calendar: Calendar) -> None:
        super().__init__()
        self._row, self._calendar = row, calendar
        self._at = len(row.course) - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, QAccessible.Role.Chart)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._say()
        theme().changed.connect(self._on_theme_changed)

    def words(self, number: int) -> str:
        """Say one value with its day, and where it lies when a range is known."""
        point, row = self._row.course[number], self._row
        day = self._calendar.absolute(point.ms) or self.tr("unknown day")
        text = f"{day}: {self._value_text(number)} {row.unit}".strip()
        side = side_words(side_of(point.value, row.low, row.high, strict=row.strict))
        return f"{text}, {side}" if side else text

    def current(self) -> int:
        """Give the number of the value that is pointed at."""
        return self._at

    def sizeHint(self) -> QSize:
        """Ask for room in which a course can be seen."""
        scale = theme().text_scale
        return QSize(round(560 * scale), round(280 * scale))

    def minimumSizeHint(self) -> QSize:
        """Ask for half of that at least."""
        return QSize(280, 180)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from value to value."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._row.course) - 1}
        key = Qt.Key(event.key())
        if key in steps:
            step = -steps[key] if self._mirrored() else steps[key]
            self._go(self._at + step)
        elif key in ends:
            self._go(ends[key])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the value that is nearest to the mouse."""
        places = self._places().points()
        self._go(min(range(len(places)), key=lambda n: abs(places[n].x() - event.position().x())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the band, the line, the points with their values, and the days."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font())
        self._paint_band(painter)
        places = self._places().points()
        painter.setPen(QPen(look.color("muted"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        self._paint_days(painter, places)
        for number, place in enumerate(places):
            self._paint_point(painter, number, place)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _places(self) -> TrendPlaces:
        return TrendPlaces(self._row, self.width(), self.height(), self._mirrored())

    # Strokes

    def _paint_band(self, painter: QPainter) -> None:
        row, look, places = self._row, theme(), self._places()
        area = places.area()
        painter.setPen(QPen(look.color("border"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if row.low is None and row.high is None:
            return
        top = area.top() if row.high is None else places.y(row.high)
        bottom = area.bottom() if row.low is None else places.y(row.low)
        painter.fillRect(
            QRectF(area.left(), top, area.width(), bottom - top), look.color("ok_ground")
        )
        metrics = QFontMetrics(theme().font())
        for limit in (row.low, row.high):
            if limit is None:
                continue
            y = places.y(limit)
            painter.setPen(QPen(look.color("ok"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.color("ok"))
            text = limit_text(limit)
            x = (
                area.left() - GAP - metrics.horizontalAdvance(text)
                if self._mirrored()
                else area.right() + GAP
            )
            painter.drawText(QPointF(x, y + metrics.ascent() / 2 - 1), text)

    def _paint_point(self, painter: QPainter, number: int, place: QPointF) -> None:
        row, look = self._row, theme()
        value = row.course[number].value
        outside = is_outside(value, row.low, row.high, strict=row.strict)
        tone = (
            ("bad" if row.critical and number == len(row.course) - 1 else "warn")
            if outside
            else "text"
        )
        radius = 5.5 if number == self._at else 4.0
        painter.setPen(QPen(look.color("card"), 2))
        painter.setBrush(look.color(tone))
        if outside:
            reach = radius * 1.35
            corners = [(0, -reach), (reach, 0), (0, reach), (-reach, 0)]
            painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in corners]))
        else:
            painter.drawEllipse(place, radius, radius)
        if number == self._at:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, radius + 5, radius + 5)
        self._paint_value(painter, number, place, radius, tone)

    def _paint_value(
        self, painter: QPainter, number: int, place: QPointF, radius: float, tone: str
    ) -> None:
        """Write a value where the line does not run: beside a slope, under a valley."""
        font = theme().font(bold=number == self._at)
        metrics, text = QFontMetrics(font), self._value_text(number)
        width = metrics.horizontalAdvance(text)
        before, after = self._places().slopes(number)
        x, y = place.x() - width / 2, place.y() - radius - GAP
        if before < 0 < after:
            y = place.y() + radius + GAP / 2 + metrics.ascent()
        elif after > 0 or (before > 0 and number == len(self._row.course) - 1):
            x = place.x() - width
        elif after < 0 and before <= 0:
            x = place.x()
        painter.setFont(font)
        painter.setPen(theme().color(tone))
        painter.drawText(QPointF(min(max(GAP, x), self.width() - width - GAP), y), text)

    def _paint_days(self, painter: QPainter, places: list[QPointF]) -> None:
        """Write the days under the line, leaving out those that would touch; the last is written."""
        metrics, look = QFontMetrics(theme().font()), theme()
        y = self.height() - GAP - metrics.descent()
        taken: list[tuple[float, float]] = []
        for number in sorted(
            range(len(places)), key=lambda n: (n != self._at, n != len(places) - 1, n)
        ):
            text = self._day(number)
            width = metrics.horizontalAdvance(text)
            left = min(max(GAP, places[number].x() - width / 2), self.width() - width - GAP)
            right = left + width + GROUP
            if not text or any(left < end and start < right for start, end in taken):
                continue
            taken.append((left, right))
            painter.setPen(look.color("text" if number == self._at else "muted"))
            painter.drawText(QPointF(left, y), text)

    def _day(self, number: int) -> str:
        ms = self._row.course[number].ms
        return self._calendar.day(self._calendar.local(ms).date().isoformat()) if ms > 0 else ""

    def _value_text(self, number: int) -> str:
        row, value = self._row, self._row.course[number].value
        decimals = decimals_of(value, row.low, row.high)
        comparator = row.comparator if number == len(row.course) - 1 else ""
        return comparator + number_text(value, decimals)

    def _go(self, number: int) -> None:
        number = min(max(0, number), len(self._row.course) - 1)
        if number != self._at:
            self._at = number
            self._say()
            self.update()

    def _say(self) -> None:
        words = self.words(self._at)
        self.setAccessibleName(self.tr("Course of {name}").format(name=self._row.name))
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        self.pointed.emit(words)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
