"""The fills of a medicine as a picture: how long each supply lasted, today, and when it is due."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.queues import type_sizes
from console.views.theme import GRID, SMALL, theme

_BAR = 12
_MARGIN = timedelta(days=4)


class Supply(NamedTuple):
    """What was handed out on a day, and for how many days it lasts; None: nobody knows."""

    on: date
    days: int | None


class SupplyStrip(QWidget):
    """Paints supplies as bars on a line of time. All that it shows is said in its description."""

    def __init__(self) -> None:
        super().__init__()
        self._supplies: Sequence[Supply] = ()
        self._today = date.min
        self._due: date | None = None
        self._words = ("", "")
        self.setObjectName("supply_strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme_changed)

    def show_supplies(
        self,
        supplies: Sequence[Supply],
        today: date,
        due: date | None,
        words: tuple[str, str],
        description: str,
    ) -> None:
        """Show supplies, oldest first; `words` name today and the day on which it is due."""
        self._supplies, self._today, self._due, self._words = supplies, today, due, words
        self.setAccessibleName(self.tr("Supply"))
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def span(self) -> tuple[date, date]:
        """Give the first and the last day on the line."""
        days = [self._today, *(one.on for one in self._supplies)]
        days += [one.on + timedelta(days=one.days or 0) for one in self._supplies]
        if self._due is not None:
            days.append(self._due)
        return min(days) - _MARGIN, max(days) + _MARGIN

    def sizeHint(self) -> QSize:
        """Ask for a bar between two lines of words."""
        line = type_sizes.metrics(SMALL).height()
        return QSize(240, 2 * line + _BAR + 5 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height at any width."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, today's line and the mark of the day on which it is due."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(type_sizes.font(SMALL))
        look, line = theme(), type_sizes.metrics(SMALL).height()
        top = line + 2 * GRID
        painter.setPen(QPen(look.color("line"), 1))
        middle = top + _BAR / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        for supply in self._supplies:
            self._paint_supply(painter, supply, top)
        at = self._place(self._today)
        painter.setPen(QPen(look.color("text"), 2))
        painter.drawLine(QPointF(at, top - GRID), QPointF(at, top + _BAR + GRID))
        self._paint_word(painter, at, line, self._words[0], "text")
        if self._due is not None:
            self._paint_due(painter, self._place(self._due), top, line)
        painter.end()

    def _paint_supply(self, painter: QPainter, supply: Supply, top: float) -> None:
        look = theme()
        left = self._place(supply.on)
        right = self._place(supply.on + timedelta(days=supply.days or 0))
        start, end = min(left, right), max(left, right)
        if supply.days:
            painter.setPen(QPen(look.color("info"), 1))
            painter.setBrush(look.color("info_ground"))
            painter.drawRoundedRect(QRectF(start + 0.5, top, max(3.0, end - start - 2), _BAR), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("info"))
        painter.drawEllipse(QPointF(left, top + _BAR / 2), 3.5, 3.5)

    def _paint_due(self, painter: QPainter, at: float, top: float, line: int) -> None:
        tone = "warn" if self._due is not None and self._due > self._today else "ok"
        colour = theme().color(tone)
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(at, top - GRID), QPointF(at, top + _BAR + GRID))
        foot = top + _BAR + GRID
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF([QPointF(at, foot - 6), QPointF(at - 5, foot + 1), QPointF(at + 5, foot + 1)])
        )
        self._paint_word(painter, at, foot + line + GRID / 2, self._words[1], tone)

    def _paint_word(self, painter: QPainter, at: float, base: float, word: str, tone: str) -> None:
        width = type_sizes.metrics(SMALL).horizontalAdvance(word)
        left = min(max(0.0, at - width / 2), max(0.0, self.width() - width))
        painter.setPen(theme().color(tone))
        painter.drawText(QPointF(left, base - type_sizes.metrics(SMALL).descent()), word)

    def _place(self, day: date) -> float:
        first, last = self.span()
        share = (day - first).days / max(1, (last - first).days)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return 6 + share * (self.width() - 12)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
