"""A status as a small plate: icon, word and colour together."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.models.one_line import one_line, plain_tip
from console.models.queue_face import Chip
from console.views import icons
from console.views.theme import GRID, theme


class Badge(QWidget):
    """Paints a chip; its accessible name is the chip's word."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self._chip = chip._replace(text=one_line(chip.text))
        self.setAccessibleName(self._chip.text)
        self.setToolTip(plain_tip(self._chip.text) if len(chip.text) > 40 else "")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    @property
    def chip(self) -> Chip:
        """What is shown."""
        return self._chip

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        metrics = QFontMetrics(theme().font())
        side = theme().icon_size() - 2
        width = side + metrics.horizontalAdvance(self._chip.text) + 5 * GRID
        return QSize(width + 1, metrics.height() + 2 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than an icon and a few letters."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate."""
        look, tone = theme(), self._chip.tone
        grounded = tone in {"ok", "warn", "bad", "info"}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.color(f"{tone}_ground" if grounded else "sunken")
        flat = ground == look.color("card")
        painter.setPen(look.color(tone) if flat else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        side = look.icon_size() - 2
        left = 2 * GRID
        picture = icons.pixmap(self._chip.icon, tone, side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        painter.setFont(look.font())
        painter.setPen(look.color(tone))
        left += side + GRID
        metrics = QFontMetrics(painter.font())
        room = self.width() - left - GRID
        shown = metrics.elidedText(self._chip.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, (self.height() + metrics.ascent() - metrics.descent()) // 2, shown)
        painter.end()
