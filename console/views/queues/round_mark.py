"""The mark of a choice among several, in the colours of the theme."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton

from console.views.theme import TARGET, theme


class RoundMark(QRadioButton):
    """A radio button without words in the colours of the theme; the style's own is too faint."""

    def sizeHint(self) -> QSize:
        """Ask for a target that can be hit."""
        side = max(TARGET, round(theme().icon_size() * 1.4))
        return QSize(side, side)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click anywhere on the target."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, the point when it is chosen, and the ring of the focus."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = QRectF(self.rect()).center(), look.icon_size() * 0.45
        ink = look.color("accent" if self.isChecked() else "border")
        painter.setPen(QPen(ink, 1.6 * look.frame()))
        painter.setBrush(look.color("card"))
        painter.drawEllipse(centre, radius, radius)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(centre, radius * 0.5, radius * 0.5)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 3, radius + 3)
        painter.end()
