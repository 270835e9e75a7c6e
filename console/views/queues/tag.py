"""A status as a pill: shape, word and colour together, so that none of them carries it alone."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.models.one_line import plain_tip
from console.models.queue_face import Chip
from console.views import icons
from console.views.queues import type_sizes
from console.views.queues.section import reveal
from console.views.theme import GRID, theme

_MOST = 40  # letters of a word from outside
_GROUNDED = frozenset({"ok", "warn", "bad", "info"})


class Tag(QWidget):
    """Shows a chip. `strong` fills it with its colour: for what must be seen first."""

    def __init__(self, chip: Chip | None = None, *, strong: bool = False) -> None:
        super().__init__()
        self._chip = Chip("", "", "muted")
        self._strong = strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme_changed)
        if chip is not None:
            self.show_chip(chip)

    def show_chip(self, chip: Chip | None, *, strong: bool | None = None) -> None:
        """Show this status; None hides the pill."""
        reveal(self, shown=chip is not None)
        if strong is not None:
            self._strong = strong
        if chip is None or chip == self._chip:
            return
        whole = chip.text
        if len(whole) > _MOST:
            self.setToolTip(plain_tip(chip.text))
            chip = chip._replace(text=chip.text[:_MOST] + "…")
        self._chip = chip
        self.setAccessibleName(whole)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the word of the status."""
        return self._chip.text

    def sizeHint(self) -> QSize:
        """Ask for the icon, the word and the round ends."""
        return pill_size(self._chip, strong=self._strong)

    def minimumSizeHint(self) -> QSize:
        """Ask for as much as the hint: a status is not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_pill(painter, QPoint(0, 0), self._chip, strong=self._strong, mirrored=right)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def pill_size(chip: Chip, *, strong: bool = False) -> QSize:
    """Give the room that a pill takes."""
    metrics = type_sizes.metrics(bold=strong)
    side = theme().icon_size() - 2 if chip.icon else 0
    width = metrics.horizontalAdvance(chip.text) + side + GRID * (5 if side else 4)
    return QSize(width, metrics.height() + GRID)


def paint_pill(
    painter: QPainter, at: QPoint, chip: Chip, *, strong: bool = False, mirrored: bool = False
) -> None:
    """Draw a pill with its upper left corner at a point."""
    look, size = theme(), pill_size(chip, strong=strong)
    box = QRectF(at.x() + 0.5, at.y() + 0.5, size.width() - 1, size.height() - 1)
    ink = "on_accent" if strong else chip.tone
    flat = look.color("ok_ground") == look.color("card")
    ground = look.color(
        chip.tone if strong else f"{chip.tone}_ground" if chip.tone in _GROUNDED else "sunken"
    )
    painter.setPen(look.color(chip.tone) if flat else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    side = look.icon_size() - 2 if chip.icon else 0
    lead = 2 * GRID
    if chip.icon:
        picture = icons.pixmap(chip.icon, ink, side, painter.device().devicePixelRatioF())
        left = at.x() + (size.width() - lead - side if mirrored else lead)
        painter.drawPixmap(left, at.y() + (size.height() - side) // 2, picture)
    font, metrics = type_sizes.font(bold=strong), type_sizes.metrics(bold=strong)
    painter.setFont(font)
    painter.setPen(look.color(ink))
    left = at.x() + (lead if mirrored or not side else lead + side + GRID)
    painter.drawText(
        left, at.y() + (size.height() + metrics.ascent() - metrics.descent()) // 2, chip.text
    )
