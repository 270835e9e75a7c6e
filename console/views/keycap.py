"""Keys as they look on a keyboard."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.theme import GRID, SMALL, theme


def keycap_width(keys: str) -> int:
    """Give the room that `paint_keycap` takes, in pixels."""
    metrics = QFontMetrics(theme().font(SMALL))
    return max(metrics.horizontalAdvance(keys) + 3 * GRID, keycap_height())


def keycap_height() -> int:
    """Give the height of a keycap, in pixels."""
    return QFontMetrics(theme().font(SMALL)).height() + GRID


def paint_keycap(painter: QPainter, area: QRectF, keys: str) -> None:
    """Draw a key into the area."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme().color("border"))
    painter.setBrush(theme().color("card"))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), GRID, GRID)
    painter.setFont(theme().font(SMALL))
    painter.setPen(theme().color("text"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), keys)
    painter.restore()


class Keycap(QWidget):
    """One key, or several pressed together."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self.setObjectName("keycap")
        self.setAccessibleName(keys)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme_changed)

    @property
    def keys(self) -> str:
        """What stands on it."""
        return self._keys

    def sizeHint(self) -> QSize:
        """Ask for the room of the key."""
        return QSize(keycap_width(self._keys), keycap_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        painter = QPainter(self)
        paint_keycap(painter, QRectF(self.rect()), self._keys)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
