"""Boxes to tick and rings to choose, with words that wrap, in the colours of the theme.

The style's own marks are too faint in the dark (WCAG 1.4.11 asks for 3 to 1).
"""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from console.views.queues import type_sizes
from console.views.theme import GAP, GRID, TARGET, theme

_MOST = 44  # letters that the words ask room for, before they wrap
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class TickBox(QCheckBox):
    """A box to tick."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        _prepare(self)

    def sizeHint(self) -> QSize:
        """Ask for the mark and the words."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """Ask for the mark and a word or two."""
        return QSize(_mark_width() + 6 * _metrics().averageCharWidth(), TARGET)

    def hasHeightForWidth(self) -> bool:
        """Answer that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the words in lines of this width."""
        return _height(self, width)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click on the mark and on the words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the tick, the words and the ring of the focus."""
        painter, box = _begin(self)
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            painter.setPen(QPen(theme().color("on_accent"), 2))
            left, top, side = box.left(), box.top(), box.width()
            places = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))
            painter.drawPolyline(
                QPolygonF([QPointF(left + x * side, top + y * side) for x, y in places])
            )
        _finish(self, painter)


class RoundChoice(QRadioButton):
    """A ring to choose, with words."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        _prepare(self)

    def sizeHint(self) -> QSize:
        """Ask for the mark and the words."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """Ask for the mark and a word or two."""
        return QSize(_mark_width() + 6 * _metrics().averageCharWidth(), TARGET)

    def hasHeightForWidth(self) -> bool:
        """Answer that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the words in lines of this width."""
        return _height(self, width)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click on the mark and on the words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, the point, the words and the ring of the focus."""
        painter, box = _begin(self)
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setBrush(theme().color("on_accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(box.center(), box.width() * 0.22, box.width() * 0.22)
        _finish(self, painter)


def _prepare(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    theme().changed.connect(button.updateGeometry)


def _metrics() -> QFontMetrics:
    return type_sizes.metrics()


def _mark_width() -> int:
    return theme().icon_size() + GAP + GRID


def _hint(button: QAbstractButton) -> QSize:
    metrics = _metrics()
    words = min(metrics.horizontalAdvance(button.text()), _MOST * metrics.averageCharWidth())
    width = _mark_width() + words + GRID
    return QSize(width, _height(button, width))


def _height(button: QAbstractButton, width: int) -> int:
    return max(TARGET, _words_height(button, width) + GRID)


def _words_height(button: QAbstractButton, width: int) -> int:
    room = QRect(0, 0, max(1, width - _mark_width()), 10_000)
    return _metrics().boundingRect(room, _FLAGS, button.text() or "X").height()


def _begin(button: QAbstractButton) -> tuple[QPainter, QRectF]:
    """Give a painter ready for the mark, and where it stands."""
    look, painter = theme(), QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = look.icon_size() * 0.9
    right = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = button.width() - side - 2 if right else 2.0
    above = max(0, button.height() - _words_height(button, button.width())) / 2
    middle = min(button.height() / 2, above + _metrics().height() / 2)  # of the first line
    ink = look.color("accent" if button.isChecked() else "border")
    painter.setPen(QPen(ink, 1.6 * look.frame()))
    painter.setBrush(ink if button.isChecked() else look.color("card"))
    return painter, QRectF(left, middle - side / 2, side, side)


def _finish(button: QAbstractButton, painter: QPainter) -> None:
    look = theme()
    right = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    lead = _mark_width()
    words = button.rect().adjusted(0 if right else lead, 0, -lead if right else 0, 0)
    painter.setFont(type_sizes.font())
    painter.setPen(look.color("text" if button.isEnabled() else "muted"))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(words, _FLAGS | int(side), button.text())
    if button.hasFocus():
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 4, 4)
    painter.end()
