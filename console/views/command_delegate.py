"""Paints a line of the command palette."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.models.command_list import CommandList
from console.views import icons
from console.views.keycap import keycap_height, keycap_width, paint_keycap
from console.views.theme import GAP, GRID, SMALL, theme

_Index = QModelIndex | QPersistentModelIndex


class CommandDelegate(QStyledItemDelegate):
    """Icon, title, the keys at the right; what can not be done now is muted and marked."""

    def __init__(self, commands: CommandList, view: QListView) -> None:
        super().__init__(view)
        self._commands = commands

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give every line the height of a table's row."""
        return QSize(120, theme().row_height() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        look, rect = theme(), option.rect
        command = self._commands.command(index.row())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        side, tone = look.icon_size(), "text" if command.enabled else "muted"
        left = rect.left() + GAP + GRID
        icon = command.icon or "chevron-right"
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(icon, "muted", side, ratio)
        painter.drawPixmap(left, rect.center().y() - side // 2 + 1, picture)
        right = self._paint_keys(painter, rect, command.shortcut)
        if not command.enabled:
            right = self._paint_hint(painter, rect, right, self.tr("not now"))
        elif self._commands.is_recent(index.row()):
            right = self._paint_hint(painter, rect, right, self.tr("recent"))
        font = look.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        left += side + GAP + GRID
        title = metrics.elidedText(command.title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QPointF(left, _baseline(rect, metrics)), title)

    def _paint_keys(self, painter: QPainter, rect: QRect, keys: str) -> int:
        right = rect.right() - GAP - GRID
        if keys:
            width, height = keycap_width(keys), keycap_height()
            area = QRectF(right - width, rect.center().y() - height / 2 + 1, width, height)
            paint_keycap(painter, area, keys)
            right -= width + GAP + GRID
        return right

    def _paint_hint(self, painter: QPainter, rect: QRect, right: int, words: str) -> int:
        font = theme().font(SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme().color("muted"))
        left = right - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, _baseline(rect, metrics)), words)
        return left - GAP


def _baseline(rect: QRect, metrics: QFontMetrics) -> float:
    return rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2
